import CostExports
import LedgerStore
import Pricing
import Registers
import ReportCore

/// What the ledger holds of an invoice in the invoice's own currency: read from the entries themselves, for roll-ups know
/// euros only. Done for invoices in other currencies alone, and not for files beyond half a million rows.
struct OriginalAmounts {
  let ledger: Ledger
  let asOf: Instant

  private static let mostRows = 500_000

  /// By line of the register; absent when a row has another currency, or no amount.
  func sums(of invoices: [Invoice], _ placed: [PlacedCell], _ view: LedgerView) throws -> [Int: Money] {
    var sums: [Int: Money] = [:]
    let rows = Dictionary(view.imports.map { ($0.number, $0.rows) }) { first, _ in first }
    for invoice in invoices where invoice.amount.currency != .euro {
      let own = placed.filter {
        $0.standing == .record && $0.cell.charge != .tax && invoice.period.contains($0.sourceDay)
          && $0.dimension.provider.lowercased() == invoice.provider.lowercased()
      }
      let counted = Set(own.map { Place(dimension: $0.dimension, day: $0.sourceDay) })
      let dimensions = Set(own.map(\.cell.dimension))
      let imports = Set(
        view.cells.filter { dimensions.contains($0.dimension) && invoice.covers($0.slot) }.map(\.importNumber))
      guard !counted.isEmpty, imports.reduce(0, { $0 + (rows[$1] ?? 0) }) <= Self.mostRows else { continue }
      sums[invoice.line] = try sum(invoice, counted, Set(own.map(\.dimension)), imports)
    }
    return sums
  }

  private func sum(
    _ invoice: Invoice, _ counted: Set<Place>, _ dimensions: Set<Dimension>, _ imports: Set<Int>
  ) throws -> Money? {
    var sum: Int128 = 0
    var isKnown = true
    let filter = LedgerEntryFilter(imports: imports, days: invoice.period, dimensions: dimensions)
    try ledger.forEachEntry(filter, asOf: asOf) { entry in
      guard entry.charge != .tax else { return true }
      guard let billed = entry.billed, billed.currency == invoice.amount.currency else {
        isKnown = entry.billed.map { $0.nanos == 0 } ?? false
        return isKnown
      }
      for (day, money) in Self.days(entry.time, billed)
      where counted.contains(Place(dimension: entry.dimension, day: day)) {
        sum += Int128(money.nanos)
      }
      return true
    }
    guard isKnown, let nanos = Int64(exactly: sum) else { return nil }
    return Money(nanos: nanos, currency: invoice.amount.currency)
  }

  private static func days(_ time: RowTime, _ money: Money) -> [(day: CalendarDay, money: Money)] {
    switch time {
    case .moment(let moment): [(moment.utcDay, money)]
    case .days(let first, let last): Spread.evenly(money, over: first...last)
    }
  }

  private struct Place: Hashable {
    var dimension: Dimension
    var day: CalendarDay
  }
}

extension Invoice {
  fileprivate func covers(_ slot: RollupSlot) -> Bool {
    switch slot {
    case .hour(let hour): period.contains(Instant(seconds: Int64(hour) * 3600).utcDay)
    case .sourceDay(let day): period.contains(day)
    }
  }
}
