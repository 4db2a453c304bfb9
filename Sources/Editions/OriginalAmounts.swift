import CostExports
import LedgerStore
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
      let provider = invoice.provider.lowercased()
      let own = placed.filter {
        $0.standing == .record && $0.cell.charge != .tax && invoice.period.contains($0.sourceDay)
          && $0.provider == provider
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
    let filter = LedgerEntryFilter(imports: imports, days: invoice.period, dimensions: dimensions)
    let amounts = try ledger.originalAmounts(filter, asOf: asOf)
    let currency = invoice.amount.currency
    guard !amounts.contains(where: { $0.hasUnknown || $0.hasMoney && $0.currency != currency }) else { return nil }
    let sum = amounts.reduce(Int128(0)) { sum, amount in
      amount.currency == currency && counted.contains(Place(dimension: amount.dimension, day: amount.day))
        ? sum + Int128(amount.billed) : sum
    }
    return Int64(exactly: sum).map { Money(nanos: $0, currency: currency) }
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
