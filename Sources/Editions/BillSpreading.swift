import CostExports
import LedgerStore
import Pricing
import ReportCore

/// Whose a provider's report is: by what others saw of the same day and model, else of the day, else of the month, else
/// nobody's. At each step a gateway goes before the provider's usage report, and that before logs. Exact to the
/// nano-unit; ties go to the use case that sorts first.
struct BillSpreading {
  /// Cost of replaced cells by who pays, per provider, time and witness.
  private var byModel: [Key: [String: Int64]] = [:]
  private var byDay: [Key: [String: Int64]] = [:]
  private var byMonth: [Key: [(day: CalendarDay, payer: String, euro: Int64)]] = [:]

  /// Who is asked first.
  private static let witnesses: [SourceRank] = [.gateway, .providerUsage, .observability]

  init(_ cells: [PlacedCell]) {
    for cell in cells where cell.isOutranked && cell.cell.euroCost != 0 {
      let payer = cell.useCase ?? ""
      let provider = cell.names.writtenProvider
      let amount = cell.cell.euroCost
      byModel[Key(provider, cell.sourceDay, cell.rank, cell.names.family), default: [:]][payer, default: 0] += amount
      byDay[Key(provider, cell.sourceDay, cell.rank), default: [:]][payer, default: 0] += amount
      let month = CalendarMonth(containing: cell.day).firstDay
      byMonth[Key(provider, month, cell.rank), default: []].append((cell.day, payer, amount))
    }
  }

  /// Who pays a report's cell, with weights above zero; the use case nil is not attributed. Nil when nobody saw it.
  func payers(of cell: PlacedCell) -> [(useCase: String?, weight: Int128)]? {
    let provider = cell.names.writtenProvider
    // Months and weeks are the site's: an edition reads whole ones.
    let month = CalendarMonth(containing: cell.day).firstDay
    let witnesses = Self.witnesses.filter { $0 > cell.rank }
    let steps: [(SourceRank) -> [String: Int64]?] = [
      { byModel[Key(provider, cell.sourceDay, $0, cell.names.family)] },
      { byDay[Key(provider, cell.sourceDay, $0)] },
      { shares(of: Key(provider, month, $0), until: ISOWeek(containing: cell.day).lastDay) },
    ]
    for step in steps {
      for witness in witnesses {
        let payers = (step(witness) ?? [:]).filter { $0.value > 0 }.sorted { $0.key < $1.key }
        if !payers.isEmpty { return payers.map { ($0.key.isEmpty ? nil : $0.key, Int128($0.value)) } }
      }
    }
    return nil
  }

  /// The month's shares as the bill's own week knew them: later weeks do not change an old one.
  private func shares(of key: Key, until last: CalendarDay) -> [String: Int64]? {
    byMonth[key]?.filter { $0.day <= last }.reduce(into: [:]) { $0[$1.payer, default: 0] += $1.euro }
  }

  private struct Key: Hashable {
    let provider: Int
    let day: CalendarDay
    let witness: SourceRank
    /// -1 for all models.
    let model: Int
    init(_ provider: Int, _ day: CalendarDay, _ witness: SourceRank, _ model: Int = -1) {
      self.provider = provider
      self.day = day
      self.witness = witness
      self.model = model
    }
  }
}
