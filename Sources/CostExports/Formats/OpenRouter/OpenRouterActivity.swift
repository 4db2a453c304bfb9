import ReportCore

/// OpenRouter's activity by UTC day and model, as the CSV of its page and as `/api/v1/activity` gives it (formats.md
/// 6.1): what was really charged, the same money as its log. A day replaces what an earlier file said about it. What
/// calls cost at one's own provider key stands on that provider's bill and is left out.
public enum OpenRouterActivity: CostExportFormat {
  public static let name = "openrouter-activity"
  public static let version = 1
  public static let title = "an OpenRouter activity export"
  public static let basis = CostBasis.provider
  public static let rank = SourceRank.bill
  public static let signatures: [ExportSignature] = [
    .csv(["Date", "Slug", "Usage", "Requests"]),
    .json(["data.date", "data.model_permaslug", "data.usage", "data.requests"]),
    .json(["date", "model_permaslug", "usage", "requests"]),
  ]

  private enum Column: Int, CaseIterable {
    case date, model, usage, ownKey, requests, prompt, output, reasoning

    static let names = allCases.map { $0.field.names[0] }

    var field: Field {
      switch self {
      case .date: Field("Date", "date", isRequired: true)
      case .model: Field("Slug", "model_permaslug", isRequired: true)
      case .usage: Field("Usage", "usage", isRequired: true)
      case .ownKey: Field("BYOK Usage", "byok_usage_inference")
      case .requests: Field("Requests", "requests", isRequired: true)
      case .prompt: Field("Prompt Tokens", "prompt_tokens", isRequired: true)
      case .output: Field("Completion Tokens", "completion_tokens", isRequired: true)
      case .reasoning: Field("Reasoning Tokens", "reasoning_tokens")
      }
    }
  }

  public static func read(
    _ source: any ByteSource, file: String, problems: inout ProblemLog, row: (ExportRow) throws -> Void
  ) throws -> ExportSummary {
    var summary = ExportSummary()
    guard
      let records = try FieldRecords(
        source, file: file, fields: Column.allCases.map(\.field), ignored: ["model", "endpoint_id", "provider_name"],
        pageKeys: ["data"], problems: &problems)
    else { return summary }
    var checks = RowChecks(file: file)
    var ownKeys = OwnKeyWarning()
    var coverage = CoverageDays()
    while try records.next(&problems) {
      func name(_ column: Column) -> String { Column.names[column.rawValue] }
      func count(_ column: Column) -> Int { checks.count(records[column.rawValue], name(column), &problems) }
      checks.begin(line: records.line)
      var entry = ExportRow()
      entry.line = records.line
      let day = checks.midnight(records[Column.date.rawValue], name(.date), &problems)
      entry.dimension.source = OpenRouterActivity.name
      entry.dimension.provider = "openrouter"
      entry.dimension.model = checks.requiredText(records[Column.model.rawValue], name(.model), &problems)
      entry.dimension.route = "gateway"
      entry.calls = count(.requests)
      let output = count(.output)
      entry.tokens = TokenUsage(
        inputUncached: count(.prompt), output: output, outputReasoning: min(count(.reasoning), output))
      entry.state(checks.amount(records[Column.usage.rawValue], name(.usage), &problems))
      ownKeys.note(records[Column.ownKey.rawValue], at: checks.place(name(.ownKey)))
      guard checks.isGood, let day else { continue }
      entry.time = .days(day, day)
      entry.scope = day.description
      coverage.add(provider: "openrouter", account: "", replacesLowerRanks: true, days: day...day)
      summary.scopes.insert(entry.scope)
      summary.rows += 1
      try row(entry)
    }
    summary.coverage = coverage.span(rank: rank)
    summary.warnings = records.warnings + ownKeys.warnings
    return summary
  }
}
