public import CostExports
public import ReportCore

/// What is known about the rate for a day.
public enum RateLookup: Hashable, Sendable {
  /// Units of the currency for one euro, and the business day the rate is of.
  case found(rate: ExactDecimal, rateDay: CalendarDay)
  /// The currency is quoted, the rate of exactly `rateDay` is not there (yet): the euro amount is unknown (O6).
  case missing(rateDay: CalendarDay)
  /// The ECB does not quote the currency.
  case neverListed
}

/// ECB reference rates as a value. A day uses the rate of the last TARGET business day on or before it, exactly
/// that one: an older rate is no substitute (design.md, Currency).
public struct ExchangeRates: Sendable {
  /// What adding a rate did.
  public enum Addition: Hashable, Sendable {
    /// The rate is new.
    case added
    /// The same rate was there.
    case same
    /// Another rate was there, and stays.
    case differs(kept: ExactDecimal)
  }

  /// What the ECB quotes or has quoted since 1999: whether a rate may still come is known without any file.
  public static let listedCodes: Set<String> = [
    "USD", "JPY", "BGN", "CYP", "CZK", "DKK", "EEK", "GBP", "HUF", "LTL", "LVL", "MTL", "PLN", "ROL", "RON", "SEK",
    "SIT", "SKK", "CHF", "ISK", "NOK", "HRK", "RUB", "TRL", "TRY", "AUD", "BRL", "CAD", "CNY", "HKD", "IDR", "ILS",
    "INR", "KRW", "MXN", "MYR", "NZD", "PHP", "SGD", "THB", "ZAR",
  ]

  private var byCurrency: [Currency: [CalendarDay: ExactDecimal]] = [:]

  /// No rates but the euro's own, which is 1.
  public init() {}

  /// Adds a rate; the first one of a day and currency stays.
  @discardableResult
  public mutating func add(_ rate: ECBRate) -> Addition {
    add(day: rate.day, currency: rate.currency, rate: rate.rate)
  }

  /// Adds `rate` units of `currency` for one euro on `day`; the first one of a day and currency stays.
  @discardableResult
  public mutating func add(day: CalendarDay, currency: Currency, rate: ExactDecimal) -> Addition {
    if let known = byCurrency[currency]?[day] { return known == rate ? .same : .differs(kept: known) }
    byCurrency[currency, default: [:]][day] = rate
    return .added
  }

  /// True for the euro, for what the ECB quotes, and for what a file has brought.
  public func isListed(_ currency: Currency) -> Bool {
    currency == .euro || ExchangeRates.listedCodes.contains(currency.code) || byCurrency[currency] != nil
  }

  /// The rate to use for `currency` on `day`. The euro is 1, dated `day` itself.
  public func rate(for currency: Currency, on day: CalendarDay) -> RateLookup {
    if currency == .euro { return .found(rate: ExactDecimal(mantissa: 1, scale: 0), rateDay: day) }
    let rateDay = TargetCalendar.lastBusinessDay(onOrBefore: day)
    if let rate = byCurrency[currency]?[rateDay] { return .found(rate: rate, rateDay: rateDay) }
    return isListed(currency) ? .missing(rateDay: rateDay) : .neverListed
  }
}
