import PlaybookRules
import Registers
import ReportCore
import Roadmaps
import Testing

/// A small company with two use cases and eight quiet weeks, of which tests change one thing.
struct WeekFixture {
  var week = WeekFixture.week("2026-W47")
  var registers = WeekFixture.registers()
  var checklists = WeekFixture.checklists()
  var cells = WeekFixture.cells()
  var capture: [CaptureCell] = []
  var quality = QualityFacts()
  var covered = WeekFixture.day("2026-08-31")...WeekFixture.day("2026-11-22")

  var facts: WeekFacts {
    let expected = registers.sources.map { sources in
      sources.map { ExpectedSource(expectation: $0, covered: [covered]) }
    }
    let origins = (0...(cells.map(\.origin).max() ?? 0)).map { index in
      UsageOrigin(rows: 1, lines: [OriginLines(importNumber: 1, rows: 1, firstLine: index + 2, lastLine: index + 2)])
    }
    let first = Self.week("2026-W36")
    return WeekFacts(
      week: week, evaluatedOn: week.lastDay, seriesWeeks: Array(max(first, week.advanced(by: -12))...week),
      ledger: LedgerFacts(cells: cells, origins: origins, capture: capture, expected: expected, quality: quality),
      registers: registers,
      checklists: checklists)
  }

  func assess() -> WeekAssessment { Playbook.assess(facts) }

  func figure(_ id: String, _ scope: [String: String] = [:]) -> Figure? {
    assess().figures.first { $0.key == FigureKey(id, scope: scope, .week(week)) }
  }

  /// Adds euros to a use case on a day.
  mutating func spend(
    _ euro: Int, _ useCase: String?, on day: String, isUsage: Bool = true, calls: Int = 0, model: String = "m-small",
    modelClass: ModelClassRule.ModelClass? = .balanced, unpricedCalls: Int = 0
  ) {
    cells.append(
      UsageCell(
        day: Self.day(day), useCase: useCase, provider: "openai", model: model, modelClass: modelClass,
        isUsage: isUsage,
        euro: Int64(euro) * 1_000_000_000, calls: calls, unpricedCalls: unpricedCalls, origin: cells.count))
  }

  static func day(_ text: String) -> CalendarDay { CalendarDay(text) ?? CalendarDay(number: 0) }
  static func week(_ text: String) -> ISOWeek { ISOWeek(text) ?? ISOWeek(containing: CalendarDay(number: 0)) }
  static func decimal(_ text: String) -> FixedDecimal { FixedDecimal(text) ?? .zero }

  /// Ten euro a day for each use case: 140 a week, 200 calls.
  static func cells() -> [UsageCell] {
    var cells: [UsageCell] = []
    for day in Self.day("2026-08-31")...Self.day("2026-11-22") {
      for useCase in ["chat", "copy"] {
        cells.append(
          UsageCell(
            day: day, useCase: useCase, provider: "openai", model: useCase == "chat" ? "m-small" : "m-large",
            modelClass: useCase == "chat" ? .balanced : .premium, euro: 10_000_000_000, calls: 110, errors: 10,
            tokens: TokenUsage(inputUncached: 600, inputCacheRead: 400, output: 100), origin: cells.count))
      }
    }
    return cells
  }

  static func registers() -> Registers {
    func useCase(_ id: String, facing: Bool, kind: UseCase.TaskKind) -> UseCase {
      UseCase(
        id: id, name: ["nl": id], shortName: ["nl": id], category: .service, taskKind: kind, customerFacing: facing,
        critical: true, owner: "it", goLive: nil, expects: facing ? [.sessions, .outputs] : [.outputs],
        expectsReturns: !facing, line: 1)
    }
    func budget(_ scope: String, _ period: Budget.BudgetPeriod, _ euro: Int64) -> Budget {
      Budget(
        scope: scope, period: period, amount: .euro(nanos: euro * 1_000_000_000), validFrom: day("2026-08-31"),
        approvedBy: "finance", line: 1)
    }
    let weeks = Array(week("2026-W36")...week("2026-W47"))
    return Registers(
      site: SiteRegister(
        company: "Proef", rolloutStart: day("2026-10-05"), actionPlanStart: day("2026-10-05"),
        owners: [Owner(id: "it", name: ["nl": "IT"])],
        targets: [Target(metric: "mt.cost-per-1000-calls", value: FixedDecimal(100), validFrom: day("2026-08-31"))]),
      sources: [
        SourceExpectation(
          id: "gateway", format: "litellm-spend-logs", providers: ["openai"], cadence: .daily,
          expectedFrom: day("2026-08-31"), maximumAgeDays: 3, owner: "it")
      ],
      attribution: [],
      useCases: [useCase("chat", facing: true, kind: .basic), useCase("copy", facing: false, kind: .standard)],
      budgets: [
        budget("total", .week, 150), budget("total", .month, 650), budget("chat", .day, 12), budget("copy", .week, 75),
      ],
      modelClasses: [],
      controls: [
        Control(
          useCase: "chat", kind: .perUser, limit: FixedDecimal(50), activeFrom: day("2026-09-01"), evidence: "t-1",
          line: 1),
        Control(
          useCase: "chat", kind: .killSwitch, limit: decimal("1.1"), activeFrom: day("2026-09-01"), evidence: "drill",
          line: 2),
      ],
      returns: weeks.map {
        ReturnRow(
          useCase: "copy", week: $0, benefit: .euro(nanos: 105_000_000_000), basis: .hours, evidence: "uren", line: 1)
      },
      outcomes: weeks.flatMap { week in
        ["chat", "copy"].map {
          OutcomeRow(
            useCase: $0, week: week, sessions: $0 == "chat" ? 100 : nil, useful: 80, discarded: 15, repeated: 5,
            unjudged: 0, line: 1)
        }
      })
  }

  static func item(
    _ id: String, done: String? = nil, due: String? = nil, assert: Assertion? = nil, evidence: String? = "x",
    isMilestone: Bool = false
  ) -> ChecklistItem {
    ChecklistItem(
      id: id, title: ["nl": id], isTicked: done != nil, owner: "it", due: due.map(day), done: done.map(day), by: nil,
      evidence: evidence, assertion: assert, isMilestone: isMilestone, place: SourcePlace(file: "content/x.md", line: 1)
    )
  }

  static func section(_ id: String, _ items: [ChecklistItem]) -> ChecklistSection {
    ChecklistSection(
      id: id, title: ["nl": id], bodyHTML: [:], items: items, place: SourcePlace(file: "content/x.md", line: 1))
  }

  static func checklists() -> Checklists {
    func list(_ sections: [ChecklistSection]) -> Checklist {
      Checklist(title: ["nl": "x"], introHTML: [:], sections: sections, file: "content/x.md")
    }
    return Checklists(
      roadmap: list(
        (0...8).map { number in
          let end = day("2026-10-05").advanced(by: 7 * number - 1).description
          return section(
            "week-\(number)", [item("R\(number).1", done: number <= 7 ? end : nil, due: end, isMilestone: true)])
        }),
      pitfalls: list(
        ["unlimited-chatbot", "overkill-models", "no-memory", "shadow-ai", "no-alarm"].map {
          section($0, [item("P-\($0)", done: "2026-10-10")])
        }),
      actionPlan: list([section("acties", ["A1", "A2", "A3"].map { item($0, done: "2026-10-20") })]))
  }
}
