public import ReportCore

/// Reads `eurofxref-hist.csv` of the European Central Bank (formats.md 7.1): by header name, in any order of days.
public enum ECBRates: RateFormat {
  public static let name = "ecb-history-csv"
  public static let version = 1
  public static let title = "the ECB history of rates as CSV"
  public static let signature = ExportSignature.csv(["Date", "USD"])

  public static func read(
    _ source: any ByteSource, file: String, problems: inout ProblemLog, rate: (ECBRate) throws -> Void
  ) throws -> [Diagnostic] {
    try ECBTable(file: file, columns: signature.required, isDaily: false).read(source, &problems, rate)
  }
}

/// Reads `eurofxref.csv`, the rates of one day (formats.md 7.2): commas with a space behind them, `30 October 2026`.
public enum ECBDailyRates: RateFormat {
  public static let name = "ecb-daily-csv"
  public static let version = 1
  public static let title = "the ECB rates of a day as CSV"
  public static let signature = ExportSignature.csv(["Date", " USD"])

  public static func read(
    _ source: any ByteSource, file: String, problems: inout ProblemLog, rate: (ECBRate) throws -> Void
  ) throws -> [Diagnostic] {
    try ECBTable(file: file, columns: signature.required, isDaily: true).read(source, &problems, rate)
  }
}

/// A table of rates: a row a day, a column a currency, an empty column behind the last comma.
private struct ECBTable {
  let file: String
  let columns: [String]
  let isDaily: Bool

  func read(
    _ source: any ByteSource, _ problems: inout ProblemLog, _ rate: (ECBRate) throws -> Void
  ) throws -> [Diagnostic] {
    guard
      let table = try CSVTable(
        source, file: file, columns: columns.map { CSVColumn(name: $0, isRequired: true) }, ignored: [],
        problems: &problems)
    else { return [] }
    guard let currencies = currencies(table, &problems) else { return [] }
    var checks = RowChecks(file: file)
    var lines: [CalendarDay: Int] = [:]
    while try table.reader.next(&problems) {
      checks.begin(line: table.reader.line)
      guard let day = day(table.cell(0), &checks, &problems) else { continue }
      if let earlier = lines[day] {
        checks.refuse(
          &problems, code: "duplicate-day", field: "Date", "the day stands twice in the file",
          found: "\(day), also on line \(earlier)", remedy: "Download the file again.")
        continue
      }
      lines[day] = checks.line
      for (index, column) in currencies.enumerated() {
        guard let currency = column else { continue }
        let cell = isDaily ? table.reader.cell(index).trimmed : table.reader.cell(index)
        if cell.equals("N/A") { continue }
        guard let value = ECBRate.value(cell) else {
          checks.refuse(
            &problems, code: "not-a-rate", field: currency.code, "this is not a rate", found: cell.shown,
            expected: "a positive number such as 1.1172, or N/A", remedy: "Download the file again.")
          continue
        }
        try rate(ECBRate(day: day, currency: currency, rate: value, line: checks.line))
      }
    }
    return lines.isEmpty ? [ECBRate.noRates(file)] : []
  }

  private func day(_ cell: ByteSlice, _ checks: inout RowChecks, _ problems: inout ProblemLog) -> CalendarDay? {
    guard isDaily else { return checks.day(cell, "Date", &problems) }
    if let day = CalendarDay(english: cell.trimmed), PlausibleDays.range.contains(day) { return day }
    checks.refuse(
      &problems, code: "not-a-date", field: "Date", "this is not a date", found: cell.shown,
      expected: "a date such as 30 October 2026", remedy: "Download the file again.")
    return nil
  }

  /// The currency of each column; nil for the date and for the empty column behind the last comma.
  private func currencies(_ table: CSVTable, _ problems: inout ProblemLog) -> [Currency?]? {
    var result: [Currency?] = []
    var seen: Set<Currency> = []
    var isGood = true
    for written in table.header {
      let name = isDaily ? String(written.drop { $0 == " " }) : written
      let currency = name == "Date" || name.isEmpty ? nil : Currency(name)
      result.append(currency)
      if name == "Date" || name.isEmpty { continue }
      let isRepeated = currency.map { !seen.insert($0).inserted } ?? false
      guard currency == nil || isRepeated else { continue }
      isGood = false
      problems.add(
        Diagnostic(
          code: isRepeated ? "duplicate-column" : "not-a-currency", at: SourcePlace(file: file, line: 1, field: name),
          isRepeated ? "the currency stands twice in the header" : "the column is not a currency", found: name,
          expected: "a currency code such as USD", remedy: "Download the file again."))
    }
    return isGood ? result : nil
  }
}

extension CalendarDay {
  private static let months = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
  ]

  /// Reads exactly `30 October 2026`; nil for anything else and for impossible dates.
  fileprivate init?(english slice: ByteSlice) {
    let parts = slice.prefix(20).text?.split(separator: " ", omittingEmptySubsequences: false) ?? []
    guard slice.count <= 20, parts.count == 3, let month = CalendarDay.months.firstIndex(of: String(parts[1])),
      (1...2).contains(parts[0].utf8.count), parts[2].utf8.count == 4,
      let day = ByteSlice.digits(parts[0]), let year = ByteSlice.digits(parts[2])
    else { return nil }
    self.init(year: year, month: month + 1, day: day)
  }
}

extension ByteSlice {
  /// A number of digits and nothing else.
  fileprivate static func digits(_ text: Substring) -> Int? {
    text.utf8.allSatisfy { (0x30...0x39).contains($0) } ? Int(text) : nil
  }
}
