import ReportCore
import YAMLDocuments

/// A small comma-separated register: a header, one record per line, no line breaks inside cells. The exports'
/// reader is another one: these files are short and kept by hand.
struct RegisterTable {
  /// One record's cells by column.
  struct Row {
    let file: String
    let line: Int
    let cells: [String: String]
    let problems: DocumentProblems

    /// The cell's text without spaces around it; nil when empty.
    func text(_ column: String) -> String? {
      let cell = cells[column] ?? ""
      let trimmed = cell.trimmed
      return trimmed.isEmpty ? nil : trimmed
    }

    func refuse(
      _ column: String, _ code: String, _ summary: String, found: String?, expected: String?, remedy: String? = nil
    ) {
      problems.error(
        code, at: SourcePlace(file: file, line: line, field: column), summary, found: found, expected: expected,
        remedy: remedy)
    }

    func require(_ column: String, expected: String) -> String? {
      guard let text = text(column) else {
        refuse(column, "missing-value", "the cell is empty", found: nil, expected: expected)
        return nil
      }
      return text
    }
  }

  /// Larger than decades of weeks.
  private static let maximumBytes = 4_000_000

  /// The records under a header that has all of `columns`, perhaps some of `optional` and nothing else, in any order;
  /// nil when the file is empty.
  static func rows(
    _ text: String, file: String, columns: [String], optional: [String] = [], problems: DocumentProblems
  ) -> [Row]? {
    let place = SourcePlace(file: file, line: 1)
    guard text.utf8.count <= maximumBytes else {
      problems.error(
        "register-too-large", at: SourcePlace(file: file), "the register is too large",
        found: "\(text.utf8.count) bytes",
        expected: "at most \(maximumBytes) bytes")
      return nil
    }
    let lines = text.trimmedByteOrderMark.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    guard let first = lines.first, !text.trimmedByteOrderMark.trimmed.isEmpty else { return nil }
    guard let header = cells(first) else {
      problems.error("bad-quotes", at: place, "the quotes of the header do not pair up", found: String(first))
      return nil
    }
    let names = header.map(\.trimmed)
    guard check(names, columns: columns, optional: optional, place: place, problems: problems) else { return [] }
    var rows: [Row] = []
    for (index, line) in lines.enumerated().dropFirst() where !line.allSatisfy(\.isWhitespace) {
      let place = SourcePlace(file: file, line: index + 1)
      guard let cells = cells(line) else {
        problems.error(
          "bad-quotes", at: place, "the quotes do not pair up", found: String(line),
          expected: "\"text\" with inner quotes doubled")
        continue
      }
      guard cells.count == names.count else {
        problems.error(
          "wrong-cell-count", at: place, "the number of cells differs from the header", found: "\(cells.count) cells",
          expected: "\(names.count) cells",
          remedy: cells.count > names.count
            ? "put a text with a comma in quotes; write numbers with a point" : "add the missing commas")
        continue
      }
      rows.append(
        Row(file: file, line: index + 1, cells: Dictionary(zip(names, cells)) { first, _ in first }, problems: problems)
      )
    }
    return rows
  }

  private static func check(
    _ names: [String], columns: [String], optional: [String], place: SourcePlace, problems: DocumentProblems
  ) -> Bool {
    let known = columns + optional
    if names.count == 1, names[0].contains(";") {
      problems.error(
        "semicolons", at: place, "the columns are separated by semicolons", found: names[0],
        expected: columns.joined(separator: ","), remedy: "save the file as comma-separated, with decimal points")
      return false
    }
    var isGood = true
    for name in names where !known.contains(name) {
      isGood = false
      problems.error(
        "unknown-column", at: place, "this column is not known here", found: name,
        expected: known.joined(separator: ","), remedy: DocumentWords.remedy(for: name, among: known))
    }
    for column in columns where !names.contains(column) {
      isGood = false
      problems.error(
        "missing-column", at: place, "the column \(column) is missing", found: names.joined(separator: ","),
        expected: columns.joined(separator: ","))
    }
    for column in known where names.count(where: { $0 == column }) > 1 {
      isGood = false
      problems.error(
        "duplicate-column", at: place, "the same column twice", found: column, expected: columns.joined(separator: ","))
    }
    return isGood
  }

  /// The cells of one line, quotes as in RFC 4180; nil when they do not pair up.
  private static func cells(_ line: Substring) -> [String]? {
    var cells: [String] = []
    var cell = ""
    var isQuoted = false
    var wasQuoted = false
    var previousWasQuote = false
    for character in line {
      if isQuoted {
        if character == "\"" {
          isQuoted = false
          previousWasQuote = true
        } else {
          cell.append(character)
        }
        continue
      }
      if character == "\"" {
        if previousWasQuote {
          cell.append("\"")
        } else if !cell.isEmpty || wasQuoted {
          return nil
        }
        isQuoted = true
        wasQuoted = true
      } else if character == "," {
        cells.append(cell)
        cell = ""
        wasQuoted = false
      } else {
        guard !wasQuoted else { return nil }
        cell.append(character)
      }
      previousWasQuote = false
    }
    guard !isQuoted else { return nil }
    cells.append(cell)
    return cells
  }
}

extension StringProtocol {
  /// Without white space on either side.
  var trimmed: String {
    String(drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
  }
}

extension String {
  /// Spreadsheets put a byte order mark in front; it is not part of the first column's name.
  var trimmedByteOrderMark: Substring {
    unicodeScalars.first == "\u{FEFF}" ? Substring(unicodeScalars.dropFirst()) : self[...]
  }
}
