import ReportCore

/// LiteLLM's table of requests, LiteLLM_SpendLogs, as JSON Lines, as CSV with the same columns, and as the endpoints
/// `/spend/logs` and `/spend/logs/v2` give it: an array, or pages with the rows under `data` (formats.md 2).
/// Amounts are US dollars at list price as the gateway computed them: an estimate. Prompts, answers, user ids and
/// addresses are passed over without being read; `SpendLogsRows` says how a row becomes ours.
public enum LiteLLMSpendLogs: CostExportFormat {
  public static let name = "litellm-spend-logs"
  public static let version = 1
  public static let title = "LiteLLM spend logs"
  public static let basis = CostBasis.gateway
  public static let rank = SourceRank.gateway
  public static let signatures: [ExportSignature] = [
    .csv(SpendLogsColumn.allCases.filter(\.isRequired).map(\.name)), .jsonLines(["request_id", "call_type"]),
    .json(["request_id", "call_type"]), .json(["data.request_id", "data.call_type"]),
  ]

  public static func read(
    _ source: any ByteSource, file: String, problems: inout ProblemLog, row: (ExportRow) throws -> Void
  ) throws -> ExportSummary {
    let source = try PeekedSource(source)
    var rows = SpendLogsRows(file: file)
    if source.head.isCSV {
      try readTable(source, file, &rows, &problems, row)
    } else if JSONRecords.isLines(source.head, pageKeys: ["data"]) {
      let lines = LineReader(source, file: file)
      try readObjects(file, &rows, &problems, row) { try lines.next(&$0).map { ($0, lines.line) } }
    } else {
      let records = try JSONRecords(source, file: file, pageKeys: ["data"], problems: &problems)
      try readObjects(file, &rows, &problems, row) { try records.next(&$0).map { ($0, records.line) } }
    }
    return rows.summary()
  }

  private static func readTable(
    _ source: any ByteSource, _ file: String, _ rows: inout SpendLogsRows, _ problems: inout ProblemLog,
    _ row: (ExportRow) throws -> Void
  ) throws {
    let columns = SpendLogsColumn.allCases.map { CSVColumn(name: $0.name, isRequired: $0.isRequired) }
    guard
      let table = try CSVTable(
        source, file: file, columns: columns, ignored: SpendLogsColumn.ignored, problems: &problems)
    else { return }
    rows.warnings = UnknownNames.warnings(table.unknown, file: file, line: table.reader.line)
    let record = SpendLogsRecord()
    var made = ExportRow()
    while try table.reader.next(&problems) {
      table.copyCells(to: record.values)
      if rows.fill(&made, record, line: table.reader.line, &problems) { try row(made) }
    }
  }

  private static func readObjects(
    _ file: String, _ rows: inout SpendLogsRows, _ problems: inout ProblemLog, _ row: (ExportRow) throws -> Void,
    _ next: (inout ProblemLog) throws -> (object: ByteSlice, line: Int)?
  ) throws {
    let names = SpendLogsNames()
    let record = SpendLogsRecord()
    var made = ExportRow()
    var unknown = UnknownKeys(file: file)
    while let (object, line) = try next(&problems) {
      record.clear()
      var metadata: SpendLogsMetadata?
      do throws(JSONProblem) {
        guard object.isUTF8, var scanner = JSONScanner(object) else {
          throw JSONProblem(offset: 0, expected: "UTF-8")
        }
        try scanner.members { (value, key) throws(JSONProblem) in
          guard let column = names.column(key) else {
            try value.skipValue()
            if !names.isIgnored(key) { unknown.add(key, line: line) }
            return
          }
          var slice = ByteSlice.empty
          if column == .metadata, value.peek() == UInt8(ascii: "{") {
            // In passing, since it is most of the line.
            metadata = try SpendLogsMetadata(&value)
          } else {
            slice = try value.value()
          }
          guard record.set(column, slice) else {
            throw JSONProblem(offset: value.index, expected: "\(column.name) once")
          }
        }
        try scanner.finish()
      } catch {
        problems.add(badLine(error, file, line))
        continue
      }
      if rows.fill(&made, record, metadata: metadata, line: line, &problems) { try row(made) }
    }
    rows.warnings += unknown.warnings
  }

  private static func badLine(_ problem: JSONProblem, _ file: String, _ line: Int) -> Diagnostic {
    Diagnostic(
      code: "bad-json", at: SourcePlace(file: file, line: line),
      "the line is not a JSON object (column \(problem.offset + 1))", expected: problem.expected,
      remedy: "Export the rows again; the file may have been cut short.")
  }
}

/// Keys that no one reads, named once each.
private struct UnknownKeys {
  let file: String
  private var names: Set<String> = []
  private(set) var warnings: [Diagnostic] = []

  init(file: String) { self.file = file }

  mutating func add(_ key: ByteSlice, line: Int) {
    guard names.count < UnknownNames.limit, let name = key.prefix(200).text, names.insert(name).inserted else { return }
    warnings += UnknownNames.warnings([name], file: file, line: line)
  }
}
