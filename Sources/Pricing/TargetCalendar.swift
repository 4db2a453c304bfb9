public import ReportCore

/// The days on which the ECB publishes rates: TARGET business days, computable for any year (formats.md 7.3).
public enum TargetCalendar {
  /// True on Monday to Friday, except 1 January, Good Friday, Easter Monday, 1 May, 25 and 26 December: the closing
  /// days since 2000.
  public static func isBusinessDay(_ day: CalendarDay) -> Bool {
    guard day.weekday <= 5 else { return false }
    let (year, month, date) = day.civil
    switch (month, date) {
    case (1, 1), (5, 1), (12, 25), (12, 26): return false
    case (3, _), (4, _):
      let distance = easterSunday(year).map { $0.distance(to: day) }
      return distance != -2 && distance != 1
    default: return true
    }
  }

  /// `day` itself or the nearest business day before it, at most four days back.
  public static func lastBusinessDay(onOrBefore day: CalendarDay) -> CalendarDay {
    var candidate = day
    while !isBusinessDay(candidate) { candidate = candidate.advanced(by: -1) }
    return candidate
  }

  /// Easter Sunday of the Gregorian calendar (the anonymous rule of 1876); nil outside the years 1 to 9999.
  static func easterSunday(_ year: Int) -> CalendarDay? {
    let golden = year % 19
    let (century, yearOfCentury) = year.quotientAndRemainder(dividingBy: 100)
    let (leapCenturies, restOfCentury) = century.quotientAndRemainder(dividingBy: 4)
    let moonCorrection = (century - (century + 8) / 25 + 1) / 3
    let epact = (19 * golden + century - leapCenturies - moonCorrection + 15) % 30
    let (leapYears, restOfYear) = yearOfCentury.quotientAndRemainder(dividingBy: 4)
    let weekday = (32 + 2 * restOfCentury + 2 * leapYears - epact - restOfYear) % 7
    let late = (golden + 11 * epact + 22 * weekday) / 451
    let marchDay = epact + weekday - 7 * late + 114
    return CalendarDay(year: year, month: marchDay / 31, day: marchDay % 31 + 1)
  }
}
