import GRDB
public import ReportCore

extension Ledger {
  /// The first and the last day that has something in force, at `asOf` (nil: at the newest act): UTC days for
  /// requests, the source's days for the rest. Nil when nothing is in force. Looks from both ends until it finds
  /// something, so that it takes no longer with more years between them.
  public func extent(asOf: Instant? = nil) throws -> (first: CalendarDay, last: CalendarDay)? {
    if let slice { return slice.extent }
    return try read { db in
      let search = SlotSearch(db: db, through: try Ledger.lastAct(asOf: asOf, db))
      let firsts = try [0, 1].compactMap { try search.day(kind: $0, .first) }
      let lasts = try [0, 1].compactMap { try search.day(kind: $0, .last) }
      guard let first = firsts.min(), let last = lasts.max() else { return nil }
      return (first, last)
    }
  }
}

/// Goes from slot to slot along the roll-ups' key.
private struct SlotSearch {
  enum End { case first, last }

  let db: Database
  let through: Int

  /// The day of the first or last slot of this kind that has something in force.
  func day(kind: Int, _ end: End) throws -> CalendarDay? {
    let isFirst = end == .first
    var slot = isFirst ? Int.min : Int.max
    while let next = try Int.fetchOne(
      db.cachedStatement(
        sql: """
          SELECT slot FROM rollup WHERE slot_kind = ? AND slot \(isFirst ? ">" : "<") ?
          ORDER BY slot \(isFirst ? "ASC" : "DESC") LIMIT 1
          """), arguments: [kind, slot])
    {
      slot = next
      if try isInForce(kind, slot) { return RollupSlot(kind: kind, slot: slot).sourceDay }
    }
    return nil
  }

  private func isInForce(_ kind: Int, _ slot: Int) throws -> Bool {
    try Int.fetchOne(
      db.cachedStatement(
        sql: """
          SELECT 1 FROM rollup WHERE slot_kind = ? AND slot = ? AND import <= ? GROUP BY dimension, charge, basis
          HAVING sum(rows) <> 0 OR sum(euro_cost) <> 0 OR sum(euro_billed) <> 0 OR sum(calls) <> 0
            OR sum(unpriced_rows) <> 0 OR sum(unrated_rows) <> 0
          LIMIT 1
          """), arguments: [kind, slot, through]) != nil
  }
}
