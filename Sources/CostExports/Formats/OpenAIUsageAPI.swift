import ReportCore

/// Pages of OpenAI's usage API, of any of its endpoints (formats.md 3.1): buckets of a minute, an hour or a day, UTC.
/// No money: a price book gives it, unless a cost export covers the day. Grouping is not part of the scope: a later
/// file replaces the bucket whatever it was grouped by.
public enum OpenAIUsageAPI: CostExportFormat {
  public static let name = "openai-usage-api"
  public static let version = 1
  public static let title = "pages of the OpenAI usage API"
  public static let basis = CostBasis.estimate
  public static let rank = SourceRank.providerUsage
  public static let signatures: [ExportSignature] =
    [.json(["object=page", "has_more"]), .json(["data.object=bucket", "data.start_time"])]
    + endpoints.flatMap { endpoint in
      ["results", "result"].map {
        .json(["data.start_time", "data.\($0).object=organization.usage.\(endpoint).result"])
      }
    }
  private static let endpoints = [
    "completions", "embeddings", "moderations", "images", "audio_speeches", "audio_transcriptions", "vector_stores",
    "code_interpreter_sessions", "file_searches", "file_search_calls", "web_searches", "web_search_calls",
  ]

  private typealias Column = OpenAIUsage.Column

  public static func read(
    _ source: any ByteSource, file: String, problems: inout ProblemLog, row: (ExportRow) throws -> Void
  ) throws -> ExportSummary {
    var summary = ExportSummary()
    guard
      var pages = try JSONPages(
        source, file: file, names: Column.allCases.map(\.name), ignored: OpenAIUsage.ignored, problems: &problems)
    else { return summary }
    var rows = OpenAIUsageRows(source: name, file: file)
    var scopes = BucketScopes(file: file)
    var overlap = PageOverlap()
    var empty: [(page: Int, bucket: BucketTime, length: Int)] = []
    var endpointsByPage: [Int: Set<String>] = [:]
    while let item = pages.next(&problems) {
      rows.checks.begin(line: item.line)
      let start = rows.checks.unixSeconds(item.start, Column.start.name, &problems)
      let end = rows.checks.unixSeconds(item.end, Column.end.name, &problems)
      guard
        let bucket = rows.checks.bucket(start, end, (Column.start.name, Column.end.name), &problems), let start, let end
      else { continue }
      guard item.hasResult else {
        empty.append((item.page, bucket, end - start))
        continue
      }
      guard let endpoint = endpoint(pages.fields, &rows.checks, &problems) else { continue }
      var made = rows.row(pages.fields, endpoint: endpoint, &problems)
      let part = BucketScopes.Part(account: made.dimension.account, name: endpoint)
      made.time = bucket.time
      made.scope = BucketScopes.scope(part, bucket.name)
      if rows.checks.isGood { overlap.check(made, page: item.page, of: pages.pageCount, &rows.checks, &problems) }
      guard rows.checks.isGood else { continue }
      endpointsByPage[item.page, default: []].insert(endpoint)
      scopes.add(part, bucket, length: end - start)
      summary.rows += 1
      try row(made)
    }
    // An empty bucket does not say of what: of what its page reports, else of what the file reports, if that is one.
    let names = Set(scopes.parts.map(\.name))
    for (page, bucket, length) in empty {
      for name in endpointsByPage[page] ?? (names.count == 1 ? names : []) {
        scopes.add(BucketScopes.Part(name: name), bucket, length: length)
      }
    }
    scopes.finish(&summary, provider: "openai", rank: rank, holdsHours: true, &problems) { $0.name == "completions" }
    summary.warnings += rows.warnings
    summary.warnings += pages.warnings
    if summary.rows == 0, problems.isEmpty { summary.warnings.append(OpenAIActivityCSV.noUse(file)) }
    return summary
  }

  /// `completions` for `organization.usage.completions.result`.
  private static func endpoint(
    _ fields: JSONFields, _ checks: inout RowChecks, _ problems: inout ProblemLog
  ) -> String? {
    let object = fields.cell(Column.object.rawValue)
    let prefix: StaticString = "organization.usage."
    let suffix: StaticString = ".result"
    if object.hasPrefix(prefix), object.hasSuffix(suffix) {
      let length = object.count - prefix.utf8CodeUnitCount - suffix.utf8CodeUnitCount
      let name = object.dropFirst(prefix.utf8CodeUnitCount).prefix(max(0, length))
      // Two names of the same, old and new.
      if name.equals("file_search_calls") { return "file_searches" }
      if name.equals("web_search_calls") { return "web_searches" }
      if let known = endpoints.first(where: { name.equals(Array($0.utf8)) }) { return known }
    }
    checks.refuse(
      &problems, code: "unknown-usage", field: Column.object.name, "this is no result of the usage API",
      found: object.shown, expected: "organization.usage.completions.result or one of its sisters",
      remedy: "Give pages of costs and pages of usage as separate files.")
    return nil
  }
}
