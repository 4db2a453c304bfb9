import ReportCore

/// Exchange rates in the form of the ECB's history file. The rates are fictional, and the file names say so.
enum RateFiles {
  /// Business days from ten before the first week to the last Friday; the autumn has no other closing days.
  static let days: [CalendarDay] = {
    let first = Story.firstWeek.firstDay.advanced(by: -14)
    let last = Story.firstWeek.firstDay.advanced(by: 7 * Story.weeks.count - 1)
    return (first.number...last.number).map { CalendarDay(number: $0) }.filter { !Story.isWeekend($0) }
  }()

  /// Units per euro in 1/100,000 by day: dollar, pound, franc.
  static let rates: [CalendarDay: [Int]] = {
    var rng = SplitMix64("rates")
    let bounds = [(116_000, 118_000), (85_900, 87_300), (92_800, 94_200)]
    var current = [117_120, 86_480, 93_510]
    var result: [CalendarDay: [Int]] = [:]
    for day in days {
      for (index, bound) in bounds.enumerated() {
        // The dollar has four decimals, the others five.
        let step = index == 0 ? 10 * rng.number(-32...32) : rng.number(-180...180)
        current[index] = min(bound.1, max(bound.0, current[index] + step))
      }
      result[day] = current
    }
    return result
  }()

  /// The week's days, newest first; the first file also has the ten business days before.
  static func csv(_ week: ISOWeek) -> String {
    let from = week == Story.firstWeek ? days[0] : week.firstDay
    var text = "Date,USD,GBP,CHF,\n"
    for day in days.reversed() where day >= from && day <= week.lastDay {
      text += "\(day)," + (rates[day] ?? []).map(decimal).joined(separator: ",") + ",\n"
    }
    return text
  }

  /// The ECB drops zeros at the end.
  static func decimal(_ rate: Int) -> String {
    var fraction = String(100_000 + rate % 100_000).dropFirst()
    while fraction.hasSuffix("0") { fraction = fraction.dropLast() }
    return fraction.isEmpty ? "\(rate / 100_000)" : "\(rate / 100_000).\(fraction)"
  }
}
