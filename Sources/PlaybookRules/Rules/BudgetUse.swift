import Registers
import ReportCore

/// How much of the budget is used: up to 100 % green, up to 110 % amber (S2). For a running month the budget counts
/// for the days that have passed.
public struct BudgetUse: PlaybookRule {
  public static let item = "S2"
  static let bands = Bands(.atMost, green: Fraction(1), amber: Fraction(FixedDecimal(nanos: 1_100_000_000)))

  public init() {}

  public func findings(_ facts: WeekFacts) -> Findings {
    var findings = Findings()
    for week in facts.seriesWeeks { addWeek(to: &findings, facts, week, scope: [:], budgetScope: "total") }
    for useCase in facts.useCases {
      addWeek(to: &findings, facts, facts.week, scope: ["useCase": useCase.id], budgetScope: useCase.id)
    }
    addMonth(to: &findings, facts)
    return findings
  }

  private func addWeek(
    to findings: inout Findings, _ facts: WeekFacts, _ week: ISOWeek, scope: [String: String], budgetScope: String
  ) {
    let budget = BudgetCalendar(facts.registers, scope: budgetScope).amount(of: week)
    // A use case without a budget has no such figure; the whole without one is unknown.
    guard budget != nil || scope.isEmpty else { return }
    let key = FigureKey("budget.week", scope: scope, .week(week))
    let spendID = scope.isEmpty ? "spend.total" : "spend.by-use-case"
    if let budget { findings.add(amount(key, budget)) }
    let (cost, _) = facts.spend(week.days, mayHoldMore: !scope.isEmpty) { scope.isEmpty || $0.useCase == budgetScope }
    let used = budget.map { cost.divided(by: $0) } ?? .unknown(.noSource)
    findings.add(
      Figure(
        FigureKey("budget.used-week", scope: scope, .week(week)), item: BudgetUse.item, unit: .ratio, used,
        state: BudgetUse.bands.state(of: used), target: FixedDecimal(1), rows: 0,
        formula: scope.isEmpty
          ? "spend / budget of the week" : "spend / budget of the week; upper bound with all that is not attributed",
        from: [FigureKey(spendID, scope: scope, .week(week)), key]))
  }

  private func addMonth(to findings: inout Findings, _ facts: WeekFacts) {
    let month = CalendarMonth(containing: facts.evaluatedOn)
    let budget = BudgetCalendar(facts.registers, scope: "total").amount(of: month)
    let key = FigureKey("budget.month", .month(month))
    if let budget { findings.add(amount(key, budget)) }
    let (cost, _) = facts.spend(month.firstDay...facts.evaluatedOn)
    let used = budget.map { cost.divided(by: $0) } ?? .unknown(.noSource)
    let elapsed = Fraction(Int128(facts.evaluatedOn.civil.day), over: Int128(month.days.count)) ?? Fraction(1)
    let bands = Bands(.atMost, green: elapsed, amber: elapsed.times(11).divided(by: Fraction(10)))
    findings.add(
      Figure(
        FigureKey("budget.used-month", .month(month)), item: BudgetUse.item, unit: .ratio, used,
        state: bands.state(of: used),
        target: FixedDecimal(elapsed), rows: 0,
        formula: "spend to date / budget of the month; target: share of days passed",
        from: [FigureKey("spend.total", .month(month)), key]))
  }

  private func amount(_ key: FigureKey, _ budget: Fraction) -> Figure {
    Figure(
      key, item: BudgetUse.item, unit: .euro, Interval(budget), rows: 1,
      formula: "from budgets.yml, newest entry valid in the period")
  }
}
