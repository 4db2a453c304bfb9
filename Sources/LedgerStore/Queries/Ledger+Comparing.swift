import CostExports
import GRDB
public import ReportCore

extension Ledger {
  /// What the ledger says at `later` (nil: at the newest act) and did not say at `earlier`: by day, dimension, charge
  /// and basis, in that order; the euro amounts add up to the difference of the totals. Throws a `Diagnostic` when sums
  /// leave 64 bits.
  public func compare(
    _ earlier: Instant, _ later: Instant? = nil, days: ClosedRange<CalendarDay>? = nil
  ) throws -> [LedgerDifference] {
    try read { db in
      let first = try Ledger.lastAct(asOf: earlier, db)
      let last = try Ledger.lastAct(asOf: later, db)
      // Roll-ups are signed: what acts changed is the sum of what they wrote.
      var changes = LedgerChanges(sign: last < first ? .minus : .plus)
      let rows = try Row.fetchCursor(
        db, sql: "SELECT * FROM rollup WHERE import > ? AND import <= ?",
        arguments: [min(first, last), max(first, last)])
      while let row = try rows.next() { try changes.add(row, days) }
      return try changes.differences(db)
    }
  }
}

/// Sums changes by day and dimension.
private struct LedgerChanges {
  private struct Key: Hashable, Comparable {
    var day: Int
    var dimension: Int
    var charge: Int
    var basis: Int

    static func < (left: Self, right: Self) -> Bool {
      (left.day, left.dimension, left.charge, left.basis) < (right.day, right.dimension, right.charge, right.basis)
    }
  }

  private struct Change {
    var sums = RollupSums()
    var acts: Set<Int> = []
  }

  let sign: RollupSums.Sign
  private var changes: [Key: Change] = [:]

  init(sign: RollupSums.Sign) { self.sign = sign }

  mutating func add(_ row: Row, _ days: ClosedRange<CalendarDay>?) throws {
    let cell = try RollupCell(row, dimension: row.value("dimension"))
    let day =
      switch cell.slot {
      case .hour(let hour): Instant(seconds: Int64(hour) * 3_600).utcDay
      case .sourceDay(let day): day
      }
    guard days?.contains(day) ?? true else { return }
    let key = Key(
      day: day.number, dimension: cell.dimension, charge: cell.charge.rawValue, basis: cell.basis.rawValue)
    do {
      try changes[key, default: Change()].sums.add(RollupSums(cell), sign: sign)
    } catch {
      throw EntryImport.sumOutOfRange("ledger")
    }
    changes[key]?.acts.insert(cell.importNumber)
  }

  /// In the order of days and of the dimensions' fields.
  func differences(_ db: Database) throws -> [LedgerDifference] {
    let order = Dimension.columns.joined(separator: ", ")
    var dimensions: [Int: (place: Int, dimension: Dimension)] = [:]
    let rows = try Row.fetchCursor(db, sql: "SELECT * FROM dimension ORDER BY \(order)")
    while let row = try rows.next() { dimensions[try row.value("id")] = (dimensions.count, try Dimension(row)) }
    let found = changes.filter { !$0.value.sums.isZero }.compactMap { key, change in
      dimensions[key.dimension].map { known in
        var key = key
        key.dimension = known.place
        return (key: key, dimension: known.dimension, change: change)
      }
    }
    return found.sorted { $0.key < $1.key }.map { key, dimension, change in
      let sums = change.sums
      return LedgerDifference(
        day: CalendarDay(number: key.day), dimension: dimension, charge: ChargeKind(rawValue: key.charge) ?? .usage,
        basis: CostBasis(rawValue: key.basis) ?? .estimate, rows: sums.rows, calls: sums.calls, tokens: sums.tokens,
        euroCost: Int64(sums.euroCost), euroBilled: Int64(sums.euroBilled), unpricedRows: sums.unpricedRows,
        unratedRows: sums.unratedRows, acts: change.acts.sorted())
    }
  }
}

extension RollupSums {
  /// The additive part of a cell.
  init(_ cell: RollupCell) {
    self.init(
      rows: cell.rows, calls: cell.calls, errors: cell.errors, tokens: cell.tokens, euroCost: Int(cell.euroCost),
      euroBilled: Int(cell.euroBilled), unpricedRows: cell.unpricedRows, unpricedCalls: cell.unpricedCalls,
      unpricedTokens: cell.unpricedTokens, unboundedRows: cell.unboundedRows, unratedRows: cell.unratedRows)
  }
}
