public import ReportCore
import Roadmaps

/// All rules in the order in which they may rest on one another.
public enum Playbook {
  static let rules: [any PlaybookRule] = [
    Spend(), CallCounts(), BudgetUse(), DayBudgetUse(), AttributionShare(), CappedShare(), SourceCoverage(),
    RateLimitCoverage(), CostPerThousandCalls(), CostPerSession(), InferenceEfficiency(), ReturnPerTool(),
    MetricsComputable(), ProviderAttribution(), KeyOwnership(), OverviewDelay(), OverviewInTime(), SourceFreshness(),
    TwinSources(), Reconciliation(), EvidenceShare(), PitfallRollup(), LedgerChecks(), RolloutPlan(), ThirtyDayPlan(),
    MeasuredShare(),
  ]

  /// Judges one week. `firstKnown` is the week's `spend.total-first-known`, where it has one, and `restated` says what
  /// has changed since.
  public static func assess(
    _ given: WeekFacts, firstKnown: Figure? = nil, restated: [Figure] = []
  ) -> WeekAssessment {
    var facts = given
    if let firstKnown { facts.figures[firstKnown.key] = firstKnown }
    for figure in restated { facts.figures[figure.key] = figure }
    for rule in rules {
      let findings = rule.findings(facts)
      for figure in findings.figures { facts.figures[figure.key] = figure }
      facts.origins.merge(findings.origins) { first, _ in first }
    }
    let verdict = VerdictRule(facts).verdict()
    let roadmap = RolloutPlan().assess(facts)
    let pitfalls = PitfallRollup().assess(facts)
    let actionPlan = ThirtyDayPlan().assess(facts)
    return WeekAssessment(
      figures: facts.figures.values.sorted { $0.key < $1.key }, origins: facts.origins, verdict: verdict,
      decisions: DecisionList(facts, verdict: verdict).decisions(
        roadmap: roadmap, pitfalls: pitfalls, actionPlan: actionPlan),
      changes: ChangeList(facts).notes(firstKnown: firstKnown), roadmap: roadmap, pitfalls: pitfalls,
      actionPlan: actionPlan,
      tasks: tasks(facts), questions: OpenQuestions(facts).questions(), twins: facts.twins,
      unknownKeys: facts.unknownKeys, sharedKeys: facts.sharedKeys)
  }

  /// Open tasks of the taskforce, most overdue first, then those closed in the last two weeks.
  private static func tasks(_ facts: WeekFacts) -> [AssessedItem] {
    let judgement = ItemJudgement(facts)
    let items = (facts.checklists.taskforce?.sections ?? []).flatMap(\.items).map { judgement.assess($0) }
    let far = CalendarDay(number: .max)
    let open = items.filter { !$0.isDone }.sorted {
      ($0.item.due ?? far, $0.item.id) < ($1.item.due ?? far, $1.item.id)
    }
    let closed = items.filter { item in
      item.isDone && (item.item.done.map { $0.distance(to: facts.evaluatedOn) <= 14 } ?? false)
    }
    return open + closed
  }
}

/// A week as judged.
public struct WeekAssessment: Sendable {
  public let figures: [Figure]
  /// Ledger lines behind figures that read the ledger themselves: indices into `LedgerFacts.origins`.
  public let origins: [FigureKey: Set<Int>]
  public let verdict: Verdict
  public let decisions: [Decision]
  public let changes: [ChangeNote]
  public let roadmap: RoadmapAssessment?
  public let pitfalls: [PitfallAssessment]?
  public let actionPlan: ActionPlanAssessment?
  public let tasks: [AssessedItem]
  /// What the ledger cannot tell, most euros of uncertainty first.
  public let questions: [OpenQuestion]
  public let twins: [TwinFact]
  public let unknownKeys: [KeyFinding]
  public let sharedKeys: [KeyFinding]
}
