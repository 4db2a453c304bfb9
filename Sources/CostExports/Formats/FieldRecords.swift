import ReportCore

/// A value that a format reads: a column of its CSV, a key of its JSON.
struct Field {
  /// The name, and what else it may be called; the first that is there counts.
  let names: [String]
  /// True when a CSV without it is refused.
  let isRequired: Bool

  init(_ names: String..., isRequired: Bool = false) {
    self.names = names
    self.isRequired = isRequired
  }
}

/// The rows of a file that comes as CSV or as JSON with the same names: values by field, `null` as nothing.
final class FieldRecords {
  /// 1-based line the current row starts on.
  private(set) var line = 0
  /// Unknown columns and keys, named once each.
  private(set) var warnings: [Diagnostic] = []

  private let file: String
  private let fields: [Field]
  private let ignored: Set<String>
  private var values: [ByteSlice]
  private var table: CSVTable?
  private var places: [[Int]] = []
  private var records: JSONRecords?
  private var names: [(name: [UInt8], field: Int)] = []
  private var unknown: Set<String> = []

  /// Reads the beginning of `source`. Nil, with complaints, when a column is missing or stands twice. Throws what the
  /// source throws.
  init?(
    _ source: any ByteSource, file: String, fields: [Field], ignored: Set<String>, pageKeys: [StaticString] = [],
    problems: inout ProblemLog
  ) throws {
    self.file = file
    self.fields = fields
    self.ignored = ignored
    values = Array(repeating: .empty, count: fields.count)
    let source = try PeekedSource(source)
    guard source.head.isCSV else {
      for (index, field) in fields.enumerated() {
        for name in field.names { names.append((Array(name.utf8), index)) }
      }
      records = try JSONRecords(source, file: file, pageKeys: pageKeys, problems: &problems)
      return
    }
    var columns: [CSVColumn] = []
    for field in fields {
      places.append(Array(columns.count..<columns.count + field.names.count))
      for name in field.names {
        columns.append(CSVColumn(name: name, isRequired: field.isRequired && field.names.count == 1))
      }
    }
    guard
      let table = try CSVTable(source, file: file, columns: columns, ignored: ignored, problems: &problems)
    else { return nil }
    for (index, field) in fields.enumerated() {
      places[index].removeAll { table.places[$0] == nil }
      guard field.isRequired, places[index].isEmpty else { continue }
      problems.add(
        Diagnostic(
          code: "missing-column", at: SourcePlace(file: file, line: table.reader.line, field: field.names[0]),
          "the column is missing", found: table.header.joined(separator: ","),
          expected: field.names.joined(separator: " or "),
          remedy: "Download the export again with all its columns."))
      return nil
    }
    warnings = UnknownNames.warnings(table.unknown, file: file, line: table.reader.line)
    self.table = table
  }

  /// The value of a field; nothing when the row lacks it.
  subscript(_ field: Int) -> ByteSlice {
    guard let table else { return values[field] }
    return places[field].first.map { table.cell($0) } ?? .empty
  }

  /// Moves to the next good row; false at the end. Throws what the source throws.
  func next(_ problems: inout ProblemLog) throws -> Bool {
    if let table {
      guard try table.reader.next(&problems) else { return false }
      line = table.reader.line
      return true
    }
    guard let records else { return false }
    while let slice = try records.next(&problems) {
      line = records.line
      do throws(JSONProblem) {
        try read(slice)
        return true
      } catch {
        records.complain(error, &problems)
      }
    }
    return false
  }

  private func read(_ slice: ByteSlice) throws(JSONProblem) {
    for index in values.indices { values[index] = .empty }
    guard var scanner = JSONScanner(slice) else { return }
    var seen: UInt64 = 0
    try scanner.members { (value, key) throws(JSONProblem) in
      guard let place = names.firstIndex(where: { key.equals($0.name) }) else {
        try value.skipValue()
        note(key)
        return
      }
      guard seen & 1 << UInt64(place) == 0 else { throw value.problem("each key once") }
      seen |= 1 << UInt64(place)
      let found = try value.value()
      if values[names[place].field].isEmpty { values[names[place].field] = found }
    }
    try scanner.finish()
  }

  private func note(_ key: ByteSlice) {
    guard unknown.count < UnknownNames.limit, let name = key.prefix(200).text, !ignored.contains(name),
      unknown.insert(name).inserted
    else { return }
    warnings += UnknownNames.warnings([name], file: file, line: line)
  }
}

extension FileHead {
  /// True when the text begins neither with a brace nor with a bracket.
  var isCSV: Bool {
    var text = bytes[...]
    if text.starts(with: [0xEF, 0xBB, 0xBF]) { text = text.dropFirst(3) }
    let first = text.first { $0 > 0x20 }
    return first != UInt8(ascii: "{") && first != UInt8(ascii: "[")
  }
}
