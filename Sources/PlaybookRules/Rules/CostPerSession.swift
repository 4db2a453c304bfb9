import Registers
import ReportCore

/// What AI costs in one consumer session of the customer-facing use cases (S54).
public struct CostPerSession: PlaybookRule {
  public static let item = "S54"
  private let metric = WeeklyMetric(
    id: "mt.cost-per-session", item: item, unit: .euro, guide: FixedDecimal(nanos: 1_200_000_000),
    formula: "cost of customer-facing use cases / sessions", mustNotRise: false, bands: { Bands(.atMost, target: $0) })

  public init() {}

  public func findings(_ facts: WeekFacts) -> Findings {
    var findings = Findings()
    findings.figures = metric.series(facts) { week in measure(facts, week, facts.customerFacing(on: week.lastDay)) }
    for useCase in facts.customerFacing(on: facts.week.lastDay) ?? [] {
      findings.add(metric.part(facts, ["useCase": useCase.id], measure(facts, facts.week, [useCase])))
    }
    return findings
  }

  private func measure(
    _ facts: WeekFacts, _ week: ISOWeek, _ useCases: [UseCase]?
  ) -> (interval: Interval, rows: Int, from: [FigureKey]) {
    guard let useCases, let outcomes = facts.registers.outcomes else { return (.unknown(.noSource), 0, []) }
    let ids = Set(useCases.map(\.id))
    let (cost, tally) = facts.spend(week.days, mayHoldMore: true) { $0.useCase.map(ids.contains) == true }
    let from = useCases.map { FigureKey("spend.by-use-case", scope: ["useCase": $0.id], .week(week)) }
    let rows = facts.ledger.rows(of: tally)
    var sessions = 0
    for useCase in useCases {
      let counts = outcomes.filter { $0.useCase == useCase.id && $0.week == week }.map(\.sessions)
      guard !counts.isEmpty, !counts.contains(nil) else { return (.unknown(.noSource), rows, from) }
      sessions += counts.reduce(0) { $0 + ($1 ?? 0) }
    }
    return (cost.divided(by: Fraction(sessions)), rows, from)
  }
}

extension WeekFacts {
  /// Use cases that customers meet and that were live by that day; nil without the register.
  func customerFacing(on day: CalendarDay) -> [UseCase]? {
    registers.useCases?.filter { $0.customerFacing && ($0.goLive.map { $0 <= day } ?? true) }
  }
}
