import Foundation
public import ReportCore

/// The weekly growth of a series: the median of all pairwise slopes of its logarithm (S53). One odd week does
/// not move it.
public enum TheilSen {
  /// Growth per week to four significant digits, from complete weeks with a positive value; nil when fewer than six of
  /// the last eight are. A week is complete when its value is bounded on both sides and everything in it has a price: a
  /// missing source leaves it open, and the dearest price bounds a cost without telling where it lies.
  public static func weeklyGrowth(_ series: [Interval]) -> Double? {
    let points = series.suffix(8).enumerated().compactMap { index, interval -> (Double, Double)? in
      guard interval.lower != nil, interval.upper != nil, interval.reason != .noPrice, let value = interval.value,
        value.numerator > 0
      else { return nil }
      return (Double(index), log(FixedDecimal(value).approximate))
    }
    guard points.count >= 6 else { return nil }
    var slopes: [Double] = []
    for (index, first) in points.enumerated() {
      for second in points[(index + 1)...] { slopes.append((second.1 - first.1) / (second.0 - first.0)) }
    }
    slopes.sort()
    let middle = slopes.count / 2
    let median = slopes.count % 2 == 1 ? slopes[middle] : (slopes[middle - 1] + slopes[middle]) / 2
    return rounded(exp(median) - 1)
  }

  /// Inside ±2 % a week is stable.
  public static func trend(_ series: [Interval]) -> Trend {
    guard let growth = weeklyGrowth(series) else { return .unknown }
    return growth > 0.02 ? .rising : growth < -0.02 ? .falling : .stable
  }

  // Logarithms may differ in their last bit between machines; four digits do not.
  private static func rounded(_ number: Double) -> Double {
    guard number != 0 else { return 0 }
    let scale = pow(10, 3 - floor(log10(abs(number))))
    return (number * scale).rounded() / scale
  }
}
