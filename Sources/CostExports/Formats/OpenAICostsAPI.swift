import ReportCore

/// Pages of OpenAI's cost API (formats.md 3.2). Amounts come as numbers or as text. A day's scope is the day, whatever
/// the file was grouped by: ungrouped and grouped are the same money, so a later file replaces the day. Quantities are
/// not read: usage counts tokens, and the same token must not count twice.
public enum OpenAICostsAPI: CostExportFormat {
  public static let name = "openai-costs-api"
  public static let version = 1
  public static let title = "pages of the OpenAI cost API"
  public static let basis = CostBasis.provider
  public static let rank = SourceRank.bill
  public static let signatures: [ExportSignature] = ["results", "result"].map {
    .json(["data.start_time", "data.\($0).object=organization.costs.result", "data.\($0).amount"])
  }

  private enum Column: Int, CaseIterable {
    case object, amount, currency, lineItem, key, project, organisation

    var name: String {
      switch self {
      case .object: "object"
      case .amount: "amount.value"
      case .currency: "amount.currency"
      case .lineItem: "line_item"
      case .key: "api_key_id"
      case .project: "project_id"
      case .organisation: "organization_id"
      }
    }
  }

  /// Known and left out: doubles, counts, and people.
  private static let ignored: Set<String> = [
    "quantity", "quantity_unit", "user_id", "user_email", "project_name", "organization_name", "api_source",
  ]

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
    var emptyDays: [CalendarDay: BucketTime] = [:]
    while let item = pages.next(&problems) {
      checks.begin(line: item.line)
      let start = checks.unixSeconds(item.start, "start_time", &problems)
      let end = checks.unixSeconds(item.end, "end_time", &problems)
      guard let bucket = checks.bucket(start, end, ("start_time", "end_time"), &problems),
        let day = wholeDay(bucket, &checks, &problems)
      else { continue }
      guard item.hasResult else {
        emptyDays[day] = bucket
        continue
      }
      var made = entry(pages.fields, &checks, &problems)
      let part = BucketScopes.Part(account: made.dimension.account)
      made.time = bucket.time
      made.scope = BucketScopes.scope(part, bucket.name)
      if checks.isGood { overlap.check(made, page: item.page, of: pages.pageCount, &checks, &problems) }
      guard checks.isGood else { continue }
      scopes.add(part, bucket, length: 86_400)
      summary.rows += 1
      try row(made)
    }
    scopes.add(
      empty: emptyDays.values.map { ($0, 86_400) }, of: scopes.parts.isEmpty ? [BucketScopes.Part()] : scopes.parts)
    scopes.finish(&summary, provider: "openai", rank: rank, holdsHours: false, &problems) { _ in true }
    summary.warnings += pages.warnings
    if summary.rows == 0, problems.isEmpty { summary.warnings.append(noCosts(file)) }
    return summary
  }

  /// A warning for a file of days without cost.
  static func noCosts(_ file: String) -> Diagnostic {
    Diagnostic(
      .warning, code: "no-data", at: SourcePlace(file: file), "the export has no costs",
      remedy: "Nothing to do if there was no use; else fetch it again with the right dates.")
  }

  /// Costs come by day; anything shorter would stand beside its day and count twice.
  static func wholeDay(
    _ bucket: BucketTime, _ checks: inout RowChecks, _ problems: inout ProblemLog
  ) -> CalendarDay? {
    if bucket.hour == nil { return bucket.day }
    checks.refuse(
      &problems, code: "bad-period", field: "end_time", "a bucket of costs is shorter than a day", found: bucket.name,
      expected: "the next midnight", remedy: "Fetch the costs by day.")
    return nil
  }

  private static func entry(
    _ fields: JSONFields, _ checks: inout RowChecks, _ problems: inout ProblemLog
  ) -> ExportRow {
    func cell(_ column: Column) -> ByteSlice { fields.cell(column.rawValue) }
    var entry = ExportRow()
    entry.line = checks.line
    if !cell(.object).equals("organization.costs.result") {
      checks.refuse(
        &problems, code: "unknown-costs", field: Column.object.name, "this is no result of the cost API",
        found: cell(.object).shown, expected: "organization.costs.result",
        remedy: "Give pages of costs and pages of usage as separate files.")
      return entry
    }
    let nanos = checks.nanos(cell(.amount), Column.amount.name, &problems)
    let currency = checks.currency(cell(.currency), Column.currency.name, &problems)
    entry.dimension.source = name
    entry.dimension.provider = "openai"
    entry.dimension.account = checks.text(cell(.organisation), Column.organisation.name, &problems)
    entry.dimension.keyAlias = checks.text(cell(.key), Column.key.name, &problems)
    entry.dimension.project = checks.text(cell(.project), Column.project.name, &problems)
    let item = LineItem(checks.text(cell(.lineItem), Column.lineItem.name, &problems))
    entry.dimension.model = item.model
    entry.dimension.operation = item.operation
    entry.charge = nanos < 0 ? .credit : .usage
    entry.cost = currency.map { Money(nanos: nanos, currency: $0) }
    entry.billed = entry.cost
    entry.priceStatus = nanos == 0 ? .free : .priced
    return entry
  }
}
