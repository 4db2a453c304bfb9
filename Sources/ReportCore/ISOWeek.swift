/// A week of ISO 8601: Monday to Sunday, in the year that holds its Thursday. 2026 has 53.
public struct ISOWeek: Hashable, Comparable, Sendable, CustomStringConvertible, Strideable {
  /// The Monday the week begins on.
  public let firstDay: CalendarDay

  /// The week that holds `day`.
  public init(containing day: CalendarDay) {
    firstDay = day.advanced(by: 1 - day.weekday)
  }

  /// Nil when the year has no such week.
  public init?(year: Int, week: Int) {
    guard (1...53).contains(week), let fourth = CalendarDay(year: year, month: 1, day: 4) else { return nil }
    let candidate = ISOWeek(containing: fourth.advanced(by: 7 * (week - 1)))
    guard candidate.year == year else { return nil }
    self = candidate
  }

  /// Reads exactly `2026-W47`.
  public init?(_ text: some StringProtocol) {
    let bytes = Array(text.utf8)
    guard bytes.count == 8, bytes[4] == UInt8(ascii: "-"), bytes[5] == UInt8(ascii: "W"),
      let year = DigitText.number(bytes[0..<4]), let week = DigitText.number(bytes[6..<8])
    else { return nil }
    self.init(year: year, week: week)
  }

  /// The week-numbering year, which may differ from the calendar year around New Year.
  public var year: Int { firstDay.advanced(by: 3).civil.year }

  /// 1…53.
  public var number: Int {
    let thursday = firstDay.advanced(by: 3)
    guard let newYear = CalendarDay(year: thursday.civil.year, month: 1, day: 1) else { return 1 }
    return newYear.distance(to: thursday) / 7 + 1
  }

  /// The Sunday the week ends on.
  public var lastDay: CalendarDay { firstDay.advanced(by: 6) }
  /// Monday to Sunday.
  public var days: ClosedRange<CalendarDay> { firstDay...lastDay }
  /// The week before.
  public var previous: ISOWeek { advanced(by: -1) }
  /// The week after.
  public var next: ISOWeek { advanced(by: 1) }

  /// `2026-W47`.
  public var description: String { "\(DigitText.padded(year, 4))-W\(DigitText.padded(number, 2))" }

  /// By date.
  public static func < (left: Self, right: Self) -> Bool { left.firstDay < right.firstDay }
  /// Whole weeks until `other`.
  public func distance(to other: Self) -> Int { firstDay.distance(to: other.firstDay) / 7 }
  /// The week `weeks` later.
  public func advanced(by weeks: Int) -> Self { Self(containing: firstDay.advanced(by: 7 * weeks)) }
}
