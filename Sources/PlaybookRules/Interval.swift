public import ReportCore

/// A measured number with what is known about its bounds, exact until it is printed.
public struct Interval: Sendable, Equatable {
  /// Nil is unbounded below.
  public var lower: Fraction?
  /// The best single value; nil when there is none.
  public var value: Fraction?
  /// Nil is unbounded above.
  public var upper: Fraction?
  /// Why the bounds are apart; nil when they are not.
  public var reason: UnknownReason?

  /// An interval.
  public init(lower: Fraction?, value: Fraction?, upper: Fraction?, reason: UnknownReason?) {
    self.lower = lower
    self.value = value
    self.upper = upper
    self.reason = reason
  }

  /// A point.
  public init(_ value: Fraction) {
    lower = value
    self.value = value
    upper = value
  }

  /// Nothing is known, for this reason.
  public static func unknown(_ reason: UnknownReason) -> Interval {
    Interval(lower: nil, value: nil, upper: nil, reason: reason)
  }

  /// True when one exact value is known.
  public var isPoint: Bool { value != nil && lower == value && upper == value }

  /// Every known number divided by a positive `divisor`; unknown (O3) when it is zero.
  public func divided(by divisor: Fraction) -> Interval {
    guard divisor.numerator > 0 else { return .unknown(.denominatorZero) }
    return map { $0.divided(by: divisor) }
  }

  /// Every known number changed alike by a growing function.
  public func map(_ change: (Fraction) -> Fraction) -> Interval {
    Interval(lower: lower.map(change), value: value.map(change), upper: upper.map(change), reason: reason)
  }
}

extension Fraction {
  /// Nano-units as whole units.
  public init(nanos: Int128) { self.init(FixedDecimal(nanos: nanos)) }

  /// A whole number.
  public init(_ whole: Int) { self.init(FixedDecimal(whole)) }

  /// The exact quotient; `divisor` must be positive. Reduced, so that long chains stay inside 128 bits.
  public func divided(by divisor: Fraction) -> Fraction {
    let first = Fraction.divisor(numerator, divisor.numerator)
    let second = Fraction.divisor(divisor.denominator, denominator)
    return Fraction(
      (numerator / first) * (divisor.denominator / second), over: (denominator / second) * (divisor.numerator / first))
      ?? self
  }

  /// The exact product with a whole number.
  public func times(_ factor: Int) -> Fraction {
    let shared = Fraction.divisor(Int128(factor), denominator)
    return Fraction(numerator * (Int128(factor) / shared), over: denominator / shared) ?? self
  }

  /// The difference with one.
  public var minusOne: Fraction { Fraction(numerator - denominator, over: denominator) ?? self }

  private static func divisor(_ left: Int128, _ right: Int128) -> Int128 {
    var (first, second) = (left < 0 ? -left : left, right < 0 ? -right : right)
    while second != 0 { (first, second) = (second, first % second) }
    return max(first, 1)
  }
}
