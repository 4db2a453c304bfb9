public import ReportCore
public import Roadmaps

/// Holds a task against the calendar and its claim against the figures.
public struct ItemJudgement: Sendable {
  private let facts: WeekFacts

  public init(_ facts: WeekFacts) { self.facts = facts }

  /// The task as it stood on the day of evaluation (S50): done in time and proven green; up to seven days late
  /// amber; later, or contradicted by the figures, red. A tick that the figures can neither confirm nor deny is unknown:
  /// amber would let a contradicted one look better by taking the figures away.
  public func assess(_ item: ChecklistItem, dueBy fallback: CalendarDay? = nil) -> AssessedItem {
    let today = facts.evaluatedOn
    let isDone = item.isTicked && (item.done.map { $0 <= today } ?? false)
    let due = item.due ?? fallback
    let closed = isDone ? item.done ?? today : today
    let slip = due.flatMap { due in isDone || closed > due ? max(0, due.distance(to: closed)) : nil }
    let (proof, measured) = proof(of: item, isDone: isDone)
    return AssessedItem(
      item: item, isDone: isDone, state: state(item, isDone: isDone, slip: slip, proof: proof), proof: proof,
      measured: measured, slipDays: slip)
  }

  private func state(_ item: ChecklistItem, isDone: Bool, slip: Int?, proof: Proof) -> FigureState {
    guard isDone else {
      guard let slip else { return .notYetDue }
      return slip > 7 ? .red : slip > 0 ? .amber : .notYetDue
    }
    if proof == .contradicted || (slip ?? 0) > 7 { return .red }
    if proof == .unproven { return .unknown }
    let isBareMilestone = item.isMilestone && proof == .claim && item.evidence == nil
    return (slip ?? 0) > 0 || isBareMilestone ? .amber : .green
  }

  private func proof(of item: ChecklistItem, isDone: Bool) -> (Proof, FigureKey?) {
    guard let assertion = item.assertion else { return (.claim, nil) }
    let key = FigureKey(assertion.figure, scope: assertion.scope, facts.period)
    guard let figure = facts.figures[key] else { return (.unproven, nil) }
    return (
      ItemJudgement.holds(assertion, for: figure).map { $0 ? .fact : isDone ? .contradicted : .unproven } ?? .unproven,
      key
    )
  }

  /// Whether the assertion holds for every number the figure may be; nil when it holds for some.
  static func holds(_ assertion: Assertion, for figure: Figure) -> Bool? {
    let bound = assertion.bound
    func always(_ side: FixedDecimal?, _ test: (FixedDecimal) -> Bool) -> Bool { side.map(test) ?? false }
    let (lower, upper) = (figure.lower, figure.upper)
    switch assertion.comparison {
    case .atMost: return always(upper) { $0 <= bound } ? true : always(lower) { $0 > bound } ? false : nil
    case .less: return always(upper) { $0 < bound } ? true : always(lower) { $0 >= bound } ? false : nil
    case .atLeast: return always(lower) { $0 >= bound } ? true : always(upper) { $0 < bound } ? false : nil
    case .more: return always(lower) { $0 > bound } ? true : always(upper) { $0 <= bound } ? false : nil
    case .equal:
      if figure.isPoint { return figure.value == bound }
      return always(lower) { $0 > bound } || always(upper) { $0 < bound } ? false : nil
    }
  }
}
