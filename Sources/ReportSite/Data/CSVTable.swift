import ReportCore

/// A table as a spreadsheet opens it: semicolons, decimal commas and a byte order mark in Dutch; commas and points in
/// English. Rows end in CR LF (RFC 4180).
struct CSVTable: Sendable {
  /// What a column holds decides how a cell is written, never what the cell looks like.
  enum Cell: Sendable, Equatable {
    /// Words, possibly from an export: made harmless for spreadsheets that take a leading `=` for a formula.
    case text(String)
    /// A number with all its decimals, an ASCII minus, no grouping; empty when there is none.
    case number(FixedDecimal?)
  }

  /// The file's name below the week's folder, without extension: `spend-by-use-case`.
  let name: String
  let columns: [String]
  let rows: [[Cell]]

  var fileName: String { "\(name).csv" }

  func bytes(_ language: Language) -> [UInt8] {
    let separator = language == .nl ? ";" : ","
    var text = language == .nl ? "\u{FEFF}" : ""
    for row in [columns.map { Cell.text($0) }] + rows {
      text += row.map { Self.field($0, language, separator) }.joined(separator: separator) + "\r\n"
    }
    return Array(text.utf8)
  }

  private static func field(_ cell: Cell, _ language: Language, _ separator: String) -> String {
    switch cell {
    case .number(let value): return value.map { number($0, language) } ?? ""
    case .text(let text):
      let harmless = guarded(text)
      let mustQuote = harmless.unicodeScalars.contains {
        $0 == "\"" || $0 == "\r" || $0 == "\n" || String($0) == separator
      }
      return mustQuote ? quoted(harmless) : harmless
    }
  }

  /// Quotes doubled, by scalar: a quote with an accent on it is a quote to every spreadsheet.
  private static func quoted(_ text: String) -> String {
    var result = String.UnicodeScalarView("\"".unicodeScalars)
    for scalar in text.unicodeScalars {
      if scalar == "\"" { result.append(scalar) }
      result.append(scalar)
    }
    result.append("\"")
    return String(result)
  }

  /// All decimals that count, at least two, so that a column of euros adds up exactly.
  private static func number(_ value: FixedDecimal, _ language: Language) -> String {
    var digits = value.description
    while digits.hasSuffix("0"), !digits.dropLast(2).hasSuffix(".") { digits.removeLast() }
    let isWhole = value.nanos % 1_000_000_000 == 0
    if isWhole { digits = String(digits.prefix { $0 != "." }) }
    return language == .nl ? digits.map { $0 == "." ? "," : String($0) }.joined() : digits
  }

  /// A leading apostrophe keeps spreadsheets from running a cell (CWE-1236); control characters are shown. A file that
  /// begins with `ID` would be taken for another format.
  private static func guarded(_ text: String) -> String {
    let visible = Names.visible(text)
    guard let first = text.unicodeScalars.first else { return "" }
    let dangerous = "=+-@\t\r\n＝＋－＠"
    return dangerous.unicodeScalars.contains(first) || visible.hasPrefix("ID") ? "'" + visible : visible
  }
}
