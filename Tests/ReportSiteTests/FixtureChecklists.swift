import PlaybookRules
import ReportCore
import Roadmaps

/// The fictional company's rollout, pitfalls, actions and tasks on Sunday 22 November 2026.
enum FixtureChecklists {
  static let pitfallIDs:
    [(id: String, nl: String, en: String, outcome: PitfallOutcome, state: FigureState, measure: FixedDecimal?)] = [
      ("unlimited-chatbot", "Onbeperkte chatbot", "Unlimited chatbot", .paperMeasure, .red, Fix.thousandths(500)),
      ("overkill-models", "Te zware modellen", "Overkill models", .safe, .green, Fix.thousandths(30)),
      ("no-memory", "Geen geheugen", "No memory", .luck, .amber, Fix.thousandths(310)),
      ("shadow-ai", "Schaduw-AI", "Shadow AI", .unknown, .unknown, nil),
      ("no-alarm", "Geen alarm bij pieken", "No alarm at peaks", .gap, .red, FixedDecimal(2)),
    ]

  static let weekStates: [FigureState] = [.green, .red, .green, .amber, .green, .amber, .amber, .notYetDue, .notYetDue]
  static let weekSlips: [Int?] = [0, 0, 0, 3, 0, 5, 7, nil, nil]
  static let themes: [(nl: String, en: String)] = [
    ("Nulmeting", "Baseline"), ("Stop de bloeding", "Stop the bleeding"), ("Zicht op kosten", "See the costs"),
    ("Budget en noodrem", "Budgets and kill switch"), ("Eén poort", "One gateway"), ("Token-audit", "Token audit"),
    ("Tiering en caching", "Tiering and caching"), ("Rendement", "Return"), ("Borgen", "Make it stick"),
  ]

  static func item(
    _ id: String, _ dutch: String, _ english: String?, owner: String, due: CalendarDay?, done: CalendarDay? = nil,
    milestone: Bool = false, assertion: Assertion? = nil, file: String, line: Int
  ) -> ChecklistItem {
    var title = ["nl": dutch]
    title["en"] = english
    return ChecklistItem(
      id: id, title: title, isTicked: done != nil, owner: owner, due: due, done: done,
      by: done == nil ? nil : "lead IT",
      evidence: done == nil ? nil : "event:\(id)", assertion: assertion, isMilestone: milestone,
      place: SourcePlace(file: file, line: line))
  }

  static func section(_ id: String, _ dutch: String, _ english: String, items: [ChecklistItem], file: String)
    -> ChecklistSection
  {
    ChecklistSection(
      id: id, title: ["nl": dutch, "en": english],
      bodyHTML: ["nl": "<p>Wat deze week klaar moet zijn.</p>", "en": "<p>What must be ready this week.</p>"],
      items: items, place: SourcePlace(file: file, line: 3))
  }

  static func roadmap(week: ISOWeek, on today: CalendarDay) -> RoadmapAssessment {
    let weeks = (0...8).map { number -> RoadmapWeek in
      let start = Fix.day(10, 5).advanced(by: 7 * (number - 1))
      let planned = start...start.advanced(by: 6)
      let state = weekStates[number]
      let slip = weekSlips[number]
      let isOpen = number >= 6
      let done = isOpen ? nil : planned.upperBound.advanced(by: slip ?? 0)
      let assertion =
        number == 1
        ? Assertion(
          figure: "controls.coverage", scope: [:], comparison: .atLeast, bound: FixedDecimal(1),
          description: "controls.coverage >= 100%") : nil
      let task = item(
        "R\(number).1", "Taak van week \(number)", "Task of week \(number)", owner: "it", due: planned.upperBound,
        done: done,
        file: "content/roadmap.md", line: 10 * number + 4)
      let milestone = item(
        "R\(number).3", "Mijlpaal: \(themes[number].nl.lowercased()) afgerond",
        number == 4 ? nil : "Milestone: \(themes[number].en.lowercased()) finished",
        owner: "marketing", due: planned.upperBound, done: done, milestone: true, assertion: assertion,
        file: "content/roadmap.md", line: 10 * number + 6)
      let items = [task, milestone].map {
        AssessedItem(
          item: $0, isDone: !isOpen, state: state, proof: number == 1 && $0.isMilestone ? .contradicted : .claim,
          measured: number == 1 && $0.isMilestone ? FigureKey("controls.coverage", .week(week)) : nil,
          slipDays: slip)
      }
      return RoadmapWeek(
        number: number,
        section: section(
          "week-\(number)", themes[number].nl, themes[number].en, items: items.map(\.item), file: "content/roadmap.md"),
        items: items, state: state, planned: planned,
        actual: planned.lowerBound > today ? nil : planned.lowerBound...(done ?? today),
        forecast: isOpen ? max(planned.lowerBound, today)...planned.upperBound.advanced(by: 14) : nil, slipDays: slip)
    }
    return RoadmapAssessment(
      weeks: weeks, dayNumber: 49, slip: FigureKey("roadmap.slip", .week(week)),
      progress: FigureKey("roadmap.progress", .week(week)))
  }

  static func pitfalls(week: ISOWeek) -> [PitfallAssessment] {
    pitfallIDs.enumerated().map { number, pitfall in
      let ticked = pitfall.outcome == .safe || pitfall.outcome == .paperMeasure
      let prevention = item(
        "P\(number + 1).1", "Preventie tegen \(pitfall.nl.lowercased())",
        "Prevention against \(pitfall.en.lowercased())",
        owner: "it", due: Fix.day(10, 16), done: ticked ? Fix.day(10, 3) : nil, file: "content/pitfalls.md",
        line: 6 + 8 * number)
      let assessed = AssessedItem(
        item: prevention, isDone: ticked, state: pitfall.state,
        proof: pitfall.outcome == .paperMeasure ? .contradicted : .claim,
        measured: nil, slipDays: nil)
      return PitfallAssessment(
        id: pitfall.id,
        section: section(pitfall.id, pitfall.nl, pitfall.en, items: [prevention], file: "content/pitfalls.md"),
        items: [assessed],
        isPresent: pitfall.outcome == .unknown ? nil : pitfall.outcome == .gap || pitfall.outcome == .paperMeasure,
        isClaimed: ticked, outcome: pitfall.outcome, state: pitfall.state,
        measured: FigureKey("pitfall.measure", scope: ["pitfall": pitfall.id], .week(week)))
    }
  }

  static func actionPlan() -> ActionPlanAssessment {
    let items = [
      (
        "A1", "Nieuwe AI-projecten boven € 25.000 bevriezen", "Freeze new AI projects over €25,000", "finance",
        FigureState.green, 0, true
      ),
      (
        "A2", "Taskforce met drie rollen instellen", "Set up a taskforce with three roles", "marketing", .green, 0, true
      ),
      ("A3", "Limieten op alle klantgerichte AI", "Limits on all customer-facing AI", "it", .red, 18, false),
    ].map { id, dutch, english, owner, state, slip, isDone in
      AssessedItem(
        item: item(
          id, dutch, english, owner: owner, due: Fix.day(11, 4), done: isDone ? Fix.day(10, 12) : nil,
          file: "content/action-plan.md", line: 5),
        isDone: isDone, state: state, proof: .claim, measured: nil, slipDays: slip)
    }
    return ActionPlanAssessment(items: items, dayNumber: 49, deadline: Fix.day(11, 3), state: .red)
  }

  static func tasks() -> [AssessedItem] {
    [
      (
        "T1", "Limiet per adres op de chatbot zetten", "Put a limit per address on the chatbot", "it", Fix.day(11, 6),
        FigureState.red, 16
      ),
      (
        "T2", "Tekstgenie Pro opzeggen of toewijzen", "Cancel or attribute Tekstgenie Pro", "marketing",
        Fix.day(11, 20), .amber, 2
      ),
      (
        "T3", "Dagbudget van de chatbot herijken", "Re-index the chatbot's day budget", "service", Fix.day(11, 30),
        .notYetDue, 0
      ),
    ].map { id, dutch, english, owner, due, state, slip in
      AssessedItem(
        item: item(id, dutch, english, owner: owner, due: due, file: "content/taskforce.md", line: 12), isDone: false,
        state: state, proof: .claim, measured: nil, slipDays: slip)
    }
  }
}
