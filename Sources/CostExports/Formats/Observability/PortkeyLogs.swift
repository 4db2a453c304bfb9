import ReportCore

/// Portkey's export of logs, JSON Lines (formats.md 6.4). Amounts are US dollar *cents* at list price as the gateway
/// computed them. Units are tokens; what was cached is not told apart. Requests and answers are passed over; of the
/// metadata team, project and purpose are taken. Another row with the same id replaces this one.
public enum PortkeyLogs: CostExportFormat {
  public static let name = "portkey-logs"
  public static let version = 1
  public static let title = "a Portkey log export"
  public static let basis = CostBasis.gateway
  public static let rank = SourceRank.gateway
  public static let signatures: [ExportSignature] = [
    .jsonLines(["id", "created_at", "req_units", "cost"]), .json(["id", "created_at", "req_units", "cost"]),
  ]

  private enum Column: String, CaseIterable {
    case id
    case created = "created_at"
    case provider = "ai_org"
    case model = "ai_model"
    case prompt = "req_units"
    case output = "res_units"
    case cost
    case currency = "cost_currency"
    case status = "response_status_code"
    case success = "is_success"
    case operation = "prompt_slug"
    case metadata

    private static let all = Column.allCases

    var place: Int { Column.all.firstIndex(of: self) ?? 0 }
  }

  private static let ignored: Set<String> = [
    "trace_id", "span_id", "parent_span_id", "request", "response", "total_units", "request_url", "response_time",
    "mode",
    "config", "organisation_id", "workspace_id", "virtual_key", "cache_status", "is_proxy_call",
  ]
  /// Portkey's names that others write otherwise.
  private static let providers = ["mistral-ai": "mistral", "azure-openai": "azure", "vertex-ai": "vertex_ai"]

  public static func read(
    _ source: any ByteSource, file: String, problems: inout ProblemLog, row: (ExportRow) throws -> Void
  ) throws -> ExportSummary {
    var summary = ExportSummary()
    let fields = Column.allCases.map { Field($0.rawValue, isRequired: $0 == .id || $0 == .created || $0 == .cost) }
    guard
      let records = try FieldRecords(source, file: file, fields: fields, ignored: ignored, problems: &problems)
    else { return summary }
    var checks = RowChecks(file: file)
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
      let provider = text(.provider)
      entry.dimension.source = name
      entry.dimension.provider = providers[provider] ?? provider
      entry.dimension.model = text(.model)
      entry.dimension.operation = text(.operation)
      entry.dimension.route = "gateway"
      var properties = ClientProperties()
      do throws(JSONProblem) {
        properties = try ClientProperties(cell(.metadata))
      } catch {
        if summary.warnings.isEmpty {
          summary.warnings.append(ClientProperties.warning(at: checks.place(Column.metadata.rawValue)))
        }
      }
      (entry.dimension.team, entry.dimension.project) = (properties.team, properties.project)
      entry.dimension.tags = properties.tags
      entry.endUser = users.number(of: properties.user)
      entry.calls = 1
      entry.errors = cell(.success).equals("false") || (cell(.status).wholeNumber ?? 0) >= 400 ? 1 : 0
      entry.tokens = TokenUsage(inputUncached: count(.prompt), output: count(.output))
      entry.price(amount(cell(.cost), cell(.currency), &checks, &problems))
      guard checks.isGood, let moment else { continue }
      entry.time = .moment(moment)
      let day = moment.utcDay
      coverage.add(provider: entry.dimension.provider, account: "", replacesLowerRanks: false, days: day...day)
      summary.rows += 1
      try row(entry)
    }
    summary.coverage = coverage.span(rank: rank)
    summary.warnings += records.warnings
    return summary
  }

  private static func amount(
    _ cost: ByteSlice, _ currency: ByteSlice, _ checks: inout RowChecks, _ problems: inout ProblemLog
  ) -> (nanos: Int64, isZero: Bool)? {
    guard !cost.isEmpty else { return nil }
    if !currency.isEmpty, !currency.equals("USD"), !currency.equals("usd") {
      checks.refuse(
        &problems, code: "not-a-currency", field: Column.currency.rawValue, "Portkey states its costs in cents of USD",
        found: currency.shown, expected: "USD", remedy: "Export the logs again.")
    }
    let nanos = checks.nanos(ofCents: cost, Column.cost.rawValue, &problems)
    return (nanos, cost.decimal?.mantissa == 0)
  }
}
