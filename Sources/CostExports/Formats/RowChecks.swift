import ReportCore

/// Reads the values of one row and complains in one voice. Complaints show amounts, dates and kinds only: any
/// other cell may be about a person.
struct RowChecks {
  let file: String
  var line = 0
  /// False once a value of the current row was refused.
  private(set) var isGood = true
  private var texts = TextCache()

  init(file: String) { self.file = file }

  mutating func begin(line: Int) {
    self.line = line
    isGood = true
  }

  mutating func refuse(
    _ problems: inout ProblemLog, code: String, field: String, _ summary: String, found: String? = nil,
    expected: String? = nil, remedy: String
  ) {
    isGood = false
    let place = place(field)
    problems.add(
      Diagnostic(code: code, at: place, summary, found: found, expected: expected, remedy: remedy))
  }

  func place(_ field: String) -> SourcePlace { SourcePlace(file: file, line: line, field: field) }

  /// Text; empty and a complaint when it is not UTF-8.
  mutating func text(_ slice: ByteSlice, _ field: String, _ problems: inout ProblemLog) -> String {
    if let text = texts.text(slice) { return text }
    refuse(
      &problems, code: "not-utf-8", field: field, "the text is not UTF-8",
      remedy: "Download the export again, and do not save it from a spreadsheet.")
    return ""
  }

  /// As `text`, and there must be some.
  mutating func requiredText(_ slice: ByteSlice, _ field: String, _ problems: inout ProblemLog) -> String {
    if slice.isEmpty { missing(field, &problems) }
    return text(slice, field, &problems)
  }

  mutating func missing(_ field: String, _ problems: inout ProblemLog) {
    refuse(
      &problems, code: "missing-value", field: field, "the value is missing",
      remedy: "Download the export again, or fill in the value if you keep this file by hand.")
  }

  /// Nano-units of a number as machines write it (formats.md 0.3).
  mutating func nanos(_ slice: ByteSlice, _ field: String, _ problems: inout ProblemLog) -> Int64 {
    if let nanos = slice.nanos { return nanos }
    if slice.isEmpty {
      missing(field, &problems)
    } else if slice.decimal == nil {
      refuse(
        &problems, code: "not-a-number", field: field, "this is not a number", found: slice.shown,
        expected: "a number such as 12.50 or 1.82e-05",
        remedy: "Write a decimal point and no thousands separator; a spreadsheet may have changed the file.")
    } else {
      refuse(
        &problems, code: "amount-too-large", field: field, "the amount is beyond any invoice", found: slice.shown,
        expected: "less than 9,000,000,000", remedy: "Check the amount in the source.")
    }
    return 0
  }

  /// A count of tokens: whole, not negative, at most a trillion; nothing counts as zero.
  mutating func count(_ slice: ByteSlice, _ field: String, _ problems: inout ProblemLog) -> Int {
    if slice.isEmpty { return 0 }
    if let count = slice.wholeNumber, (0...1_000_000_000_000).contains(count) { return count }
    refuse(
      &problems, code: "not-a-count", field: field, "this is not a count", found: slice.shown,
      expected: "a whole number from 0 to 1000000000000", remedy: "Download the export again.")
    return 0
  }

  /// A date `YYYY-MM-DD` between 1999 and 2099.
  mutating func day(_ slice: ByteSlice, _ field: String, _ problems: inout ProblemLog) -> CalendarDay? {
    if slice.isEmpty {
      missing(field, &problems)
      return nil
    }
    if let day = CalendarDay(bytes: slice.buffer), PlausibleDays.range.contains(day) { return day }
    refuse(
      &problems, code: "not-a-date", field: field, "this is not a date", found: slice.shown,
      expected: "YYYY-MM-DD, from 1999 to 2099",
      remedy: "Write the date as 2026-10-26; a spreadsheet may have changed it.")
    return nil
  }

  /// A currency code of three letters.
  mutating func currency(_ slice: ByteSlice, _ field: String, _ problems: inout ProblemLog) -> Currency? {
    if slice.isEmpty {
      missing(field, &problems)
      return nil
    }
    if slice.equals("usd") || slice.equals("USD") { return .dollar }
    if slice.equals("EUR") { return .euro }
    if slice.count == 3, let currency = slice.text.flatMap(Currency.init) { return currency }
    refuse(
      &problems, code: "not-a-currency", field: field, "this is not a currency code", found: slice.shown,
      expected: "three letters, such as EUR or USD", remedy: "Credits and tokens need an amount in money.")
    return nil
  }
}

/// Days that can occur in a cost export: anything else is a mistyped year or a broken clock.
enum PlausibleDays {
  /// 1999-01-01, the euro's first day, to 2099-12-31.
  static let range = CalendarDay(number: 10_592)...CalendarDay(number: 47_481)
}

/// Text as a part of a scope: the separator cannot occur in it.
func scopePart(_ text: String) -> String {
  guard text.contains("|") else { return text }
  return String(text.map { $0 == "|" ? "¦" : $0 })
}
