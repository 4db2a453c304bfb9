import CostExports
import LedgerStore
import ReportCore

/// The same calls by two routes: two gateways or logs of one rank that count equally many calls and tokens of a model
/// family of a provider on a day. One of them counts, by the order of `CostOfRecord`.
struct RouteTwins {
  /// What is told apart: a source's use of a model family on a day.
  struct Place: Hashable {
    /// See `CellNames`.
    var provider: Int
    var family: Int
    var day: CalendarDay
  }

  /// Fewer calls than this are equal by chance, when tokens do not confirm it.
  private static let callsByChance = 20

  /// Who counts the use of a place, by the source that is left out.
  private let preferred: [Place: [String: String]]

  /// `cells` are those of record before twins.
  init(_ cells: [PlacedCell], record: CostOfRecord) {
    var sums: [Place: Sums] = [:]
    for cell in cells where cell.rank >= .gateway && cell.cell.charge == .usage && cell.standing == .record {
      sums[cell.place, default: Sums(provider: cell.provider)].add(cell)
    }
    var preferred: [Place: [String: String]] = [:]
    for (place, found) in sums where found.bySource.count > 1 {
      let byFormat = found.bySource.map { (key: $0.format, value: $0.sum) }
      let order = byFormat.sorted { record.precedes($0.key, $1.key, provider: found.provider) }
      for (index, later) in order.enumerated() {
        let twin = order[..<index].first { preferred[place]?[$0.key] == nil && $0.value.isTwin(of: later.value) }
        if let twin { preferred[place, default: [:]][later.key] = twin.key }
      }
    }
    self.preferred = preferred
  }

  /// Nobody counts what another does.
  var isEmpty: Bool { preferred.isEmpty }

  /// The format that already counts this cell's use; nil when nobody does.
  func preferred(to cell: PlacedCell) -> String? {
    guard cell.standing == .record, cell.cell.charge == .usage else { return nil }
    return preferred[cell.place]?[cell.dimension.source]
  }

  /// What the sources say of a place.
  private struct Sums {
    let provider: String
    var bySource: [(source: Int, format: String, sum: Sum)] = []

    init(provider: String) { self.provider = provider }

    mutating func add(_ cell: PlacedCell) {
      if let index = bySource.firstIndex(where: { $0.source == cell.names.source }) {
        bySource[index].sum.add(cell.cell)
      } else {
        var sum = Sum(rank: cell.rank)
        sum.add(cell.cell)
        bySource.append((cell.names.source, cell.dimension.source, sum))
      }
    }
  }

  private struct Sum {
    var rank: SourceRank
    var calls = 0
    var tokens = 0

    mutating func add(_ cell: RollupCell) {
      calls += cell.calls
      tokens += cell.tokens.total
    }

    func isTwin(of other: Sum) -> Bool {
      guard rank == other.rank, calls == other.calls || calls == 0 || other.calls == 0 else { return false }
      if tokens > 0, other.tokens > 0 { return tokens == other.tokens }
      return calls == other.calls && calls >= Self.least
    }

    private static var least: Int { RouteTwins.callsByChance }
  }
}
