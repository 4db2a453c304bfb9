import ReportCore

/// Pages of Anthropic's cost report (formats.md 4.2): days, UTC. Amounts are text in cents: divided by a hundred here
/// and nowhere else, before they are rounded to nano-units. Priority tier is not in it, it is bought separately; code
/// execution is only here. A day's scope is the day, whatever the file was grouped by.
public enum AnthropicCostAPI: CostExportFormat {
  public static let name = "anthropic-cost-api"
  public static let version = 1
  public static let title = "pages of the Anthropic cost report"
  public static let basis = CostBasis.provider
  public static let rank = SourceRank.bill
  public static let signatures: [ExportSignature] = [
    .json(["data.starting_at", "data.results", "data.results.amount", "data.results.currency"])
  ]

  private enum Column: Int, CaseIterable {
    case amount, currency, workspace, model, description, costType, tokenType, serviceTier, region, speed

    var name: String {
      switch self {
      case .amount, .currency, .model, .description, .speed: "\(self)"
      case .workspace: "workspace_id"
      case .costType: "cost_type"
      case .tokenType: "token_type"
      case .serviceTier: "service_tier"
      case .region: "inference_geo"
      }
    }
  }

  public static func read(
    _ source: any ByteSource, file: String, problems: inout ProblemLog, row: (ExportRow) throws -> Void
  ) throws -> ExportSummary {
    var summary = ExportSummary()
    guard
      var pages = try JSONPages(
        source, file: file, names: Column.allCases.map(\.name), ignored: ["context_window"], problems: &problems)
    else { return summary }
    var checks = RowChecks(file: file)
    var scopes = BucketScopes(file: file)
    var overlap = PageOverlap()
    let part = BucketScopes.Part()
    while let item = pages.next(&problems) {
      checks.begin(line: item.line)
      let start = checks.moment(item.start, "starting_at", &problems).map { Int($0.seconds) }
      let end = checks.moment(item.end, "ending_at", &problems).map { Int($0.seconds) }
      guard let bucket = checks.bucket(start, end, ("starting_at", "ending_at"), &problems),
        OpenAICostsAPI.wholeDay(bucket, &checks, &problems) != nil
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
      scopes.add(part, bucket, length: 86_400)
    }
    scopes.finish(
      &summary, provider: AnthropicTerms.provider, rank: rank, holdsHours: false, &problems
    ) { _ in true }
    summary.warnings += pages.warnings
    if summary.rows == 0, problems.isEmpty { summary.warnings.append(OpenAICostsAPI.noCosts(file)) }
    return summary
  }

  private static func entry(
    _ fields: JSONFields, _ checks: inout RowChecks, _ problems: inout ProblemLog
  ) -> ExportRow {
    func text(_ column: Column) -> String { checks.text(fields.cell(column.rawValue), column.name, &problems) }
    var entry = ExportRow()
    entry.line = checks.line
    entry.dimension.source = name
    entry.dimension.provider = AnthropicTerms.provider
    entry.dimension.model = ModelNames.family(text(.model))
    entry.dimension.project = text(.workspace)
    let tokenType = text(.tokenType)
    let costType = text(.costType)
    let kind = tokenType.isEmpty ? costType : tokenType
    entry.dimension.operation = kind.isEmpty ? text(.description) : kind
    entry.dimension.serviceTier = AnthropicTerms.serviceTier(text(.serviceTier), speed: text(.speed))
    entry.region = AnthropicTerms.region(text(.region))
    let nanos = checks.nanos(ofCents: fields.cell(Column.amount.rawValue), Column.amount.name, &problems)
    let currency = checks.currency(fields.cell(Column.currency.rawValue), Column.currency.name, &problems)
    entry.charge = nanos < 0 ? .credit : .usage
    entry.cost = currency.map { Money(nanos: nanos, currency: $0) }
    entry.billed = entry.cost
    entry.priceStatus = nanos == 0 && fields.cell(Column.amount.rawValue).decimal?.mantissa == 0 ? .free : .priced
    return entry
  }
}
