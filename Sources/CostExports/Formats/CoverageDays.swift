import ReportCore

/// Collects the days a file speaks for and joins those in a row.
struct CoverageDays {
  private struct Key: Hashable {
    let provider: String
    let account: String
    let replacesLowerRanks: Bool
  }

  private var days: [Key: Set<Int>] = [:]

  mutating func add(
    provider: String, account: String, replacesLowerRanks: Bool, days range: ClosedRange<CalendarDay>
  ) {
    let key = Key(provider: provider, account: account, replacesLowerRanks: replacesLowerRanks)
    days[key, default: []].formUnion(range.lowerBound.number...range.upperBound.number)
  }

  /// Sorted by provider, account and day.
  func coverage(rank: SourceRank) -> [ExportCoverage] {
    let keys = days.keys.sorted {
      ($0.provider, $0.account, $0.replacesLowerRanks ? 0 : 1)
        < ($1.provider, $1.account, $1.replacesLowerRanks ? 0 : 1)
    }
    return keys.flatMap { key in
      CoverageDays.runs((days[key] ?? []).sorted()).map { run in
        ExportCoverage(
          provider: key.provider, account: key.account, rank: rank, replacesLowerRanks: key.replacesLowerRanks,
          days: CalendarDay(number: run.lowerBound)...CalendarDay(number: run.upperBound))
      }
    }
  }

  /// First to last day of each provider: for sources that see every request of the days between.
  func span(rank: SourceRank) -> [ExportCoverage] {
    var spans: [ExportCoverage] = []
    for run in coverage(rank: rank) {
      if let last = spans.last, last.provider == run.provider, last.account == run.account {
        spans[spans.count - 1].days = last.days.lowerBound...run.days.upperBound
      } else {
        spans.append(run)
      }
    }
    return spans
  }

  private static func runs(_ sorted: [Int]) -> [ClosedRange<Int>] {
    var runs: [ClosedRange<Int>] = []
    for day in sorted {
      if let last = runs.last, last.upperBound + 1 == day {
        runs[runs.count - 1] = last.lowerBound...day
      } else {
        runs.append(day...day)
      }
    }
    return runs
  }
}
