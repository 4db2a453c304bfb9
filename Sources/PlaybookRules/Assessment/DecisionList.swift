import Registers
import ReportCore
import Roadmaps

/// The agenda writes itself: at most three decisions, most euro at stake first; what keeps the verdict unknown goes
/// before anything else.
public struct DecisionList: Sendable {
  private let facts: WeekFacts
  private let verdict: Verdict

  public init(_ facts: WeekFacts, verdict: Verdict) {
    self.facts = facts
    self.verdict = verdict
  }

  /// The decisions of the week.
  public func decisions(
    roadmap: RoadmapAssessment?, pitfalls: [PitfallAssessment]?, actionPlan: ActionPlanAssessment?
  ) -> [Decision] {
    let blind = verdict.state == .unknown ? missingSources() + unpricedModels() : []
    let breaches = killSwitches(pitfalls)
    let breached = Set(breaches.map(\.subject))
    let money = (breaches + overBudget().filter { !breached.contains($0.subject) } + noLimits() + notAttributed())
      .enumerated().sorted { ($1.element.stake ?? .zero, $0.offset) < ($0.element.stake ?? .zero, $1.offset) }.map(
        \.element)
    let late =
      overdue(roadmap?.weeks.flatMap(\.items).filter(\.item.isMilestone) ?? [], .overdueMilestone)
      + overdue(actionPlan?.items ?? [], .overdueAction)
    let rest = verdict.state == .unknown ? [] : missingSources() + unpricedModels()
    return Array((blind + money + rest + late).prefix(3))
  }

  private var deadline: CalendarDay { facts.evaluatedOn.advanced(by: 7) }

  private func killSwitches(_ pitfalls: [PitfallAssessment]?) -> [Decision] {
    guard pitfalls?.first(where: { $0.id == NoAlarm.id })?.isPresent == true else { return [] }
    return facts.useCases.compactMap { useCase in
      let scope = ["useCase": useCase.id]
      var leak: Int128 = 0
      var limit: FixedDecimal?
      var from: [FigureKey] = []
      for day in facts.week.days {
        guard let budget = facts.figures[FigureKey("budget.day", scope: scope, .day(day))]?.value,
          let used = facts.figures[FigureKey("budget.day-used", scope: scope, .day(day))],
          let spent = facts.figures[FigureKey("spend.by-day", scope: scope, .day(day))]?.value
        else { continue }
        let allowed = FixedDecimal(nanos: Rounding.halfEven(budget.nanos * 11, dividedBy: 10))
        limit = allowed
        guard spent > allowed else { continue }
        leak += spent.nanos - allowed.nanos
        from.append(used.key)
      }
      guard leak > 0 else { return nil }
      return Decision(
        kind: .killSwitch, subject: useCase.id, stake: FixedDecimal(nanos: leak), owner: useCase.owner,
        deadline: deadline,
        greenWhen: limit, from: from)
    }
  }

  private func overBudget() -> [Decision] {
    facts.useCases.compactMap { useCase in
      let scope = ["useCase": useCase.id]
      guard let spent = facts.figure("spend.by-use-case", scope)?.value,
        let budget = facts.figure("budget.week", scope)?.value,
        spent.nanos * 10 > budget.nanos * 11
      else { return nil }
      return Decision(
        kind: .overBudget, subject: useCase.id, stake: spent - budget, owner: useCase.owner, deadline: deadline,
        greenWhen: budget, from: [FigureKey("budget.used-week", scope: scope, facts.period)])
    }
  }

  private func noLimits() -> [Decision] {
    (facts.unprotectedInterfaces ?? []).map { id in
      let scope = ["useCase": id]
      return Decision(
        kind: .noLimit, subject: id, stake: facts.figure("spend.by-use-case", scope)?.value,
        owner: facts.registers.useCase(id)?.owner, deadline: deadline, greenWhen: nil,
        from: [
          FigureKey("controls.coverage", facts.period), FigureKey("spend.by-use-case", scope: scope, facts.period),
        ])
    }
  }

  private func notAttributed() -> [Decision] {
    guard let share = facts.figure("attribution.share")?.upper, share.nanos < 900_000_000,
      let euro = facts.figure("spend.not-attributed")?.value, euro > .zero
    else { return [] }
    return [
      Decision(
        kind: .notAttributed, subject: "", stake: euro, owner: nil, deadline: deadline,
        greenWhen: FixedDecimal(nanos: 100_000_000),
        from: [FigureKey("attribution.share", facts.period), FigureKey("spend.not-attributed", facts.period)])
    ]
  }

  private func missingSources() -> [Decision] {
    (facts.ledger.expected ?? []).compactMap { source in
      guard !source.missingDays(in: facts.week.days).isEmpty else { return nil }
      return Decision(
        kind: .missingSource, subject: source.expectation.id, stake: nil, owner: source.expectation.owner,
        deadline: deadline,
        greenWhen: nil, from: [FigureKey("coverage.source", scope: ["source": source.expectation.id], facts.period)])
    }
  }

  private func unpricedModels() -> [Decision] {
    facts.figures.values.filter { $0.key.id == "unpriced.calls" && $0.key.period == facts.period }
      .sorted { $0.key < $1.key }
      .map {
        Decision(
          kind: .unpricedModel, subject: $0.key.scope["model"] ?? "", stake: nil, owner: nil, deadline: deadline,
          greenWhen: nil,
          from: [$0.key])
      }
  }

  private func overdue(_ items: [AssessedItem], _ kind: Decision.Kind) -> [Decision] {
    let scope = kind == .overdueMilestone ? "milestone" : "action"
    let id = kind == .overdueMilestone ? "roadmap.milestone" : "actions.item"
    return items.filter { !$0.isDone && ($0.slipDays ?? 0) > 0 }
      .sorted { ($1.slipDays ?? 0, $0.item.id) < ($0.slipDays ?? 0, $1.item.id) }
      .map {
        Decision(
          kind: kind, subject: $0.item.id, stake: nil, owner: $0.item.owner, deadline: deadline, greenWhen: nil,
          from: [FigureKey(id, scope: [scope: $0.item.id], facts.period)])
      }
  }
}
