/// A calendar month.
public struct CalendarMonth: Hashable, Comparable, Sendable, CustomStringConvertible {
  /// The first of the month.
  public let firstDay: CalendarDay

  /// The month that holds `day`.
  public init(containing day: CalendarDay) {
    firstDay = day.advanced(by: 1 - day.civil.day)
  }

  /// Reads exactly `2026-11`.
  public init?(_ text: some StringProtocol) {
    guard let day = CalendarDay("\(text)-01") else { return nil }
    firstDay = day
  }

  /// The last day of the month.
  public var lastDay: CalendarDay { CalendarMonth(containing: firstDay.advanced(by: 31)).firstDay.advanced(by: -1) }
  /// First to last.
  public var days: ClosedRange<CalendarDay> { firstDay...lastDay }
  /// `2026-11`.
  public var description: String { String(firstDay.description.dropLast(3)) }
  /// By date.
  public static func < (left: Self, right: Self) -> Bool { left.firstDay < right.firstDay }
}
