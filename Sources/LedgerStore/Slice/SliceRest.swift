import ReportCore

/// What a slice of a ledger knows of the whole it was cut from.
struct SliceRest: Sendable {
  /// See `Ledger.extent`.
  var extent: (first: CalendarDay, last: CalendarDay)?
  /// See `Ledger.originalAmounts`.
  var originals: [OriginalAmount]
}
