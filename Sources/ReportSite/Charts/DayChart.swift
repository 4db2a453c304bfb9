import Editions
import ReportCore
import SVGCharts

/// The seven days of the week: one use case against its day budget, or everything together when no day has a budget.
struct DayChart {
  let scope: PageScope
  /// Nil for all use cases together.
  let useCase: String?
  let tableHref: String

  /// One chart per use case with a day budget in this week; else one for the whole.
  static func subjects(_ scope: PageScope) -> [String?] {
    let budgeted = scope.useCaseIDs.filter { id in
      scope.week.days.contains { scope.figures.figure("budget.day", ["useCase": id], .day($0)) != nil }
    }
    return budgeted.isEmpty ? [nil] : budgeted
  }

  func drawing() throws(Diagnostic) -> FigureDrawing {
    FigureDrawing(
      anchor: "chart-days\(suffix)", title: try title(), unit: try unit(), source: try scope.sourceLine(),
      tableHref: tableHref, chart: try chart())
  }

  private func unit() throws(Diagnostic) -> String {
    guard let useCase else { return try scope.text("edition.chart.days-unit-total") }
    return try scope.text("edition.chart.days-unit", ["subject": scope.names.inSentence(useCase)])
  }

  func chart() throws(Diagnostic) -> DayColumns {
    let budget = figures("budget.day").compactMap { $0 }.last
    return DayColumns(
      text: try words(), days: days(), labels: scope.text.euroTicks,
      budgetWord: budget == nil ? "" : try scope.text("edition.chart.day-budget"),
      budgetAmount: budget.map(scope.text.figure) ?? "")
  }

  /// For identifiers: the place in the register, never the id itself.
  private var suffix: String { useCase.flatMap { scope.useCaseIDs.firstIndex(of: $0) }.map { "-\($0 + 1)" } ?? "" }
  private var keyScope: [String: String] { useCase.map { ["useCase": $0] } ?? [:] }

  private func figures(_ id: String) -> [Figure?] {
    scope.week.days.map { scope.figures.figure(id, keyScope, .day($0)) }
  }

  /// The seven days as cells of the heat scale.
  func cells() -> [HeatCell] {
    let budgets = figures("budget.day")
    return figures("budget.day-used").enumerated().map { index, used in
      HeatCell(level(used, hasBudget: budgets[index] != nil), label: label(used))
    }
  }

  func days() -> [DayColumns.Day] {
    let budgets = figures("budget.day")
    let used = figures("budget.day-used")
    let cells = cells()
    return zip(scope.week.days, figures("spend.by-day")).enumerated().map { index, pair in
      let (day, spend) = pair
      return DayColumns.Day(
        name: "\(scope.text.weekday(day))\(ReaderText.noBreak)\(day.civil.day)", value: Reading(spend),
        valueLabel: spend.map(scope.text.figure) ?? scope.text.words.unknown,
        budget: budgets[index]?.value?.approximate,
        cell: cells[index],
        isBreach: used[index]?.state == .red)
    }
  }

  /// The step of the heat scale (look.md 2.3); the red one is the rule's, never the scale's.
  private func level(_ used: Figure?, hasBudget: Bool) -> HeatCell.Level {
    guard hasBudget else { return .noBudget }
    if used?.state == .red { return .step(5) }
    guard let used, used.isPoint, let value = used.value else { return .unknown }
    let steps: [Int128] = [500_000_000, 800_000_000, 1_000_000_000]
    return .step(1 + steps.filter { value.nanos > $0 }.count)
  }

  private func label(_ used: Figure?) -> String {
    guard let value = used?.value else { return "" }
    return scope.text.number(FixedDecimal(nanos: value.nanos * 100), decimals: 0)
  }

  private func title() throws(Diagnostic) -> String {
    guard useCase == nil else { return try scope.sentences.daysTitle() }
    let dearest = figures("spend.by-day").compactMap { $0 }.filter { $0.value != nil }
      .max { ($0.value ?? .zero, $1.key) < ($1.value ?? .zero, $0.key) }
    guard let dearest else { return try scope.sentences.daysTitle() }
    return try scope.text(
      "edition.chart.days-title-total",
      ["day": scope.text.period(dearest.key.period), "amount": scope.text.figure(dearest)])
  }

  private func words() throws(Diagnostic) -> ChartText {
    ChartText(
      title: try title(),
      description: try scope.text(
        "edition.chart.days-description",
        [
          "first": scope.text.weekdayAndDay(scope.week.firstDay), "last": scope.text.weekdayAndDay(scope.week.lastDay),
          "message": try title(), "highest": scope.highest(figures("spend.by-day")),
        ]),
      empty: try scope.emptySentence(scope.figures.figure("spend.total", [:], scope.now)?.reason),
      idPrefix: "days\(suffix)")
  }
}
