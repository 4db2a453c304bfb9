import Registers
import ReportCore

/// Calls go out without memory: less than 30 % of the input comes from a cache, or more than 10 % of the outputs are
/// repeats (S39).
public struct NoMemory: Pitfall {
  public static let id = "no-memory"
  public static let item = "S39"

  public init() {}

  public func measurement(_ facts: WeekFacts) -> PitfallMeasurement {
    let hit = hitRate(facts)
    let limit = FixedDecimal(nanos: 300_000_000)
    let coldCache = PitfallMeasurement.isBeyond(Fraction(limit), .atLeast, hit)
    let repeats = repeatsTooMuch(facts)
    let isPresent = coldCache == true || repeats == true ? true : coldCache == false && repeats == false ? false : nil
    return PitfallMeasurement(
      isPresent: isPresent, interval: hit, unit: .ratio, target: limit,
      formula: "input tokens from a provider's cache / input tokens; repeats at most 10 % of outputs",
      from: [FigureKey("tokens.total", facts.period)])
  }

  private func hitRate(_ facts: WeekFacts) -> Interval {
    if let gap = facts.ledger.gap(in: facts.week.days) { return .unknown(gap) }
    let tokens = facts.ledger.tally(facts.week.days).tokens
    let input = tokens.inputUncached + tokens.inputCacheRead + tokens.inputCacheWrite
    return Fraction(Int128(tokens.inputCacheRead), over: Int128(input)).map { Interval($0) }
      ?? .unknown(.denominatorZero)
  }

  private func repeatsTooMuch(_ facts: WeekFacts) -> Bool? {
    guard let useCases = facts.registers.useCases, let outcomes = facts.registers.outcomes else { return nil }
    var repeated = 0
    var outputs = 0
    for useCase in useCases
    where useCase.expects.contains(.outputs) && (useCase.goLive.map { $0 <= facts.evaluatedOn } ?? true) {
      let rows = outcomes.filter { $0.useCase == useCase.id && $0.week == facts.week }
      guard !rows.isEmpty else { return nil }
      for row in rows {
        guard let useful = row.useful, let discarded = row.discarded, let again = row.repeated,
          let unjudged = row.unjudged
        else { return nil }
        repeated += again
        outputs += useful + discarded + again + unjudged
      }
    }
    return outputs == 0 ? nil : repeated * 10 > outputs
  }
}
