/// Rounding of integer quotients, the two ways the program needs.
public enum Rounding {
  /// Half to even: bookkeeping and ratios. `divisor` must not be zero.
  public static func halfEven(_ dividend: Int128, dividedBy divisor: Int128) -> Int128 {
    let (quotient, remainder) = dividend.quotientAndRemainder(dividingBy: divisor)
    let twice = remainder.magnitude << 1
    let roundAway = twice > divisor.magnitude || (twice == divisor.magnitude && quotient & 1 != 0)
    guard roundAway else { return quotient }
    return (dividend < 0) == (divisor < 0) ? quotient + 1 : quotient - 1
  }

  /// Half away from zero: what readers see. `divisor` must be positive.
  public static func halfUp(_ dividend: Int128, dividedBy divisor: Int128) -> Int128 {
    let (quotient, remainder) = dividend.quotientAndRemainder(dividingBy: divisor)
    guard remainder.magnitude << 1 >= divisor.magnitude else { return quotient }
    return dividend < 0 ? quotient - 1 : quotient + 1
  }
}

extension Int128 {
  /// The product with 10 to the `exponent` (0…38), nil on overflow.
  public func timesPowerOfTen(_ exponent: Int) -> Int128? {
    guard (0...38).contains(exponent) else { return nil }
    var result = self
    for _ in 0..<exponent {
      let (next, overflow) = result.multipliedReportingOverflow(by: 10)
      guard !overflow else { return nil }
      result = next
    }
    return result
  }
}
