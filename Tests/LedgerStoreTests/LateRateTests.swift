import CostExports
import ReportCore
import Testing

@testable import LedgerStore

struct LateRateTests {
  private let rateDays = 20_490...20_499

  @Test func `a rate that comes later is booked once, then`() throws {
    let ledger = try Ledger.of([
      Fixture.content([Fixture.request("a")]), try Fixture.rates(rateDays), try Fixture.rates(20_503...20_504),
    ])
    #expect(try ledger.view(at: 1).unrated == 1)
    #expect(try ledger.view(at: 1).euroCost == 0)
    for number in 2...3 {
      let view = try ledger.view(at: number)
      #expect(view.unrated == 0 && view.euroCost == 500_000_000 && view.rows == 1 && view.entryCount == 1)
    }
    let late = try #require(try ledger.view().cells.first { $0.importNumber == 2 })
    #expect(late.rows == 0 && late.calls == 0 && late.unratedRows == -1 && late.firstLine == 0)
  }

  @Test func `an entry shows the euro amount that was known at the moment`() throws {
    let ledger = try Ledger.of([Fixture.content([Fixture.request("a")]), try Fixture.rates(rateDays)])
    let before = try #require(try ledger.entries(LedgerEntryFilter(), asOf: Fixture.moment(1), limit: 1).first)
    #expect(before.euroCost == nil && before.rate == nil)
    let after = try #require(try ledger.entries(LedgerEntryFilter(), limit: 1).first)
    #expect(after.euroCost == 500_000_000 && after.rate == "2" && after.rateImport == 2)
    #expect(after.rateDay == Fixture.day(20_497))
  }

  @Test func `a row that was booked late is taken away with its euro amount`() throws {
    let ledger = try Ledger.of([
      Fixture.content([Fixture.request("a")]), try Fixture.rates(rateDays),
      Fixture.content([Fixture.request("a", dollars: 6_000_000_000)]),
    ])
    #expect(try ledger.view().euroCost == 3_000_000_000)
    #expect(try ledger.view().unrated == 0)
  }

  @Test func `a row that was superseded while it waited is not booked late`() throws {
    let ledger = try Ledger.of([
      Fixture.content([Fixture.request("a")]), Fixture.content([Fixture.request("a", dollars: 6_000_000_000)]),
    ])
    #expect(try ledger.book(try Fixture.rates(rateDays)).bookedLate == 1)
    #expect(try ledger.view().euroCost == 3_000_000_000)
  }

  @Test func `the first rate of a day stays, and another one is a warning`() throws {
    let ledger = try Ledger.of([try Fixture.rates(rateDays)])
    let report = try ledger.book(try Fixture.rates(20_499...20_500, unitsPerEuro: "4.0"))
    #expect(report.record.rows == 1)
    #expect(report.warnings.map(\.code) == ["rate-differs"])
    #expect(report.warnings.first?.found == "4" && report.warnings.first?.expected == "2")
    try ledger.book(Fixture.content([Fixture.request("a", day: 20_499)]))
    #expect(try ledger.view().euroCost == 500_000_000)
  }

  @Test func `a currency that the ECB never lists is refused, once per file`() throws {
    let currency = try #require(Currency("XXX"))
    let rows = [2, 3].map { Fixture.charge("v", days: 20_500...20_500, euro: 5, line: $0, currency: currency) }
    let ledger = try Ledger.inMemory()
    let error = try #require(throws: DiagnosticList.self) { try ledger.book(Fixture.content(rows)) }
    #expect(error.diagnostics.map(\.code) == ["currency-never-listed"])
    #expect(error.diagnostics.first?.place?.line == 2)
    #expect(try ledger.acts().isEmpty)
    #expect(try ledger.view().cells.isEmpty)
  }
}
