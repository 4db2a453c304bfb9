import ReportCore

/// AI is bought outside the gateway: what providers bill and what the gateway saw differ by more than 2 %, or a fixed
/// fee belongs to nobody (S40).
public struct ShadowAI: Pitfall {
  public static let id = "shadow-ai"
  public static let item = "S40"

  public init() {}

  public func measurement(_ facts: WeekFacts) -> PitfallMeasurement {
    let capture = captureRate(facts)
    let low = Fraction(FixedDecimal(nanos: 980_000_000))
    let high = Fraction(FixedDecimal(nanos: 1_020_000_000))
    let orphans = facts.ledger.tally(facts.week.days) {
      !$0.isUsage && $0.isUnclaimed && ($0.euro > 0 || $0.unratedRows > 0)
    }
    let outside: Bool? = capture.isPoint ? capture.value.map { $0 < low || $0 > high } : nil
    return PitfallMeasurement(
      isPresent: orphans.euro > 0 || orphans.unratedRows > 0 ? true : outside, interval: capture, unit: .ratio,
      target: FixedDecimal(1),
      formula: "gateway cost / provider bill of the same accounts and days; fixed fees without a use case",
      from: [FigureKey("spend.not-attributed", facts.period)])
  }

  private func captureRate(_ facts: WeekFacts) -> Interval {
    if let gap = facts.ledger.gap(in: facts.week.days) { return .unknown(gap) }
    let cells = facts.ledger.capture.filter { facts.week.days.contains($0.day) }
    if cells.contains(where: { $0.unratedRows != 0 }) { return .unknown(.noExchangeRate) }
    if cells.contains(where: { $0.unpricedCalls != 0 }) { return .unknown(.noPrice) }
    let billed = cells.reduce(Int128(0)) { $0 + Int128($1.billedEuro) }
    let seen = cells.reduce(Int128(0)) { $0 + Int128($1.gatewayEuro) }
    guard billed > 0 else { return .unknown(.noSource) }
    return Fraction(seen, over: billed).map { Interval($0) } ?? .unknown(.denominatorZero)
  }
}
