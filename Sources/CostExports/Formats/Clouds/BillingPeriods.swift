import ReportCore

/// How a charge period becomes a time: up to an hour is a moment, anything longer counts by UTC days.
enum ChargePeriod {
  /// Nil when the period ends before it begins or lasts longer than ten years. Without an end, midnight is a day.
  static func time(from start: Instant, to end: Instant?) -> RowTime? {
    guard let end else {
      return start == Instant(startOf: start.utcDay) ? .days(start.utcDay, start.utcDay) : .moment(start)
    }
    guard start <= end, start.utcDay.distance(to: end.utcDay) < 3660 else { return nil }
    if end.microseconds - start.microseconds <= 3_600_000_000 { return .moment(start) }
    return .days(start.utcDay, Instant(microseconds: end.microseconds - 1).utcDay)
  }
}

/// Reads times that mostly are those of the row before.
struct LastMoment {
  private var bytes: [UInt8] = []
  private var moment: Instant?

  mutating func read(_ cell: ByteSlice) -> Instant? {
    if !bytes.isEmpty, cell.equals(bytes) { return moment }
    moment = Instant(bytes: cell.buffer)
    // Nothing longer is a time.
    bytes = cell.count <= 64 ? Array(cell.buffer) : []
    return moment
  }
}

extension RowTime {
  /// The source's days.
  var sourceDays: ClosedRange<CalendarDay> {
    switch self {
    case .moment(let moment): moment.utcDay...moment.utcDay
    case .days(let first, let last): first...max(first, last)
    }
  }
}

/// The billing periods a cloud's bill delivers: what it replaces, and for which days it speaks. A bill grows during its
/// period, so it speaks from the period's start to the last day on which it has use of any service. It speaks for a
/// provider only when it has that provider's use: a month without any may be billed by a marketplace instead.
struct BillingPeriods {
  private struct Provider: Hashable {
    let name: String
    let account: String
  }

  private struct Period {
    let days: ClosedRange<CalendarDay>
    var reach: CalendarDay?
    var providers: Set<Provider> = []
  }

  private var periods: [String: Period] = [:]

  /// A row of the scope was met, left out or not.
  mutating func add(scope: String, days: ClosedRange<CalendarDay>) {
    if periods[scope] == nil { periods[scope] = Period(days: days) }
  }

  /// The scope has use on these days; beyond the period they are a correction of another one.
  mutating func addUse(scope: String, on used: ClosedRange<CalendarDay>) {
    guard let period = periods[scope], period.days.contains(used.lowerBound) else { return }
    let last = min(used.upperBound, period.days.upperBound)
    periods[scope]?.reach = max(period.reach ?? last, last)
  }

  /// The use is this provider's.
  mutating func addProvider(scope: String, _ provider: String, account: String) {
    periods[scope]?.providers.insert(Provider(name: provider, account: account))
  }

  /// Writes scopes and coverage, sorted by provider, account and day.
  func finish(_ summary: inout ExportSummary, rank: SourceRank) {
    summary.scopes.formUnion(periods.keys)
    var days: [Provider: [ClosedRange<CalendarDay>]] = [:]
    for period in periods.values {
      guard let reach = period.reach else { continue }
      for provider in period.providers { days[provider, default: []].append(period.days.lowerBound...reach) }
    }
    let sorted = days.sorted { ($0.key.name, $0.key.account) < ($1.key.name, $1.key.account) }
    summary.coverage += sorted.flatMap { provider, ranges in
      BillingPeriods.merged(ranges).map {
        ExportCoverage(
          provider: provider.name, account: provider.account, rank: rank, replacesLowerRanks: true, days: $0)
      }
    }
  }

  private static func merged(_ ranges: [ClosedRange<CalendarDay>]) -> [ClosedRange<CalendarDay>] {
    var merged: [ClosedRange<CalendarDay>] = []
    for range in ranges.sorted(by: { ($0.lowerBound, $0.upperBound) < ($1.lowerBound, $1.upperBound) }) {
      if let last = merged.last, last.upperBound.distance(to: range.lowerBound) <= 1 {
        merged[merged.count - 1] = last.lowerBound...max(last.upperBound, range.upperBound)
      } else {
        merged.append(range)
      }
    }
    return merged
  }
}

/// Names of scopes, made once for rows in a row.
struct ScopeNames {
  private var parts = ("", "", "", CalendarDay(number: 0))
  private var name: String?

  /// A period of a provider, issuer and account.
  mutating func name(of first: String, _ second: String, _ third: String, from day: CalendarDay) -> String {
    if let name, parts == (first, second, third, day) { return name }
    let made = [first, second, third, day.description].map(scopePart).joined(separator: "|")
    parts = (first, second, third, day)
    name = made
    return made
  }

  /// A month of an account and one below it.
  mutating func name(of first: String, _ second: String, from month: CalendarMonth) -> String {
    if let name, parts == (first, second, "", month.firstDay) { return name }
    let made = [first, second, month.description].map(scopePart).joined(separator: "|")
    parts = (first, second, "", month.firstDay)
    name = made
    return made
  }
}

/// What the readers of cloud bills say in common.
enum CloudBill {
  /// The summary, with a warning when nothing at all was met.
  static func sayingNoData(_ summary: ExportSummary, _ problems: ProblemLog) -> ExportSummary {
    guard summary.scopes.isEmpty, problems.isEmpty else { return summary }
    var summary = summary
    summary.warnings.append(
      Diagnostic(
        .warning, code: "no-data", at: SourcePlace(file: problems.file), "the export has no rows",
        remedy: "Nothing to do if there was no use; else download it again with the right dates."))
    return summary
  }

  static func badTags(_ oddity: CountedOddity, _ file: String) -> Diagnostic {
    Diagnostic(
      .warning, code: "bad-json", at: SourcePlace(file: file, line: oddity.firstLine),
      "the tags of \(oddity.count) rows are not the JSON they should be, and are not read",
      expected: "\"team\": \"campagne\"", remedy: "Download the export again if attribution needs the tags.")
  }

  static func unknownKind(_ kind: String, _ file: String, field: String) -> Diagnostic {
    Diagnostic(
      .warning, code: "unknown-kind", at: SourcePlace(file: file, field: field),
      "the kind of charge is not known and counts as use", found: kind,
      remedy: "Compare the total with the invoice: it may be tax, money back or a prepayment.")
  }
}
