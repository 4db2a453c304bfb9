import ReportCore

extension ReaderText {
  /// `week 47`; with its year when it is not the edition's.
  func week(_ week: ISOWeek) -> String {
    "\(words.week)\(Self.noBreak)\(week.number)\(week.year == self.week.year ? "" : "\(Self.noBreak)\(week.year)")"
  }

  /// `23 nov`; with its year when it is not the edition's.
  func day(_ day: CalendarDay) -> String {
    day.civil.year == week.year ? dayMonth(day) : dayMonthYear(day)
  }

  /// `ma 23 nov`.
  func weekdayAndDay(_ day: CalendarDay) -> String { "\(weekday(day))\(Self.noBreak)\(self.day(day))" }

  /// `ma`.
  func weekday(_ day: CalendarDay) -> String { words.weekdays[day.weekday - 1] }

  /// `23 nov 2026`.
  func dayMonthYear(_ day: CalendarDay) -> String { "\(dayMonth(day))\(Self.noBreak)\(day.civil.year)" }

  /// `3 december`, for sentences.
  func longDay(_ day: CalendarDay) -> String {
    let year = day.civil.year == week.year ? "" : " \(day.civil.year)"
    return "\(day.civil.day)\(Self.noBreak)\(words.longMonths[day.civil.month - 1])\(year)"
  }

  /// `16–22 nov`, `30 nov–6 dec`, `28 dec 2026–3 jan 2027`.
  func range(_ days: ClosedRange<CalendarDay>, withYear: Bool = false) -> String {
    let (first, last) = (days.lowerBound.civil, days.upperBound.civil)
    let end = withYear ? dayMonthYear(days.upperBound) : day(days.upperBound)
    if days.lowerBound == days.upperBound { return end }
    if first.year != last.year { return "\(dayMonthYear(days.lowerBound))–\(dayMonthYear(days.upperBound))" }
    return first.month == last.month ? "\(first.day)–\(end)" : "\(dayMonth(days.lowerBound))–\(end)"
  }

  /// `november`, with its year when it is not the edition's.
  func month(_ month: CalendarMonth) -> String {
    let civil = month.firstDay.civil
    return words.longMonths[civil.month - 1] + (civil.year == week.year ? "" : " \(civil.year)")
  }

  /// `ma 23 nov, 07:00` in the site's time zone.
  func moment(_ moment: Instant) -> String { "\(weekdayAndDay(calendar.day(of: moment))), \(time(moment))" }

  /// `23 nov 2026, 07:00` in the site's time zone.
  func momentWithYear(_ moment: Instant) -> String { "\(dayMonthYear(calendar.day(of: moment))), \(time(moment))" }

  /// What a period is called: `week 47`, `november`, `ma 23 nov`.
  func period(_ period: Period) -> String {
    switch period {
    case .week(let week): self.week(week)
    case .month(let month): self.month(month)
    case .day(let day): weekdayAndDay(day)
    }
  }

  private func time(_ moment: Instant) -> String {
    let minutes = calendar.secondsOfDay(of: moment) / 60
    return "\(minutes / 60 < 10 ? "0" : "")\(minutes / 60):\(minutes % 60 < 10 ? "0" : "")\(minutes % 60)"
  }

  private func dayMonth(_ day: CalendarDay) -> String {
    "\(day.civil.day)\(Self.noBreak)\(words.months[day.civil.month - 1])"
  }
}
