import Registers
import ReportCore

/// Premium models do basic work: more than 5 % of the calls of basic tasks (S38, S31).
public struct OverkillModels: Pitfall {
  public static let id = "overkill-models"
  public static let item = "S38"

  public init() {}

  public func measurement(_ facts: WeekFacts) -> PitfallMeasurement {
    let share = share(facts)
    let limit = FixedDecimal(nanos: 50_000_000)
    return PitfallMeasurement(
      isPresent: PitfallMeasurement.isBeyond(Fraction(limit), .atMost, share), interval: share, unit: .ratio,
      target: limit,
      formula:
        "calls of basic use cases on premium models / calls of basic use cases; upper bound with unclassed models")
  }

  private func share(_ facts: WeekFacts) -> Interval {
    if let gap = facts.ledger.gap(in: facts.week.days) { return .unknown(gap) }
    guard let useCases = facts.registers.useCases, facts.registers.modelClasses != nil else {
      return .unknown(.noSource)
    }
    // A use case without a task kind may be a basic one.
    if useCases.contains(where: { $0.taskKind == nil }) { return .unknown(.noSource) }
    let basic = Set(useCases.filter { $0.taskKind == .basic }.map(\.id))
    let days = facts.week.days
    let all = facts.ledger.tally(days) { $0.useCase.map(basic.contains) == true && $0.isUsage }.calls
    let premium = facts.ledger.tally(days) { $0.useCase.map(basic.contains) == true && $0.modelClass == .premium }.calls
    let unclassed = facts.ledger.tally(days) {
      $0.useCase.map(basic.contains) == true && $0.isUsage && $0.modelClass == nil
    }.calls
    guard let lower = Fraction(Int128(premium), over: Int128(all)),
      let upper = Fraction(Int128(premium + unclassed), over: Int128(all))
    else { return .unknown(.denominatorZero) }
    return Interval(lower: lower, value: lower, upper: upper, reason: unclassed > 0 ? .noSource : nil)
  }
}
