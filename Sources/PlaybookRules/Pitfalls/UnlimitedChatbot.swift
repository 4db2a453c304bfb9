import ReportCore

/// Consumers can use an interface without any limit per address or user (S37).
public struct UnlimitedChatbot: Pitfall {
  public static let id = "unlimited-chatbot"
  public static let item = "S37"

  public init() {}

  public func measurement(_ facts: WeekFacts) -> PitfallMeasurement {
    let count = facts.unprotectedInterfaces.map { Interval(Fraction($0.count)) } ?? .unknown(.noSource)
    return PitfallMeasurement(
      isPresent: facts.unprotectedInterfaces.map { !$0.isEmpty }, interval: count, unit: .count, target: .zero,
      formula: "customer-facing use cases without a proven limit per address or user",
      from: [FigureKey("controls.coverage", facts.period)])
  }
}
