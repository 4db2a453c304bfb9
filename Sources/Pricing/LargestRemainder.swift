public import ReportCore

/// Splits an amount into whole nano-units that add up to it exactly.
public enum LargestRemainder {
  /// Parts of `total` in proportion to `weights`, in their order: each part is the exact share rounded towards zero,
  /// and the units left over go to the largest remainders, ties to the earliest. A negative total is split as its
  /// opposite. Nil when there is no weight above zero, when one is negative, or when their sum leaves Int128.
  public static func split(total: Int64, weights: [Int128]) -> [Int64]? {
    var sum: Int128 = 0
    for weight in weights {
      let (next, overflow) = sum.addingReportingOverflow(weight)
      guard weight >= 0, !overflow else { return nil }
      sum = next
    }
    guard sum > 0 else { return nil }
    let magnitude = UInt128(total.magnitude)
    let divisor = sum.magnitude
    var parts: [UInt64] = []
    var remainders: [UInt128] = []
    parts.reserveCapacity(weights.count)
    remainders.reserveCapacity(weights.count)
    var left = total.magnitude
    for weight in weights {
      // The share is at most the total, so the quotient fits although the product may not.
      let share = divisor.dividingFullWidth(magnitude.multipliedFullWidth(by: weight.magnitude))
      parts.append(UInt64(share.quotient))
      remainders.append(share.remainder)
      left -= UInt64(share.quotient)
    }
    if left > 0 {
      let order = remainders.indices.sorted { (remainders[$1], $0) < (remainders[$0], $1) }
      for index in order.prefix(Int(left)) { parts[index] += 1 }
    }
    return parts.map { total < 0 ? Int64(truncatingIfNeeded: 0 &- $0) : Int64($0) }
  }
}

/// Spreads an amount evenly over days.
public enum Spread {
  /// `days` parts of `nanos` that add up exactly and differ by at most one nano-unit, the larger ones first; none
  /// when `days` is not positive.
  public static func evenly(nanos: Int64, days: Int) -> [Int64] {
    guard days > 0 else { return [] }
    let (part, rest) = nanos.quotientAndRemainder(dividingBy: Int64(days))
    let extra = Int(rest.magnitude)
    return (0..<days).map { part + ($0 < extra ? rest.signum() : 0) }
  }

  /// An amount over first...last: a part for each day, in order, adding up exactly.
  public static func evenly(
    _ money: Money, over days: ClosedRange<CalendarDay>
  ) -> [(day: CalendarDay, money: Money)] {
    let parts = evenly(nanos: money.nanos, days: days.lowerBound.distance(to: days.upperBound) + 1)
    return parts.enumerated().map { offset, nanos in
      (days.lowerBound.advanced(by: offset), Money(nanos: nanos, currency: money.currency))
    }
  }
}
