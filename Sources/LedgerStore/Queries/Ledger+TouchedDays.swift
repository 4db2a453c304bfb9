import CostExports
import GRDB
public import ReportCore

extension Ledger {
  /// The source days (UTC days for requests) of which acts with a higher number than `act` may have changed anything an
  /// edition reads, up to `asOf` (nil: the newest act): roll-ups, days spoken for, and what use without a price can have
  /// cost at most. Ordered, without overlap; it may name days on which nothing changed, never leave one out.
  public func touchedDays(since act: Int, asOf: Instant? = nil) throws -> [ClosedRange<CalendarDay>] {
    try read { db in
      let range = StatementArguments([act, try Ledger.lastAct(asOf: asOf, db)])
      let found =
        try Ledger.ranges("SELECT first_day, last_day FROM act_days WHERE import > ? AND import <= ?", range, db)
        + (try Ledger.coverageTouched(range, db)) + (try Ledger.ceilingsTouched(range, db))
      return DayRanges.merged(found)
    }
  }

  /// A gateway's file speaks for all days between its first and its last, for every provider it names.
  private static func coverageTouched(
    _ range: StatementArguments, _ db: Database
  ) throws -> [ClosedRange<CalendarDay>] {
    let own = "import > ? AND import <= ?"
    let withdrawn = "import IN (SELECT import FROM withdrawal WHERE act > ? AND act <= ?)"
    return try [own, withdrawn].flatMap { acts in
      try ranges(
        """
        SELECT first_day, last_day FROM coverage WHERE \(acts)
        UNION ALL SELECT min(first_day), max(last_day) FROM coverage
        WHERE \(acts) AND rank >= \(SourceRank.gateway.rawValue) GROUP BY import
        """, range + range, db)
    }
  }

  /// A new book bounds use from its day on, the eldest one use before it as well; a dollar rate bounds use until the next
  /// business day's.
  private static func ceilingsTouched(
    _ range: StatementArguments, _ db: Database
  ) throws -> [ClosedRange<CalendarDay>] {
    let acts = "(import > ? AND import <= ? OR import IN (SELECT import FROM withdrawal WHERE act > ? AND act <= ?))"
    let rates = try ranges(
      "SELECT day AS first_day, day + 10 AS last_day FROM exchange_rate WHERE currency = 'USD' AND \(acts)",
      range + range, db)
    let books = try Int.fetchAll(db, sql: "SELECT day FROM price_book WHERE \(acts)", arguments: range + range)
    guard let first = books.min() else { return rates }
    let isEldest = try Int.fetchOne(db, sql: "SELECT min(day) FROM price_book").map { first <= $0 } ?? true
    // Before and behind every day of a ledger.
    let from = isEldest ? min(first, -1_000_000) : first
    let end = max(first, 10_000_000)
    return rates + [CalendarDay(number: from)...CalendarDay(number: end)]
  }

  private static func ranges(
    _ sql: String, _ arguments: StatementArguments, _ db: Database
  ) throws -> [ClosedRange<CalendarDay>] {
    try Row.fetchAll(db, sql: sql, arguments: arguments).map { try $0.days("first_day", "last_day") }
  }
}

/// Ranges of days as ordered sets.
public enum DayRanges {
  /// Ordered, without overlap, neighbours joined.
  public static func merged(_ days: [ClosedRange<CalendarDay>]) -> [ClosedRange<CalendarDay>] {
    days.sorted { $0.lowerBound < $1.lowerBound }.reduce(into: []) { merged, next in
      if let last = merged.last, next.lowerBound <= last.upperBound.advanced(by: 1) {
        merged[merged.count - 1] = last.lowerBound...max(last.upperBound, next.upperBound)
      } else {
        merged.append(next)
      }
    }
  }

  /// What of them lies within `days`.
  public static func clipped(
    _ ranges: [ClosedRange<CalendarDay>], to days: ClosedRange<CalendarDay>
  ) -> [ClosedRange<CalendarDay>] {
    ranges.filter { $0.overlaps(days) }.map { $0.clamped(to: days) }
  }
}
