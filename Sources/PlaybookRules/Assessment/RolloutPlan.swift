import Registers
import ReportCore
import Roadmaps

/// The eight weeks: each milestone's state and how many days the plan slips (S50, S51).
public struct RolloutPlan: PlaybookRule {
  public static let item = "S51"

  public init() {}

  public func findings(_ facts: WeekFacts) -> Findings {
    var findings = Findings()
    guard let start = facts.registers.site.rolloutStart, let milestones = milestones(facts) else { return findings }
    let today = facts.evaluatedOn
    for milestone in milestones {
      findings.add(
        Figure(
          FigureKey("roadmap.milestone", scope: ["milestone": milestone.item.id], facts.period), item: "S50",
          unit: .state,
          value: nil, state: milestone.state, reason: milestone.state == .unknown ? .noSource : nil, rows: 1,
          formula: "due, done and assertion of the milestone: \(milestone.proof.rawValue)",
          from: milestone.measured.map { [$0] } ?? []))
    }
    guard !milestones.isEmpty else {
      for id in ["roadmap.progress", "roadmap.slip"] {
        findings.add(
          Figure(
            FigureKey(id, facts.period), item: Self.item, unit: id == "roadmap.slip" ? .days : .count,
            .unknown(.noSource),
            state: .unknown, rows: 0, formula: "no task of the roadmap is a milestone"))
      }
      return findings
    }
    let dues = milestones.compactMap(\.item.due).sorted()
    let proven = milestones.count { $0.isDone && ($0.proof == .fact || $0.proof == .claim) }
    let claimed = milestones.count { $0.isDone && $0.proof != .contradicted }
    let from = milestones.map { FigureKey("roadmap.milestone", scope: ["milestone": $0.item.id], facts.period) }
    let reason: UnknownReason? = proven == claimed ? nil : .noSource
    let earned = Interval(lower: Fraction(proven), value: Fraction(proven), upper: Fraction(claimed), reason: reason)
    findings.add(
      Figure(
        FigureKey("roadmap.progress", facts.period), item: "S51", unit: .count, earned,
        target: FixedDecimal(dues.count { $0 <= today }), rows: milestones.count,
        formula: "milestones done and not contradicted by the figures; target: those due", from: from))
    let slip = Interval(
      lower: Fraction(Self.slip(claimed, dues, today)), value: Fraction(Self.slip(proven, dues, today)),
      upper: Fraction(Self.slip(proven, dues, today)), reason: reason)
    let state =
      today < start ? FigureState.notYetDue : Bands(.atMost, green: Fraction(3), amber: Fraction(10)).state(of: slip)
    findings.add(
      Figure(
        FigureKey("roadmap.slip", facts.period), item: Self.item, unit: .days, slip, state: state,
        target: FixedDecimal(3),
        rows: milestones.count, formula: "days since the plan stood where the work stands now", from: from))
    return findings
  }

  /// The weeks as pages show them; nil without a roadmap or a start date.
  public func assess(_ facts: WeekFacts) -> RoadmapAssessment? {
    guard let roadmap = facts.checklists.roadmap, let start = facts.registers.site.rolloutStart else { return nil }
    let slip = facts.figure("roadmap.slip")?.value.map { Int($0.nanos / 1_000_000_000) } ?? 0
    let weeks = roadmap.sections.compactMap { section in
      Self.number(of: section).map { week($0, section, start: start, slip: slip, facts) }
    }
    let day = start.distance(to: facts.evaluatedOn) + 1
    return RoadmapAssessment(
      weeks: weeks.sorted { $0.number < $1.number }, dayNumber: day >= 1 ? day : nil,
      slip: FigureKey("roadmap.slip", facts.period), progress: FigureKey("roadmap.progress", facts.period))
  }

  private func week(
    _ number: Int, _ section: ChecklistSection, start: CalendarDay, slip: Int, _ facts: WeekFacts
  ) -> RoadmapWeek {
    let today = facts.evaluatedOn
    let first = start.advanced(by: 7 * (number - 1))
    let planned = first...first.advanced(by: 6)
    let items = section.items.map { ItemJudgement(facts).assess($0, dueBy: planned.upperBound) }
    let isDone = !items.isEmpty && items.allSatisfy(\.isDone)
    let hasBegun = today >= first || items.contains(where: \.isDone)
    let lastTick = items.compactMap(\.item.done).filter { $0 <= today }.max() ?? first
    let firstTick = items.filter(\.isDone).compactMap(\.item.done).min() ?? first
    let begin = min(first, firstTick)
    let actual = hasBegun ? begin...max(begin, isDone ? lastTick : today) : nil
    var forecast: ClosedRange<CalendarDay>?
    if !isDone, hasBegun || slip > 0 {
      let from = max(today.advanced(by: 1), first.advanced(by: slip))
      forecast = from...max(from, planned.upperBound.advanced(by: slip))
    }
    let worst = FigureState.worst(items.map(\.state)) ?? .notYetDue
    return RoadmapWeek(
      number: number, section: section, items: items, state: hasBegun ? worst : .notYetDue, planned: planned,
      actual: actual,
      forecast: forecast, slipDays: items.first { $0.item.isMilestone }?.slipDays)
  }

  private func milestones(_ facts: WeekFacts) -> [AssessedItem]? {
    guard let roadmap = facts.checklists.roadmap, let start = facts.registers.site.rolloutStart else { return nil }
    let judgement = ItemJudgement(facts)
    return roadmap.sections.flatMap { section -> [AssessedItem] in
      guard let number = Self.number(of: section) else { return [] }
      let end = start.advanced(by: 7 * number - 1)
      return section.items.filter(\.isMilestone).map { item in
        var item = item
        item.due = item.due ?? end
        return judgement.assess(item)
      }
    }
  }

  private static func number(of section: ChecklistSection) -> Int? {
    (0...52).first { section.id == "week-\($0)" }
  }

  // The plan reached `earned` milestones until the day before the next one was due.
  private static func slip(_ earned: Int, _ dues: [CalendarDay], _ today: CalendarDay) -> Int {
    guard earned < dues.count else { return 0 }
    return max(0, dues[earned].distance(to: today))
  }
}
