import ReportCore

/// A file of a slice as rows of cells. What comes from an archive is read as untrusted.
struct SliceText {
  let file: String
  let rows: [SliceRow]

  /// Throws a `Diagnostic` for a missing file, one that is not UTF-8 or not the program's own CSV, and for other columns
  /// than `columns`.
  init(_ name: String, _ columns: [String], in files: [String: [UInt8]]) throws {
    let file = name + ".csv"
    self.file = file
    guard let bytes = files[file] else {
      throw SliceText.problem(file, nil, nil, "the file is missing", expected: columns.joined(separator: ","))
    }
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw SliceText.problem(file, nil, nil, "the file is not UTF-8")
    }
    var lines = try SliceText.records(text.utf8, file)[...]
    guard let header = lines.popFirst(), header.cells == columns else {
      throw SliceText.problem(
        file, 1, nil, "the columns are others", found: text.prefix { !$0.isNewline }.description,
        expected: columns.joined(separator: ","))
    }
    rows = try lines.map { record in
      guard record.cells.count == columns.count else {
        throw SliceText.problem(
          file, record.line, nil, "the row has another number of cells", found: String(record.cells.count),
          expected: String(columns.count))
      }
      return SliceRow(file: file, line: record.line, columns: columns, cells: record.cells)
    }
  }

  static func problem(
    _ file: String, _ line: Int?, _ field: String?, _ summary: String, found: String? = nil, expected: String? = nil
  ) -> Diagnostic {
    Diagnostic(
      code: "ledger-slice", at: SourcePlace(file: file, line: line, field: field), summary, found: found,
      expected: expected, remedy: "Take the file from the archive again: as it is, it is not the one that was written.")
  }

  /// Quotes by RFC 4180, a line feed behind each record.
  private static func records(_ text: String.UTF8View, _ file: String) throws -> [(line: Int, cells: [String])] {
    var records: [(line: Int, cells: [String])] = []
    var cells: [String] = []
    var cell: [UInt8] = []
    var line = 1
    var start = 1
    var isQuoted = false
    var wasQuoted = false
    var previous: UInt8 = 0
    for byte in text {
      defer { previous = byte }
      if byte == 0x0A { line += 1 }
      if isQuoted {
        if byte == 0x22 { isQuoted = false } else { cell.append(byte) }
        continue
      }
      switch byte {
      case 0x22 where cell.isEmpty && !wasQuoted: (isQuoted, wasQuoted) = (true, true)
      case 0x22 where wasQuoted && previous == 0x22:
        // A doubled quote is one, and the cell goes on.
        cell.append(byte)
        isQuoted = true
      case 0x2C, 0x0A:
        cells.append(String(decoding: cell, as: UTF8.self))
        cell = []
        wasQuoted = false
        guard byte == 0x0A else { continue }
        records.append((start, cells))
        cells = []
        start = line
      case _ where byte == 0x22 || wasQuoted:
        throw problem(file, line, nil, "a quote stands where none belongs")
      default: cell.append(byte)
      }
    }
    guard cell.isEmpty, cells.isEmpty, !isQuoted, !wasQuoted else {
      throw problem(file, line, nil, "the file ends within a row")
    }
    return records
  }
}

/// A row of a slice, cell by cell; each throws a `Diagnostic` that names file, line and column.
struct SliceRow {
  let file: String
  let line: Int
  let columns: [String]
  let cells: [String]

  func problem(_ column: String, _ summary: String, expected: String) -> Diagnostic {
    SliceText.problem(file, line, column, summary, found: text(column), expected: expected)
  }

  func text(_ column: String) -> String { columns.firstIndex(of: column).map { cells[$0] } ?? "" }

  /// Words of others, without the apostrophe.
  func words(_ column: String) -> String { SliceCell.unguarded(text(column)) }

  func integer(_ column: String, in range: ClosedRange<Int> = Int.min...Int.max) throws -> Int {
    let text = text(column)
    guard let value = Int(text), String(value) == text, range.contains(value) else {
      throw problem(
        column, "this is not a whole number in range", expected: "\(range.lowerBound) … \(range.upperBound)")
    }
    return value
  }

  func optionalInteger(_ column: String) throws -> Int? { text(column).isEmpty ? nil : try integer(column) }

  func day(_ column: String) throws -> CalendarDay {
    guard let day = CalendarDay(text(column)) else {
      throw problem(column, "this is not a day", expected: "2026-11-18")
    }
    return day
  }

  func optionalDay(_ column: String) throws -> CalendarDay? { text(column).isEmpty ? nil : try day(column) }

  func days(_ first: String, _ last: String) throws -> ClosedRange<CalendarDay> {
    let (first, last) = (try day(first), (last, try day(last)))
    guard first <= last.1 else {
      throw problem(last.0, "the last day lies before the first", expected: "\(first) or later")
    }
    return first...last.1
  }

  func moment(_ column: String) throws -> Instant {
    guard let moment = Instant(text(column)), moment.description == text(column) else {
      throw problem(column, "this is not a moment", expected: "2026-11-23T06:00:00Z")
    }
    return moment
  }

  /// Nano-units.
  func money(_ column: String) throws -> Int64 {
    guard let amount = FixedDecimal(text(column)), let nanos = Int64(exactly: amount.nanos) else {
      throw problem(column, "this is not an amount", expected: "1.230000000")
    }
    return nanos
  }

  /// One of some words.
  func word<Value>(_ column: String, of words: SliceWords<Value>) throws -> Value {
    guard let value = words.value(text(column)) else {
      throw problem(column, "this is not a known word", expected: words.all)
    }
    return value
  }

  /// A positive number that calculations cannot leave 128 bits with.
  func decimal(_ column: String) throws -> String {
    let text = text(column)
    guard let value = ExactDecimal(text), value.mantissa > 0, (0...30).contains(value.scale),
      value.mantissa < 1_000_000_000_000_000_000
    else { throw problem(column, "this is not a positive number", expected: "1.1712") }
    return text
  }
}
