import ReportCore

/// Pages of Anthropic's usage report for messages (formats.md 4.1): disjoint counters by bucket of a minute, an hour or
/// a day, UTC, and no money. A price book gives it, unless a cost report covers the day.
public enum AnthropicUsageAPI: CostExportFormat {
  public static let name = "anthropic-usage-api"
  public static let version = 1
  public static let title = "pages of the Anthropic usage report"
  public static let basis = CostBasis.estimate
  public static let rank = SourceRank.providerUsage
  public static let signatures: [ExportSignature] = [
    .json(["data.starting_at", "data.results"]),
    .json(["data.starting_at", "data.results", "data.results.uncached_input_tokens"]),
  ]

  private enum Column: Int, CaseIterable {
    case input, writeShort, writeLong, read, output, searches, key, workspace, model, serviceTier, contextWindow
    case region, speed

    var name: String {
      switch self {
      case .input: "uncached_input_tokens"
      case .writeShort: "cache_creation.ephemeral_5m_input_tokens"
      case .writeLong: "cache_creation.ephemeral_1h_input_tokens"
      case .read: "cache_read_input_tokens"
      case .output: "output_tokens"
      case .searches: "server_tool_use.web_search_requests"
      case .key: "api_key_id"
      case .workspace: "workspace_id"
      case .model: "model"
      case .serviceTier: "service_tier"
      case .contextWindow: "context_window"
      case .region: "inference_geo"
      case .speed: "speed"
      }
    }
  }

  /// Known and left out: people, and accounts of machines.
  private static let ignored: Set<String> = ["account_id", "service_account_id"]

  public static func read(
    _ source: any ByteSource, file: String, problems: inout ProblemLog, row: (ExportRow) throws -> Void
  ) throws -> ExportSummary {
    var summary = ExportSummary()
    guard
      var pages = try JSONPages(
        source, file: file, names: Column.allCases.map(\.name), ignored: ignored, problems: &problems)
    else { return summary }
    var checks = RowChecks(file: file)
    var scopes = BucketScopes(file: file)
    var overlap = PageOverlap()
    let part = BucketScopes.Part()
    while let item = pages.next(&problems) {
      checks.begin(line: item.line)
      let start = checks.moment(item.start, "starting_at", &problems).map { Int($0.seconds) }
      let end = checks.moment(item.end, "ending_at", &problems).map { Int($0.seconds) }
      guard let bucket = checks.bucket(start, end, ("starting_at", "ending_at"), &problems), let start, let end
      else { continue }
      if item.hasResult {
        var made = entry(pages.fields, &checks, &problems)
        made.time = bucket.time
        made.scope = BucketScopes.scope(part, bucket.name)
        if checks.isGood { overlap.check(made, page: item.page, of: pages.pageCount, &checks, &problems) }
        guard checks.isGood else { continue }
        summary.rows += 1
        try row(made)
      }
      scopes.add(part, bucket, length: end - start)
    }
    // Without any result nobody knows whether these are pages of costs or of use.
    if summary.rows > 0 {
      scopes.finish(
        &summary, provider: AnthropicTerms.provider, rank: rank, holdsHours: true, &problems
      ) { _ in true }
    }
    summary.warnings += pages.warnings
    if summary.rows == 0, problems.isEmpty { summary.warnings.append(OpenAIActivityCSV.noUse(file)) }
    return summary
  }

  private static func entry(
    _ fields: JSONFields, _ checks: inout RowChecks, _ problems: inout ProblemLog
  ) -> ExportRow {
    func text(_ column: Column) -> String { checks.text(fields.cell(column.rawValue), column.name, &problems) }
    func count(_ column: Column) -> Int { checks.count(fields.cell(column.rawValue), column.name, &problems) }
    var entry = ExportRow()
    entry.line = checks.line
    for column in [Column.input, .output] where fields.cell(column.rawValue).isEmpty {
      checks.missing(column.name, &problems)
    }
    entry.dimension.source = name
    entry.dimension.provider = AnthropicTerms.provider
    entry.dimension.model = ModelNames.family(text(.model))
    entry.dimension.keyAlias = text(.key)
    entry.dimension.project = text(.workspace)
    entry.dimension.serviceTier = AnthropicTerms.serviceTier(text(.serviceTier), speed: text(.speed))
    entry.region = AnthropicTerms.region(text(.region))
    let written = (short: count(.writeShort), long: count(.writeLong))
    entry.tokens = TokenUsage(
      inputUncached: count(.input), inputCacheRead: count(.read), inputCacheWrite: written.short + written.long,
      output: count(.output))
    entry.meters[.cacheWriteOneHour] = written.long
    entry.meters[.searches] = count(.searches)
    entry.contextTokens = AnthropicTerms.contextTokens(fields.cell(Column.contextWindow.rawValue))
    entry.markUnpriced()
    return entry
  }
}
