import ReportCore

/// What a format says about a column of its CSV.
struct CSVColumn {
  let name: String
  let isRequired: Bool
}

/// A CSV file with a header: cells by column, whatever their order.
struct CSVTable {
  let reader: CSVReader
  /// Cell index by position in the format's list of columns; nil when the file lacks the column.
  private(set) var places: [Int?] = []
  /// Names of the header, in file order.
  private(set) var header: [String] = []
  /// Names the format does not know, in file order.
  private(set) var unknown: [String] = []

  /// Reads the header. Nil, with complaints, when a required column is missing or a known one stands twice.
  /// `spelling` makes of a name in the file what the format calls the column, where sources differ in that; a name
  /// that `isPassedOver` is neither read nor worth a warning.
  init?(
    _ source: any ByteSource, file: String, columns: [CSVColumn], ignored: Set<String>,
    problems: inout ProblemLog, separator: UInt8 = UInt8(ascii: ","), capacity: Int = ByteLimits.window,
    spelling: (String) -> String = { $0 }, isPassedOver: (String) -> Bool = { _ in false }
  ) throws {
    reader = CSVReader(source, file: file, separator: separator, capacity: capacity)
    guard try reader.next(&problems) else {
      if problems.isEmpty { problems.add(Recognition.emptyFile(file)) }
      return nil
    }
    let place = SourcePlace(file: file, line: reader.line)
    guard reader.cellCount <= ByteLimits.cells else {
      problems.add(
        Diagnostic(
          code: "csv-too-many-cells", at: place, "the header has more than \(ByteLimits.cells) columns",
          remedy: "Check that this is a cost export."))
      return nil
    }
    for index in 0..<reader.cellCount { header.append(reader.cell(index).text ?? "\u{FFFD}") }
    reader.width = header.count
    var first: [String: Int] = [:]
    var isGood = true
    for (index, written) in header.enumerated() {
      let name = spelling(written)
      if first[name] == nil {
        first[name] = index
      } else if columns.contains(where: { $0.name == name }) {
        isGood = false
        problems.add(
          Diagnostic(
            code: "duplicate-column", at: SourcePlace(file: file, line: reader.line, field: name),
            "the column stands twice in the header", remedy: "Download the export again."))
      }
    }
    for column in columns {
      places.append(first[column.name])
      if column.isRequired, first[column.name] == nil {
        isGood = false
        problems.add(
          Diagnostic(
            code: "missing-column", at: SourcePlace(file: file, line: reader.line, field: column.name),
            "the column is missing", found: header.joined(separator: ","), expected: column.name,
            remedy: "Download the export again with all its columns."))
      }
    }
    let known = ignored.union(columns.map(\.name))
    for written in header where unknown.count < UnknownNames.limit {
      let name = spelling(written)
      if known.contains(name) || unknown.contains(written) || isPassedOver(name) { continue }
      unknown.append(written)
    }
    guard isGood else { return nil }
  }

  /// True for the header once more: the parts of an export are often joined end to end.
  var isHeaderAgain: Bool {
    guard reader.cellCount == header.count, let first = header.first, reader.cell(0).count == first.utf8.count,
      reader.cell(0).text == first
    else { return false }
    return header.indices.dropFirst().allSatisfy { reader.cell($0).text == header[$0] }
  }

  /// All cells of the format's list of columns, in its order.
  func copyCells(to target: UnsafeMutablePointer<ByteSlice>) {
    places.withUnsafeBufferPointer { reader.copyCells($0, to: target) }
  }

  /// The cell of the column at `position` in the format's list; empty when the file or the row lacks it.
  func cell(_ position: Int) -> ByteSlice {
    guard let place = places[position] else { return .empty }
    return reader.cell(place)
  }
}

/// Columns and keys that no one reads: named once each, some dozens at most, since a file may invent any number.
enum UnknownNames {
  static let limit = 40

  /// A warning for each of `names`.
  static func warnings(_ names: [String], file: String, line: Int) -> [Diagnostic] {
    names.map { name in
      let shown = Diagnostic.shortened(name)
      return Diagnostic(
        .warning, code: "unknown-column", at: SourcePlace(file: file, line: line, field: shown),
        "the column is not known and is not read",
        remedy: "Nothing to do, unless the amounts depend on it.")
    }
  }
}
