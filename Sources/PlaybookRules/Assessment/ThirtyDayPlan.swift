import Registers
import ReportCore
import Roadmaps

/// The three actions within 30 days and their counter (S59–S62).
public struct ThirtyDayPlan: PlaybookRule {
  public static let item = "S59"

  public init() {}

  public func findings(_ facts: WeekFacts) -> Findings {
    var findings = Findings()
    guard let plan = assess(facts) else { return findings }
    let keys = plan.items.map { FigureKey("actions.item", scope: ["action": $0.item.id], facts.period) }
    for (key, item) in zip(keys, plan.items) {
      findings.add(
        Figure(
          key, item: Self.item, unit: .state, value: nil, state: item.state,
          reason: item.state == .unknown ? .noSource : nil, rows: 1,
          formula: "due, done and assertion of the action: \(item.proof.rawValue)",
          from: item.measured.map { [$0] } ?? []))
    }
    let done = plan.items.count { $0.isDone && $0.proof != .contradicted }
    findings.add(
      Figure(
        FigureKey("actions.done", facts.period), item: Self.item, unit: .count, Interval(Fraction(done)),
        state: plan.state,
        reason: plan.dayNumber == nil ? .noSource : nil, target: FixedDecimal(plan.items.count), rows: plan.items.count,
        formula: "actions done and not contradicted by the figures", from: keys))
    if let day = plan.dayNumber {
      findings.add(
        Figure(
          FigureKey("actions.day", facts.period), item: Self.item, unit: .days, Interval(Fraction(day)),
          target: FixedDecimal(30), rows: 1, formula: "days since the start of the action plan, the first day counted"))
    }
    return findings
  }

  /// The plan on the day of evaluation; nil without `action-plan.md`.
  public func assess(_ facts: WeekFacts) -> ActionPlanAssessment? {
    guard let checklist = facts.checklists.actionPlan else { return nil }
    let start = facts.registers.site.actionPlanStart
    let deadline = start?.advanced(by: 29)
    let judgement = ItemJudgement(facts)
    let items = checklist.sections.flatMap(\.items).map { judgement.assess($0, dueBy: deadline) }
    let day = start.map { $0.distance(to: facts.evaluatedOn) + 1 }
    return ActionPlanAssessment(
      items: items, dayNumber: day.flatMap { $0 >= 1 ? $0 : nil }, deadline: deadline, state: state(items, day: day))
  }

  // Without a start date nothing is due and nothing is on level either.
  private func state(_ items: [AssessedItem], day: Int?) -> FigureState {
    guard let day, !items.isEmpty else { return .unknown }
    if items.contains(where: { $0.state == .red || (!$0.isDone && $0.slipDays != nil) }) { return .red }
    if items.allSatisfy(\.isDone) { return FigureState.worst(items.map(\.state)) ?? .unknown }
    return day < 1 ? .notYetDue : day >= 23 ? .amber : .notYetDue
  }
}
