import CostExports
import ReportCore
import Testing

@testable import LedgerStore

/// Small price books and agreements, and use without money.
enum PriceFiles {
  /// `m` costs `input` dollars per token of input and four times that of output.
  static func book(_ input: String = "2e-06", output: String = "8e-06", more: String = "") -> String {
    """
    {"sample_spec": {"litellm_provider": "see documentation"},
     "m": {"litellm_provider": "openai", "mode": "chat", "input_cost_per_token": \(input),
      "output_cost_per_token": \(output)}\(more)}
    """
  }

  static let agreement = """
    models:
      - model: m
        valid_from: 2026-11-13
        reason: Framework contract
        currency: EUR
        per_million: {input: 1.00, output: 4.00}
    """

  /// A call of 1,000 + 100 tokens at ten o'clock; 1,000 × 2e-06 + 100 × 8e-06 = 0.0028 dollars.
  static func log(_ calls: [(id: String, day: String, model: String)]) -> String {
    calls.map { call in
      """
      {"request_id":"\(call.id)","call_type":"acompletion","startTime":"\(call.day)T10:00:00Z",\
      "model":"\(call.model)","custom_llm_provider":"openai","spend":0,"total_tokens":1100,\
      "prompt_tokens":1000,"completion_tokens":100,"status":"success","metadata":"{}"}
      """
    }.joined(separator: "\n") + "\n"
  }
}

struct PricedImportTests {
  private let site: TemporarySite

  init() throws {
    site = try TemporarySite()
    try site.write(Export.rates, "content/ledger/rates.csv")
  }

  private func view(_ asOf: String? = nil) throws -> LedgerView {
    let ledger = try Ledger(opening: site.place.ledger)
    return try ledger.view(
      asOf: asOf.map { try #require(Instant($0)) }, days: Fixture.day(20_750)...Fixture.day(20_790))
  }

  @Test func `use without an amount is priced from the book, in euro at the rate of its day`() throws {
    try site.write(PriceFiles.book(), "content/prices/litellm-2026-11-01.json")
    try site.write(PriceFiles.log([("a", "2026-11-12", "m")]), "content/ledger/log.jsonl")
    let update = try site.bringUpToDate()
    let report = try #require(update.imported.last)
    #expect(report.estimated == 1 && report.unpriced == [])
    #expect(report.warnings == [])
    let entry = try #require(try update.ledger.entries(LedgerEntryFilter(), limit: 9).first)
    #expect(entry.priceStatus == .estimated && entry.basis == .estimate)
    #expect(entry.cost == Money(nanos: 2_800_000, currency: .dollar))
    // 0.0028 / 1.15, half to even
    #expect(entry.euroCost == 2_434_783)
    #expect(entry.priceImport == 2)
    #expect(try site.text("content/ledger/journal.csv").contains(",prices/litellm-2026-11-01.json,"))
    let cell = try #require(try view().cells.first)
    #expect(cell.basis == .estimate && cell.unpricedRows == 0 && cell.euroCost == 2_434_783)
  }

  @Test func `a book goes where books are kept, and a file without a day is refused`() throws {
    let dated = try site.write(PriceFiles.book(), "downloads/litellm-2026-11-01.json")
    let undated = try site.write(PriceFiles.book("3e-06"), "downloads/model_prices.json")
    let error = try #require(throws: DiagnosticList.self) { try site.importFiles([dated, undated]) }
    #expect(error.diagnostics.map(\.code) == ["price-book-undated"])
    try site.importFiles([dated])
    #expect(try site.bytes("content/prices/litellm-2026-11-01.json") != nil)
    // The same name again gets a number, and keeps its day.
    let other = try site.write(PriceFiles.book("4e-06"), "downloads/litellm-2026-11-01.json")
    #expect(try site.importFiles([other]).imported.map(\.record.file) == ["prices/litellm-2026-11-01-2.json"])
    let kept = try #require(throws: DiagnosticList.self) {
      try site.importFiles([try site.write(PriceFiles.book("5e-06"), "downloads/b-2026-11-02.json")], copy: false)
    }
    #expect(kept.diagnostics.map(\.code) == ["must-be-kept"])
  }

  @Test func `an agreement wins on its days`() throws {
    try site.write(PriceFiles.book(), "content/prices/litellm-2026-11-01.json")
    try site.write(PriceFiles.agreement, "content/prices/contract.yml")
    try site.write(
      PriceFiles.log([("a", "2026-11-12", "m"), ("b", "2026-11-13", "m")]), "content/ledger/log.jsonl")
    let entries = try site.bringUpToDate().ledger.entries(LedgerEntryFilter(), limit: 9)
    // 1,000 × 0.000001 + 100 × 0.000004 euro
    #expect(entries.map(\.cost) == [Money(nanos: 2_800_000, currency: .dollar), .euro(nanos: 1_400_000)])
    #expect(entries.map(\.priceImport) == [2, 3])
  }

  @Test func `a new book moves nothing that is booked`() throws {
    try site.write(PriceFiles.log([("a", "2026-11-12", "m"), ("b", "2026-11-12", "new")]), "content/ledger/a.jsonl")
    let first = try site.bringUpToDate()
    #expect(
      first.imported.last?.unpriced == [
        UnpricedUse(provider: "openai", model: "m", rows: 1, calls: 1, tokens: 1_100),
        UnpricedUse(provider: "openai", model: "new", rows: 1, calls: 1, tokens: 1_100),
      ])
    let before = try view().figures
    try site.write(PriceFiles.book(), "content/prices/litellm-2026-11-01.json")
    try site.bringUpToDate("2026-11-23T07:00:00Z")
    #expect(try view().figures == before)
    try site.write(PriceFiles.log([("c", "2026-11-12", "m")]), "content/ledger/b.jsonl")
    let priced = try site.bringUpToDate("2026-11-23T08:00:00Z")
    #expect(priced.imported.map(\.estimated) == [1])
    let unpriced = try priced.ledger.unpriced()
    #expect(unpriced.map(\.model) == ["m", "new"] && unpriced.map(\.rows) == [1, 1])
    #expect(try priced.ledger.unpriced(asOf: Instant(seconds: 0)) == [])
    #expect(
      try priced.ledger.unpriced(
        days: try #require(CalendarDay("2026-11-13"))...(try #require(CalendarDay("2026-11-14"))))
        == [])
  }

  @Test func `use is warned about when a price had to be taken on faith`() throws {
    try site.write(PriceFiles.book(), "content/prices/litellm-2026-11-20.json")
    try site.write(PriceFiles.log([("a", "2026-11-12", "m")]), "content/ledger/a.jsonl")
    #expect(try site.bringUpToDate().imported.last?.warnings.map(\.code) == ["later-book"])
  }

  @Test func `what has no price is bounded by the dearest token of its provider`() throws {
    try site.write(
      PriceFiles.book(more: ", \"x\": {\"litellm_provider\": \"openai\", \"output_cost_per_token\": 2.3e-05}"),
      "content/prices/litellm-2026-11-01.json")
    try site.write(PriceFiles.log([("a", "2026-11-12", "new")]), "content/ledger/a.jsonl")
    try site.bringUpToDate()
    // 0.000023 / 1.15 = 0.00002 euro
    let day = try #require(CalendarDay("2026-11-12"))
    #expect(
      try view().tokenCeilings == [TokenCeiling(provider: "openai", day: day, attoEuro: 20_000_000_000_000)])
    #expect(try view().cells.map(\.unboundedRows) == [0])
  }

  @Test func `a contract's rate stands in for a currency the ECB never lists`() throws {
    try site.write(
      "rates:\n  - {currency: AED, per_euro: 4.25, valid_from: 2026-11-01, reason: Contract}\n",
      "content/prices/rates.yml")
    try site.write(
      "date_from,date_to,vendor,description,amount,currency,team,project,invoice_no,kind\n"
        + "2026-11-12,2026-11-13,Vendor,use,8.50,AED,,,F1,usage\n", "content/ledger/manual.csv")
    let entry = try #require(try site.bringUpToDate().ledger.entries(LedgerEntryFilter(), limit: 1).first)
    #expect(entry.euroCost == 2_000_000_000 && entry.rate == "4.25" && entry.rateImport == 2)
  }

  @Test func `a book on which amounts rest cannot be withdrawn, one without can`() throws {
    try site.write(PriceFiles.book(), "content/prices/litellm-2026-11-01.json")
    try site.write(PriceFiles.book("9e-06"), "content/prices/litellm-2026-12-01.json")
    try site.write(PriceFiles.log([("a", "2026-11-12", "m")]), "content/ledger/a.jsonl")
    try site.bringUpToDate()
    let now = try #require(Instant("2026-11-23T09:00:00Z"))
    let error = try #require(throws: DiagnosticList.self) {
      _ = try site.place.withdraw(number: 2, reason: "wrong", now: now)
    }
    #expect(error.diagnostics.map(\.code) == ["import-rested-on"])
    _ = try site.place.withdraw(number: 3, reason: "wrong", now: now)
  }

  @Test func `made again from the journal, the ledger says the same`() throws {
    try site.write(PriceFiles.book(), "content/prices/litellm-2026-11-01.json")
    try site.write(PriceFiles.agreement, "content/prices/contract.yml")
    try site.write(
      PriceFiles.log([("a", "2026-11-12", "m"), ("b", "2026-11-13", "m"), ("c", "2026-11-13", "n")]),
      "content/ledger/log.jsonl")
    try site.bringUpToDate()
    let before = try view()
    try FileSystem.remove(site.place.ledger)
    #expect(try site.bringUpToDate().wasRebuilt)
    #expect(try view().isSame(as: before))
  }
}
