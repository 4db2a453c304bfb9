import ReportCore

/// DeepSeek's `amount-*.csv` (formats.md 6.5): tokens and calls by day, model and key. Its prices name no currency, and
/// an account is charged in dollars or in yuan: so no amount is made of them, the rows are unpriced, and the price book
/// or the cost file gives the money. A day replaces what an earlier file said about it.
public enum DeepSeekAmountCSV: CostExportFormat {
  public static let name = "deepseek-amount-csv"
  public static let version = 1
  public static let title = "a DeepSeek amount CSV"
  public static let basis = CostBasis.provider
  public static let rank = SourceRank.providerUsage
  public static let signatures: [ExportSignature] = ["start_time_iso", "utc_date"].map {
    .csv([$0, "model", "type", "price", "amount"])
  }

  private struct Group: Hashable {
    let day: CalendarDay
    let model: String
    let key: String
  }

  public static func read(
    _ source: any ByteSource, file: String, problems: inout ProblemLog, row: (ExportRow) throws -> Void
  ) throws -> ExportSummary {
    var summary = ExportSummary()
    let fields =
      DeepSeekDay.fields + ["model", "type", "amount"].map { Field($0, isRequired: true) } + [Field("api_key_name")]
    guard
      let records = try FieldRecords(
        source, file: file, fields: fields, ignored: DeepSeekDay.ignored, problems: &problems)
    else { return summary }
    var checks = RowChecks(file: file)
    var places: [Group: Int] = [:]
    var entries: [ExportRow] = []
    var coverage = CoverageDays()
    let counters = self.counters
    while try records.next(&problems) {
      checks.begin(line: records.line)
      let day = DeepSeekDay.day(records, &checks, &problems)
      let model = checks.text(records[2], "model", &problems)
      let key = checks.text(records[5], "api_key_name", &problems)
      let amount = checks.count(records[4], "amount", &problems)
      guard checks.isGood, let day else { continue }
      coverage.add(provider: "deepseek", account: "", replacesLowerRanks: true, days: day...day)
      summary.scopes.insert(day.description)
      let group = Group(day: day, model: model, key: key)
      let place = places[group] ?? entries.count
      if place == entries.count {
        places[group] = place
        entries.append(entry(day, model, key, line: records.line))
      }
      guard let counter = counters[records[3].shown] else {
        warn(records[3], &checks, &summary)
        continue
      }
      // Two accounts in one file may both have used a key of that name.
      entries[place][keyPath: counter] += amount
    }
    for var entry in entries {
      entry.markUnpriced()
      summary.rows += 1
      try row(entry)
    }
    summary.coverage = coverage.coverage(rank: rank)
    summary.warnings += records.warnings
    return summary
  }

  private static var counters: [String: WritableKeyPath<ExportRow, Int>] {
    [
      "input_cache_hit_tokens": \.tokens.inputCacheRead, "input_cache_miss_tokens": \.tokens.inputUncached,
      "output_tokens": \.tokens.output, "request_count": \.calls,
    ]
  }

  private static func entry(_ day: CalendarDay, _ model: String, _ key: String, line: Int) -> ExportRow {
    var entry = ExportRow()
    entry.line = line
    entry.dimension.source = name
    entry.dimension.provider = "deepseek"
    entry.dimension.model = model
    entry.dimension.keyAlias = key
    entry.time = .days(day, day)
    entry.scope = day.description
    return entry
  }

  private static func warn(_ type: ByteSlice, _ checks: inout RowChecks, _ summary: inout ExportSummary) {
    guard summary.warnings.isEmpty else { return }
    summary.warnings.append(
      Diagnostic(
        .warning, code: "unknown-kind", at: checks.place("type"), "there is no such kind of amount; it is not read",
        found: type.shown, expected: counters.keys.sorted().joined(separator: ", "),
        remedy: "Nothing to do, unless tokens are missing."))
  }
}
