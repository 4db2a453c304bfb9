/// An amount in integer nano-units (10⁻⁹) of one currency: the only money type of the program.
public struct Money: Hashable, Sendable {
  /// Nano-units; 1.50 euro is 1_500_000_000.
  public let nanos: Int64
  /// The currency the nano-units are of.
  public let currency: Currency

  /// An amount of `nanos` nano-units of `currency`.
  public init(nanos: Int64, currency: Currency) {
    self.nanos = nanos
    self.currency = currency
  }

  /// An amount in euro.
  public static func euro(nanos: Int64) -> Money { Money(nanos: nanos, currency: .euro) }

  /// The sum; throws when the currencies differ or the sum leaves Int64 (9.2 billion units).
  public func adding(_ other: Money) throws(MoneyError) -> Money {
    guard currency == other.currency else { throw .currenciesDiffer(currency, other.currency) }
    let (sum, overflow) = nanos.addingReportingOverflow(other.nanos)
    guard !overflow else { throw .outOfRange }
    return Money(nanos: sum, currency: currency)
  }

  /// The same amount in euro at `unitsPerEuro` (as the ECB quotes it), rounded half to even, once.
  public func inEuro(unitsPerEuro rate: ExactDecimal) throws(MoneyError) -> Money {
    guard rate.mantissa > 0 else { throw .outOfRange }
    guard
      let numerator = Int128(nanos).timesPowerOfTen(rate.scale),
      let euros = Int64(exactly: Rounding.halfEven(numerator, dividedBy: rate.mantissa))
    else { throw .outOfRange }
    return .euro(nanos: euros)
  }
}

/// Why an operation on money has no answer.
public enum MoneyError: Error, Equatable, Sendable {
  /// Two amounts in different currencies cannot be added.
  case currenciesDiffer(Currency, Currency)
  /// The result does not fit in 64 bits of nano-units.
  case outOfRange
}
