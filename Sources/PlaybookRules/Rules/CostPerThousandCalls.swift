import Registers
import ReportCore

/// Cost per inference, as euro per 1000 successful calls (S52).
public struct CostPerThousandCalls: PlaybookRule {
  public static let item = "S52"
  private let metric = WeeklyMetric(
    id: "mt.cost-per-1000-calls", item: item, unit: .euro, guide: FixedDecimal(nanos: 150_000_000),
    formula: "pay-per-use cost / successful calls × 1000", mustNotRise: true, bands: { Bands(.atMost, target: $0) })

  public init() {}

  public func findings(_ facts: WeekFacts) -> Findings {
    var findings = Findings()
    findings.figures = metric.series(facts) { week in measure(facts, week, [:]) { _ in true } }
    for useCase in facts.useCases {
      let found = measure(facts, facts.week, ["useCase": useCase.id]) { $0.useCase == useCase.id }
      guard found.rows > 0 else { continue }
      findings.add(metric.part(facts, ["useCase": useCase.id], found))
    }
    return findings
  }

  private func measure(
    _ facts: WeekFacts, _ week: ISOWeek, _ scope: [String: String], where include: (UsageCell) -> Bool
  ) -> (interval: Interval, rows: Int, from: [FigureKey]) {
    let (cost, tally) = facts.spend(week.days, mayHoldMore: !scope.isEmpty) { $0.isUsage && include($0) }
    let from = [
      FigureKey(scope.isEmpty ? "spend.total" : "spend.by-use-case", scope: scope, .week(week)),
      FigureKey("calls.successful", scope: scope, .week(week)),
    ]
    let rows = facts.ledger.rows(of: tally)
    // A missing source hides calls as well as cost: the ratio could be anything.
    if let gap = facts.ledger.gap(in: week.days) { return (.unknown(gap), rows, from) }
    var interval = cost.divided(by: Fraction(tally.successful)).map { $0.times(1000) }
    // Calls that nobody owns may be its calls: then the same cost is spread thinner.
    let unclaimed = scope.isEmpty ? 0 : facts.ledger.tally(week.days) { $0.isUnclaimed }.successful
    if unclaimed > 0, let least = cost.lower, interval.value != nil {
      interval.lower = least.divided(by: Fraction(tally.successful + unclaimed)).times(1000)
      interval.reason = interval.reason ?? .notAttributed
    }
    return (interval, rows, from)
  }
}
