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
        "calls of basic use cases on premium models / calls of basic use cases; upper bound with unclassed models and calls of nobody"
    )
  }

  private func share(_ facts: WeekFacts) -> Interval {
    if let gap = facts.ledger.gap(in: facts.week.days) { return .unknown(gap) }
    guard let useCases = facts.registers.useCases, facts.registers.modelClasses != nil else {
      return .unknown(.noSource)
    }
    // A use case without a task kind may be a basic one.
    if useCases.contains(where: { $0.taskKind == nil }) { return .unknown(.noSource) }
    let basic = Set(useCases.filter { $0.taskKind == .basic }.map(\.id))
    let usage = facts.ledger.cells(in: facts.week.days).filter(\.isUsage)
    let basicUse = usage.filter { $0.useCase.map(basic.contains) == true }
    // Calls that nobody owns may be basic ones, on any model.
    let unclaimed = usage.filter(\.isUnclaimed)
    func calls(_ cells: [UsageCell]) -> Int { cells.reduce(0) { $0 + $1.calls } }
    let all = calls(basicUse)
    let premium = calls(basicUse.filter { $0.modelClass == .premium })
    let unclassed = calls(basicUse.filter { $0.modelClass == nil })
    let others = calls(unclaimed.filter { $0.modelClass == .premium || $0.modelClass == nil })
    let harmless = calls(unclaimed) - others
    guard let value = Fraction(Int128(premium), over: Int128(all)),
      let lower = Fraction(Int128(premium), over: Int128(all + harmless)),
      let upper = Fraction(Int128(premium + unclassed + others), over: Int128(all + others))
    else { return .unknown(.denominatorZero) }
    let reason: UnknownReason? = unclassed > 0 ? .noSource : calls(unclaimed) > 0 ? .notAttributed : nil
    return Interval(lower: lower, value: value, upper: upper, reason: lower == upper ? nil : reason)
  }
}
