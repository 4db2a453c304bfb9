import CostExports
public import ReportCore

/// One model of one book.
public struct BookPrice: Sendable {
  /// The import that brought the book.
  public var book: Int
  /// The id as the book writes it.
  public var model: String
  /// `litellm_provider`.
  public var provider: String
  /// What it costs.
  public var terms: PriceTerms

  /// One model of one book.
  public init(book: Int, model: String, provider: String, terms: PriceTerms) {
    self.book = book
    self.model = model
    self.provider = provider
    self.terms = terms
  }
}

/// Where a catalogue finds what books say. Books are large: only the models that are asked for are read.
public protocol PriceShelf {
  /// The model with exactly this id, in every book that has it.
  func prices(of model: String) throws -> [BookPrice]
  /// The models whose id begins with `beginning` and one of `-` and `@`, in every book.
  func prices(beginning: String) throws -> [BookPrice]
}

/// A book as the catalogue sees it: which import, and of which day it is a snapshot.
public struct BookDate: Hashable, Sendable {
  /// Journal number.
  public var book: Int
  /// The day of the snapshot.
  public var day: CalendarDay

  /// A book.
  public init(book: Int, day: CalendarDay) {
    self.book = book
    self.day = day
  }
}

/// What a use costs, and who says so.
public enum PriceAnswer: Hashable, Sendable {
  /// Rounded half to even once; `source` is the import that brought the book or agreement.
  case priced(Money, source: Int, doubts: PriceDoubts)
  /// Unknown, never zero.
  case unpriced(UnpricedReason)
}

/// All prices known at one moment. An agreement valid on the day of use comes first; then the book of the latest day
/// not after it that knows the model; then the earliest later one.
public struct PriceCatalogue {
  private let agreements: [(source: Int, agreements: PriceAgreements)]
  private let books: [BookDate]
  private let shelf: any PriceShelf
  private var found: [ModelKey: [Int: PriceTerms]] = [:]
  private var last: (key: ModelKey, day: CalendarDay, choice: Choice?)?

  private struct ModelKey: Hashable {
    var provider: String
    var model: String
  }

  private struct Choice {
    var source: Int
    var terms: PriceTerms
    var isLater: Bool
  }

  /// A catalogue; of two agreements and of two books of one day, the one later in the list counts.
  public init(agreements: [(source: Int, agreements: PriceAgreements)], books: [BookDate], shelf: any PriceShelf) {
    self.agreements = agreements
    self.shelf = shelf
    self.books = books.enumerated()
      .sorted { ($0.element.day, $0.offset) < ($1.element.day, $1.offset) }
      .map(\.element)
  }

  /// True when it can price nothing.
  public var isEmpty: Bool { agreements.isEmpty && books.isEmpty }

  /// Prices one use. Throws what the shelf throws.
  public mutating func price(_ use: PricedUse) throws -> PriceAnswer {
    if use.meters[.credits] != 0 { return credits(use) }
    guard !use.model.isEmpty, let choice = try choice(for: use) else { return .unpriced(.unknownModel) }
    switch choice.terms.price(use) {
    case .priced(let nanos, var doubts):
      if choice.isLater { doubts.insert(.laterBook) }
      return .priced(Money(nanos: nanos, currency: choice.terms.currency), source: choice.source, doubts: doubts)
    case .unpriced(let reason): return .unpriced(reason)
    }
  }

  /// Credits have a contract's price and no other.
  private func credits(_ use: PricedUse) -> PriceAnswer {
    for entry in agreements.reversed() {
      guard let price = entry.agreements.creditPrice(for: use) else { continue }
      var sum = ExactSum()
      // Credits are counted in millionths.
      guard sum.add(use.meters[.credits], times: price.price.movingPoint(6)), let nanos = sum.nanos else {
        return .unpriced(.outOfRange)
      }
      return .priced(Money(nanos: nanos, currency: price.currency), source: entry.source, doubts: [])
    }
    return .unpriced(.unknownModel)
  }

  private mutating func choice(for use: PricedUse) throws -> Choice? {
    let key = ModelKey(provider: use.provider, model: use.model)
    let day = use.day
    // Rows of one model and day tend to follow each other.
    if let last, last.key == key, last.day == day { return last.choice }
    let choice = try agreement(for: use) ?? book(for: key, on: day)
    last = (key, day, choice)
    return choice
  }

  private func agreement(for use: PricedUse) -> Choice? {
    for entry in agreements.reversed() {
      if let terms = entry.agreements.terms(provider: use.provider, model: use.model, on: use.day) {
        return Choice(source: entry.source, terms: terms, isLater: false)
      }
    }
    return nil
  }

  private mutating func book(for key: ModelKey, on day: CalendarDay) throws -> Choice? {
    let known = try terms(of: key)
    let earlier = books.last { $0.day <= day && known[$0.book] != nil }
    guard let book = earlier ?? books.first(where: { $0.day > day && known[$0.book] != nil }),
      let terms = known[book.book]
    else { return nil }
    return Choice(source: book.book, terms: terms, isLater: earlier == nil)
  }

  /// What each book says of a model.
  private mutating func terms(of key: ModelKey) throws -> [Int: PriceTerms] {
    if let known = found[key] { return known }
    let matching = ModelMatching(provider: key.provider, model: key.model)
    var terms: [Int: PriceTerms] = [:]
    let wanted = Set(books.map(\.book))
    for id in matching.exact {
      for price in try shelf.prices(of: id)
      where wanted.contains(price.book) && terms[price.book] == nil && matching.accepts(price.provider) {
        terms[price.book] = price.terms
      }
    }
    if terms.count < wanted.count {
      for beginning in matching.dated {
        var dated: [Int: Set<PriceTerms>] = [:]
        for price in try shelf.prices(beginning: beginning)
        where wanted.contains(price.book) && terms[price.book] == nil && matching.accepts(price.provider)
          && ModelMatching.isDate(price.model.dropFirst(beginning.count))
        {
          dated[price.book, default: []].insert(price.terms)
        }
        // Several snapshots with different prices: nobody can say which one was meant.
        for (book, candidates) in dated where candidates.count == 1 { terms[book] = candidates.first }
      }
    }
    found[key] = terms
    return terms
  }
}
