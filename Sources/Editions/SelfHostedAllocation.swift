import CostExports
import LedgerStore
import PlaybookRules
import Pricing
import Registers
import ReportCore

/// Spreads what self-hosted models cost: a month's amount evenly over its days, a day's over who used the models, by
/// tokens, else by calls; without use nobody is charged. Exact to the nano-unit.
struct SelfHostedAllocation {
  private let registers: Registers
  private var entries: [CalendarDay: [SelfHostedModel]] = [:]

  /// For the days of `range` on which something is self-hosted.
  init(_ registers: Registers, _ range: ClosedRange<CalendarDay>) {
    self.registers = registers
    guard let first = registers.selfHosted?.map(\.validFrom).min(), first <= range.upperBound else { return }
    for day in max(first, range.lowerBound)...range.upperBound {
      let active = registers.selfHosted(on: day)
      if !active.isEmpty { entries[day] = active }
    }
  }

  /// True when the cost of this use is in a fixed amount, so that it has no price of its own.
  func contains(_ cell: PlacedCell) -> Bool { entry(of: cell) != nil }

  /// The cells of the fixed amounts, by day, entry and payer. `origin` has no rows: the money is the register's.
  func cells(_ placed: [PlacedCell], origin: Int) -> [UsageCell] {
    var use: [Place: [Payer: (tokens: Int, calls: Int)]] = [:]
    var names: [Place: (provider: String, model: String)] = [:]
    for cell in placed {
      guard let entry = entry(of: cell) else { continue }
      let place = Place(day: cell.day, id: entry.id)
      let payer = Payer(useCase: cell.useCase, isRuled: cell.isRuled)
      use[place, default: [:]][payer, default: (0, 0)].tokens += cell.cell.tokens.total
      use[place]?[payer]?.calls += cell.cell.calls
      names[place] = names[place] ?? (cell.dimension.provider, cell.dimension.model)
    }
    return entries.keys.sorted().flatMap { day in
      (entries[day] ?? []).flatMap { entry in
        let place = Place(day: day, id: entry.id)
        let name = names[place] ?? (entry.provider ?? entry.id, entry.models.first ?? entry.id)
        return parts(amount(of: entry, on: day), use[place] ?? [:]).map { payer, euro in
          UsageCell(
            day: day, useCase: payer.useCase, isOutsideUseCases: payer.isRuled && payer.useCase == nil,
            provider: name.provider, model: name.model, modelClass: registers.modelClass(of: name.model, on: day),
            isAllocated: true, basis: .allocated, euro: euro, origin: origin)
        }
      }
    }
  }

  /// The day's part of the month's amount.
  private func amount(of entry: SelfHostedModel, on day: CalendarDay) -> Int64 {
    let month = CalendarMonth(containing: day)
    let parts = Spread.evenly(nanos: entry.costPerMonth.nanos, days: month.days.count)
    return parts[month.firstDay.distance(to: day)]
  }

  private func parts(
    _ euro: Int64, _ use: [Payer: (tokens: Int, calls: Int)]
  ) -> [(payer: Payer, euro: Int64)] {
    let payers = use.sorted { $0.key < $1.key }
    for weight in [payers.map { Int128($0.value.tokens) }, payers.map { Int128($0.value.calls) }] {
      if let amounts = LargestRemainder.split(total: euro, weights: weight.map { max($0, 0) }) {
        return zip(payers, amounts).compactMap { $1 == 0 ? nil : ($0.key, $1) }
      }
    }
    return [(Payer(useCase: nil, isRuled: false), euro)]
  }

  private func entry(of cell: PlacedCell) -> SelfHostedModel? {
    guard !entries.isEmpty, cell.cell.charge == .usage, !cell.isReplaced, !cell.isReport else { return nil }
    return entries[cell.day]?.first { $0.runs(cell.dimension.model, at: cell.dimension.provider) }
  }

  private struct Place: Hashable {
    var day: CalendarDay
    var id: String
  }

  private struct Payer: Hashable, Comparable {
    var useCase: String?
    var isRuled: Bool

    static func < (left: Self, right: Self) -> Bool {
      (left.useCase ?? "", left.isRuled ? 0 : 1) < (right.useCase ?? "", right.isRuled ? 0 : 1)
    }
  }
}
