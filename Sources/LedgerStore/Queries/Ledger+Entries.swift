import CostExports
import GRDB
public import ReportCore

extension Ledger {
  /// The entries in force at `asOf` (nil: at the newest act) that pass `filter`, by import and line, at most `limit`.
  /// Euro amounts are those known at that moment.
  public func entries(_ filter: LedgerEntryFilter, asOf: Instant? = nil, limit: Int) throws -> [LedgerEntry] {
    var entries: [LedgerEntry] = []
    guard limit > 0 else { return [] }
    try forEachEntry(filter, asOf: asOf) { entry in
      entries.append(entry)
      return entries.count < limit
    }
    return entries
  }

  /// Hands over the same entries one by one until `body` answers false; memory does not grow with their number.
  public func forEachEntry(
    _ filter: LedgerEntryFilter, asOf: Instant? = nil, _ body: (LedgerEntry) throws -> Bool
  ) throws {
    try read { db in
      let last = try Ledger.lastAct(asOf: asOf, db)
      let dimensions = try Ledger.dimensions(filter.dimensions, db)
      let imports = try Row.fetchAll(
        db,
        sql: """
          SELECT number, file, first_entry, last_entry FROM import
          WHERE number <= ? AND first_entry IS NOT NULL AND last_day >= ? AND first_day <= ?
            AND number NOT IN (SELECT import FROM withdrawal WHERE act <= ?)
          ORDER BY number
          """,
        arguments: [last, filter.days?.lowerBound.number ?? .min, filter.days?.upperBound.number ?? .max, last])
      for row in imports {
        let number: Int = try row.value("number")
        if let wanted = filter.imports, !wanted.contains(number) { continue }
        let entries = try row.range("first_entry", "last_entry")
        let scan = try EntryScan(
          db: db, through: last, importNumber: number, file: row.value("file"), filter: filter, dimensions: dimensions)
        guard try scan.run(entries, body) else { return }
      }
    }
  }

  /// The number of the last act recorded by a moment: numbers and moments rise together.
  static func lastAct(asOf: Instant?, _ db: Database) throws -> Int {
    try Int.fetchOne(
      db, sql: "SELECT max(number) FROM import WHERE moment <= ?", arguments: [asOf?.microseconds ?? .max]) ?? 0
  }

  private static func dimensions(_ wanted: Set<Dimension>?, _ db: Database) throws -> [Int: Dimension] {
    var dimensions: [Int: Dimension] = [:]
    let rows = try Row.fetchCursor(db, sql: "SELECT * FROM dimension")
    while let row = try rows.next() {
      let dimension = try Dimension(row)
      if wanted?.contains(dimension) ?? true { dimensions[try row.value("id")] = dimension }
    }
    return dimensions
  }
}

/// The entries of one import lie together, in the order of their lines.
private struct EntryScan {
  let db: Database
  let through: Int
  let importNumber: Int
  let file: String
  let filter: LedgerEntryFilter
  let dimensions: [Int: Dimension]

  /// False when `body` wants no more.
  func run(_ entries: ClosedRange<Int>, _ body: (LedgerEntry) throws -> Bool) throws -> Bool {
    let days = (filter.days?.lowerBound.number ?? .min)...(filter.days?.upperBound.number ?? .max)
    let blocks = try Int.fetchAll(
      db, sql: "SELECT id FROM entry_block WHERE id BETWEEN ? AND ? AND last_day >= ? AND first_day <= ? ORDER BY id",
      arguments: [
        entries.lowerBound >> EntryBlock.shift, entries.upperBound >> EntryBlock.shift, days.lowerBound,
        days.upperBound,
      ])
    var table = EntryTable(db, through: through)
    for block in blocks {
      let view = try table.view(block)
      for index in 0..<view.block.count where view.isInForce(index) {
        let record = try view.record(index)
        guard record.lastDay >= days.lowerBound, record.firstDay <= days.upperBound,
          let dimension = dimensions[record.dimension], filter.charges?.contains(record.charge) ?? true
        else { continue }
        let entry = try LedgerEntry(
          view, index, record, importNumber: importNumber, file: file, dimension: dimension)
        guard try body(entry) else { return false }
      }
    }
    return true
  }
}
