public import ReportCore

/// One reference rate.
public struct ECBRate: Hashable, Sendable {
  /// The TARGET business day it was published for.
  public let day: CalendarDay
  /// What is quoted.
  public let currency: Currency
  /// Units of the currency for one euro, as written; always positive.
  public let rate: ExactDecimal
  /// 1-based line in the file.
  public let line: Int

  /// A rate.
  public init(day: CalendarDay, currency: Currency, rate: ExactDecimal, line: Int) {
    self.day = day
    self.currency = currency
    self.rate = rate
    self.line = line
  }
}

/// Reads `eurofxref-hist.csv` of the European Central Bank (formats.md 7.1): by header name, in any order of days.
public enum ECBRates {
  /// The registry name.
  public static let name = "ecb-history-csv"
  /// Raised when the same file would give other rates.
  public static let version = 1
  /// What a person calls it.
  public static let title = "the ECB history of rates as CSV"
  /// Columns by which it is recognised.
  public static let requiredColumns = ["Date", "USD"]

  /// Hands over the rates in file order and gives the warnings. Errors go to `problems`: an impossible or repeated
  /// date, a rate that is no positive number, a column that is no currency. Throws what `source` and `rate` throw.
  public static func read(
    _ source: any ByteSource, file: String, problems: inout ProblemLog, rate: (ECBRate) throws -> Void
  ) throws -> [Diagnostic] {
    guard
      let table = try CSVTable(
        source, file: file, columns: requiredColumns.map { CSVColumn(name: $0, isRequired: true) }, ignored: [],
        problems: &problems)
    else { return [] }
    guard let currencies = currencies(table, file, &problems) else { return [] }
    var checks = RowChecks(file: file)
    var lines: [CalendarDay: Int] = [:]
    while try table.reader.next(&problems) {
      checks.begin(line: table.reader.line)
      guard let day = checks.day(table.cell(0), "Date", &problems) else { continue }
      if let earlier = lines[day] {
        checks.refuse(
          &problems, code: "duplicate-day", field: "Date", "the day stands twice in the file",
          found: "\(day), also on line \(earlier)", remedy: "Download the file again.")
        continue
      }
      lines[day] = checks.line
      for (index, column) in currencies.enumerated() {
        guard let currency = column else { continue }
        let cell = table.reader.cell(index)
        if cell.equals("N/A") { continue }
        guard let value = cell.decimal, value.mantissa > 0, value.mantissa < 1_000_000_000_000_000_000 else {
          checks.refuse(
            &problems, code: "not-a-rate", field: currency.code, "this is not a rate", found: cell.shown,
            expected: "a positive number such as 1.1172, or N/A", remedy: "Download the file again.")
          continue
        }
        try rate(ECBRate(day: day, currency: currency, rate: value, line: checks.line))
      }
    }
    return lines.isEmpty ? [noRates(file)] : []
  }

  /// The currency of each column; nil for the date and for the empty column behind the last comma.
  private static func currencies(
    _ table: CSVTable, _ file: String, _ problems: inout ProblemLog
  ) -> [Currency?]? {
    var result: [Currency?] = []
    var seen: Set<Currency> = []
    var isGood = true
    for name in table.header {
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
          expected: "a currency code such as USD", remedy: "Download eurofxref-hist.csv again."))
    }
    return isGood ? result : nil
  }

  private static func noRates(_ file: String) -> Diagnostic {
    Diagnostic(
      .warning, code: "no-data", at: SourcePlace(file: file), "the file has a header and no rates",
      remedy: "Download the file again if you expected rates.")
  }
}
