import CostExports
import ReportCore
import Testing

@testable import LedgerStore

struct RerateTests {
  private let site: TemporarySite
  private let days: ClosedRange<CalendarDay>
  private let now: Instant

  /// Act 1: rates, 2: a book, 3: use of three days and an unknown model, 4: a book with other prices.
  init() throws {
    site = try TemporarySite()
    days = try #require(CalendarDay("2026-11-12"))...(try #require(CalendarDay("2026-11-12")))
    now = try #require(Instant("2026-11-23T09:00:00Z"))
    try site.write(Export.rates, "content/ledger/rates.csv")
    try site.write(PriceFiles.book(), "content/prices/litellm-2026-11-01.json")
    try site.write(
      PriceFiles.log([
        ("a", "2026-11-12", "m"), ("b", "2026-11-13", "m"), ("c", "2026-11-12", "new"), ("d", "2026-11-12", "never"),
      ]), "content/ledger/a.jsonl")
    try site.bringUpToDate()
    let more =
      ", \"new\": {\"litellm_provider\": \"openai\", \"input_cost_per_token\": 1e-06, \"output_cost_per_token\": 0}"
    try site.write(PriceFiles.book("4e-06", more: more), "content/prices/litellm-2026-11-15.json")
    try site.bringUpToDate("2026-11-23T08:00:00Z")
  }

  private func view(_ asOf: String? = nil) throws -> LedgerView {
    let ledger = try Ledger(opening: site.place.ledger)
    return try ledger.view(
      asOf: asOf.map { try #require(Instant($0)) }, days: Fixture.day(20_750)...Fixture.day(20_790))
  }

  private func rerate(_ book: Int = 4, dryRun: Bool = false) throws -> RerateReport {
    try site.place.rerate(book: book, days: days, reason: "a newer book", now: now, dryRun: dryRun).report
  }

  @Test func `old and new are told by model, and the days outside stay`() throws {
    let report = try rerate()
    // m: 0.0028 → 1,000 × 4e-06 + 100 × 8e-06 = 0.0048 dollars, at 1.15; new: nothing known → 0.001 dollars.
    var m = PriceChange(provider: "openai", model: "m")
    m.rows = 1
    (m.oldEuro, m.newEuro) = (2_434_783, 4_173_913)
    var new = PriceChange(provider: "openai", model: "new")
    (new.rows, new.unpricedRows, new.newEuro) = (1, 1, 869_565)
    #expect(report.changes == [m, new])
    #expect(report.total.newEuro - report.total.oldEuro == 4_173_913 + 869_565 - 2_434_783)
    #expect(report.unpricedRows == 1 && report.unchangedRows == 0)
    #expect(report.source.number == 4 && report.record?.number == 5)
    let entries = try Ledger(opening: site.place.ledger).entries(LedgerEntryFilter(), limit: 9)
    #expect(entries.map(\.euroCost) == [4_173_913, 2_413_793, 869_565, nil])
    #expect(entries.map(\.priceImport) == [4, 2, 4, nil])
    #expect(entries.map(\.priceStatus) == [.estimated, .estimated, .estimated, .unpriced])
  }

  @Test func `the act is in the journal, and before it everything is as it was`() throws {
    let before = try view()
    _ = try rerate()
    let line = try #require(try site.text("content/ledger/journal.csv").split(separator: "\n").last)
    #expect(line.hasPrefix("5,2026-11-23T09:00:00Z,re-rate,prices/litellm-2026-11-15.json,"))
    #expect(line.hasSuffix(",litellm-price-book/1,2026-11-12/2026-11-12: a newer book"))
    #expect(try view("2026-11-23T08:59:59Z").cells == before.cells)
    #expect(try view().euroCost == before.euroCost + 4_173_913 + 869_565 - 2_434_783)
    #expect(try view().cells.reduce(0) { $0 + $1.unpricedRows } == 1)
    // The roll-ups are what the entries say.
    let entries = try Ledger(opening: site.place.ledger).entries(LedgerEntryFilter(), limit: 9)
    #expect(try view().euroCost == entries.compactMap(\.euroCost).reduce(0, +))
  }

  @Test func `a trial changes nothing`() throws {
    let before = try view()
    let journal = try site.text("content/ledger/journal.csv")
    let trial = try rerate(dryRun: true)
    #expect(trial.record == nil)
    #expect(try view().isSame(as: before))
    #expect(try site.text("content/ledger/journal.csv") == journal)
    #expect(try rerate().changes == trial.changes)
  }

  @Test func `made again from the journal, the ledger says the same`() throws {
    _ = try rerate()
    let before = try view()
    let bytes = try Ledger(opening: site.place.ledger).entries(LedgerEntryFilter(), limit: 9)
    try FileSystem.remove(site.place.ledger)
    #expect(try site.bringUpToDate().wasRebuilt)
    #expect(try view().isSame(as: before))
    #expect(try Ledger(opening: site.place.ledger).entries(LedgerEntryFilter(), limit: 9) == bytes)
  }

  @Test func `applied twice it changes nothing more, and the first book brings the old prices back`() throws {
    let before = try view().euroCost
    _ = try rerate()
    let again = try rerate()
    #expect(again.changes == [] && again.unchangedRows == 2)
    _ = try rerate(2)
    // The model that only the newer book knows keeps its price.
    #expect(try view().euroCost == before + 869_565)
  }

  @Test func `an agreement is applied alone`() throws {
    try site.write(
      PriceFiles.agreement.replacing("2026-11-13", with: "2026-11-01"), "content/prices/contract.yml")
    try site.bringUpToDate("2026-11-23T08:30:00Z")
    let report = try rerate(5)
    #expect(report.changes.map(\.model) == ["m"])
    // 1,000 × 0.000001 + 100 × 0.000004 euro
    #expect(report.changes.map(\.newEuro) == [1_400_000])
  }

  @Test func `amounts that a source has stated stay`() throws {
    let stated = PriceFiles.log([("e", "2026-11-12", "m")]).replacing("\"spend\":0", with: "\"spend\":0.5")
    try site.write(stated, "content/ledger/b.jsonl")
    try site.bringUpToDate("2026-11-23T08:30:00Z")
    _ = try rerate()
    let entries = try Ledger(opening: site.place.ledger).entries(LedgerEntryFilter(imports: [5]), limit: 9)
    #expect(entries.map(\.cost) == [Money(nanos: 500_000_000, currency: .dollar)])
  }

  @Test func `a row that comes back comes back at its new price`() throws {
    try site.write(PriceFiles.log([("a", "2026-11-12", "never")]), "content/ledger/b.jsonl")
    try site.bringUpToDate("2026-11-23T08:30:00Z")
    _ = try rerate()
    _ = try site.place.withdraw(number: 5, reason: "wrong file", now: now)
    let entries = try Ledger(opening: site.place.ledger).entries(LedgerEntryFilter(), limit: 9)
    #expect(entries.first?.euroCost == 4_173_913)
    #expect(try view().euroCost == entries.compactMap(\.euroCost).reduce(0, +))
  }

  @Test(arguments: [(1, "x", "not-prices"), (3, "x", "not-prices"), (99, "x", "not-prices"), (4, "", "reason-missing")])
  func `what cannot be meant is refused`(_ book: Int, _ reason: String, _ code: String) throws {
    let error = try #require(throws: DiagnosticList.self) {
      _ = try site.place.rerate(book: book, days: days, reason: reason, now: now)
    }
    #expect(error.diagnostics.map(\.code) == [code])
  }

  @Test func `after re-rating the book cannot be withdrawn`() throws {
    _ = try rerate()
    let error = try #require(throws: DiagnosticList.self) {
      _ = try site.place.withdraw(number: 4, reason: "wrong", now: now)
    }
    #expect(error.diagnostics.map(\.code) == ["import-rested-on"])
  }

  @Test(arguments: [
    ("5,2026-11-23T09:00:00Z,re-rate,prices/litellm-2026-11-15.json,SHA,litellm-price-book/1,all of it", "note"),
    ("5,2026-11-23T09:00:00Z,re-rate,prices/other.json,SHA,litellm-price-book/1,2026-11-01/2026-11-02: x", "file"),
    ("5,2026-11-23T09:00:00Z,re-rate,a.jsonl,SHA,litellm-spend-logs/1,2026-11-01/2026-11-02: x", "file"),
    (
      "5,2026-11-23T09:00:00Z,re-rate,prices/litellm-2026-11-15.json,SHA,litellm-price-book/1,2026-11-02/2026-11-01: x",
      "note"
    ),
  ])
  func `a line that is no re-rating is a complaint`(_ line: String, _ field: String) throws {
    let journal = try site.text("content/ledger/journal.csv")
    let sha = try #require(journal.split(separator: "\n").last?.split(separator: ",")[4])
    let checked = Journal.read(
      Array((journal + line.replacing("SHA", with: sha) + "\n").utf8), file: "journal.csv")
    #expect(checked.diagnostics.map(\.code) == ["journal-re-rate"])
    #expect(checked.diagnostics.map { $0.place?.field } == [field])
  }
}
