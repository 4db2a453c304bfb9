import PlaybookRules
import Registers
import ReportCore
import Testing

struct SpendTests {
  @Test func `the parts and what nobody attributed add up to the whole`() throws {
    var fixture = WeekFixture()
    fixture.spend(7, nil, on: "2026-11-18")
    fixture.spend(13, "chat", on: "2026-11-19", isUsage: false, modelClass: nil)
    let figures = fixture.assess().figures.filter { $0.key.period == .week(fixture.week) }
    func sum(_ ids: Set<String>) -> Int128 {
      figures.filter { ids.contains($0.key.id) }.reduce(0) { $0 + ($1.value?.nanos ?? 0) }
    }
    let total = try #require(fixture.figure("spend.total")?.value)
    #expect(total == FixedDecimal(160))
    #expect(sum(["spend.by-use-case", "spend.not-attributed"]) == total.nanos)
    #expect(sum(["spend.by-provider"]) == total.nanos)
    #expect(sum(["spend.by-model-class"]) == total.nanos)
    #expect(fixture.figure("spend.by-model-class", ["modelClass": "subscription"])?.value == FixedDecimal(13))
  }

  @Test func `unpriced use leaves the total open above, for the reason O5`() throws {
    var fixture = WeekFixture()
    fixture.spend(0, "chat", on: "2026-11-18", calls: 4, model: "m-new", unpricedCalls: 4)
    let total = try #require(fixture.figure("spend.total"))
    #expect(total.value == FixedDecimal(140))
    #expect(total.upper == nil)
    #expect(total.reason == .noPrice)
    #expect(fixture.figure("unpriced.calls", ["model": "m-new"])?.value == FixedDecimal(4))
  }

  @Test func `a source that did not come leaves the total open above`() throws {
    var fixture = WeekFixture()
    fixture.covered = fixture.covered.lowerBound...WeekFixture.day("2026-11-20")
    #expect(fixture.figure("spend.total")?.reason == .sourceTooOld)
    fixture.registers.sources = nil
    #expect(fixture.figure("spend.total")?.reason == .noSource)
  }

  @Test func `a corrected row counts once, a spread one in each week it touches`() {
    func lines(_ number: Int, _ rows: Int) -> OriginLines {
      OriginLines(importNumber: number, rows: rows, firstLine: 2, lastLine: 2)
    }
    let origins = [
      UsageOrigin(rows: 1, lines: [lines(1, 1), lines(2, 0)]), UsageOrigin(rows: 0, lines: [lines(1, 0), lines(2, 0)]),
    ]
    let ledger = LedgerFacts(origins: origins, expected: [])
    #expect(ledger.lines(of: [0]).map(\.rows) == [1, 0])
    #expect(ledger.lines(of: [1]).map(\.rows) == [0, 1])
  }

  @Test func `a row that is spread over cells counts once`() {
    var fixture = WeekFixture()
    let day = WeekFixture.day("2026-11-18")
    let origin = fixture.cells.count
    for useCase in ["chat", "copy"] {
      fixture.cells.append(
        UsageCell(day: day, useCase: useCase, provider: "openai", model: "", modelClass: nil, euro: 1, origin: origin))
    }
    // 14 rows of the fixture's week, and one spread over two cells.
    #expect(fixture.figure("spend.total")?.rows == 15)
  }
}
