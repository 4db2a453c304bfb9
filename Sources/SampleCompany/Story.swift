import ReportCore

/// The sample company's twelve weeks: everything that happens on a fixed date.
enum Story {
  /// The first Monday.
  static let firstWeek = ISOWeek(containing: day(2026, 8, 31))
  /// 2026-W36 … 2026-W47.
  static let weeks = (0..<12).map { firstWeek.advanced(by: $0) }
  /// The web shop is under maintenance: no chat, and the nightly index fails, so OpenAI bills nothing.
  static let maintenance: Set<CalendarDay> = [day(2026, 9, 13), day(2026, 10, 18)]
  /// The chatbot goes viral.
  static let viralWeekend: Set<CalendarDay> = [day(2026, 11, 21), day(2026, 11, 22)]
  /// Reviews move to a model that the gateway has no price for …
  static let mediumModelFrom = day(2026, 11, 2)
  /// … until its price is there.
  static let mediumModelPricedFrom = day(2026, 11, 12)
  /// From here on the chatbot moves to the small model, a little every week.
  static let migrationFrom = day(2026, 9, 21)
  /// The Black Friday campaign.
  static let campaignFrom = day(2026, 11, 9)
  /// A mail batch of this day is billed late: the first cost export misses a part, the re-export has it.
  static let lateBilling = day(2026, 11, 5)
  /// The Monday the re-export is imported.
  static let reExport = day(2026, 11, 16)
  /// Nobody kept the sessions of the search help this week.
  static let lostSearchSessions = ISOWeek(containing: day(2026, 10, 12))

  /// 0 for the first week.
  static func weekNumber(of day: CalendarDay) -> Int { firstWeek.firstDay.distance(to: day) / 7 }

  /// Use grows by one percent a week.
  static func grown(_ base: Int, on day: CalendarDay) -> Int { base * (100 + weekNumber(of: day)) / 100 }

  /// Share of chat calls that the small model answers: 4 % more every week.
  static func smallModelShare(on day: CalendarDay) -> Int {
    day < migrationFrom ? 0 : 4 * (migrationFrom.distance(to: day) / 7 + 1)
  }

  /// Hours that Amsterdam is ahead of UTC; summer time ends on 25 October 2026.
  static func offset(on day: CalendarDay) -> Int { day < self.day(2026, 10, 25) ? 2 : 1 }

  /// Saturday or Sunday.
  static func isWeekend(_ day: CalendarDay) -> Bool { day.weekday > 5 }

  /// `2026-w36`, as file names have it.
  static func fileTag(_ week: ISOWeek) -> String { week.description.lowercased() }

  /// A date of the story; dates that do not exist would be a defect here.
  static func day(_ year: Int, _ month: Int, _ day: Int) -> CalendarDay {
    guard let result = CalendarDay(year: year, month: month, day: day) else {
      preconditionFailure("no such date: \(year)-\(month)-\(day)")
    }
    return result
  }
}
