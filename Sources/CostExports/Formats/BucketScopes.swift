import ReportCore

/// What a file of buckets speaks for. A day's scope holds its hours' scopes: a file by day replaces an earlier one by
/// hour, and a file that has all hours of a day replaces an earlier one by day. Minutes count to the scope of their
/// hour.
struct BucketScopes {
  /// What is reported apart from the rest: an organisation, and what of it (`completions`; empty for all).
  struct Part: Hashable {
    var account = ""
    var name = ""
  }

  /// Parts a file may name: more is an attack, or a column mistaken for another.
  static let partLimit = 100
  /// Buckets without use times the parts they stand for.
  private static let emptyLimit = 1_000_000

  private let file: String
  private var days: [Part: Set<Int>] = [:]
  private var hours: [Part: Set<Int>] = [:]
  /// Seconds of an hour that buckets shorter than an hour cover.
  private var seconds: [Part: [Int: Int]] = [:]
  private var starts: [Part: Set<Int64>] = [:]
  private var hasTooMany = false

  init(file: String) { self.file = file }

  /// The parts met.
  var parts: Set<Part> { Set(days.keys).union(hours.keys) }

  /// The scope of a row, such as `org-1|completions|2026-10-26T08`.
  static func scope(_ part: Part, _ name: String) -> String {
    part.name.isEmpty
      ? "\(scopePart(part.account))|\(name)" : "\(scopePart(part.account))|\(scopePart(part.name))|\(name)"
  }

  /// Adds a bucket of `part`, of `length` seconds.
  mutating func add(_ part: Part, _ bucket: BucketTime, length: Int) {
    guard let hour = bucket.hour, case .moment(let start) = bucket.time else {
      days[part, default: []].insert(bucket.day.number)
      return
    }
    hours[part, default: []].insert(hour)
    guard length < 3600, starts[part, default: []].insert(start.seconds).inserted else { return }
    seconds[part, default: [:]][hour, default: 0] += length
  }

  /// Adds buckets without use or cost: they name no part, so they stand for each of `parts`.
  mutating func add(empty buckets: [(bucket: BucketTime, length: Int)], of parts: Set<Part>) {
    hasTooMany = hasTooMany || parts.count > BucketScopes.partLimit
    guard !hasTooMany, parts.count * buckets.count <= BucketScopes.emptyLimit else {
      hasTooMany = true
      return
    }
    for part in parts { for (bucket, length) in buckets { add(part, bucket, length: length) } }
  }

  /// Puts scopes, coverage and warnings into `summary`; `replaces` says which parts stand for all use there is.
  /// A complaint when there are too many parts.
  func finish(
    _ summary: inout ExportSummary, provider: String, rank: SourceRank, holdsHours: Bool, _ problems: inout ProblemLog,
    replaces: (Part) -> Bool
  ) {
    guard !hasTooMany, parts.count <= BucketScopes.partLimit else {
      problems.add(
        Diagnostic(
          code: "too-many-accounts", at: SourcePlace(file: file), "the file speaks for too many organisations or times",
          found: "\(parts.count) organisations", expected: "at most \(BucketScopes.partLimit)",
          remedy: "Check that this is one organisation's export."))
      return
    }
    var coverage = CoverageDays()
    for part in parts {
      var whole = days[part] ?? []
      for (day, count) in Self.counts(hours[part] ?? []) where count == 24 { whole.insert(day) }
      for day in whole {
        summary.scopes.insert(Self.scope(part, "\(CalendarDay(number: day))"))
        guard holdsHours else { continue }
        for hour in day * 24..<(day + 1) * 24 {
          summary.scopes.insert(Self.scope(part, BucketTime.name(hour: hour)))
        }
      }
      for hour in hours[part] ?? [] { summary.scopes.insert(Self.scope(part, BucketTime.name(hour: hour))) }
      for number in whole.union((hours[part] ?? []).map { $0 / 24 }) {
        let day = CalendarDay(number: number)
        coverage.add(
          provider: provider, account: part.account, replacesLowerRanks: replaces(part), days: day...day)
      }
    }
    summary.coverage = coverage.coverage(rank: rank)
    if let hour = seconds.values.flatMap({ $0 }).filter({ $0.value < 3600 }).map(\.key).min() {
      summary.warnings.append(partOfHour(hour))
    }
  }

  private static func counts(_ hours: Set<Int>) -> [Int: Int] {
    hours.reduce(into: [:]) { $0[$1 / 24, default: 0] += 1 }
  }

  private func partOfHour(_ hour: Int) -> Diagnostic {
    Diagnostic(
      .warning, code: "part-of-hour", at: SourcePlace(file: file),
      "the file holds some minutes of an hour, and replaces what an earlier file said of that hour",
      found: "\(BucketTime.name(hour: hour)), and perhaps more", expected: "whole hours",
      remedy: "Fetch whole hours, or by hour or day.")
  }
}
