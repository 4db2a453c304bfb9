import Registers
import ReportCore

/// What a tool gave back against what it cost (S56), and the cost multiple at which nothing is left of it: its break
/// factor (H3). A benefit without evidence is a claim: it lifts the upper bound only.
public struct ReturnPerTool: PlaybookRule {
  public static let item = "S56"
  private let metric = WeeklyMetric(
    id: "mt.roi", item: item, unit: .ratio, guide: FixedDecimal(nanos: 250_000_000),
    formula: "(benefit - AI cost) / AI cost; lower bound without claimed benefit", mustNotRise: false,
    bands: { Bands(.atLeast, green: Fraction($0), amber: Fraction(0)) })

  public init() {}

  public func findings(_ facts: WeekFacts) -> Findings {
    var findings = Findings()
    findings.figures = metric.series(facts) { week in measure(facts, week, tools(facts, on: week.lastDay)) }
    for tool in tools(facts, on: facts.week.lastDay) ?? [] {
      let scope = ["useCase": tool.id]
      let found = measure(facts, facts.week, [tool])
      let figure = metric.part(facts, scope, found)
      findings.add(figure)
      let factor = found.interval.map { Fraction($0.numerator + $0.denominator, over: $0.denominator) ?? $0 }
      findings.add(
        Figure(
          FigureKey("mt.break-factor", scope: scope, facts.period), item: Self.item, unit: .ratio, factor,
          rows: found.rows,
          formula: "benefit / AI cost", from: [figure.key]))
    }
    return findings
  }

  private func tools(_ facts: WeekFacts, on day: CalendarDay) -> [UseCase]? {
    facts.registers.useCases?.filter { $0.expectsReturns && ($0.goLive.map { $0 <= day } ?? true) }
  }

  private func measure(
    _ facts: WeekFacts, _ week: ISOWeek, _ tools: [UseCase]?
  ) -> (interval: Interval, rows: Int, from: [FigureKey]) {
    guard let tools, !tools.isEmpty else { return (.unknown(.noSource), 0, []) }
    let ids = Set(tools.map(\.id))
    let (cost, tally) = facts.spend(week.days, mayHoldMore: true) { $0.useCase.map(ids.contains) == true }
    let from = tools.map { FigureKey("spend.by-use-case", scope: ["useCase": $0.id], .week(week)) }
    let rows = facts.ledger.rows(of: tally)
    let benefit = benefits(facts.registers.returns, week, tools)
    let costliest = cost.upper.flatMap { benefit.lower.ratio(to: $0) }
    guard tally.euro > 0, let cheapest = cost.lower else { return (.unknown(.denominatorZero), rows, from) }
    return (
      Interval(
        lower: costliest?.minusOne ?? Fraction(-1),
        value: benefit.value.flatMap { $0.ratio(to: cheapest) }?.minusOne,
        upper: benefit.upper.flatMap { $0.ratio(to: cheapest) }?.minusOne,
        reason: benefit.reason ?? cost.reason), rows, from
    )
  }

  // A tool without its row has an unknown benefit: nothing at least, anything at most.
  private func benefits(
    _ returns: [ReturnRow]?, _ week: ISOWeek, _ tools: [UseCase]
  ) -> (lower: Fraction, value: Fraction?, upper: Fraction?, reason: UnknownReason?) {
    var proven: Int128 = 0
    var claimed: Int128 = 0
    var isMissing = false
    for tool in tools {
      let rows = (returns ?? []).filter { $0.useCase == tool.id && $0.week == week && $0.benefit.currency == .euro }
      isMissing = isMissing || rows.isEmpty
      for row in rows {
        if row.evidence == nil { claimed += Int128(row.benefit.nanos) } else { proven += Int128(row.benefit.nanos) }
      }
    }
    let all = Fraction(nanos: proven + claimed)
    return (
      Fraction(nanos: proven), isMissing ? nil : all, isMissing ? nil : all, isMissing || claimed != 0 ? .noSource : nil
    )
  }
}

extension Fraction {
  /// The quotient; nil unless `divisor` is positive.
  fileprivate func ratio(to divisor: Fraction) -> Fraction? { divisor.numerator > 0 ? divided(by: divisor) : nil }
}
