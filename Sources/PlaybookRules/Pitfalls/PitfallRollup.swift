import ReportCore
import Roadmaps

/// Five pitfalls against their preventions: how many are safe (S43).
public struct PitfallRollup: PlaybookRule {
  public static let item = "S43"
  /// The playbook's five, in its order.
  public static let all: [any Pitfall] = [UnlimitedChatbot(), OverkillModels(), NoMemory(), ShadowAI(), NoAlarm()]

  public init() {}

  public func findings(_ facts: WeekFacts) -> Findings {
    var findings = Findings()
    guard let assessments = assess(facts) else {
      findings.add(
        Figure(
          FigureKey("pitfalls.safe", facts.period), item: Self.item, unit: .count, .unknown(.noSource), state: .unknown,
          target: FixedDecimal(Self.all.count), rows: 0, formula: "there is no pitfalls.md"))
      return findings
    }
    for (pitfall, assessment) in zip(Self.all, assessments) {
      let measured = pitfall.measurement(facts)
      let scope = ["pitfall": assessment.id]
      findings.add(
        Figure(
          FigureKey("pitfall.measure", scope: scope, facts.period), item: type(of: pitfall).item, unit: measured.unit,
          measured.interval, target: measured.target, rows: 0, formula: measured.formula, from: measured.from))
      findings.add(
        Figure(
          FigureKey("pitfall.outcome", scope: scope, facts.period), item: type(of: pitfall).item, unit: .state,
          value: nil,
          state: assessment.state, reason: assessment.state == .unknown ? measured.interval.reason ?? .noSource : nil,
          rows: 0,
          formula: "pitfall by the figures × prevention by the checklist: \(assessment.outcome.rawValue)",
          from: [FigureKey("pitfall.measure", scope: scope, facts.period)]))
    }
    let safe = assessments.count { $0.outcome == .safe }
    let possible = safe + assessments.count { $0.outcome == .unknown }
    let count = Interval(
      lower: Fraction(safe), value: Fraction(safe), upper: Fraction(possible), reason: possible > safe ? .noSource : nil
    )
    findings.add(
      Figure(
        FigureKey("pitfalls.safe", facts.period), item: Self.item, unit: .count, count,
        state: FigureState.worst(assessments.map(\.state)), target: FixedDecimal(Self.all.count), rows: 0,
        formula: "pitfalls that are not there and whose prevention is ticked",
        from: assessments.map { FigureKey("pitfall.outcome", scope: ["pitfall": $0.id], facts.period) }))
    return findings
  }

  /// One assessment per pitfall, in the playbook's order; nil without `pitfalls.md`.
  public func assess(_ facts: WeekFacts) -> [PitfallAssessment]? {
    guard let checklist = facts.checklists.pitfalls else { return nil }
    let judgement = ItemJudgement(facts)
    return Self.all.map { pitfall in
      let id = type(of: pitfall).id
      let section =
        checklist.sections.first { $0.id == id }
        ?? ChecklistSection(id: id, title: [:], bodyHTML: [:], items: [], place: SourcePlace(file: checklist.file))
      let items = section.items.map { judgement.assess($0) }
      let isPresent = pitfall.measurement(facts).isPresent
      let isClaimed = !items.isEmpty && items.allSatisfy(\.isDone)
      let outcome = Self.outcome(isPresent: isPresent, isClaimed: isClaimed)
      return PitfallAssessment(
        id: id, section: section, items: items, isPresent: isPresent, isClaimed: isClaimed, outcome: outcome,
        state: Self.state(of: outcome), measured: FigureKey("pitfall.measure", scope: ["pitfall": id], facts.period))
    }
  }

  /// The truth table.
  static func outcome(isPresent: Bool?, isClaimed: Bool) -> PitfallOutcome {
    switch (isPresent, isClaimed) {
    case (nil, _): .unknown
    case (false, true): .safe
    case (false, false): .luck
    case (true, true): .paperMeasure
    case (true, false): .gap
    }
  }

  private static func state(of outcome: PitfallOutcome) -> FigureState {
    switch outcome {
    case .safe: .green
    case .luck: .amber
    case .paperMeasure, .gap: .red
    case .unknown: .unknown
    }
  }
}
