import Registers
import ReportCore

/// How one edition speaks to its readers in one language: numbers, money, dates, states and figures. Everything that
/// pages, charts and tables print goes through here, so that one figure has the same characters everywhere.
struct ReaderText: Sendable {
  let strings: Strings
  /// The edition's week: a year is named only when it is another one.
  let week: ISOWeek
  let calendar: SiteCalendar
  let decimals: DecimalText
  let words: Words

  /// Throws when the time zone is unknown or the strings file lacks one of the words below.
  init(strings: Strings, site: SiteRegister, week: ISOWeek) throws(Diagnostic) {
    guard let calendar = SiteCalendar(identifier: site.timeZone) else {
      throw Diagnostic(
        code: "unknown-time-zone", at: nil, "The site's time zone is not known.", found: site.timeZone,
        expected: "an IANA name such as Europe/Amsterdam", remedy: "Correct timeZone in content/site.yml.")
    }
    self.strings = strings
    self.week = week
    self.calendar = calendar
    decimals = DecimalText(strings.language)
    words = try Words(strings)
  }

  var language: Language { strings.language }

  /// A finished sentence.
  func callAsFunction(_ key: StringKey, _ values: [String: String] = [:]) throws(Diagnostic) -> String {
    try strings(key, values)
  }

  /// A finished sentence about `count` things: the key's `one` or `other`, with the number at `{count}`.
  func counted(_ key: StringKey, _ count: Int, _ values: [String: String] = [:]) throws(Diagnostic) -> String {
    var values = values
    values["count"] = self.count(count)
    return try strings(StringKey("\(key.path).\(count == 1 ? "one" : "other")"), values)
  }
}

/// The single words that numbers, dates and states are made of, looked up once.
struct Words: Sendable {
  let months: [String]
  let longMonths: [String]
  let weekdays: [String]
  let week: String
  let million: String
  let tokens: String
  let day: String
  let days: String
  let hour: String
  let hours: String
  let unknown: String
  let reasons: [UnknownReason: String]
  let states: [FigureState: String]
  let letters: [FigureState: String]
  let trends: [String: String]

  init(_ strings: Strings) throws(Diagnostic) {
    let list = { (key: StringKey) throws(Diagnostic) -> [String] in
      try strings(key).split(separator: " ").map(String.init)
    }
    months = try list("date.months")
    longMonths = try list("date.long-months")
    weekdays = try list("date.weekdays")
    guard months.count == 12, longMonths.count == 12, weekdays.count == 7 else {
      throw Diagnostic(
        code: "strings-shape", at: SourcePlace(file: strings.file, field: "date"),
        "The calendar's words do not count up.",
        found: "\(months.count), \(longMonths.count) and \(weekdays.count) words",
        expected: "12 months, 12 long months, 7 weekdays, separated by spaces")
    }
    week = try strings("date.week")
    million = try strings("number.million")
    tokens = try strings("number.tokens")
    day = try strings("number.day")
    days = try strings("number.days")
    hour = try strings("number.hour")
    hours = try strings("number.hours")
    unknown = try strings("state.unknown")
    var reasons: [UnknownReason: String] = [:]
    for reason in UnknownReason.allCases { reasons[reason] = try strings("reason.\(reason.rawValue)") }
    self.reasons = reasons
    var states: [FigureState: String] = [:]
    var letters: [FigureState: String] = [:]
    for state in FigureState.allCases {
      states[state] = try strings("state.\(state.rawValue)")
      letters[state] = try strings("state-letter.\(state.rawValue)")
    }
    self.states = states
    self.letters = letters
    var trends: [String: String] = [:]
    for trend in [Trend.falling, .stable, .rising, .unknown] {
      trends[trend.rawValue] = try strings("trend.\(trend.rawValue)")
    }
    self.trends = trends
  }
}
