import GRDB
public import ReportCore

/// Use of one model whose cost nobody knows.
public struct UnpricedUse: Sendable, Equatable {
  /// As in `Dimension`.
  public var provider: String
  /// As in `Dimension`.
  public var model: String
  /// Rows.
  public var rows: Int
  /// Their calls.
  public var calls: Int
  /// Their tokens.
  public var tokens: Int
  /// What of the use has no price although the model has, in the words of price agreements (`search`); nil when the
  /// model itself is not known, and where that is not told.
  public var missing: String?

  /// Use without a price.
  public init(provider: String, model: String, rows: Int, calls: Int, tokens: Int, missing: String? = nil) {
    self.provider = provider
    self.model = model
    self.rows = rows
    self.calls = calls
    self.tokens = tokens
    self.missing = missing
  }
}

extension Ledger {
  /// The use without a price of `days` (nil: of all), as known at `asOf` (nil: at the newest act), by provider and
  /// model. A row over several days counts on each of them.
  public func unpriced(asOf: Instant? = nil, days: ClosedRange<CalendarDay>? = nil) throws -> [UnpricedUse] {
    try read { db in
      let range = (days?.lowerBound.number ?? -1_000_000)...(days?.upperBound.number ?? 10_000_000)
      return try Row.fetchAll(
        db,
        sql: """
          SELECT d.provider, d.model, sum(r.unpriced_rows) AS rows, sum(r.unpriced_calls) AS calls,
            sum(r.unpriced_tokens) AS tokens
          FROM rollup r JOIN dimension d ON d.id = r.dimension
          WHERE r.import <= :last AND (r.unpriced_rows <> 0 OR r.unpriced_calls <> 0 OR r.unpriced_tokens <> 0)
            AND (r.slot_kind = 0 AND r.slot BETWEEN :firstHour AND :lastHour
              OR r.slot_kind = 1 AND r.slot BETWEEN :first AND :lastDay)
          GROUP BY d.provider, d.model HAVING sum(r.unpriced_rows) <> 0
          ORDER BY d.provider, d.model
          """,
        arguments: [
          "last": try Ledger.lastAct(asOf: asOf, db), "first": range.lowerBound, "lastDay": range.upperBound,
          "firstHour": range.lowerBound * 24, "lastHour": range.upperBound * 24 + 23,
        ]
      ).map {
        try UnpricedUse(
          provider: $0.value("provider"), model: $0.value("model"), rows: $0.value("rows"), calls: $0.value("calls"),
          tokens: $0.value("tokens"))
      }
    }
  }
}
