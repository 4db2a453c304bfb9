import ReportCore

/// DeepSeek's `cost-*.csv` (formats.md 6.5): what was charged by day and model, in dollars or yuan. Days are DeepSeek's
/// own, +08:00, and kept by their date. Use paid from a granted balance is worth its cost and not billed. A day
/// replaces what an earlier file said about it. The id of the account is not kept.
public enum DeepSeekCostCSV: CostExportFormat {
  public static let name = "deepseek-cost-csv"
  public static let version = 1
  public static let title = "a DeepSeek cost CSV"
  public static let basis = CostBasis.provider
  public static let rank = SourceRank.bill
  public static let signatures: [ExportSignature] = ["start_time_iso", "utc_date"].map {
    .csv([$0, "model", "wallet_type", "cost", "currency"])
  }

  public static func read(
    _ source: any ByteSource, file: String, problems: inout ProblemLog, row: (ExportRow) throws -> Void
  ) throws -> ExportSummary {
    var summary = ExportSummary()
    let fields = DeepSeekDay.fields + ["model", "wallet_type", "cost", "currency"].map { Field($0, isRequired: true) }
    guard
      let records = try FieldRecords(
        source, file: file, fields: fields, ignored: DeepSeekDay.ignored, problems: &problems)
    else { return summary }
    var checks = RowChecks(file: file)
    var coverage = CoverageDays()
    while try records.next(&problems) {
      checks.begin(line: records.line)
      var entry = ExportRow()
      entry.line = records.line
      let day = DeepSeekDay.day(records, &checks, &problems)
      entry.dimension.source = name
      entry.dimension.provider = "deepseek"
      entry.dimension.model = checks.text(records[2], "model", &problems)
      let amount = checks.amount(records[4], "cost", &problems)
      let currency = checks.currency(records[5], "currency", &problems)
      guard checks.isGood, let day, let currency else { continue }
      entry.state(amount, currency)
      if (records[3].text ?? "").lowercased().contains("grant") { entry.billed = Money(nanos: 0, currency: currency) }
      if amount.nanos < 0 { entry.charge = .credit }
      entry.time = .days(day, day)
      entry.scope = day.description
      coverage.add(provider: "deepseek", account: "", replacesLowerRanks: true, days: day...day)
      summary.scopes.insert(entry.scope)
      summary.rows += 1
      try row(entry)
    }
    summary.coverage = coverage.coverage(rank: rank)
    summary.warnings = records.warnings
    return summary
  }
}
