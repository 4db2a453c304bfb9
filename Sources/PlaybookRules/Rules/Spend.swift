import Registers
import ReportCore

/// What was spent, in total and by part; the parts and what nobody has attributed always add up to the whole (S1).
public struct Spend: PlaybookRule {
  public static let item = "S1"
  private static let partFormula = "cost of record, excluding tax and prepaid top-ups, of this part"

  public init() {}

  public func findings(_ facts: WeekFacts) -> Findings {
    var findings = Findings()
    for week in facts.seriesWeeks {
      let parts =
        facts.useCases.map { FigureKey("spend.by-use-case", scope: ["useCase": $0.id], .week(week)) }
        + [FigureKey("spend.not-attributed", .week(week))]
      add(to: &findings, "spend.total", [:], .week(week), facts, from: parts)
      for useCase in facts.useCases {
        add(to: &findings, "spend.by-use-case", ["useCase": useCase.id], .week(week), facts) {
          $0.useCase == useCase.id
        }
      }
      add(to: &findings, "spend.not-attributed", [:], .week(week), facts) { $0.useCase == nil }
    }
    let month = CalendarMonth(containing: facts.evaluatedOn)
    add(to: &findings, "spend.total", [:], .month(month), facts, days: month.firstDay...facts.evaluatedOn)
    addParts(to: &findings, facts)
    for day in facts.week.days {
      add(to: &findings, "spend.by-day", [:], .day(day), facts)
      for useCase in facts.useCases {
        add(to: &findings, "spend.by-day", ["useCase": useCase.id], .day(day), facts) { $0.useCase == useCase.id }
      }
    }
    return findings
  }

  private func addParts(to findings: inout Findings, _ facts: WeekFacts) {
    let cells = facts.ledger.cells(in: facts.week.days)
    for provider in Set(cells.map(\.provider)).sorted() {
      add(to: &findings, "spend.by-provider", ["provider": provider], facts.period, facts) { $0.provider == provider }
    }
    for name in Set(cells.map(Spend.className)).sorted() {
      add(to: &findings, "spend.by-model-class", ["modelClass": name], facts.period, facts) {
        Spend.className($0) == name
      }
    }
  }

  private static func className(_ cell: UsageCell) -> String {
    cell.isUsage ? cell.modelClass?.rawValue ?? "unknown" : "subscription"
  }

  private func add(
    to findings: inout Findings, _ id: String, _ scope: [String: String], _ period: Period, _ facts: WeekFacts,
    days: ClosedRange<CalendarDay>? = nil, from: [FigureKey] = [], where include: ((UsageCell) -> Bool)? = nil
  ) {
    let (interval, tally) = facts.spend(days ?? period.days, where: include ?? { _ in true })
    let formula = include == nil ? "cost of record, excluding tax and prepaid top-ups" : Spend.partFormula
    findings.add(
      Figure(
        FigureKey(id, scope: scope, period), item: Spend.item, unit: .euro, interval,
        rows: facts.ledger.rows(of: tally), formula: formula, from: from),
      from: tally)
  }
}
