import ReportCore

/// The reports of ccusage as JSON, by day, week, month or session (formats.md 8). A reference: list-price equivalents of
/// coding agents, mostly paid by subscription, never part of a total. Days are those of the machine, kept by their
/// date. A session counts on its last day and is not kept. A day, week or month replaces what an earlier report of that
/// kind said about it.
public enum CcusageReport: CostExportFormat {
  public static let name = "ccusage-report"
  public static let version = 1
  public static let title = "a ccusage report"
  public static let basis = CostBasis.estimate
  public static let rank = SourceRank.reference
  public static let signatures: [ExportSignature] = [
    .json(["daily.date", "daily.totalCost"]), .json(["weekly.week", "weekly.totalCost"]),
    .json(["monthly.month", "monthly.totalCost"]), .json(["sessions.lastActivity", "sessions.totalCost"]),
    .json(["session.lastActivity", "session.totalCost"]),
  ]

  public static func read(
    _ source: any ByteSource, file: String, problems: inout ProblemLog, row: (ExportRow) throws -> Void
  ) throws -> ExportSummary {
    var summary = ExportSummary()
    let records = try JSONRecords(
      PeekedSource(source), file: file, pageKeys: ["daily", "weekly", "monthly", "sessions", "session"],
      problems: &problems)
    var reader = CcusageReader(file: file)
    var coverage = CoverageDays()
    while let slice = try records.next(&problems) {
      do throws(JSONProblem) {
        try reader.take(slice, line: records.line, &problems)
      } catch {
        records.complain(error, &problems)
        continue
      }
      guard let period = reader.period else { continue }
      summary.scopes.insert(period.scope)
      for entry in reader.rows {
        coverage.add(
          provider: entry.dimension.provider, account: "", replacesLowerRanks: false, days: period.days)
        summary.rows += 1
        try row(entry)
      }
    }
    summary.coverage = coverage.coverage(rank: rank)
    summary.warnings = reader.warnings
    return summary
  }
}

/// Reads one day, week, month or session.
private struct CcusageReader {
  /// What the record read last is about; nil when it was refused.
  private(set) var period: (days: ClosedRange<CalendarDay>, scope: String)?
  private(set) var rows: [ExportRow] = []
  private(set) var warnings: [Diagnostic] = []
  private let file: String
  private var checks: RowChecks
  private var overlap = OverlapWarning()

  init(file: String) {
    self.file = file
    checks = RowChecks(file: file)
  }

  private struct Part {
    var model = ""
    var sums = GatewaySums()
    var hasCost = false
  }

  private enum Kind: String, CaseIterable {
    case day = "date"
    case week
    case month
    case session = "lastActivity"
  }

  mutating func take(_ slice: ByteSlice, line: Int, _ problems: inout ProblemLog) throws(JSONProblem) {
    rows = []
    period = nil
    guard var scanner = JSONScanner(slice) else { return }
    checks.begin(line: line)
    var times: [Kind: ByteSlice] = [:]
    var whole = Part()
    var parts: [Part] = []
    try scanner.members { (value, key) throws(JSONProblem) in
      if let kind = Kind.allCases.first(where: { key.shown == $0.rawValue }) {
        times[kind] = try value.value()
      } else if key.equals("modelBreakdowns"), value.peek() == UInt8(ascii: "[") {
        try value.elements { element throws(JSONProblem) in
          var part = Part()
          try element.members { (inner, key) throws(JSONProblem) in try read(&inner, key, &part, &problems) }
          parts.append(part)
        }
      } else {
        try read(&value, key, &whole, &problems)
      }
    }
    try scanner.finish()
    if !whole.hasCost { checks.missing("totalCost", &problems) }
    let found = days(times, &problems)
    guard checks.isGood, let found else { return }
    period = found
    rows = split(whole, parts, line, &problems)
  }

  private mutating func read(
    _ scanner: inout JSONScanner, _ key: ByteSlice, _ part: inout Part, _ problems: inout ProblemLog
  ) throws(JSONProblem) {
    let bytes = try scanner.value()
    if key.equals("modelName") {
      part.model = checks.text(bytes, "modelName", &problems)
    } else if key.equals("cost") || key.equals("totalCost") {
      let amount = checks.amount(bytes, "cost", &problems)
      (part.sums.nanos, part.sums.isZero, part.hasCost) = (Int128(amount.nanos), amount.isZero, true)
    } else if key.equals("inputTokens") {
      part.sums.prompt += checks.count(bytes, "inputTokens", &problems)
      part.sums.hasCounts = true
    } else if key.equals("cacheReadTokens") {
      part.sums.cacheRead = checks.count(bytes, "cacheReadTokens", &problems)
      part.sums.prompt += part.sums.cacheRead
    } else if key.equals("cacheCreationTokens") {
      part.sums.cacheWrite = checks.count(bytes, "cacheCreationTokens", &problems)
      part.sums.prompt += part.sums.cacheWrite
    } else if key.equals("outputTokens") {
      part.sums.output = checks.count(bytes, "outputTokens", &problems)
    }
  }

  private mutating func days(
    _ times: [Kind: ByteSlice], _ problems: inout ProblemLog
  ) -> (days: ClosedRange<CalendarDay>, scope: String)? {
    if let slice = times[.day], let day = checks.day(slice, "date", &problems) { return (day...day, "daily|\(day)") }
    if let slice = times[.week], let day = checks.day(slice, "week", &problems) {
      return (day...day.advanced(by: 6), "weekly|\(day)")
    }
    if let slice = times[.month] {
      guard slice.count == 7, let month = CalendarMonth(slice.shown), PlausibleDays.range.contains(month.firstDay)
      else {
        checks.refuse(
          &problems, code: "not-a-month", field: "month", "this is not a month", found: slice.shown,
          expected: "YYYY-MM", remedy: "Make the report again.")
        return nil
      }
      return (month.firstDay...month.lastDay, "monthly|\(month)")
    }
    if let slice = times[.session], let day = checks.day(slice.prefix(10), "lastActivity", &problems) {
      return (day...day, "session|\(day)")
    }
    if times.isEmpty { checks.missing("date", &problems) }
    return nil
  }

  private mutating func split(
    _ whole: Part, _ parts: [Part], _ line: Int, _ problems: inout ProblemLog
  ) -> [ExportRow] {
    guard let period else { return [] }
    var models = parts.map(\.model)
    var sums = whole.sums.parts(parts.map(\.sums)) ?? []
    if sums.isEmpty {
      (models, sums) = ([""], [whole.sums])
      if !parts.isEmpty, warnings.isEmpty {
        warnings.append(
          Diagnostic(
            .warning, code: "not-split", at: SourcePlace(file: file, line: line, field: "modelBreakdowns"),
            "the models do not fit their total, so it is not split", remedy: "Nothing to do: the total counts."))
      }
    }
    return sums.enumerated().compactMap { index, sums in
      guard !sums.isEmpty else { return nil }
      var entry = ExportRow()
      entry.line = line
      entry.time = .days(period.days.lowerBound, period.days.upperBound)
      entry.scope = period.scope
      entry.dimension.source = CcusageReport.name
      (entry.dimension.provider, entry.dimension.model) = ModelMakers.place(index < models.count ? models[index] : "")
      entry.dimension.operation = index < models.count ? "ccusage" : "not split"
      do throws(SumProblem) {
        try sums.fill(&entry, &overlap, at: checks.place("cost"))
      } catch {
        problems.add(ActivityDays.tooLarge(checks.place("cost")))
        return nil
      }
      entry.refer(to: entry.cost.map { ($0.nanos, sums.isZero) } ?? (0, true))
      return entry
    }
  }
}
