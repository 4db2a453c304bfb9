import CostExports
import ReportCore
import Testing

@testable import LedgerStore

struct BookingTests {
  // Requests are of Sunday 2026-02-15, day 20_499, and use the rate of Friday, day 20_497.
  private let rateDays = 20_490...20_499

  @Test func `a request is one cell in its hour, in euro at the rate of the last business day`() throws {
    let ledger = try Ledger.of([try Fixture.rates(rateDays), Fixture.content([Fixture.request("a")])])
    let view = try ledger.view()
    let cell = try #require(view.cells.first)
    #expect(view.cells.count == 1)
    #expect(cell.slot == .hour(20_499 * 24 + 10))
    #expect(cell.rows == 1 && cell.calls == 1 && cell.tokens.total == 110)
    #expect(cell.euroCost == 500_000_000 && cell.euroBilled == 500_000_000)
    #expect(cell.firstLine == 2 && cell.lastLine == 2)
    #expect(view.entryCount == 1)
    #expect(view.dimensions[cell.dimension].source == "hand-made")
  }

  @Test func `the same row id on the same day replaces the earlier row, and the past stays as it was`() throws {
    let ledger = try Ledger.of([
      try Fixture.rates(rateDays),
      Fixture.content([Fixture.request("a"), Fixture.request("b", line: 3)]),
      Fixture.content([Fixture.request("a", dollars: 3_000_000_000)]),
    ])
    #expect(try ledger.view(at: 2).euroCost == 1_000_000_000)
    #expect(try ledger.view(at: 2).entryCount == 2)
    #expect(try ledger.view(at: 3).euroCost == 2_000_000_000)
    #expect(try ledger.view(at: 3).rows == 2)
    #expect(try ledger.view(at: 3).entryCount == 2)
  }

  @Test func `the same row id under another account or on another day is another row`() throws {
    var other = Fixture.request("a")
    other.dimension.account = "org-2"
    let ledger = try Ledger.of([
      Fixture.content([Fixture.request("a"), other, Fixture.request("a", day: 20_501)])
    ])
    #expect(try ledger.view().rows == 3)
  }

  @Test func `a row id twice in one file counts once, the last line wins`() throws {
    let ledger = try Ledger.of([
      try Fixture.rates(rateDays),
      Fixture.content([
        Fixture.request("a", user: 1), Fixture.request("a", dollars: 4_000_000_000, line: 9, user: 1),
      ]),
    ])
    let view = try ledger.view()
    #expect(view.rows == 1 && view.entryCount == 1 && view.euroCost == 2_000_000_000)
    #expect(view.userPeaks.map(\.calls) == [1])
    #expect(try ledger.entries(LedgerEntryFilter(), limit: 10).map(\.line) == [9])
  }

  @Test func `two rows without id in one file are two charges`() throws {
    let ledger = try Ledger.of([
      Fixture.content([
        Fixture.charge("org|1", days: 20_500...20_500, euro: 7),
        Fixture.charge("org|1", days: 20_500...20_500, euro: 7),
      ])
    ])
    #expect(try ledger.view().euroCost == 14)
  }

  @Test func `a later file replaces the scopes it names, rows or not, and no others`() throws {
    let ledger = try Ledger.of([
      Fixture.content([
        Fixture.charge("org|1", days: 20_500...20_500, euro: 100),
        Fixture.charge("org|2", days: 20_501...20_501, euro: 20),
        Fixture.charge("org|3", days: 20_502...20_502, euro: 3),
      ]),
      Fixture.content([Fixture.charge("org|1", days: 20_500...20_500, euro: 150)], scopes: ["org|2"]),
    ])
    #expect(try ledger.view(at: 1).euroCost == 123)
    #expect(try ledger.view(at: 2).euroCost == 153)
    #expect(try ledger.view(at: 2).entryCount == 2)
  }

  @Test func `a scope of the same name in another format is left alone`() throws {
    let ledger = try Ledger.of([
      Fixture.content([Fixture.charge("org|1", days: 20_500...20_500, euro: 100)]),
      Fixture.content([Fixture.charge("org|1", days: 20_500...20_500, euro: 1)], format: "other"),
    ])
    #expect(try ledger.view().euroCost == 101)
  }

  @Test(arguments: [1, 2, 3, 7, 30, 31, 365])
  func `a charge over several days is spread evenly and adds up`(length: Int) throws {
    let amount: Int64 = 145_000_000_001
    let ledger = try Ledger.of([
      Fixture.content([Fixture.charge("v|1", days: 20_410...20_410 + length - 1, euro: amount)])
    ])
    let view = try ledger.view()
    #expect(view.cells.count == length)
    #expect(view.euroCost == amount)
    #expect(view.cells.map(\.slot) == (0..<length).map { .sourceDay(Fixture.day(20_410 + $0)) })
    let parts = view.cells.map(\.euroCost)
    #expect(try #require(parts.max()) - (try #require(parts.min())) <= 1)
    #expect(view.cells.map(\.rows) == [1] + Array(repeating: 0, count: length - 1))
  }

  @Test func `an unrated charge over several days is in doubt on every one of them`() throws {
    let ledger = try Ledger.of([
      Fixture.content([Fixture.charge("v|1", days: 20_500...20_503, euro: 9, currency: .dollar)])
    ])
    #expect(try ledger.view().cells.map(\.unratedRows) == [1, 1, 1, 1])
    #expect(try ledger.view().euroCost == 0)
  }

  @Test func `unpriced use counts its calls and tokens`() throws {
    let ledger = try Ledger.of([Fixture.content([Fixture.request("a", dollars: nil)])])
    let cell = try #require(try ledger.view().cells.first)
    #expect(cell.unpricedRows == 1 && cell.unpricedCalls == 1 && cell.unpricedTokens == 110 && cell.unratedRows == 0)
  }

  @Test func `the busiest end user of a day is kept as a number`() throws {
    let rows = [(1, 20_500), (1, 20_500), (2, 20_500), (2, 20_501)].enumerated().map { index, row in
      Fixture.request("\(index)", day: row.1, user: row.0)
    }
    let view = try Ledger.of([Fixture.content(rows)]).view()
    #expect(view.userPeaks.map(\.calls) == [2, 1])
    #expect(view.userPeaks.map(\.day) == [Fixture.day(20_500), Fixture.day(20_501)])
  }
}
