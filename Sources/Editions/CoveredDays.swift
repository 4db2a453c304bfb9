import CostExports
import LedgerStore
import ReportCore

/// The days a source has spoken for about one provider, ordered and merged.
struct CoveredDays {
  let ranges: [ClosedRange<CalendarDay>]

  /// Of one provider, or of all together. A gateway's file speaks for every provider it names from its first to its last
  /// row; a bill speaks for the days it names.
  init(_ coverage: [Coverage], provider: String?) {
    let own = coverage.filter { provider == nil || $0.provider.lowercased() == provider?.lowercased() }
    ranges = Self.merged(
      own.map { entry in
        guard entry.rank >= .gateway else { return entry.days }
        let file = coverage.filter { $0.importNumber == entry.importNumber }
        let first = file.map(\.days.lowerBound).min() ?? entry.days.lowerBound
        return first...(file.map(\.days.upperBound).max() ?? entry.days.upperBound)
      })
  }

  /// The days in both.
  static func common(
    _ left: [ClosedRange<CalendarDay>], _ right: [ClosedRange<CalendarDay>]
  ) -> [ClosedRange<CalendarDay>] {
    merged(left.flatMap { range in right.filter { $0.overlaps(range) }.map { $0.clamped(to: range) } })
  }

  /// Ordered, without overlap, neighbours joined.
  static func merged(_ days: [ClosedRange<CalendarDay>]) -> [ClosedRange<CalendarDay>] {
    days.sorted { $0.lowerBound < $1.lowerBound }.reduce(into: []) { merged, next in
      if let last = merged.last, next.lowerBound <= last.upperBound.advanced(by: 1) {
        merged[merged.count - 1] = last.lowerBound...max(last.upperBound, next.upperBound)
      } else {
        merged.append(next)
      }
    }
  }
}
