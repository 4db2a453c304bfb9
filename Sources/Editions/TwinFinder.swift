import CostExports
import LedgerStore
import PlaybookRules
import ReportCore

/// Finds and names sources that tell the same money (formats.md 0.6): what `CostOfRecord` and `RouteTwins` left out, logs
/// that a gateway outranks call by call, and pairs that are likely twins although both count.
struct TwinFinder {
  private let record: CostOfRecord
  /// Reports under two accounts that differ by less than a hundredth are likely one account under two names.
  private static let nearness: Int128 = 100

  init(_ record: CostOfRecord) { self.record = record }

  func twins(_ placed: [PlacedCell]) -> [TwinFact] {
    (leftOut(placed) + reports(placed) + vendors(placed)).sorted {
      ($0.kind.rawValue, $0.provider, $0.counted, $0.other, $0.day)
        < ($1.kind.rawValue, $1.provider, $1.counted, $1.other, $1.day)
    }
  }

  private struct Pair: Hashable {
    var kind: TwinFact.Kind
    var provider: String
    var counted: String
    var other: String
    var day: CalendarDay
  }

  /// Money that counts in another source, beside what that one says of the same days.
  private func leftOut(_ placed: [PlacedCell]) -> [TwinFact] {
    var others: [Pair: Int64] = [:]
    for cell in placed {
      let kind: TwinFact.Kind
      let counted: String
      switch cell.standing {
      case .twin(let format):
        kind = cell.rank <= .providerUsage ? .sameAccount : .sameCalls
        counted = format
      case .outranked(let format) where cell.rank == .observability && isGateway(format, cell):
        (kind, counted) = (.sameCalls, format)
      default: continue
      }
      let pair = Pair(
        kind: kind, provider: cell.dimension.provider, counted: counted, other: cell.dimension.source,
        day: cell.sourceDay)
      others[pair, default: 0] += cell.cell.euroCost
    }
    guard !others.isEmpty else { return [] }
    let sums = sums(placed)
    return others.map { pair, euro in
      let place = Place(format: pair.counted, provider: pair.provider.lowercased(), day: pair.day)
      return TwinFact(
        kind: pair.kind, provider: pair.provider, counted: pair.counted, other: pair.other, day: pair.day,
        countedEuro: sums[place] ?? 0, otherEuro: euro)
    }
  }

  /// Two reports on one provider under two account names that say nearly the same of the days they share in a week.
  private func reports(_ placed: [PlacedCell]) -> [TwinFact] {
    let reports = placed.filter { $0.isReport && $0.standing == .record && !$0.dimension.account.isEmpty }
    guard Set(reports.map(\.names.source)).count > 1 else { return [] }
    var byWeek: [ProviderWeek: [[String]: [CalendarDay: Int64]]] = [:]
    for cell in reports {
      let place = ProviderWeek(provider: cell.provider, week: ISOWeek(containing: cell.sourceDay))
      byWeek[place, default: [:]][
        [cell.dimension.source, cell.dimension.account], default: [:]][cell.sourceDay, default: 0] += cell.cell.euroCost
    }
    var twins: [TwinFact] = []
    for (place, reports) in byWeek where reports.count > 1 {
      let ordered = reports.sorted { $0.key.lexicographicallyPrecedes($1.key) }
      for (index, first) in ordered.enumerated() {
        for second in ordered.dropFirst(index + 1) where second.key[0] != first.key[0] {
          twins += near(place.provider, first, second)
        }
      }
    }
    return twins
  }

  private func near(
    _ provider: String, _ first: (key: [String], value: [CalendarDay: Int64]),
    _ second: (key: [String], value: [CalendarDay: Int64])
  ) -> [TwinFact] {
    let shared = first.value.keys.filter { second.value[$0] != nil }
    let (left, right) = shared.reduce((Int128(0), Int128(0))) {
      ($0.0 + Int128(first.value[$1] ?? 0), $0.1 + Int128(second.value[$1] ?? 0))
    }
    guard shared.count > 1, left != 0, abs(left - right) * Self.nearness <= abs(left) else { return [] }
    return shared.map { day in
      TwinFact(
        kind: .suspected, provider: provider, counted: first.key[0], other: second.key[0], day: day,
        countedEuro: first.value[day] ?? 0, otherEuro: second.value[day] ?? 0)
    }
  }

  /// Use typed over by hand under the name of a vendor that another source knows by a shorter one.
  private func vendors(_ placed: [PlacedCell]) -> [TwinFact] {
    let typed = placed.filter {
      $0.standing == .record && $0.dimension.source == ManualEntriesCSV.name && $0.cell.charge == .usage
    }
    guard !typed.isEmpty else { return [] }
    let sums = sums(placed)
    let exports = Dictionary(
      grouping: sums.keys.filter { $0.format != ManualEntriesCSV.name && $0.provider.utf8.count > 3 }, by: \.day)
    var others: [Pair: Int64] = [:]
    var counted: [Pair: Int64] = [:]
    for cell in typed {
      for place in (exports[cell.sourceDay] ?? []).sorted(by: { ($0.provider, $0.format) < ($1.provider, $1.format) })
      where cell.provider != place.provider && cell.provider.hasPrefix(place.provider) {
        let pair = Pair(
          kind: .suspected, provider: cell.dimension.provider, counted: place.format, other: ManualEntriesCSV.name,
          day: cell.sourceDay)
        others[pair, default: 0] += cell.cell.euroCost
        counted[pair] = sums[place]
      }
    }
    return others.map { pair, euro in
      TwinFact(
        kind: .suspected, provider: pair.provider, counted: pair.counted, other: pair.other, day: pair.day,
        countedEuro: counted[pair] ?? 0, otherEuro: euro)
    }
  }

  private struct ProviderWeek: Hashable {
    var provider: String
    var week: ISOWeek
  }

  private struct Place: Hashable {
    var format: String
    var provider: String
    var day: CalendarDay
  }

  /// What counts, by source, provider and day.
  private func sums(_ placed: [PlacedCell]) -> [Place: Int64] {
    var sums: [Place: Int64] = [:]
    for cell in placed where cell.standing == .record && cell.isSpend {
      let place = Place(
        format: cell.dimension.source, provider: cell.provider, day: cell.sourceDay)
      sums[place, default: 0] += cell.cell.euroCost
    }
    return sums
  }

  private func isGateway(_ format: String, _ cell: PlacedCell) -> Bool {
    record.rank(of: format, provider: cell.provider, on: cell.sourceDay) == .gateway
  }
}
