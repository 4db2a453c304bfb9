import GRDB
import ReportCore

extension WindowReader {
  /// The acts with these numbers, what their amounts rest on, who took them back, and all recorded since a moment; and
  /// how many were recorded before that. The newest act is always among them.
  func acts(_ numbers: Set<Int>, since: Instant) throws -> (acts: [WindowAct], earlier: Int) {
    let first =
      try Int.fetchOne(
        db, sql: "SELECT min(number) FROM import WHERE moment >= ? AND number <= ?",
        arguments: [since.microseconds, through]) ?? through + 1
    var wanted = numbers
    if first <= through { wanted.formUnion(try known(from: first)) }
    if through > 0 { wanted.insert(through) }
    let sources = try Dictionary(uniqueKeysWithValues: wanted.sorted().map { ($0, try self.sources(of: $0)) })
    wanted.formUnion(sources.values.joined())
    let withdrawals = try Dictionary(
      Row.fetchAll(db, sql: "SELECT import, act FROM withdrawal WHERE act <= ?", arguments: [through])
        .map { try ($0.value("import") as Int, $0.value("act") as Int) }
    ) { first, _ in first }
    wanted.formUnion(wanted.compactMap { withdrawals[$0] })
    let acts = try wanted.sorted().compactMap { try act($0, sources[$0] ?? [], withdrawals[$0]) }
    return (acts, first - 1)
  }

  private func known(from first: Int) throws -> [Int] {
    try Int.fetchAll(
      db, sql: "SELECT number FROM import WHERE number BETWEEN ? AND ?", arguments: [first, through])
  }

  private func sources(of number: Int) throws -> [Int] {
    try Int.fetchAll(
      db.cachedStatement(sql: "SELECT source FROM rest WHERE import = ? AND act <= ? ORDER BY source"),
      arguments: [number, through])
  }

  private func act(_ number: Int, _ sources: [Int], _ withdrawnBy: Int?) throws -> WindowAct? {
    let statement = try db.cachedStatement(
      sql: "SELECT number, moment, file, sha256, format, rows, act, euro_cost FROM import WHERE number = ?")
    return try Row.fetchOne(statement, arguments: [number]).map { row in
      var record = try ImportRecord(
        number: row.value("number"), moment: Instant(microseconds: row.value("moment")), file: row.value("file"),
        sha256: row.value("sha256"), format: row.value("format"), rows: row.value("rows"))
      record.act = try JournalAct.Act(rawValue: row.value("act")) ?? .importFile
      record.withdrawnBy = withdrawnBy
      return WindowAct(record: record, euroCost: try row.value("euro_cost"), sources: sources)
    }
  }
}
