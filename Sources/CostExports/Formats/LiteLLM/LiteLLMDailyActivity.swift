import ReportCore

/// LiteLLM's daily activity, `/user/daily/activity` and its sisters for teams, organisations and customers, as JSON: a
/// file of all pages (formats.md 2.3). The same money as the spend logs and the usage CSV of that gateway. A day
/// replaces what an earlier file said about it.
///
/// Each breakdown is another split of the same money, so one is taken: models where their provider is known, else
/// providers; within them keys. Where the parts leave something of the day, that is a row of its own, `not split`;
/// where they exceed it, the day is not split.
public enum LiteLLMDailyActivity: CostExportFormat {
  public static let name = "litellm-daily-activity"
  public static let version = 1
  public static let title = "a LiteLLM daily activity report"
  public static let basis = CostBasis.gateway
  public static let rank = SourceRank.gateway
  public static let signatures: [ExportSignature] = [
    .json(["results.date", "results.metrics.spend"]), .json(["results", "metadata.total_spend"]),
  ]

  public static func read(
    _ source: any ByteSource, file: String, problems: inout ProblemLog, row: (ExportRow) throws -> Void
  ) throws -> ExportSummary {
    var summary = ExportSummary()
    let records = try JSONRecords(
      PeekedSource(source), file: file, pageKeys: ["results"], keeping: "metadata", problems: &problems)
    var days = ActivityDays(file: file)
    while let slice = try records.next(&problems) {
      do throws(JSONProblem) {
        try days.add(slice, line: records.line, &problems)
      } catch {
        records.complain(error, &problems)
      }
    }
    guard problems.isEmpty else { return summary }
    ActivityPages.check(records.pages, file: file, &problems)
    var coverage = GatewayDays()
    var overlap = OverlapWarning()
    for day in days.all {
      coverage.add(day.day)
      summary.scopes.insert(day.day.description)
      for part in day.parts(&summary.warnings, file: file) where !part.sums.isEmpty {
        var entry = ExportRow()
        entry.line = day.line
        entry.time = .days(day.day, day.day)
        entry.scope = day.day.description
        entry.dimension = part.dimension
        entry.dimension.source = name
        entry.dimension.route = "gateway"
        let place = SourcePlace(file: file, line: day.line, field: "spend")
        do throws(SumProblem) {
          try part.sums.fill(&entry, &overlap, at: place)
        } catch {
          problems.add(ActivityDays.tooLarge(place))
          continue
        }
        coverage.add(provider: entry.dimension.provider)
        summary.rows += 1
        try row(entry)
      }
    }
    summary.coverage = coverage.coverage(rank: rank)
    summary.warnings += overlap.warnings
    if days.all.isEmpty, problems.isEmpty {
      summary.warnings.append(
        Diagnostic(
          .warning, code: "no-data", at: SourcePlace(file: file), "the report has no days",
          remedy: "Nothing to do if there was no use; else ask for it again with the right dates."))
    }
    return summary
  }
}

/// Checks that a file holds every page of its report: a day can be split over two, and a day replaces a day.
private enum ActivityPages {
  static func check(_ pages: [ByteSlice], file: String, _ problems: inout ProblemLog) {
    var seen: Set<Int> = []
    var wanted = 0
    var isUnfinished = false
    for slice in pages {
      var page: Int?
      var more = false
      var bytes = JSONScanner(slice)
      try? bytes?.members { (value, key) throws(JSONProblem) in
        let found = try value.value()
        if key.equals("page") { page = found.wholeNumber }
        if key.equals("total_pages") { wanted = max(wanted, found.wholeNumber ?? 0) }
        if key.equals("has_more") { more = found.equals("true") }
      }
      isUnfinished = more
      guard let page else { continue }
      if !seen.insert(page).inserted {
        problems.add(
          Diagnostic(
            code: "page-twice", at: SourcePlace(file: file, field: "page"), "a page stands twice in the file",
            found: "page \(page)", remedy: "Put each page into the file once."))
      }
    }
    guard isUnfinished || !seen.isEmpty && seen.count < wanted else { return }
    problems.add(
      Diagnostic(
        code: "page-missing", at: SourcePlace(file: file, field: "metadata"), "the file lacks pages of its report",
        found: "\(max(1, seen.count)) pages",
        expected: wanted > 0 ? "\(wanted) pages" : "no more pages behind the last",
        remedy: "Put all pages into one file, one behind the other: a day can be split over two pages."))
  }
}
