import CostExports
import GRDB
import ReportCore
import Testing

@testable import LedgerStore

struct WithdrawalTests {
  @Test func `what an import had replaced counts again, and the past stays as it was`() throws {
    let ledger = try Ledger.of([
      Fixture.content([Fixture.charge("a", days: 20_500...20_500, euro: 100)]),
      Fixture.content([Fixture.charge("a", days: 20_500...20_501, euro: 30)]),
    ])
    let report = try ledger.withdraw(2, at: 3)
    #expect(report.removed == 1 && report.restored == 1)
    #expect(report.days == Fixture.day(20_500)...Fixture.day(20_501))
    #expect(report.withdrawn.number == 2 && report.withdrawn.withdrawnBy == 3)
    #expect(try [1, 2, 3].map { try ledger.view(at: $0).euroCost } == [100, 30, 100])
    #expect(try ledger.view(at: 2).imports.map(\.withdrawnBy) == [nil, nil])
    #expect(try ledger.view(at: 3).imports.map(\.withdrawnBy) == [nil, 3, nil])
    #expect(try ledger.view(at: 3).imports.map(\.act) == [.importFile, .importFile, .withdraw])
  }

  @Test func `a row replaced twice stays replaced until both are withdrawn`() throws {
    let ledger = try Ledger.of((1...3).map { Fixture.content([Fixture.request("a", line: $0 + 1)]) })
    #expect(try ledger.withdraw(2, at: 4).restored == 0)
    #expect(try ledger.entries(LedgerEntryFilter(), limit: 9).map(\.line) == [4])
    #expect(try ledger.withdraw(3, at: 5).restored == 1)
    #expect(try ledger.entries(LedgerEntryFilter(), limit: 9).map(\.line) == [2])
    #expect(try ledger.entries(LedgerEntryFilter(), asOf: Fixture.moment(4), limit: 9).map(\.line) == [4])
  }

  @Test func `a row that comes back has the rate that arrived while it was away`() throws {
    let ledger = try Ledger.of([
      Fixture.content([Fixture.request("a")]), Fixture.content([Fixture.request("a", dollars: 8_000_000_000)]),
      try Fixture.rates(20_490...20_499),
    ])
    #expect(try ledger.view().euroCost == 4_000_000_000)
    try ledger.withdraw(2, at: 4)
    #expect(try ledger.view().euroCost == 500_000_000)
    #expect(try ledger.view().unrated == 0)
  }

  @Test func `rates on which amounts rest are not withdrawn, and are once those are gone`() throws {
    let ledger = try Ledger.of([try Fixture.rates(20_490...20_499), Fixture.content([Fixture.request("a")])])
    let problem = try #require(throws: Diagnostic.self) { try ledger.withdraw(1, at: 3) }
    #expect(problem.code == "import-rested-on" && problem.found == "acts 2")
    #expect(try ledger.acts().count == 2)
    try ledger.withdraw(2, at: 3)
    try ledger.withdraw(1, at: 4)
    try ledger.book(Fixture.content([Fixture.request("b")]))
    #expect(try ledger.view().unrated == 1)
    try ledger.book(try Fixture.rates(20_490...20_499, unitsPerEuro: "4"))
    #expect(try ledger.view().euroCost == 250_000_000)
  }

  @Test func `rates that a later file repeats are not withdrawn before it`() throws {
    let ledger = try Ledger.of([try Fixture.rates(20_490...20_499), try Fixture.rates(20_499...20_500)])
    #expect(try #require(throws: Diagnostic.self) { try ledger.withdraw(1, at: 3) }.found == "acts 2")
    try ledger.withdraw(2, at: 3)
    try ledger.withdraw(1, at: 4)
  }

  @Test func `only an import that stands can be withdrawn`() throws {
    let ledger = try Ledger.of([Fixture.content([Fixture.request("a")])])
    try ledger.withdraw(1, at: 2)
    for number in [1, 2, 7] {
      #expect(try #require(throws: Diagnostic.self) { try ledger.withdraw(number, at: 3) }.code == "not-withdrawable")
    }
  }
}

extension Ledger {
  /// Withdraws an import as act `act`.
  @discardableResult
  func withdraw(_ number: Int, at act: Int) throws -> WithdrawReport {
    var line = Fixture.act(act)
    line.act = .withdraw
    line.note = "\(number): a mistake"
    return try write { db in try Ledger.withdraw(number, as: line, file: "journal.csv", in: db) }
  }

  /// All tables but what only spares work, row by row.
  func dump() throws -> [String] {
    try read { db in
      let tables = try String.fetchAll(
        db, sql: "SELECT name FROM sqlite_schema WHERE type = 'table' AND name <> 'file_stamp' ORDER BY name")
      return try tables.flatMap { table in
        try Row.fetchAll(db, sql: "SELECT * FROM \(table)").map { "\(table): \($0)" }.sorted()
      }
    }
  }
}
