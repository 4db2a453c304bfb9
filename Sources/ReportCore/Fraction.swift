/// An exact ratio of two integers: states are judged on it before anything is rounded.
public struct Fraction: Hashable, Comparable, Sendable {
  /// Above the line.
  public let numerator: Int128
  /// Below the line, always positive.
  public let denominator: Int128

  /// Nil when `denominator` is zero (reason O3); the sign moves to the numerator.
  public init?(_ numerator: Int128, over denominator: Int128) {
    guard denominator != 0 else { return nil }
    self.numerator = denominator < 0 ? -numerator : numerator
    self.denominator = denominator < 0 ? -denominator : denominator
  }

  /// A decimal with nine places as a ratio.
  public init(_ decimal: FixedDecimal) {
    numerator = decimal.nanos
    denominator = 1_000_000_000
  }

  /// Compared by cross-multiplication in full width, so nothing overflows and nothing is rounded.
  public static func < (left: Self, right: Self) -> Bool {
    let first = left.numerator.multipliedFullWidth(by: right.denominator)
    let second = right.numerator.multipliedFullWidth(by: left.denominator)
    return (first.high, first.low) < (second.high, second.low)
  }

  /// Equal as numbers: 1/2 is 2/4.
  public static func == (left: Self, right: Self) -> Bool { !(left < right) && !(right < left) }

  /// Consistent with `==`: hashes the nine-decimal rounding.
  public func hash(into hasher: inout Hasher) { hasher.combine(FixedDecimal(self)) }
}
