import ReportCore

/// The activity CSVs of OpenAI's dashboard: completions, embeddings, images, speech and the rest (formats.md 3.4).
/// Which one it is, its columns tell; embeddings and moderations have the same, there the model tells. No money: a
/// price book gives it, unless a cost export covers the day. Rows that end behind the times are buckets without use.
///
/// Only completions stand for what a gateway saw of the day: the other files are small parts of it.
public enum OpenAIActivityCSV: CostExportFormat {
  public static let name = "openai-activity-csv"
  public static let version = 1
  public static let title = "an OpenAI activity CSV"
  public static let basis = CostBasis.estimate
  public static let rank = SourceRank.providerUsage
  public static let signatures: [ExportSignature] = [
    .csv(["start_time", "num_model_requests", "input_tokens"]), .csv(["start_time", "num_model_requests", "images"]),
    .csv(["start_time", "num_model_requests", "characters"]), .csv(["start_time", "num_model_requests", "seconds"]),
    .csv(["start_time", "end_time", "num_sessions"]), .csv(["start_time", "end_time", "usage_bytes"]),
    .csv(["start_time", "end_time", "num_requests"]),
  ]

  private typealias Column = OpenAIUsage.Column

  public static func read(
    _ source: any ByteSource, file: String, problems: inout ProblemLog, row: (ExportRow) throws -> Void
  ) throws -> ExportSummary {
    var summary = ExportSummary()
    let columns = Column.allCases.map { CSVColumn(name: $0.name, isRequired: $0 == .start || $0 == .end) }
    guard
      let table = try CSVTable(source, file: file, columns: columns, ignored: OpenAIUsage.ignored, problems: &problems)
    else { return summary }
    summary.warnings = UnknownNames.warnings(table.unknown, file: file, line: table.reader.line)
    let endpoint = endpoint(of: table)
    var rows = OpenAIUsageRows(source: name, file: file)
    var scopes = BucketScopes(file: file)
    var empty: [(bucket: BucketTime, length: Int)] = []
    while try table.reader.next(&problems) {
      rows.checks.begin(line: table.reader.line)
      let start = rows.checks.unixSeconds(table.cell(Column.start.rawValue), Column.start.name, &problems)
      let end = rows.checks.unixSeconds(table.cell(Column.end.rawValue), Column.end.name, &problems)
      guard
        let bucket = rows.checks.bucket(start, end, (Column.start.name, Column.end.name), &problems),
        let start, let end
      else { continue }
      if isWithoutUse(table) {
        empty.append((bucket, end - start))
        continue
      }
      var made = rows.row(table, endpoint: endpoint, &problems)
      if endpoint == "embeddings", made.dimension.model.contains("moderation") {
        made.dimension.operation = "moderations"
      }
      guard rows.checks.isGood else { continue }
      let part = BucketScopes.Part(account: made.dimension.account, name: made.dimension.operation)
      scopes.add(part, bucket, length: end - start)
      made.time = bucket.time
      made.scope = BucketScopes.scope(part, bucket.name)
      summary.rows += 1
      try row(made)
    }
    // A bucket without use names neither organisation nor model: it is that of the other rows.
    let parts = scopes.parts.isEmpty ? [BucketScopes.Part(name: endpoint)] : scopes.parts
    scopes.add(empty: empty, of: parts)
    scopes.finish(&summary, provider: "openai", rank: rank, holdsHours: true, &problems) { $0.name == "completions" }
    summary.warnings += rows.warnings
    if summary.rows == 0, problems.isEmpty { summary.warnings.append(noUse(file)) }
    return summary
  }

  /// A warning for a file of buckets without use.
  static func noUse(_ file: String) -> Diagnostic {
    Diagnostic(
      .warning, code: "no-data", at: SourcePlace(file: file), "the export has no use",
      remedy: "Nothing to do if there was none; else download it again with the right dates.")
  }

  private static func isWithoutUse(_ table: CSVTable) -> Bool {
    Column.allCases.allSatisfy { $0 == .start || $0 == .end || table.cell($0.rawValue).isEmpty }
  }

  private static func endpoint(of table: CSVTable) -> String {
    func has(_ column: Column) -> Bool { table.header.contains(column.name) }
    if has(.images) { return "images" }
    if has(.characters) { return "audio_speeches" }
    if has(.seconds) { return "audio_transcriptions" }
    if has(.sessions) { return "code_interpreter_sessions" }
    if has(.usageBytes) { return "vector_stores" }
    if has(.toolCalls) { return has(.requests) || has(.model) ? "web_searches" : "file_searches" }
    return has(.output) ? "completions" : "embeddings"
  }
}
