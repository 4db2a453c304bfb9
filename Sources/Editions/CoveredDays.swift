import CostExports
import LedgerStore
import ReportCore

/// The days a source has spoken for about one provider, ordered and merged.
struct CoveredDays {
  let ranges: [ClosedRange<CalendarDay>]

  /// Of one provider, or of all together. A gateway's file speaks for every provider it names from its first to its last
  /// row; a bill speaks for the days it names.
  init(_ coverage: [Coverage], provider: String?) {
    var files: [Int: ClosedRange<CalendarDay>] = [:]
    for entry in coverage {
      let known = files[entry.importNumber] ?? entry.days
      files[entry.importNumber] =
        min(known.lowerBound, entry.days.lowerBound)...max(known.upperBound, entry.days.upperBound)
    }
    let wanted = provider?.lowercased()
    let own = coverage.filter { wanted == nil || $0.provider.lowercased() == wanted }
    ranges = DayRanges.merged(own.map { $0.rank >= .gateway ? files[$0.importNumber] ?? $0.days : $0.days })
  }

  /// The days in both.
  static func common(
    _ left: [ClosedRange<CalendarDay>], _ right: [ClosedRange<CalendarDay>]
  ) -> [ClosedRange<CalendarDay>] {
    DayRanges.merged(left.flatMap { DayRanges.clipped(right, to: $0) })
  }
}
