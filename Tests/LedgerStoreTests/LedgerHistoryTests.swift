import CostExports
import ReportCore
import Testing

@testable import LedgerStore

struct LedgerHistoryTests {
  private func ledger() throws -> Ledger {
    let ledger = try Ledger.of([
      Fixture.content([
        Fixture.charge("a", days: 20_500...20_501, euro: 100), Fixture.charge("b", days: 20_500...20_500, euro: 7),
      ]),
      Fixture.content([Fixture.request("r")], format: "requests"),
      Fixture.content([Fixture.charge("a", days: 20_500...20_501, euro: 30, line: 9)]),
      try Fixture.rates(20_490...20_499),
    ])
    try ledger.withdraw(3, at: 5)
    return ledger
  }

  @Test func `every act tells its rows, what came and went, its days and its euros`() throws {
    let history = try ledger().history()
    #expect(history.map(\.line.act) == [.importFile, .importFile, .importFile, .importFile, .withdraw])
    #expect(history.map(\.rows) == [2, 1, 1, 10, 0])
    #expect(history.map(\.entered) == [2, 1, 1, 0, 1])
    #expect(history.map(\.left) == [0, 0, 1, 0, 1])
    #expect(history.map(\.euroCost) == [107, 0, -70, 500_000_000, 70])
    #expect(history.map(\.withdrawnBy) == [nil, nil, 5, nil, nil])
    #expect(history[0].days == Fixture.day(20_500)...Fixture.day(20_501))
    #expect(history[3].days == nil)
    let earlier = try ledger().history(asOf: Fixture.moment(4))
    #expect(earlier.map(\.withdrawnBy) == [nil, nil, nil, nil])
  }

  @Test func `one act tells whose entries went, came back and were valued`() throws {
    let ledger = try ledger()
    let correction = try #require(try ledger.act(3))
    #expect(correction.superseded == [LedgerActDetail.Share(importNumber: 1, entries: 1)])
    let rates = try #require(try ledger.act(4))
    #expect(rates.valued == [LedgerActDetail.Share(importNumber: 2, entries: 1)])
    #expect(rates.carries == [2] && rates.superseded.isEmpty)
    #expect(try #require(try ledger.act(2)).restsOn == [4])
    #expect(try #require(try ledger.act(2, asOf: Fixture.moment(3))).restsOn == [])
    let withdrawal = try #require(try ledger.act(5))
    #expect(withdrawal.superseded == [LedgerActDetail.Share(importNumber: 3, entries: 1)])
    #expect(withdrawal.restored == [LedgerActDetail.Share(importNumber: 1, entries: 1)])
    #expect(try ledger.act(6) == nil)
    #expect(try ledger.act(5, asOf: Fixture.moment(4)) == nil)
  }

  @Test func `two moments differ by what the acts between them did, and the other way round by its opposite`() throws {
    let ledger = try ledger()
    let differences = try ledger.compare(Fixture.moment(2), Fixture.moment(4))
    // € 0.50 arrives on the request's day; the charge over two days goes from 50 + 50 to 15 + 15 nano-euro.
    #expect(differences.map(\.day) == [20_499, 20_500, 20_501].map(Fixture.day))
    #expect(differences.map(\.euroCost) == [500_000_000, -35, -35])
    #expect(differences.map(\.acts) == [[4], [3], [3]])
    #expect(differences.map(\.unratedRows) == [-1, 0, 0])
    let back = try ledger.compare(Fixture.moment(4), Fixture.moment(2))
    #expect(back.map(\.euroCost) == [-500_000_000, 35, 35])
    #expect(try ledger.compare(Fixture.moment(2)).map(\.day) == [Fixture.day(20_499)])
    #expect(
      try ledger.compare(Fixture.moment(2), Fixture.moment(4), days: Fixture.day(20_501)...Fixture.day(20_600))
        .map(\.euroCost) == [-35])
  }

  @Test func `sums of many imports that leave 64 bits are refused, and nothing is changed`() throws {
    let rows = (0..<90).map { Fixture.charge("s-\($0)", days: 20_500...20_500, euro: RowLimits.nanos, line: $0 + 2) }
    let ledger = try Ledger.of([Fixture.content(rows)])
    let more = rows.prefix(5).map { row in
      var row = row
      row.scope = "t-\(row.line)"
      // Of another year: no roll-up cell holds both.
      row.time = .days(Fixture.day(20_100), Fixture.day(20_100))
      return row
    }
    let error = try #require(throws: DiagnosticList.self) { try ledger.book(Fixture.content(more)) }
    #expect(error.diagnostics.map(\.code) == ["sum-out-of-range"])
    // The same rows again replace what is there: the sum stays.
    try ledger.book(Fixture.content(rows))
    #expect(try ledger.view().rows == 90)
  }
}
