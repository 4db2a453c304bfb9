import ReportCore

/// OpenRouter's log of generations as CSV (formats.md 6.1): what each call really cost, in credits that are US dollars.
/// `cost_total` is final; its parts are not read, because a discount would count twice. What a call cost at one's own
/// provider key stands on that provider's bill and is left out. Another row with the same `generation_id` replaces this
/// one.
public enum OpenRouterLog: CostExportFormat {
  public static let name = "openrouter-log"
  public static let version = 1
  public static let title = "an OpenRouter log CSV"
  public static let basis = CostBasis.provider
  public static let rank = SourceRank.bill
  public static let signatures: [ExportSignature] = [.csv(["generation_id", "created_at", "cost_total"])]

  private enum Column: String, CaseIterable {
    case id = "generation_id"
    case created = "created_at"
    case cost = "cost_total"
    case ownKey = "byok_usage_inference"
    case prompt = "tokens_prompt"
    case output = "tokens_completion"
    case reasoning = "tokens_reasoning"
    case cached = "tokens_cached"
    case model = "model_permaslug"
    case user
    case finish = "finish_reason_normalized"
    case key = "api_key_name"
    case app = "app_name"

    private static let all = Column.allCases

    var place: Int { Column.all.firstIndex(of: self) ?? 0 }
  }

  private static let ignored: Set<String> = [
    "cost_web_search", "cost_cache", "cost_file_processing", "provider_name", "variant", "cancelled", "streamed",
    "finish_reason_raw", "generation_time_ms", "time_to_first_token_ms", "api_key_disabled",
  ]

  public static func read(
    _ source: any ByteSource, file: String, problems: inout ProblemLog, row: (ExportRow) throws -> Void
  ) throws -> ExportSummary {
    var summary = ExportSummary()
    let required: [Column] = [.id, .created, .cost, .prompt, .output, .model]
    let fields = Column.allCases.map { Field($0.rawValue, isRequired: required.contains($0)) }
    guard
      let records = try FieldRecords(source, file: file, fields: fields, ignored: ignored, problems: &problems)
    else { return summary }
    var checks = RowChecks(file: file)
    var overlap = OverlapWarning()
    var ownKeys = OwnKeyWarning()
    var users = EndUserNumbers()
    var coverage = CoverageDays()
    while try records.next(&problems) {
      func cell(_ column: Column) -> ByteSlice { records[column.place] }
      func count(_ column: Column) -> Int { checks.count(cell(column), column.rawValue, &problems) }
      func text(_ column: Column) -> String { checks.text(cell(column), column.rawValue, &problems) }
      checks.begin(line: records.line)
      var entry = ExportRow()
      entry.line = records.line
      entry.id = checks.requiredText(cell(.id), Column.id.rawValue, &problems)
      let moment = checks.moment(cell(.created), Column.created.rawValue, &problems)
      entry.dimension.source = name
      entry.dimension.provider = "openrouter"
      entry.dimension.model = text(.model)
      entry.dimension.keyAlias = text(.key)
      entry.dimension.project = text(.app)
      entry.dimension.route = "gateway"
      entry.calls = 1
      entry.errors = cell(.finish).equals("error") ? 1 : 0
      entry.tokens = overlap.tokens(
        prompt: count(.prompt), cacheRead: count(.cached), output: count(.output), reasoning: count(.reasoning),
        at: checks.place(Column.cached.rawValue))
      entry.endUser = users.number(of: cell(.user))
      entry.state(checks.amount(cell(.cost), Column.cost.rawValue, &problems))
      ownKeys.note(cell(.ownKey), at: checks.place(Column.ownKey.rawValue))
      guard checks.isGood, let moment else { continue }
      entry.time = .moment(moment)
      let day = moment.utcDay
      coverage.add(provider: "openrouter", account: "", replacesLowerRanks: true, days: day...day)
      summary.rows += 1
      try row(entry)
    }
    summary.coverage = coverage.span(rank: rank)
    summary.warnings = records.warnings + overlap.warnings + ownKeys.warnings
    return summary
  }
}

/// Says once in a file that calls with one's own provider key are not charged here.
struct OwnKeyWarning {
  private(set) var warnings: [Diagnostic] = []

  mutating func note(_ amount: ByteSlice, at place: SourcePlace) {
    guard warnings.isEmpty, let value = amount.decimal, value.mantissa != 0 else { return }
    warnings.append(
      Diagnostic(
        .warning, code: "own-key-left-out", at: place,
        "what calls with your own provider key cost is left out: OpenRouter does not charge it", found: amount.shown,
        remedy: "Import that provider's own export; its bill has these calls."))
  }
}
