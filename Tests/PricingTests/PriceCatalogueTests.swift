import CostExports
import Pricing
import ReportCore
import Testing

struct PriceCatalogueTests {
  private func price(_ model: String, _ input: String, provider: String = "p") -> String {
    "\"\(model)\": {\"litellm_provider\": \"\(provider)\", \"input_cost_per_token\": \(input)}"
  }

  /// Several books as one shelf.
  private struct Shelf: PriceShelf {
    let books: [PriceBook]

    func prices(of model: String) -> [BookPrice] { books.flatMap { $0.prices(of: model) } }
    func prices(beginning: String) -> [BookPrice] { books.flatMap { $0.prices(beginning: beginning) } }
  }

  private func catalogue(_ books: [PriceBook], _ agreements: [(Int, String)] = []) throws -> PriceCatalogue {
    let read = try agreements.map { number, text in
      let checked = PriceAgreementsYAML.read(text, file: "prices/a.yml")
      try #require(checked.diagnostics.isEmpty, "\(checked.diagnostics)")
      return (source: number, agreements: checked.value)
    }
    return PriceCatalogue(agreements: read, books: books.map(\.date), shelf: Shelf(books: books))
  }

  private func use(_ model: String, on day: String, provider: String = "p") throws -> PricedUse {
    let day = try #require(CalendarDay(day))
    return PriceFixtures.use(model, provider) {
      $0.tokens = TokenUsage(inputUncached: 1_000_000)
      $0.time = .days(day, day)
    }
  }

  @Test(arguments: [
    ("2026-09-30", "1", 1, PriceDoubts.laterBook), ("2026-10-01", "1", 1, PriceDoubts()),
    ("2026-10-31", "1", 1, PriceDoubts()),
    ("2026-11-01", "2", 2, PriceDoubts()), ("2026-12-31", "2", 2, PriceDoubts()),
  ])
  func `the latest book not after the day counts, else the earliest later one`(
    _ day: String, _ dollars: String, _ source: Int, _ doubts: PriceDoubts
  ) throws {
    let books = [
      try PriceFixtures.book("{\(price("m", "2e-06"))}", day: "2026-11-01", number: 2),
      try PriceFixtures.book("{\(price("m", "1e-06"))}", day: "2026-10-01", number: 1),
    ]
    var catalogue = try catalogue(books)
    let money = Money(nanos: try #require(ExactDecimal(dollars)?.nanos), currency: .dollar)
    #expect(try catalogue.price(use("m", on: day)) == .priced(money, source: source, doubts: doubts))
  }

  @Test func `a model that a newer book has dropped keeps its price`() throws {
    let books = [
      try PriceFixtures.book("{\(price("old", "1e-06"))}", day: "2026-10-01", number: 1),
      try PriceFixtures.book("{\(price("new", "2e-06"))}", day: "2026-11-01", number: 2),
    ]
    var catalogue = try catalogue(books)
    #expect(try catalogue.price(use("old", on: "2026-12-01")) == PriceFixtures.dollars("1"))
  }

  @Test(arguments: [
    ("exact", "p", "1"), ("p/prefixed", "p", "2"), ("prefixed", "p", "2"), ("dated-2026-02-03", "p", "3"),
    ("dated-20260203", "p", "3"), ("dated@20260203", "p", "3"), ("dated-2026-02-31", "p", nil), ("only", "p", "4"),
    ("twice", "p", nil), ("exact-mini", "p", nil), ("Exact", "p", nil), ("exact", "q", nil), ("exact", "", "1"),
    ("hosted", "azure", "7"), ("claude", "bedrock", "8"), ("only-2025-01-01", "p", nil),
  ])
  func `a model is found by its id, behind its provider, with or without a date, and never by guessing`(
    _ model: String, _ provider: String, _ dollars: String?
  ) throws {
    let entries = [
      price("exact", "1e-06"), price("p/prefixed", "2e-06"), price("dated", "3e-06"), price("only-20260203", "4e-06"),
      price("twice-20260203", "5e-06"), price("twice-20260304", "6e-06"),
      price("azure_ai/hosted", "7e-06", provider: "azure_ai"), price("claude", "8e-06", provider: "bedrock_converse"),
    ]
    var catalogue = try catalogue([PriceFixtures.book("{\(entries.joined(separator: ","))}")])
    let answer = try catalogue.price(use(model, on: "2026-11-01", provider: provider))
    #expect(answer == dollars.flatMap { PriceFixtures.dollars($0) } ?? .unpriced(.unknownModel))
  }

  private static let agreements = """
    models:
      - model: m
        valid_from: 2026-10-15
        valid_until: 2026-10-31
        reason: Framework contract of October
        currency: EUR
        per_million: {input: 0.80, output: 4.00}
        per_unit: {search: 0.01}
      - {model: m, provider: p, valid_from: 2026-10-20, reason: Better, currency: USD, per_million: {input: 0.5}}
    credits:
      - {name: chatgpt, valid_from: 2026-10-01, reason: Order form, price: 0.0325, currency: EUR}
    rates:
      - {currency: AED, per_euro: 4.25, valid_from: 2026-01-01, reason: Contract}
    """

  @Test(arguments: [
    ("2026-10-14", "1", "USD", 1), ("2026-10-15", "0.8", "EUR", 9), ("2026-10-19", "0.8", "EUR", 9),
    ("2026-10-20", "0.5", "USD", 9), ("2026-11-01", "0.5", "USD", 9),
  ])
  func `an agreement counts on its days, the one that names the provider first`(
    _ day: String, _ amount: String, _ currency: String, _ source: Int
  ) throws {
    let book = try PriceFixtures.book("{\(price("m", "1e-06"))}", day: "2026-10-01")
    var catalogue = try catalogue([book], [(9, PriceCatalogueTests.agreements)])
    let money = Money(
      nanos: try #require(ExactDecimal(amount)?.nanos), currency: try #require(Currency(currency)))
    #expect(try catalogue.price(use("m", on: day)) == .priced(money, source: source, doubts: []))
  }

  @Test func `credits have the price of the contract`() throws {
    var catalogue = try catalogue([], [(9, PriceCatalogueTests.agreements)])
    var use = try use("", on: "2026-10-02", provider: "openai")
    use.source = "chatgpt-credits-csv"
    // 12.5 credits × 0.0325 euro
    use.meters[.credits] = 12_500_000
    #expect(try catalogue.price(use) == .priced(.euro(nanos: 406_250_000), source: 9, doubts: []))
    use.time = .days(CalendarDay(number: 20_000), CalendarDay(number: 20_000))
    #expect(try catalogue.price(use) == .unpriced(.unknownModel))
  }

  @Test(arguments: [
    ("models:\n  - {model: m, valid_from: 2026-10-01, currency: EUR, per_million: {input: 1}}", "missing-key"),
    ("models:\n  - {model: m, reason: r, currency: EUR, per_million: {input: 1}}", "missing-key"),
    ("models:\n  - {model: m, reason: r, valid_from: 2026-10-01, currency: EUR}", "no-prices"),
    (
      "models:\n  - {model: m, reason: r, valid_from: 2026-10-01, currency: EURO, per_million: {input: 1}}",
      "not-a-currency"
    ),
    (
      "models:\n  - {model: m, reason: r, valid_from: 2026-10-01, currency: EUR, per_million: {image: 1}}",
      "unknown-key"
    ),
    (
      "models:\n  - {model: m, reason: r, valid_from: 2026-10-01, currency: EUR, per_million: {input: '1,50'}}",
      "bad-number"
    ),
    (
      "models:\n  - {model: m, reason: r, valid_from: 2026-10-01, currency: EUR, per_million: {input: -1}}",
      "bad-number"
    ),
    ("rates:\n  - {currency: USD, per_euro: 1.1, valid_from: 2026-10-01, reason: r}", "listed-currency"),
    ("rates:\n  - {currency: AED, per_euro: 0, valid_from: 2026-10-01, reason: r}", "bad-number"),
    (
      "credits:\n  - {name: c, price: 1, currency: EUR, valid_from: 2026-10-02, valid_until: 2026-10-01, reason: r}",
      "period-backwards"
    ),
    ("price: 1", "unknown-key"), ("# nothing", "no-prices"),
  ])
  func `an agreement that leaves something open is refused`(_ text: String, _ code: String) {
    let checked = PriceAgreementsYAML.read(text, file: "prices/a.yml")
    #expect(checked.diagnostics.map(\.code).contains(code), "\(checked.diagnostics)")
    #expect(checked.hasErrors)
  }
}
