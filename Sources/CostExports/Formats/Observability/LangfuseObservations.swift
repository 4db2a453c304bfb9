import ReportCore

/// Langfuse's observations (formats.md 6.2): the blob export as JSON Lines, JSON or CSV, and pages of the API with their
/// names in camel case. Only generations and embeddings are calls; spans and traces repeat their sums. Amounts are US
/// dollars by Langfuse's own table. The log names no provider, so the model tells it (`ModelMakers`). Inputs and
/// outputs are passed over.
///
/// An observation that changes comes again with the same id: the one with the later `updated_at` replaces the other, in
/// later files and within the file; one that is older than what stands before it in the file is left out.
public enum LangfuseObservations: CostExportFormat {
  public static let name = "langfuse-observations"
  public static let version = 1
  public static let title = "a Langfuse observation export"
  public static let basis = CostBasis.gateway
  public static let rank = SourceRank.observability
  public static let signatures: [ExportSignature] = [
    ["id", "type", "start_time", "provided_model_name"], ["id", "type", "startTime", "providedModelName"],
  ].flatMap { names in
    [ExportSignature.csv(names), .jsonLines(names), .json(names), .json(names.map { "data.\($0)" })]
  }

  enum Column: Int, CaseIterable {
    case id, type, start, model, usage, costs, total, level, name, project, tags, user, updated

    static let names = allCases.map { $0.field.names[0] }

    var field: Field {
      switch self {
      case .id: Field("id", isRequired: true)
      case .type: Field("type", isRequired: true)
      case .start: Field("start_time", "startTime", isRequired: true)
      case .model: Field("provided_model_name", "providedModelName", isRequired: true)
      case .usage: Field("usage_details", "usageDetails")
      case .costs: Field("cost_details", "costDetails")
      case .total: Field("total_cost", "totalCost")
      case .level: Field("level")
      case .name: Field("name")
      case .project: Field("project_id", "projectId")
      case .tags: Field("tags")
      case .user: Field("user_id", "userId")
      case .updated: Field("updated_at", "updatedAt")
      }
    }
  }

  /// Known and left out: machine matters, prices of another day, prompts and answers.
  private static let ignored: Set<String> = Set(
    [
      "trace_id", "environment", "parent_observation_id", "end_time", "completion_start_time", "metadata",
      "status_message", "version", "model_parameters", "input", "output", "input_price", "output_price", "total_price",
      "usage_pricing_tier_id", "usage_pricing_tier_name", "session_id", "release", "trace_name", "created_at",
      "event_ts", "is_deleted", "prompt_id", "prompt_name", "prompt_version", "internal_model_id", "model_id",
      "latency",
      "time_to_first_token", "provided_usage_details", "provided_cost_details", "bookmarked", "public", "unit",
      "tool_definitions", "tool_calls", "tool_call_names", "input_usage", "output_usage", "total_usage", "input_cost",
      "output_cost",
    ].flatMap { [$0, camelCase($0)] })

  private static func camelCase(_ name: String) -> String {
    let words = name.split(separator: "_")
    return words.dropFirst().reduce(String(words.first ?? "")) { $0 + $1.prefix(1).uppercased() + $1.dropFirst() }
  }

  public static func read(
    _ source: any ByteSource, file: String, problems: inout ProblemLog, row: (ExportRow) throws -> Void
  ) throws -> ExportSummary {
    guard
      let records = try FieldRecords(
        source, file: file, fields: Column.allCases.map(\.field), ignored: ignored, pageKeys: ["data"],
        problems: &problems)
    else { return ExportSummary() }
    var rows = LangfuseRows(file: file)
    while try records.next(&problems) {
      if let made = rows.row(records, &problems) { try row(made) }
    }
    var summary = rows.summary
    summary.warnings += records.warnings
    return summary
  }
}

/// Turns observations into rows.
struct LangfuseRows {
  private(set) var warnings: [Diagnostic] = []
  private var checks: RowChecks
  private var users = EndUserNumbers()
  private var coverage = CoverageDays()
  private var count = 0
  private var versions = RowVersions()
  private var hasNamed: Set<String> = []

  init(file: String) { checks = RowChecks(file: file) }

  var summary: ExportSummary {
    var summary = ExportSummary()
    summary.rows = count
    summary.coverage = coverage.span(rank: LangfuseObservations.rank)
    summary.warnings = warnings
    return summary
  }

  mutating func row(_ records: FieldRecords, _ problems: inout ProblemLog) -> ExportRow? {
    func cell(_ column: LangfuseObservations.Column) -> ByteSlice { records[column.rawValue] }
    func name(_ column: LangfuseObservations.Column) -> String { LangfuseObservations.Column.names[column.rawValue] }
    checks.begin(line: records.line)
    if cell(.type).isEmpty { checks.missing(name(.type), &problems) }
    let isCall = cell(.type).equals("GENERATION") || cell(.type).equals("EMBEDDING")
    if checks.isGood, !isCall {
      noteAmount(cell(.total))
      return nil
    }
    var entry = ExportRow()
    entry.line = records.line
    entry.id = checks.requiredText(cell(.id), name(.id), &problems)
    let moment = checks.moment(cell(.start), name(.start), &problems)
    entry.dimension.source = LangfuseObservations.name
    (entry.dimension.provider, entry.dimension.model) = ModelMakers.place(
      checks.text(cell(.model), name(.model), &problems))
    entry.dimension.operation = checks.text(cell(.name), name(.name), &problems)
    entry.dimension.project = checks.text(cell(.project), name(.project), &problems)
    entry.dimension.tags = tags(cell(.tags), &problems)
    entry.calls = 1
    entry.errors = cell(.level).equals("ERROR") ? 1 : 0
    entry.endUser = users.number(of: cell(.user))
    let usage = usage(cell(.usage), &problems)
    entry.tokens = usage.tokens
    entry.meters = usage.meters
    price(&entry, cell(.total), cell(.costs), &problems)
    let updated =
      cell(.updated).isEmpty ? nil : checks.moment(cell(.updated), name(.updated), &problems)
    guard checks.isGood, let moment else { return nil }
    entry.time = .moment(moment)
    let day = moment.utcDay
    coverage.add(provider: entry.dimension.provider, account: "", replacesLowerRanks: false, days: day...day)
    guard versions.isNewest(cell(.id), updated) else { return nil }
    count += 1
    return entry
  }

  private mutating func tags(_ slice: ByteSlice, _ problems: inout ProblemLog) -> String {
    guard !slice.isEmpty else { return "" }
    do throws(JSONProblem) {
      guard slice.isUTF8 else { throw JSONProblem(offset: 0, expected: "UTF-8") }
      return try RequestTags.read(slice) { $0.text ?? "" }.joined(separator: ",")
    } catch {
      checks.json("tags", error, &problems)
      return ""
    }
  }

  private mutating func usage(_ slice: ByteSlice, _ problems: inout ProblemLog) -> LangfuseUsage {
    var usage = LangfuseUsage()
    guard !slice.isEmpty else { return usage }
    do throws(JSONProblem) {
      guard slice.isUTF8, var scanner = JSONScanner(slice) else { throw JSONProblem(offset: 0, expected: "UTF-8") }
      try scanner.members { (value, key) throws(JSONProblem) in
        usage.add(checks.count(try value.value(), "usage_details", &problems), under: key)
      }
      try scanner.finish()
    } catch {
      checks.json("usage_details", error, &problems)
    }
    if !usage.addsUp {
      warn(
        Diagnostic(
          .warning, code: "usage-does-not-add-up", at: checks.place("usage_details"),
          "the parts of the usage do not add up to its total, in any way the source counts",
          remedy: "Nothing to do: the parts count as they are. A newer integration writes them apart."))
    }
    return usage
  }

  private mutating func price(
    _ entry: inout ExportRow, _ total: ByteSlice, _ costs: ByteSlice, _ problems: inout ProblemLog
  ) {
    var stated = total
    if stated.isEmpty, !costs.isEmpty {
      do throws(JSONProblem) {
        guard costs.isUTF8, var scanner = JSONScanner(costs) else { throw JSONProblem(offset: 0, expected: "UTF-8") }
        try scanner.members { (value, key) throws(JSONProblem) in
          let found = try value.value()
          if key.equals("total") { stated = found }
        }
        try scanner.finish()
      } catch {
        checks.json("cost_details", error, &problems)
      }
    }
    entry.price(stated.isEmpty ? nil : checks.amount(stated, "total_cost", &problems))
  }

  /// Other kinds of observations repeat the sums of calls; one with an amount of its own is worth a word.
  private mutating func noteAmount(_ amount: ByteSlice) {
    guard let value = amount.decimal, value.mantissa != 0 else { return }
    warn(
      Diagnostic(
        .warning, code: "observation-left-out", at: checks.place("total_cost"),
        "an observation that is neither a generation nor an embedding has an amount, which is not read",
        found: amount.shown, remedy: "Nothing to do if it sums up the calls below it, as traces and spans do."))
  }

  private mutating func warn(_ warning: Diagnostic) {
    if hasNamed.insert(warning.code).inserted { warnings.append(warning) }
  }
}

/// Remembers how new each row of a file is, by a keyed hash of its id.
struct RowVersions {
  private struct Mark: Hashable {
    let first: Int
    let second: Int
  }

  private var newest: [Mark: Instant] = [:]

  /// False when the file has had a newer row with this id; a row without a moment is as new as any.
  mutating func isNewest(_ id: ByteSlice, _ updated: Instant?) -> Bool {
    let mark = Mark(first: hash(id, salt: 1), second: hash(id, salt: 2))
    guard let updated else { return true }
    if let known = newest[mark], known > updated { return false }
    newest[mark] = updated
    return true
  }

  private func hash(_ slice: ByteSlice, salt: UInt8) -> Int {
    var hasher = Hasher()
    hasher.combine(salt)
    hasher.combine(bytes: UnsafeRawBufferPointer(slice.buffer))
    return hasher.finalize()
  }
}
