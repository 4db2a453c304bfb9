import CostExports
import GRDB
import Pricing
import ReportCore

extension Ledger {
  /// What a token can have cost at most, for the providers and days of cells with unpriced tokens, with the books and
  /// rates known after act `last`; by provider and day.
  static func tokenCeilings(
    _ cells: [RollupCell], _ dimensions: [Dimension], through last: Int, _ db: Database
  ) throws -> [TokenCeiling] {
    let unpriced = cells.filter { $0.unpricedTokens != 0 }
    guard !unpriced.isEmpty else { return [] }
    let dearest = try PriceTables.dearest(through: last, db)
    var days: [String: Set<CalendarDay>] = [:]
    for cell in unpriced {
      let provider = ProviderNames.family(dimensions[cell.dimension].provider)
      if dearest[provider] != nil { days[provider, default: []].insert(cell.slot.sourceDay) }
    }
    guard !days.isEmpty else { return [] }
    let needed = days.values.joined()
    let first = needed.min() ?? CalendarDay(number: 0)
    let rates = try RateBook(
      db, through: last, dollarsOn: first.advanced(by: -RateBook.longestGap)...(needed.max() ?? first))
    return days.sorted { $0.key < $1.key }.flatMap { provider, days in
      days.sorted().compactMap { day in
        guard let price = Ledger.dearest(dearest[provider] ?? [], on: day),
          let rate = rates.answer(.dollar, on: day).terms.rate.flatMap({ ExactDecimal($0) })
        else { return nil }
        return price.attoEuro(unitsPerEuro: rate).map { TokenCeiling(provider: provider, day: day, attoEuro: $0) }
      }
    }
  }
}

extension Ledger {
  /// Of the books not younger than the use, else of the eldest: what a later book says does not change an old bound.
  fileprivate static func dearest(
    _ books: [(day: CalendarDay, price: ExactDecimal)], on day: CalendarDay
  ) -> ExactDecimal? {
    let earlier = books.filter { $0.day <= day }.map(\.price)
    return earlier.max { $0.isLess(than: $1) } ?? books.first?.price
  }
}

extension RollupSlot {
  /// The day of the source's calendar: UTC for hours.
  var sourceDay: CalendarDay {
    switch self {
    case .hour(let hour): Instant(seconds: Int64(hour) * 3600).utcDay
    case .sourceDay(let day): day
    }
  }
}

extension ExactDecimal {
  /// The amount in euro × 10¹⁸, rounded up: mantissa × 10^(18 − scale + rate.scale) / rate.mantissa.
  fileprivate func attoEuro(unitsPerEuro rate: ExactDecimal) -> Int128? {
    let exponent = 18 - scale + rate.scale
    guard rate.mantissa > 0 else { return nil }
    if exponent >= 0 {
      return mantissa.timesPowerOfTen(exponent).map { ($0 + rate.mantissa - 1) / rate.mantissa }
    }
    guard let power = Int128(1).timesPowerOfTen(-exponent) else { return nil }
    let (divisor, overflow) = power.multipliedReportingOverflow(by: rate.mantissa)
    return overflow ? nil : (mantissa + divisor - 1) / divisor
  }
}
