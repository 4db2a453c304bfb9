import OutputTree
import ReportCore

/// A CSV file holds exact numbers: those of a week's `numbers.json`, or the difference of two of its own row; and the same
/// ones in every language.
struct TableFigures {
  let site: SiteFiles
  let weeks: [String: NumbersFile]
  let languages: SiteLanguages

  /// Files about the ledger's bookkeeping, not about figures: held against the other language only.
  private static let others: Set<String> = ["imports.csv", "sources.csv"]

  func findings(in path: OutputPath) throws(Diagnostic) -> [GateFinding] {
    let (language, rest) = languages.split(path)
    let rows = CSVRows(try site.bytes(path), isDutch: language == "nl").rows
    var findings: [GateFinding] = []
    if !Self.others.contains(path.name), let week = weeks[TraceFolders.folder(of: rest)] {
      let known = week.numbers
      for (index, row) in rows.enumerated() {
        let own = Set(row.compactMap { $0?.nanos })
        for cell in row {
          guard let cell, !known.contains(cell.nanos), !Self.isDifference(cell.nanos, own) else { continue }
          findings.append(
            FiguresDifferGate.finding(
              path, line: index + 1, subject: path.description, "This number is no figure of the week.",
              found: cell.text, expected: "a figure of \(week.path), or the difference of two"))
        }
      }
    }
    for twin in languages.twins(of: path, in: site) {
      let others = CSVRows(try site.bytes(twin.path), isDutch: twin.language == "nl").rows
      findings += differences(path, rows, twin.path, others)
    }
    return findings
  }

  private static func isDifference(_ value: Int128, _ numbers: Set<Int128>) -> Bool {
    numbers.contains { numbers.contains($0 - value) && $0 - value != $0 }
  }

  private func differences(
    _ path: OutputPath, _ rows: [[CSVRows.Number?]], _ twin: OutputPath, _ others: [[CSVRows.Number?]]
  ) -> [GateFinding] {
    guard rows.map(\.count) == others.map(\.count) else {
      let size = { (rows: [[CSVRows.Number?]]) in "\(rows.count) rows, \(rows.reduce(0) { $0 + $1.count }) cells" }
      return [
        FiguresDifferGate.finding(
          path, line: nil, subject: path.description, "\(twin) has other rows or columns.", found: size(rows),
          expected: size(others))
      ]
    }
    return zip(rows, others).enumerated().flatMap { index, pair in
      zip(pair.0, pair.1).compactMap { own, other -> GateFinding? in
        guard own?.nanos != other?.nanos else { return nil }
        return FiguresDifferGate.finding(
          path, line: index + 1, subject: path.description, "\(twin) holds another number.", found: own?.text,
          expected: other?.text)
      }
    }
  }
}

/// The numbers of a CSV file by row and column; nil where a cell holds something else.
struct CSVRows {
  struct Number: Sendable {
    let nanos: Int128
    let text: String
  }

  private(set) var rows: [[Number?]] = []

  /// Semicolons and decimal commas in Dutch, commas and points in other languages.
  init(_ bytes: [UInt8], isDutch: Bool) {
    let separator = UInt8(ascii: isDutch ? ";" : ",")
    var row: [Number?] = []
    var cell: [UInt8] = []
    var isQuoted = false
    var words: Set<Int> = []
    let take = { (cell: [UInt8], column: Int, isHead: Bool) -> Number? in
      let number = CSVRows.number(cell, isDutch)
      if number == nil, !cell.isEmpty, !isHead { words.insert(column) }
      return number
    }
    for byte in bytes {
      switch byte {
      case UInt8(ascii: "\""): isQuoted.toggle()
      case separator where !isQuoted:
        row.append(take(cell, row.count, rows.isEmpty))
        cell = []
      case UInt8(ascii: "\n") where !isQuoted:
        row.append(take(cell, row.count, rows.isEmpty))
        rows.append(row)
        (row, cell) = ([], [])
      case UInt8(ascii: "\r") where !isQuoted: continue
      default: cell.append(byte)
      }
    }
    if !row.isEmpty || !cell.isEmpty { rows.append(row + [take(cell, row.count, rows.isEmpty)]) }
    // A column with words in it is one of words, also where a name looks like a number.
    for column in words { for row in rows.indices where column < rows[row].count { rows[row][column] = nil } }
  }

  private static func number(_ cell: [UInt8], _ isDutch: Bool) -> Number? {
    guard let last = cell.last, last &- 48 < 10 else { return nil }
    let text = String(decoding: cell, as: UTF8.self)
    if isDutch, text.contains(".") { return nil }
    return FixedDecimal(isDutch ? text.replacing(",", with: ".") : text).map { Number(nanos: $0.nanos, text: text) }
  }
}
