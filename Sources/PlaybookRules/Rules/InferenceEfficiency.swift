import Registers
import ReportCore

/// The share of outputs that was of use, against discarded drafts and repeated prompts (S55).
public struct InferenceEfficiency: PlaybookRule {
  public static let item = "S55"
  private static let anything = Interval(lower: Fraction(0), value: nil, upper: Fraction(1), reason: .noSource)
  // The playbook's amber begins at 70 for its own target of 78; another target keeps the proportion.
  private let metric = WeeklyMetric(
    id: "mt.efficiency", item: item, unit: .ratio, guide: FixedDecimal(nanos: 780_000_000),
    formula: "useful / (useful + discarded + repeated); bounds: all unjudged wasted, all unjudged useful",
    mustNotRise: false,
    bands: { target in
      let green = Fraction(target)
      return Bands(.atLeast, green: green, amber: green.times(70).divided(by: Fraction(78)))
    })

  public init() {}

  public func findings(_ facts: WeekFacts) -> Findings {
    var findings = Findings()
    findings.figures = metric.series(facts) { week in measure(facts, week, counted(facts, on: week.lastDay)) }
    for useCase in counted(facts, on: facts.week.lastDay) ?? [] {
      findings.add(metric.part(facts, ["useCase": useCase.id], measure(facts, facts.week, [useCase])))
    }
    return findings
  }

  private func counted(_ facts: WeekFacts, on day: CalendarDay) -> [UseCase]? {
    facts.registers.useCases?.filter { $0.expects.contains(.outputs) && ($0.goLive.map { $0 <= day } ?? true) }
  }

  private func measure(
    _ facts: WeekFacts, _ week: ISOWeek, _ useCases: [UseCase]?
  ) -> (interval: Interval, rows: Int, from: [FigureKey]) {
    guard let useCases, !useCases.isEmpty, let outcomes = facts.registers.outcomes else {
      return (Self.anything, 0, [])
    }
    var useful = 0
    var judged = 0
    var unjudged = 0
    var rows = 0
    for useCase in useCases {
      let found = outcomes.filter { $0.useCase == useCase.id && $0.week == week }
      guard !found.isEmpty else { return (Self.anything, rows, []) }
      for row in found {
        guard let rowUseful = row.useful, let discarded = row.discarded, let repeated = row.repeated,
          let rowUnjudged = row.unjudged
        else { return (Self.anything, rows, []) }
        useful += rowUseful
        judged += rowUseful + discarded + repeated
        unjudged += rowUnjudged
        rows += 1
      }
    }
    guard let lower = Fraction(Int128(useful), over: Int128(judged + unjudged)),
      let upper = Fraction(Int128(useful + unjudged), over: Int128(judged + unjudged))
    else { return (.unknown(.denominatorZero), rows, []) }
    let value = Fraction(Int128(useful), over: Int128(judged))
    return (Interval(lower: lower, value: value, upper: upper, reason: unjudged > 0 ? .noSource : nil), rows, [])
  }
}
