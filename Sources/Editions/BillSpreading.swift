import CostExports
import LedgerStore
import Pricing
import ReportCore

/// Spreads a bill's rows over use cases by the gateway's cost shares: of the same day and model, else of the day, else
/// of the month, else not attributed. Exact to the nano-unit; ties go to the use case that sorts first.
struct BillSpreading {
  /// Cost of replaced gateway cells by who pays, per provider and time.
  private var byModel: [Key: [String: Int64]] = [:]
  private var byDay: [Key: [String: Int64]] = [:]
  private var byMonth: [Key: [(day: CalendarDay, payer: String, euro: Int64)]] = [:]

  init(_ cells: [PlacedCell]) {
    for cell in cells where cell.isReplaced && cell.cell.euroCost != 0 {
      let payer = cell.useCase ?? ""
      let provider = cell.dimension.provider
      byModel[Key(provider, cell.sourceDay, cell.modelFamily), default: [:]][payer, default: 0] += cell.cell.euroCost
      byDay[Key(provider, cell.sourceDay), default: [:]][payer, default: 0] += cell.cell.euroCost
      let month = CalendarMonth(containing: cell.sourceDay).firstDay
      byMonth[Key(provider, month), default: []].append((cell.sourceDay, payer, cell.cell.euroCost))
    }
  }

  /// The parts of a bill's cell; the use case nil is not attributed.
  func parts(of cell: PlacedCell) -> [(useCase: String?, euro: Int64)] {
    let provider = cell.dimension.provider
    let month = CalendarMonth(containing: cell.sourceDay).firstDay
    let candidates = [
      byModel[Key(provider, cell.sourceDay, cell.modelFamily)], byDay[Key(provider, cell.sourceDay)],
      shares(of: Key(provider, month), until: ISOWeek(containing: cell.sourceDay).lastDay),
    ]
    for shares in candidates.compactMap({ $0 }) {
      let payers = shares.filter { $0.value > 0 }.sorted { $0.key < $1.key }
      let weights = payers.map { Int128($0.value) }
      guard let amounts = LargestRemainder.split(total: cell.cell.euroCost, weights: weights) else { continue }
      return zip(payers, amounts).map { ($0.key.isEmpty ? nil : $0.key, $1) }
    }
    return [(nil, cell.cell.euroCost)]
  }

  /// The month's shares as the bill's own week knew them: later weeks do not change an old one.
  private func shares(of key: Key, until last: CalendarDay) -> [String: Int64]? {
    byMonth[key]?.filter { $0.day <= last }.reduce(into: [:]) { $0[$1.payer, default: 0] += $1.euro }
  }

  private struct Key: Hashable {
    let provider: String
    let day: CalendarDay
    let model: String
    init(_ provider: String, _ day: CalendarDay, _ model: String = "") {
      self.provider = provider
      self.day = day
      self.model = model
    }
  }
}
