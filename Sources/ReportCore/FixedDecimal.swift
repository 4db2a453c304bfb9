/// A number with exactly nine decimals: what a figure prints in `numbers.json`. Not money by itself; the
/// figure's unit says what is counted.
public struct FixedDecimal: Hashable, Comparable, Sendable, CustomStringConvertible {
  /// The number × 10⁹.
  public let nanos: Int128

  /// A number given as its billionths.
  public init(nanos: Int128) { self.nanos = nanos }

  /// A whole number.
  public init(_ whole: Int) { nanos = Int128(whole) * 1_000_000_000 }

  /// A ratio rounded half to even to nine decimals.
  public init(_ fraction: Fraction) {
    nanos = Rounding.halfEven(fraction.numerator * 1_000_000_000, dividedBy: fraction.denominator)
  }

  /// Reads the text that `description` writes, and any shorter exact decimal; nil for more than nine decimals.
  public init?(_ text: String) {
    guard let exact = ExactDecimal(text), exact.scale <= 9,
      let nanos = exact.mantissa.timesPowerOfTen(9 - exact.scale)
    else { return nil }
    self.nanos = nanos
  }

  /// Zero.
  public static let zero = FixedDecimal(nanos: 0)

  /// Nine decimals, a point, no grouping: `9.142300000`.
  public var description: String {
    let magnitude = nanos.magnitude
    let decimals = String(magnitude % 1_000_000_000)
    let padding = String(repeating: "0", count: 9 - decimals.count)
    return "\(nanos < 0 ? "-" : "")\(magnitude / 1_000_000_000).\(padding)\(decimals)"
  }

  /// As a floating-point number, for geometry only: never for a sum or a verdict.
  public var approximate: Double { Double(nanos) / 1e9 }

  /// By value.
  public static func < (left: Self, right: Self) -> Bool { left.nanos < right.nanos }
  /// The exact sum.
  public static func + (left: Self, right: Self) -> Self { Self(nanos: left.nanos + right.nanos) }
  /// The exact difference.
  public static func - (left: Self, right: Self) -> Self { Self(nanos: left.nanos - right.nanos) }
}
