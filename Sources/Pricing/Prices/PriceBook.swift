public import CostExports
public import ReportCore

/// A price book in memory: what one snapshot says of every model.
public struct PriceBook: Sendable, PriceShelf {
  /// The day of the snapshot; the file itself has none.
  public let day: CalendarDay
  /// The import that brought it.
  public let number: Int
  /// What can be priced, in the order of their ids.
  public let prices: [BookPrice]
  private let byModel: [String: Int]

  /// Reads a book. Complaints go to `problems`; throws what `source` throws.
  public init(
    _ source: any ByteSource, file: String, day: CalendarDay, number: Int, problems: inout ProblemLog
  ) throws {
    var prices: [BookPrice] = []
    try PriceBookJSON.read(source, file: file, problems: &problems) { entry in
      guard let terms = PriceTerms(entry) else { return }
      prices.append(BookPrice(book: number, model: entry.model, provider: entry.provider, terms: terms))
    }
    if prices.isEmpty, problems.isEmpty {
      problems.add(
        Diagnostic(
          code: "no-prices", at: SourcePlace(file: file), "the price book has no prices",
          expected: "models with fields such as input_cost_per_token", remedy: "Download the price book again."))
    }
    self.day = day
    self.number = number
    self.prices = prices.sorted { $0.model < $1.model }
    byModel = Dictionary(self.prices.enumerated().map { ($0.element.model, $0.offset) }) { first, _ in first }
  }

  /// The day at the end of a book's file name, which is where its day is told: `litellm-2026-11-01.json`; the number
  /// of a copy may stand behind it. Nil for a name without one.
  public static func day(ofFile name: String) -> CalendarDay? {
    var stem = name[...]
    if stem.hasSuffix(".gz") { stem = stem.dropLast(3) }
    guard stem.hasSuffix(".json") else { return nil }
    stem = stem.dropLast(5)
    // A file whose name was taken got a number behind it.
    let copy = stem.reversed().prefix { $0.isNumber }
    if copy.count < 4, !copy.isEmpty, stem.dropLast(copy.count).hasSuffix("-"),
      CalendarDay(stem.dropLast(copy.count + 1).suffix(10)) != nil
    {
      stem = stem.dropLast(copy.count + 1)
    }
    guard stem.utf8.count >= 10 else { return nil }
    let text = stem.suffix(10)
    let before = stem.dropLast(10).last
    guard before.map({ !$0.isNumber }) ?? true else { return nil }
    return CalendarDay(text)
  }

  /// As the catalogue knows it.
  public var date: BookDate { BookDate(book: number, day: day) }

  /// The model with exactly this id.
  public func prices(of model: String) -> [BookPrice] { byModel[model].map { [prices[$0]] } ?? [] }

  /// The models whose id is `beginning` and more.
  public func prices(beginning: String) -> [BookPrice] {
    prices.filter { price in
      price.model.hasPrefix("\(beginning)-") || price.model.hasPrefix("\(beginning)@")
    }
  }

  /// The highest price a token can have at each provider, by `ProviderNames.family`, in the order of the names: the
  /// upper bound of use that has no price.
  public var dearest: [(provider: String, price: ExactDecimal)] {
    var dearest: [String: ExactDecimal] = [:]
    for price in prices {
      guard let token = price.terms.dearestToken else { continue }
      let family = ProviderNames.family(price.provider)
      if let known = dearest[family], !known.isLess(than: token) { continue }
      dearest[family] = token
    }
    return dearest.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
  }
}
