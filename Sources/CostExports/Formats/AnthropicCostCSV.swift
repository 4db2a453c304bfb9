import ReportCore

/// The cost CSV of Anthropic's console (formats.md 4.4): dollars by day, key, model and kind of token, rounded to cents
/// in each row, so that `0.00` is priced and not free. The file stands for all its days, first to last, UTC. Display
/// names of models become ids. List prices are not read.
public enum AnthropicCostCSV: CostExportFormat {
  public static let name = "anthropic-cost-csv"
  public static let version = 1
  public static let title = "an Anthropic cost CSV"
  public static let basis = CostBasis.provider
  public static let rank = SourceRank.bill
  public static let signatures: [ExportSignature] = [.csv(["usage_date_utc", "token_type", "cost_usd"])]

  private enum Column: Int, CaseIterable {
    case date, tokenType, cost, model, workspace, key, keyID, usageType, costType, region, speed

    var name: String {
      switch self {
      case .date: "usage_date_utc"
      case .tokenType: "token_type"
      case .cost: "cost_usd"
      case .model: "model"
      case .workspace: "workspace"
      case .key: "api_key"
      case .keyID: "api_key_id"
      case .usageType: "usage_type"
      case .costType: "cost_type"
      case .region: "inference_geo"
      case .speed: "speed"
      }
    }
  }

  private static let ignored: Set<String> = ["context_window", "list_price_usd", "api_key_status"]

  public static func read(
    _ source: any ByteSource, file: String, problems: inout ProblemLog, row: (ExportRow) throws -> Void
  ) throws -> ExportSummary {
    var summary = ExportSummary()
    let columns = Column.allCases.map { CSVColumn(name: $0.name, isRequired: $0.rawValue <= Column.cost.rawValue) }
    guard let table = try CSVTable(source, file: file, columns: columns, ignored: ignored, problems: &problems) else {
      return summary
    }
    summary.warnings = UnknownNames.warnings(table.unknown, file: file, line: table.reader.line)
    var checks = RowChecks(file: file)
    var days = FileDays()
    var isInCents = true
    while try table.reader.next(&problems) {
      checks.begin(line: table.reader.line)
      let date = checks.dayOrHour(table.cell(Column.date.rawValue), Column.date.name, &problems)
      var made = entry(table, &checks, &problems)
      guard checks.isGood, let date, let cost = made.cost else { continue }
      made.time = date.time
      made.scope = FileDays.scope("", date.day)
      isInCents = isInCents && cost.nanos % 10_000_000 == 0
      days.add("", date.day)
      summary.rows += 1
      try row(made)
    }
    days.finish(&summary, file: file, provider: AnthropicTerms.provider, rank: rank, &problems)
    if summary.rows == 0, problems.isEmpty { summary.warnings.append(OpenAICostsAPI.noCosts(file)) }
    if summary.rows > 0, isInCents { summary.warnings.append(rounded(file, rows: summary.rows)) }
    return summary
  }

  private static func rounded(_ file: String, rows: Int) -> Diagnostic {
    let cents = (rows + 1) / 2
    let bound = "\(cents / 100).\(cents % 100 < 10 ? "0" : "")\(cents % 100)"
    return Diagnostic(
      .warning, code: "rounded-to-cents", at: SourcePlace(file: file, field: Column.cost.name),
      "every amount is rounded to cents", found: "\(rows) rows, which may differ from the invoice by USD \(bound)",
      remedy: "Fetch the cost report of the API if the difference matters: its amounts are exact.")
  }

  private static func entry(
    _ table: CSVTable, _ checks: inout RowChecks, _ problems: inout ProblemLog
  ) -> ExportRow {
    func text(_ column: Column) -> String { checks.text(table.cell(column.rawValue), column.name, &problems) }
    var entry = ExportRow()
    entry.line = checks.line
    entry.dimension.source = name
    entry.dimension.provider = AnthropicTerms.provider
    entry.dimension.model = ModelNames.family(text(.model))
    let key = text(.key)
    entry.dimension.keyAlias = key.isEmpty ? text(.keyID) : key
    entry.dimension.project = text(.workspace)
    let costType = text(.costType)
    let tokenType = text(.tokenType)
    let isTokens = costType.isEmpty || costType == "token" || costType == "tokens"
    entry.dimension.operation = isTokens && !tokenType.isEmpty ? tokenType : costType
    entry.dimension.serviceTier = AnthropicTerms.serviceTier(text(.usageType), speed: text(.speed))
    entry.region = AnthropicTerms.region(text(.region))
    let nanos = checks.nanos(table.cell(Column.cost.rawValue), Column.cost.name, &problems)
    entry.charge = nanos < 0 ? .credit : .usage
    entry.cost = Money(nanos: nanos, currency: .dollar)
    entry.billed = entry.cost
    return entry
  }
}
