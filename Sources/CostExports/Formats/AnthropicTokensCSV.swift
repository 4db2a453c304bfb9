import ReportCore

/// The token CSV of Anthropic's console, by day or by hour (formats.md 4.3): disjoint counters by key and model, no
/// money. A price book gives it, unless a cost export covers the day. The file stands for all its days, first to last;
/// its times are UTC.
public enum AnthropicTokensCSV: CostExportFormat {
  public static let name = "anthropic-tokens-csv"
  public static let version = 1
  public static let title = "an Anthropic token CSV"
  public static let basis = CostBasis.estimate
  public static let rank = SourceRank.providerUsage
  public static let signatures: [ExportSignature] = [.csv(["usage_date_utc", "usage_input_tokens_no_cache"])]

  private enum Column: Int, CaseIterable {
    case date, input, output, model, key, workspace, usageType, contextWindow
    case writeShort, writeLong, read, searches, region, speed

    var name: String {
      switch self {
      case .date: "usage_date_utc"
      case .input: "usage_input_tokens_no_cache"
      case .output: "usage_output_tokens"
      case .model: "model_version"
      case .key: "api_key"
      case .workspace: "workspace"
      case .usageType: "usage_type"
      case .contextWindow: "context_window"
      case .writeShort: "usage_input_tokens_cache_write_5m"
      case .writeLong: "usage_input_tokens_cache_write_1h"
      case .read: "usage_input_tokens_cache_read"
      case .searches: "web_search_count"
      case .region: "inference_geo"
      case .speed: "speed"
      }
    }

    /// Without these a token would be lost.
    var isRequired: Bool { self == .date || self == .input || self == .output || self == .model }
  }

  public static func read(
    _ source: any ByteSource, file: String, problems: inout ProblemLog, row: (ExportRow) throws -> Void
  ) throws -> ExportSummary {
    var summary = ExportSummary()
    let columns = Column.allCases.map { CSVColumn(name: $0.name, isRequired: $0.isRequired) }
    guard
      let table = try CSVTable(
        source, file: file, columns: columns, ignored: ["api_key_id", "api_key_status"], problems: &problems)
    else { return summary }
    summary.warnings = UnknownNames.warnings(table.unknown, file: file, line: table.reader.line)
    var checks = RowChecks(file: file)
    var days = FileDays()
    while try table.reader.next(&problems) {
      checks.begin(line: table.reader.line)
      let date = checks.dayOrHour(table.cell(Column.date.rawValue), Column.date.name, &problems)
      var made = entry(table, &checks, &problems)
      guard checks.isGood, let date else { continue }
      made.time = date.time
      made.scope = FileDays.scope("", date.day)
      days.add("", date.day)
      summary.rows += 1
      try row(made)
    }
    days.finish(&summary, file: file, provider: AnthropicTerms.provider, rank: rank, &problems)
    if summary.rows == 0, problems.isEmpty { summary.warnings.append(OpenAIActivityCSV.noUse(file)) }
    return summary
  }

  private static func entry(
    _ table: CSVTable, _ checks: inout RowChecks, _ problems: inout ProblemLog
  ) -> ExportRow {
    func text(_ column: Column) -> String { checks.text(table.cell(column.rawValue), column.name, &problems) }
    func count(_ column: Column) -> Int { checks.count(table.cell(column.rawValue), column.name, &problems) }
    var entry = ExportRow()
    entry.line = checks.line
    for column in [Column.input, .output] where table.cell(column.rawValue).isEmpty {
      checks.missing(column.name, &problems)
    }
    entry.dimension.source = name
    entry.dimension.provider = AnthropicTerms.provider
    entry.dimension.model = ModelNames.family(text(.model))
    entry.dimension.keyAlias = text(.key)
    entry.dimension.project = text(.workspace)
    entry.dimension.serviceTier = AnthropicTerms.serviceTier(text(.usageType), speed: text(.speed))
    entry.region = AnthropicTerms.region(text(.region))
    let written = (short: count(.writeShort), long: count(.writeLong))
    entry.tokens = TokenUsage(
      inputUncached: count(.input), inputCacheRead: count(.read), inputCacheWrite: written.short + written.long,
      output: count(.output))
    entry.meters[.cacheWriteOneHour] = written.long
    entry.meters[.searches] = count(.searches)
    entry.contextTokens = AnthropicTerms.contextTokens(table.cell(Column.contextWindow.rawValue))
    entry.markUnpriced()
    return entry
  }
}
