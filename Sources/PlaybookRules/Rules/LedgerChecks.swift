import ReportCore

/// The sums that must hold, computed again from the printed figures: parts are wholes to the nano-unit, and the gateway
/// saw what the providers bill (S40).
public struct LedgerChecks: PlaybookRule {
  public static let item = "S9"

  /// What is checked; the raw value is the strings key after `quality.check.`.
  public enum Check: String, CaseIterable, Sendable {
    case useCases = "use-cases"
    case providers
    case modelClasses = "model-classes"
    case days
    case bases
    case bridges
    case restated
    case capture
    case twins
  }

  public init() {}

  public func findings(_ facts: WeekFacts) -> Findings {
    var findings = Findings()
    var states: [FigureState] = []
    for check in Check.allCases {
      guard let (state, from) = judge(check, facts) else { continue }
      states.append(state)
      findings.add(
        Figure(
          FigureKey("quality.check", scope: ["check": check.rawValue], facts.period), item: Self.item, unit: .state,
          value: nil, state: state, reason: state == .unknown ? .noSource : nil, rows: 0,
          formula: "whether the sums of \(check.rawValue) hold", from: from))
    }
    findings.add(
      Figure(
        FigureKey("quality.checks", facts.period), item: Self.item, unit: .count,
        Interval(Fraction(states.count { $0 == .green })), state: FigureState.worst(states),
        reason: .noSource, target: FixedDecimal(states.count), rows: 0, formula: "checks that hold",
        from: findings.figures.map(\.key)))
    return findings
  }

  /// Nil where there is nothing to check.
  private func judge(_ check: Check, _ facts: WeekFacts) -> (FigureState, [FigureKey])? {
    let total = FigureKey("spend.total", facts.period)
    switch check {
    case .useCases:
      return sum(of: "spend.by-use-case", and: ["spend.not-attributed"], is: total, facts)
    case .providers: return sum(of: "spend.by-provider", is: total, facts)
    case .modelClasses: return sum(of: "spend.by-model-class", is: total, facts)
    case .days:
      let parts = facts.week.days.map { FigureKey("spend.by-day", .day($0)) }
      return (Self.adds(parts, total, facts), [total])
    case .bases:
      let months = Set(keys("quality.by-basis", facts).map(\.period)).sorted { $0.description < $1.description }
      let states = months.map { month in
        let days = month.days.lowerBound...min(month.days.upperBound, facts.evaluatedOn)
        let parts = keys("quality.by-basis", facts).filter { $0.period == month }
        let sum = parts.compactMap { facts.figures[$0]?.value }.reduce(.zero, +)
        return sum.nanos == facts.ledger.tally(days).euro ? FigureState.green : .red
      }
      return FigureState.worst(states).map { ($0, keys("quality.by-basis", facts)) }
    case .bridges:
      let wholes = keys("reconciliation.difference", facts).filter {
        !$0.scope.isEmpty && facts.figures[$0]?.value != nil
      }
      let states = wholes.map { whole in
        let parts = keys("reconciliation.part", facts).filter {
          $0.period == whole.period && $0.scope["provider"] == whole.scope["provider"]
        }
        let rest = FigureKey("reconciliation.unexplained", scope: whole.scope, whole.period)
        return Self.adds(parts + [rest], whole, facts)
      }
      return FigureState.worst(states).map { ($0, wholes) }
    case .restated:
      let whole = FigureKey("spend.restated", facts.period)
      guard facts.figures[whole] != nil else { return nil }
      return sum(of: "spend.restated-by-import", is: whole, facts)
    case .capture: return (Self.capture(ShadowAI().measurement(facts).interval), [])
    case .twins:
      let key = FigureKey("quality.twins-suspected", facts.period)
      return facts.figures[key]?.state.map { ($0, [key]) }
    }
  }

  private func keys(_ id: String, _ facts: WeekFacts) -> [FigureKey] {
    facts.figures.keys.filter { $0.id == id }.sorted()
  }

  private func sum(
    of id: String, and others: [String] = [], is total: FigureKey, _ facts: WeekFacts
  ) -> (FigureState, [FigureKey]) {
    let parts = keys(id, facts).filter { $0.period == facts.period } + others.map { FigureKey($0, facts.period) }
    return (Self.adds(parts, total, facts), [total])
  }

  private static func adds(_ parts: [FigureKey], _ total: FigureKey, _ facts: WeekFacts) -> FigureState {
    guard let whole = facts.figures[total]?.value else { return .unknown }
    let values = parts.map { facts.figures[$0]?.value }
    guard !values.contains(nil) else { return .unknown }
    return values.reduce(.zero) { $0 + ($1 ?? .zero) } == whole ? .green : .red
  }

  /// Between 98 % and 102 % green, between 90 % and 110 % amber.
  private static func capture(_ interval: Interval) -> FigureState {
    guard interval.isPoint, let share = interval.value else { return .unknown }
    let percent = FixedDecimal(share).nanos - 1_000_000_000
    return abs(percent) <= 20_000_000 ? .green : abs(percent) <= 100_000_000 ? .amber : .red
  }
}
