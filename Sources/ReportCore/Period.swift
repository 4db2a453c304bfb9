/// The time a figure speaks of: a week, a month or a day of the site's calendar.
public enum Period: Hashable, Sendable, CustomStringConvertible {
  /// An ISO week, `2026-W47`.
  case week(ISOWeek)
  /// A calendar month, `2026-11`.
  case month(CalendarMonth)
  /// A day, `2026-11-20`.
  case day(CalendarDay)

  /// Reads what `description` writes.
  public init?(_ text: some StringProtocol) {
    if let week = ISOWeek(text) {
      self = .week(week)
    } else if let day = CalendarDay(text) {
      self = .day(day)
    } else if let month = CalendarMonth(text) {
      self = .month(month)
    } else {
      return nil
    }
  }

  /// First to last day.
  public var days: ClosedRange<CalendarDay> {
    switch self {
    case .week(let week): week.days
    case .month(let month): month.days
    case .day(let day): day...day
    }
  }

  public var description: String {
    switch self {
    case .week(let week): week.description
    case .month(let month): month.description
    case .day(let day): day.description
    }
  }
}
