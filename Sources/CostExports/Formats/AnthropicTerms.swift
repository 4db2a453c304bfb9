import ReportCore

/// Words that Anthropic's reports and its console's exports share (formats.md part 4), and how they are read:
///
/// - a workspace is a project, by name in the console's files and by id in the API's; none is the default workspace or,
///   where nothing is grouped, unknown;
/// - a key is its name in the console's files, its id in the API's;
/// - input counters are disjoint already, thinking is inside the output, calls are not counted.
enum AnthropicTerms {
  static let provider = "anthropic"

  /// The largest prompt a row may sum up, in tokens, for `≤ 200k`, `> 200k`, `0-200k`, `200k-1M`; one more than the
  /// limit where it was exceeded. Nil for another text.
  static func contextTokens(_ slice: ByteSlice) -> Int? {
    guard slice.count <= 32, let text = slice.text else { return nil }
    var numbers: [Int] = []
    var current: Int?
    var isAbove = false
    for scalar in text.unicodeScalars {
      switch scalar {
      case "0"..."9":
        let digit = Int(scalar.value) - 0x30
        guard let value = current else {
          current = digit
          continue
        }
        guard value < 100_000_000 else { return nil }
        current = value * 10 + digit
      case "k", "K": current = current.map { $0 * 1000 }
      case "m", "M": current = current.map { $0 * 1_000_000 }
      case ">", "≥": isAbove = true
      case "≤", "<", "=", " ": break
      case "-", "–":
        guard let value = current else { return nil }
        numbers.append(value)
        current = nil
      default: return nil
      }
    }
    guard let last = current, last > 0 else { return nil }
    numbers.append(last)
    if numbers.count == 1 { return isAbove ? last + 1 : text.utf8.first.map { $0 &- 0x30 <= 9 } == true ? nil : last }
    guard numbers.count == 2, !isAbove else { return nil }
    return numbers[0] == 0 ? last : numbers[0] + 1
  }

  /// `batch`, `priority`, … from a service tier or a kind of usage; fast mode has a price of its own; empty for
  /// standard.
  static func serviceTier(_ tier: String, speed: String) -> String {
    if speed == "fast" { return tier == "batch" ? "batch" : "fast" }
    return ["standard", "message", "default"].contains(tier) ? "" : tier
  }

  /// Where the use was processed, such as `us`; empty for anywhere.
  static func region(_ text: String) -> String {
    ["global", "not_available", "unknown"].contains(text) ? "" : text
  }
}

/// First and last day of a file by account: the console's files have no row for a day without use, and stand for all
/// days between.
struct FileDays {
  /// Days a file may stand for, its accounts added up.
  static let limit = 100_000

  private var ranges: [String: ClosedRange<CalendarDay>] = [:]

  static func scope(_ account: String, _ day: CalendarDay) -> String { "\(scopePart(account))|\(day)" }

  mutating func add(_ account: String, _ day: CalendarDay) {
    let known = ranges[account] ?? day...day
    ranges[account] = min(known.lowerBound, day)...max(known.upperBound, day)
  }

  /// Puts scopes and coverage into `summary`; a complaint when the days are too many.
  func finish(
    _ summary: inout ExportSummary, file: String, provider: String, rank: SourceRank, _ problems: inout ProblemLog
  ) {
    let count = ranges.values.reduce(0) { $0 + $1.count }
    guard count <= FileDays.limit else {
      problems.add(
        Diagnostic(
          code: "too-many-days", at: SourcePlace(file: file), "the file speaks for \(count) days of its accounts",
          expected: "at most \(FileDays.limit)", remedy: "Check the dates and accounts, and download it again."))
      return
    }
    for account in ranges.keys.sorted() {
      guard let days = ranges[account] else { continue }
      for day in days { summary.scopes.insert(FileDays.scope(account, day)) }
      summary.coverage.append(
        ExportCoverage(provider: provider, account: account, rank: rank, replacesLowerRanks: true, days: days))
    }
  }
}

extension RowChecks {
  /// `2026-10-26`, or `2026-10-26 02:00` in an export by hour.
  mutating func dayOrHour(
    _ slice: ByteSlice, _ field: String, _ problems: inout ProblemLog
  ) -> (time: RowTime, day: CalendarDay)? {
    guard slice.count > 10 else {
      return day(slice, field, &problems).map { (.days($0, $0), $0) }
    }
    return moment(slice, field, &problems).map { (.moment($0), $0.utcDay) }
  }
}
