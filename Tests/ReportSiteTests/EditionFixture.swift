import Editions
import PlaybookRules
import Registers
import ReportCore

/// Hand-made editions: a bad week (47), a quiet one (46), one with a missing price (45), and one that knows nothing.
enum EditionFixture {
  /// Red, three decisions, five changes, an unknown return.
  static var week47: Edition { edition(index: 11, isCurrent: true) }
  /// Green, nothing to decide, nothing changed.
  static var week46: Edition { edition(index: 10, isCurrent: false) }
  /// Unknown: between two amounts.
  static var week45: Edition { edition(index: 9, isCurrent: false) }
  /// Oldest first, the last is current.
  static var all: [Edition] { [week45, week46, week47] }

  static func edition(
    index: Int, isCurrent: Bool, registers: Registers = FixtureRegisters.registers()
  ) -> Edition {
    let week = FixtureSpend.weeks[index]
    let quality = index == 11 ? FixtureQuality.figures : []
    let book = FigureBook(FixtureFigures(index: index).all + quality, sources: sources(week))
    return Edition(
      week: week, isCurrent: isCurrent, asOf: Instant(seconds: Int64(week.lastDay.number + 1) * 86_400 + 6 * 3600),
      evaluatedOn: week.lastDay, registers: registers, figures: book,
      verdict: verdict(index: index), decisions: index == 11 ? decisions(week) : [],
      changes: index == 11 ? changes(week) : [], roadmap: FixtureChecklists.roadmap(week: week, on: week.lastDay),
      pitfalls: FixtureChecklists.pitfalls(week: week), actionPlan: FixtureChecklists.actionPlan(),
      tasks: FixtureChecklists.tasks(),
      ledger: LedgerStamp(
        imports: 4 * (index + 1), entries: 4017 * (index + 1),
        digest: "9f2c41aa07be5d13" + String(repeating: "0\(index % 10)a5c3", count: 8)),
      seriesWeeks: Array(FixtureSpend.weeks[0...index]),
      quality: index == 11 ? FixtureQuality.quality : LedgerQuality())
  }

  /// A site without registers, checklists or spend.
  static var empty: Edition {
    let week = Fix.week(47)
    let nothing = { (id: String, unit: FigureUnit) in
      Figure(
        FigureKey(id, .week(week)), unit: unit, value: nil, bounds: .unbounded, state: .unknown, reason: .noSource,
        rows: 0,
        formula: "nothing to compute from")
    }
    let figures = [
      nothing("spend.total", .euro), nothing("budget.used-week", .ratio), nothing("mt.cost-per-1000-calls", .euro),
      nothing("mt.cost-per-session", .euro), nothing("mt.efficiency", .ratio), nothing("mt.roi", .ratio),
    ]
    return Edition(
      week: week, isCurrent: true, asOf: Instant(seconds: 0), evaluatedOn: week.lastDay, registers: Registers(),
      figures: FigureBook(figures),
      verdict: Verdict(
        state: .unknown, spend: FigureKey("spend.total", .week(week)),
        budgetUsed: FigureKey("budget.used-week", .week(week)), deviation: nil, cause: .none, reason: .noSource,
        judgedFrom: nil),
      decisions: [], changes: [], roadmap: nil, pitfalls: nil, actionPlan: nil, tasks: [],
      ledger: LedgerStamp(imports: 0, entries: 0, digest: String(repeating: "0", count: 64)), seriesWeeks: [week])
  }

  private static func verdict(index: Int) -> Verdict {
    let week = FixtureSpend.weeks[index]
    let used = Fix.ratio(FixtureSpend.total(index), FixtureSpend.totalBudget)
    let state: FigureState = index == FixtureSpend.unpricedWeek ? .unknown : Fix.budgetState(used)
    return Verdict(
      state: state, spend: FigureKey("spend.total", .week(week)),
      budgetUsed: FigureKey("budget.used-week", .week(week)),
      deviation: used - FixedDecimal(1),
      cause: index == 11 ? .one(useCase: "service-chat", share: Fix.thousandths(920)) : .none,
      reason: state == .unknown ? .noPrice : nil, judgedFrom: nil)
  }

  private static func decisions(_ week: ISOWeek) -> [Decision] {
    [
      Decision(
        kind: .killSwitch, subject: "service-chat", stake: Fix.cents(9860), owner: "it", deadline: Fix.day(11, 27),
        greenWhen: Fix.cents(660),
        from: [FigureKey("budget.days-over-110", scope: ["useCase": "service-chat"], .week(week))]),
      Decision(
        kind: .overBudget, subject: "service-chat", stake: Fix.cents(9000), owner: "service", deadline: Fix.day(11, 30),
        greenWhen: Fix.cents(4200),
        from: [FigureKey("budget.used-week", scope: ["useCase": "service-chat"], .week(week))]),
      Decision(
        kind: .overdueAction, subject: "A3", stake: nil, owner: "it", deadline: Fix.day(12, 3), greenWhen: nil,
        from: [FigureKey("actions.item", scope: ["action": "A3"], .week(week))]),
    ]
  }

  private static func changes(_ week: ISOWeek) -> [ChangeNote] {
    [
      ChangeNote(
        kind: .rise, subject: "service-chat", amount: Fix.cents(9860),
        from: [FigureKey("spend.by-use-case", scope: ["useCase": "service-chat"], .week(week))]),
      ChangeNote(
        kind: .breach, subject: "service-chat", amount: FixedDecimal(2),
        from: [FigureKey("budget.days-over-110", scope: ["useCase": "service-chat"], .week(week))]),
      ChangeNote(kind: .newModel, subject: "gpt-5-nano", amount: Fix.cents(312), from: []),
      ChangeNote(
        kind: .restated, subject: "spend.total", amount: Fix.cents(406), from: [FigureKey("spend.total", .week(week))]),
      ChangeNote(
        kind: .missingSource, subject: "seats", amount: FixedDecimal(3),
        from: [FigureKey("coverage.source", scope: ["source": "seats"], .week(week))]),
    ]
  }

  private static func sources(_ week: ISOWeek) -> [FigureKey: [TraceSource]] {
    let gateway = TraceSource(
      importNumber: 47, file: "litellm-2026-w47.csv", sha256: String(repeating: "a1", count: 32), rows: 3820,
      firstLine: 2,
      lastLine: 3821)
    let bill = TraceSource(
      importNumber: 46, file: "openai-cost-2026-w47.csv", sha256: String(repeating: "b2", count: 32), rows: 84,
      firstLine: 2,
      lastLine: 85)
    var result: [FigureKey: [TraceSource]] = [:]
    for useCase in FixtureSpend.useCases {
      result[FigureKey("spend.by-use-case", scope: ["useCase": useCase.id], .week(week))] = [bill, gateway]
    }
    result[FigureKey("spend.not-attributed", .week(week))] = [gateway]
    return result
  }
}
