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
      let moment = asOf?.microseconds ?? .max
      let dimensions = try Ledger.dimensions(filter.dimensions, db)
      let imports = try Row.fetchAll(
        db,
        sql: """
          SELECT number, first_entry, last_entry FROM import
          WHERE moment <= ? AND first_entry IS NOT NULL AND last_day >= ? AND first_day <= ? ORDER BY number
          """,
        arguments: [
          moment, filter.days?.lowerBound.number ?? .min, filter.days?.upperBound.number ?? .max,
        ])
      for row in imports {
        if let wanted = filter.imports, !wanted.contains(row["number"]) { continue }
        let goesOn = try Ledger.scan(row["first_entry"]...row["last_entry"], filter, dimensions, moment, db, body)
        if !goesOn { return }
      }
    }
  }

  /// The entries of one import lie together, in the order of their lines.
  private static func scan(
    _ ids: ClosedRange<Int64>, _ filter: LedgerEntryFilter, _ dimensions: [Int64: Dimension], _ moment: Int64,
    _ db: Database, _ body: (LedgerEntry) throws -> Bool
  ) throws -> Bool {
    let rows = try Row.fetchCursor(
      db,
      sql: """
        SELECT \(EntryTable.columns), e.line, i.file FROM entry e
        JOIN import i ON i.number = e.import
        LEFT JOIN late_euro l ON l.entry = e.id AND l.import IN (SELECT number FROM import WHERE moment <= :moment)
        WHERE e.id BETWEEN :first AND :last AND e.last_day >= :firstDay AND e.first_day <= :lastDay
          AND NOT EXISTS (
            SELECT 1 FROM supersession s JOIN import b ON b.number = s.import
            WHERE s.entry = e.id AND b.moment <= :moment)
        ORDER BY e.id
        """,
      arguments: [
        "moment": moment, "first": ids.lowerBound, "last": ids.upperBound,
        "firstDay": filter.days?.lowerBound.number ?? .min, "lastDay": filter.days?.upperBound.number ?? .max,
      ])
    while let row = try rows.next() {
      guard let dimension = dimensions[row["dimension"]] else { continue }
      if let charges = filter.charges, !charges.contains(ChargeKind(rawValue: row["charge"]) ?? .usage) { continue }
      guard try body(LedgerEntry(row, dimension: dimension)) else { return false }
    }
    return true
  }

  private static func dimensions(_ wanted: Set<Dimension>?, _ db: Database) throws -> [Int64: Dimension] {
    var dimensions: [Int64: Dimension] = [:]
    let rows = try Row.fetchCursor(db, sql: "SELECT * FROM dimension")
    while let row = try rows.next() {
      let dimension = Dimension(row)
      if wanted?.contains(dimension) ?? true { dimensions[row["id"]] = dimension }
    }
    return dimensions
  }
}
