import Registers
import ReportCore

/// Calls, tokens and the use that has no price: what the unit costs divide by and what widens them (S52).
public struct CallCounts: PlaybookRule {
  public static let item = "S52"

  public init() {}

  public func findings(_ facts: WeekFacts) -> Findings {
    var findings = Findings()
    for week in facts.seriesWeeks { addCalls(to: &findings, facts, week, [:]) { _ in true } }
    for useCase in facts.useCases {
      addCalls(to: &findings, facts, facts.week, ["useCase": useCase.id]) { $0.useCase == useCase.id }
    }
    let all = facts.ledger.tally(facts.week.days)
    add(
      to: &findings, facts, "tokens.total", [:], facts.week, .tokens, all.tokens.total, all,
      "input, cached input and output tokens")
    let unpriced = facts.ledger.cells(in: facts.week.days).filter(\.hasUnpriced)
    for model in Set(unpriced.map(\.pricedName)).sorted() {
      let tally = facts.ledger.tally(facts.week.days) { $0.hasUnpriced && $0.pricedName == model }
      add(
        to: &findings, facts, "unpriced.calls", ["model": model], facts.week, .count, tally.unpricedCalls, tally,
        "calls without a price")
      add(
        to: &findings, facts, "unpriced.tokens", ["model": model], facts.week, .tokens, tally.unpricedTokens, tally,
        "tokens without a price")
    }
    return findings
  }

  private func addCalls(
    to findings: inout Findings, _ facts: WeekFacts, _ week: ISOWeek, _ scope: [String: String],
    where include: (UsageCell) -> Bool
  ) {
    let tally = facts.ledger.tally(week.days, where: include)
    add(to: &findings, facts, "calls.successful", scope, week, .count, tally.successful, tally, "calls - failed calls")
    add(to: &findings, facts, "calls.failed", scope, week, .count, tally.errors, tally, "calls that ended in an error")
  }

  private func add(
    to findings: inout Findings, _ facts: WeekFacts, _ id: String, _ scope: [String: String], _ week: ISOWeek,
    _ unit: FigureUnit, _ count: Int, _ tally: Tally, _ formula: String
  ) {
    let known = Fraction(count)
    let gap = facts.ledger.gap(in: week.days)
    let interval = gap.map { Interval(lower: known, value: known, upper: nil, reason: $0) } ?? Interval(known)
    findings.add(
      Figure(
        FigureKey(id, scope: scope, .week(week)), item: Self.item, unit: unit, interval,
        rows: facts.ledger.rows(of: tally),
        formula: formula),
      from: tally)
  }
}

extension UsageCell {
  /// What would have a price: the model, or the provider where the source names no model.
  var pricedName: String { model.isEmpty ? provider : model }
}
