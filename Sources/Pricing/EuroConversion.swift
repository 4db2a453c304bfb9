public import CostExports
public import ReportCore

/// What an amount is in euro.
public enum EuroAmount: Hashable, Sendable {
  /// Euro nano-units, rounded half to even once, with the rate used and its day.
  case known(nanos: Int64, rate: ExactDecimal, rateDay: CalendarDay)
  /// The rate of `rateDay` is not there yet (O6).
  case waiting(rateDay: CalendarDay)
  /// The ECB does not quote the currency.
  case neverListed
  /// The amount in euro does not fit in 64 bits of nano-units.
  case outOfRange
}

/// Cost and billed amount of a row in euro. Both are nil for an unpriced row.
public struct EuroAmounts: Hashable, Sendable {
  /// What the use is worth.
  public let cost: EuroAmount?
  /// What the invoice will say.
  public let billed: EuroAmount?
}

/// Converts amounts to euro, remembering the last rate: the rows of an export come by day.
public struct EuroConversion: Sendable {
  private let rates: ExchangeRates
  private var last: (currency: Currency, day: CalendarDay, lookup: RateLookup)?

  /// Converts at `rates` as they are now.
  public init(_ rates: ExchangeRates) { self.rates = rates }

  /// The day whose rate a row uses: its UTC day, or the first of its days, since a charge is owed from its start.
  public static func day(of time: RowTime) -> CalendarDay {
    switch time {
    case .moment(let moment): moment.utcDay
    case .days(let first, _): first
    }
  }

  /// `money` in euro at the rate for `day`.
  public mutating func euro(_ money: Money, on day: CalendarDay) -> EuroAmount {
    switch lookup(money.currency, day) {
    case .missing(let rateDay): return .waiting(rateDay: rateDay)
    case .neverListed: return .neverListed
    case .found(let rate, let rateDay):
      guard let euro = try? money.inEuro(unitsPerEuro: rate) else { return .outOfRange }
      return .known(nanos: euro.nanos, rate: rate, rateDay: rateDay)
    }
  }

  /// A row's amounts in euro, each rounded once.
  public mutating func euro(_ row: ExportRow) -> EuroAmounts {
    let day = EuroConversion.day(of: row.time)
    let cost = row.cost.map { euro($0, on: day) }
    // Nearly always the same amount: convert it once.
    let billed = row.billed == row.cost ? cost : row.billed.map { euro($0, on: day) }
    return EuroAmounts(cost: cost, billed: billed)
  }

  private mutating func lookup(_ currency: Currency, _ day: CalendarDay) -> RateLookup {
    if let last, last.day == day, last.currency == currency { return last.lookup }
    let lookup = rates.rate(for: currency, on: day)
    last = (currency, day, lookup)
    return lookup
  }
}
