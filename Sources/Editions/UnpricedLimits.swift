import CostExports
import LedgerStore
import Pricing
import ReportCore

/// What unpriced use can have cost at most: its tokens at the dearest price of its provider (design.md, Unknown).
struct UnpricedLimits {
  private var ceilings: [Key: Int128] = [:]

  init(_ ceilings: [TokenCeiling]) {
    for ceiling in ceilings { self.ceilings[Key(provider: ceiling.provider, day: ceiling.day)] = ceiling.attoEuro }
  }

  /// Euro nano-units for the unpriced part of a cell; nil when nothing bounds it.
  func limit(of placed: PlacedCell) -> Int64? {
    let cell = placed.cell
    // Calls without tokens may have cost anything.
    guard cell.unboundedRows == 0, cell.unpricedTokens > 0,
      let ceiling = ceilings[Key(provider: ProviderNames.family(placed.dimension.provider), day: placed.sourceDay)]
    else { return nil }
    let (product, overflow) = Int128(cell.unpricedTokens).multipliedReportingOverflow(by: ceiling)
    guard !overflow else { return nil }
    let (nanos, rest) = product.quotientAndRemainder(dividingBy: 1_000_000_000)
    return Int64(exactly: rest > 0 ? nanos + 1 : nanos)
  }

  private struct Key: Hashable {
    var provider: String
    var day: CalendarDay
  }
}
