import ReportCore

/// A day went over 110 % of its budget and nothing stopped it (S41).
public struct NoAlarm: Pitfall {
  public static let id = "no-alarm"
  public static let item = "S41"

  public init() {}

  public func measurement(_ facts: WeekFacts) -> PitfallMeasurement {
    let key = FigureKey("budget.days-over-110", facts.period)
    guard let days = facts.figures[key] else {
      return PitfallMeasurement(
        isPresent: nil, interval: .unknown(.noSource), unit: .count, target: .zero,
        formula: "days over 110 % of a day budget")
    }
    let interval = Interval(
      lower: days.lower.map { Fraction($0) }, value: days.value.map { Fraction($0) },
      upper: days.upper.map { Fraction($0) },
      reason: days.reason)
    return PitfallMeasurement(
      isPresent: PitfallMeasurement.isBeyond(Fraction(0), .atMost, interval), interval: interval, unit: .count,
      target: .zero,
      formula: "days over 110 % of a day budget", from: [key])
  }
}
