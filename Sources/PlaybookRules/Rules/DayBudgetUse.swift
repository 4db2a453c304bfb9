import Registers
public import ReportCore

/// Each day against its day budget: above 110 % a kill switch is due; 110.0 % exactly is not (S41).
public struct DayBudgetUse: PlaybookRule {
  public static let item = "S41"
  /// Above this share of the day budget the kill switch is due.
  public static let killShare = Fraction(FixedDecimal(nanos: 1_100_000_000))
  private static let bands = Bands(.atMost, green: Fraction(1), amber: killShare)

  public init() {}

  public func findings(_ facts: WeekFacts) -> Findings {
    var findings = Findings()
    var total = Interval(Fraction(0))
    var parts: [FigureKey] = []
    for useCase in facts.useCases {
      let budgets = BudgetCalendar(facts.registers, scope: useCase.id)
      let scope = ["useCase": useCase.id]
      var days: [Interval] = []
      for day in facts.week.days {
        guard let budget = budgets.dayBudget(on: day) else { continue }
        let (cost, _) = facts.spend(day...day, mayHoldMore: true) { $0.useCase == useCase.id }
        let used = cost.divided(by: budget)
        days.append(used)
        let key = FigureKey("budget.day", scope: scope, .day(day))
        findings.add(
          Figure(key, item: Self.item, unit: .euro, Interval(budget), rows: 1, formula: "from budgets.yml, per day"))
        findings.add(
          Figure(
            FigureKey("budget.day-used", scope: scope, .day(day)), item: Self.item, unit: .ratio, used,
            state: Self.bands.state(of: used), target: FixedDecimal(1), rows: 0, formula: "spend / day budget",
            from: [FigureKey("spend.by-day", scope: scope, .day(day)), key]))
      }
      guard !days.isEmpty else { continue }
      let count = Self.daysOver(days)
      total = Interval(
        lower: Self.sum(total.lower, count.lower), value: Self.sum(total.value, count.value),
        upper: Self.sum(total.upper, count.upper), reason: total.reason ?? count.reason)
      let key = FigureKey("budget.days-over-110", scope: scope, facts.period)
      parts.append(key)
      findings.add(
        figure(key, count, from: facts.week.days.map { FigureKey("budget.day-used", scope: scope, .day($0)) }))
    }
    findings.add(
      figure(FigureKey("budget.days-over-110", facts.period), parts.isEmpty ? .unknown(.noSource) : total, from: parts))
    return findings
  }

  private func figure(_ key: FigureKey, _ count: Interval, from: [FigureKey]) -> Figure {
    let bands = Bands(.atMost, green: Fraction(0), amber: Fraction(0))
    return Figure(
      key, item: Self.item, unit: .count, count, state: bands.state(of: count), target: .zero, rows: 0,
      formula: "days on which spend / day budget > 110 %", from: from)
  }

  private static func daysOver(_ days: [Interval]) -> Interval {
    func count(_ pick: (Interval) -> Bool) -> Fraction { Fraction(days.filter(pick).count) }
    let certain = count { ($0.lower ?? Fraction(0)) > killShare }
    let possible = count { $0.upper.map { $0 > killShare } ?? true }
    let reason = certain == possible ? nil : days.compactMap(\.reason).min()
    return Interval(lower: certain, value: certain, upper: possible, reason: reason)
  }

  private static func sum(_ left: Fraction?, _ right: Fraction?) -> Fraction? {
    guard let left, let right else { return nil }
    return Fraction(nanos: FixedDecimal(left).nanos + FixedDecimal(right).nanos)
  }
}
