import GRDB
public import ReportCore

extension Ledger {
  /// The first and the last day that has something in force, at `asOf` (nil: at the newest act): UTC days for
  /// requests, the source's days for the rest. Nil when nothing is in force.
  public func extent(asOf: Instant? = nil) throws -> (first: CalendarDay, last: CalendarDay)? {
    try read { db in
      let row = try Row.fetchOne(
        db,
        sql: """
          SELECT min(day) AS first, max(day) AS last FROM (
            SELECT CASE slot_kind WHEN 0 THEN (slot - (slot % 24 + 24) % 24) / 24 ELSE slot END AS day FROM rollup
            WHERE import IN (SELECT number FROM import WHERE moment <= ?)
            GROUP BY slot_kind, slot, dimension, charge, basis
            HAVING sum(rows) <> 0 OR sum(euro_cost) <> 0 OR sum(euro_billed) <> 0 OR sum(calls) <> 0
              OR sum(unpriced_rows) <> 0 OR sum(unrated_rows) <> 0)
          """, arguments: [asOf?.microseconds ?? .max])
      guard let row, let first = try row.value("first") as Int?, let last = try row.value("last") as Int? else {
        return nil
      }
      return (CalendarDay(number: first), CalendarDay(number: last))
    }
  }
}
