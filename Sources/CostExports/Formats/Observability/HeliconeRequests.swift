import ReportCore

/// Helicone's export of requests, as CSV, JSON Lines or JSON (formats.md 6.3). Amounts are US dollars by Helicone's own
/// table; none is known for a model it lacks. The log names no provider, so the model tells it (`ModelMakers`). Bodies
/// are passed over; of the properties team, project and purpose are taken. Another row with the same id replaces this
/// one.
public enum HeliconeRequests: CostExportFormat {
  public static let name = "helicone-requests"
  public static let version = 1
  public static let title = "a Helicone request export"
  public static let basis = CostBasis.gateway
  public static let rank = SourceRank.observability
  public static let signatures: [ExportSignature] = ["response_id", "request_id"].flatMap { id in
    let names = [id, "request_created_at", "model", "cost"]
    return [ExportSignature.csv(names), .jsonLines(names), .json(names)]
  }

  private enum Column: String, CaseIterable {
    case response = "response_id"
    case request = "request_id"
    case created = "request_created_at"
    case status = "response_status"
    case properties = "request_properties"
    case user = "request_user_id"
    case model
    case prompt = "prompt_tokens"
    case output = "completion_tokens"
    case cost

    private static let all = Column.allCases

    var place: Int { Column.all.firstIndex(of: self) ?? 0 }
  }

  private static let ignored: Set<String> = [
    "response_created_at", "request_body", "response_body", "latency", "delay_ms", "total_tokens",
    "time_to_first_token",
    "prompt_id", "request_path", "properties",
  ]

  public static func read(
    _ source: any ByteSource, file: String, problems: inout ProblemLog, row: (ExportRow) throws -> Void
  ) throws -> ExportSummary {
    var summary = ExportSummary()
    let fields = Column.allCases.map { Field($0.rawValue) }
    guard
      let records = try FieldRecords(source, file: file, fields: fields, ignored: ignored, problems: &problems)
    else { return summary }
    var checks = RowChecks(file: file)
    var users = EndUserNumbers()
    var coverage = CoverageDays()
    while try records.next(&problems) {
      func cell(_ column: Column) -> ByteSlice { records[column.place] }
      func count(_ column: Column) -> Int { checks.count(cell(column), column.rawValue, &problems) }
      checks.begin(line: records.line)
      var entry = ExportRow()
      entry.line = records.line
      let id = cell(.response).isEmpty ? cell(.request) : cell(.response)
      entry.id = checks.requiredText(id, Column.response.rawValue, &problems)
      let moment = checks.moment(cell(.created), Column.created.rawValue, &problems)
      entry.dimension.source = name
      (entry.dimension.provider, entry.dimension.model) = ModelMakers.place(
        checks.text(cell(.model), Column.model.rawValue, &problems))
      var properties = ClientProperties()
      do throws(JSONProblem) {
        properties = try ClientProperties(cell(.properties))
      } catch {
        if summary.warnings.isEmpty {
          summary.warnings.append(ClientProperties.warning(at: checks.place(Column.properties.rawValue)))
        }
      }
      (entry.dimension.team, entry.dimension.project) = (properties.team, properties.project)
      entry.dimension.tags = properties.tags
      entry.endUser = users.number(of: cell(.user).isEmpty ? properties.user : cell(.user))
      entry.calls = 1
      entry.errors = isFailure(cell(.status)) ? 1 : 0
      entry.tokens = TokenUsage(inputUncached: count(.prompt), output: count(.output))
      entry.price(cell(.cost).isEmpty ? nil : checks.amount(cell(.cost), Column.cost.rawValue, &problems))
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

  /// An HTTP status that is none of success, or one of Helicone's own negative ones.
  private static func isFailure(_ status: ByteSlice) -> Bool {
    guard let number = status.decimal?.wholeNumber else { return false }
    return number < 0 || number >= 400
  }
}

extension ExportRow {
  /// An amount as a log estimates it: none, or nothing for use that succeeded, is unpriced; a failed call without an
  /// amount is free.
  mutating func price(_ amount: (nanos: Int64, isZero: Bool)?) {
    if let amount, !amount.isZero || errors > 0 || tokens.total == 0 { return state(amount) }
    if errors > 0 { return state((0, true)) }
    leaveUnpriced()
  }
}
