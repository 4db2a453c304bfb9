import CostExports
import GRDB
public import ReportCore

extension Ledger {
  /// All acts recorded by `asOf` (nil: all there are), by number.
  public func history(asOf: Instant? = nil) throws -> [LedgerAct] {
    try read { db in try Ledger.history(through: Ledger.lastAct(asOf: asOf, db), db) }
  }

  /// One act with all it did, as known at `asOf` (nil: at the newest act); nil when there is none with that number.
  /// Walks through all that was ever superseded or valued anew.
  public func act(_ number: Int, asOf: Instant? = nil) throws -> LedgerActDetail? {
    try read { db in
      let last = try Ledger.lastAct(asOf: asOf, db)
      guard let act = try Ledger.history(through: last, db).first(where: { $0.line.number == number }) else {
        return nil
      }
      let through = try Ledger.coverage(through: last, db)
      var superseded = try Ledger.shares("supersession", number, and: "successor IS NOT NULL", db)
      if let withdrawn = act.line.withdraws, act.left > 0 {
        // What a withdrawal only hands from one successor to another was out of force already.
        superseded = [LedgerActDetail.Share(importNumber: withdrawn, entries: act.left)]
      }
      return LedgerActDetail(
        act: act, superseded: superseded,
        restored: try Ledger.shares("supersession", number, and: "successor IS NULL", db),
        valued: try Ledger.shares("valuation", number, and: "TRUE", db),
        restsOn: try Ledger.rests("source", where: "import", number, through: last, db),
        carries: try Ledger.rests("import", where: "source", number, through: last, db),
        coverage: through.filter { $0.importNumber == number })
    }
  }

  private static func history(through last: Int, _ db: Database) throws -> [LedgerAct] {
    try Row.fetchAll(
      db,
      sql: """
        SELECT import.*, (SELECT w.act FROM withdrawal w WHERE w.import = number AND w.act <= :last) AS withdrawn_by
        FROM import WHERE number <= :last ORDER BY number
        """, arguments: ["last": last]
    ).compactMap { row in
      guard let line = try JournalAct(row) else { return nil }
      let first: Int? = try row.value("first_day")
      let days = try first == nil ? nil : row.days("first_day", "last_day")
      return try LedgerAct(
        line: line, format: row.value("format"), rows: row.value("rows"), entered: row.value("entries"),
        left: row.value("superseded"),
        days: days, euroCost: row.value("euro_cost"), euroBilled: row.value("euro_billed"),
        withdrawnBy: row.value("withdrawn_by"))
    }
  }

  private static func shares(
    _ table: String, _ act: Int, and condition: String, _ db: Database
  ) throws -> [LedgerActDetail.Share] {
    try Row.fetchAll(
      db,
      sql: """
        SELECT b.import AS import, sum(n) AS entries FROM (
          SELECT entry >> ? AS block, count(*) AS n FROM \(table) WHERE act = ? AND \(condition) GROUP BY block)
        JOIN entry_block b ON b.id = block GROUP BY b.import ORDER BY b.import
        """, arguments: [EntryBlock.shift, act]
    ).map { try LedgerActDetail.Share(importNumber: $0.value("import"), entries: $0.value("entries")) }
  }

  private static func rests(
    _ column: String, where other: String, _ number: Int, through last: Int, _ db: Database
  ) throws -> [Int] {
    try Int.fetchAll(
      db, sql: "SELECT \(column) FROM rest WHERE \(other) = ? AND act <= ? ORDER BY \(column)",
      arguments: [number, last])
  }
}

extension JournalAct {
  /// From a row of `import`; nil for an act this version does not know.
  init?(_ row: Row) throws {
    guard let act = try Act(rawValue: row.value("act")) else { return nil }
    try self.init(
      number: row.value("number"), moment: Instant(microseconds: row.value("moment")), act: act,
      file: row.value("file"),
      sha256: row.value("sha256"), importer: row.value("importer"), note: row.value("note"))
  }
}
