import Editions
import PlaybookRules
import ReportCore
import SVGCharts

/// Thirteen weeks of spend against the week budget.
struct SpendChart {
  let scope: PageScope
  let tableHref: String

  func drawing() throws(Diagnostic) -> FigureDrawing {
    FigureDrawing(
      anchor: "chart-spend", title: try scope.sentences.spendTitle(), unit: try scope.text("edition.chart.spend-unit"),
      source: try scope.sourceLine(), tableHref: tableHref, chart: try chart())
  }

  /// The chart alone, for other pages and sizes.
  func chart() throws(Diagnostic) -> WeeklyColumns {
    WeeklyColumns(
      text: try words(), weeks: try weeks(), labels: scope.text.euroTicks,
      words: .init(
        week: try scope.text("edition.chart.week"), budget: try scope.text("edition.chart.budget"),
        budgetAmount: budget.map(scope.text.figure) ?? "", forecast: try scope.text("edition.chart.forecast")))
  }

  private var spend: [Figure?] { scope.figures.series("spend.total", weeks: scope.edition.seriesWeeks) }
  private var budget: Figure? { scope.figures.figure("budget.week", [:], scope.now) }

  private func weeks() throws(Diagnostic) -> [WeeklyColumns.Week] {
    let budgets = scope.figures.series("budget.week", weeks: scope.edition.seriesWeeks)
    let breaches = scope.figures.figure("budget.days-over-110", [:], scope.now)?.value ?? .zero
    let days = Int(DecimalText.rounded(breaches, decimals: 0))
    let note = days > 0 ? try scope.text.counted("edition.chart.breach", days) : nil
    let restated = scope.edition.changes.first { $0.kind == .restated }?.amount
    var weeks: [WeeklyColumns.Week] = []
    for (index, week) in scope.edition.seriesWeeks.enumerated() {
      let isNow = week == scope.week
      let figure = spend[index]
      let former: Double? =
        if isNow, let now = figure?.value, let restated { (now - restated).approximate } else { nil }
      weeks.append(
        WeeklyColumns.Week(
          name: String(week.number), value: Reading(figure), valueLabel: figure.map(scope.text.figure) ?? "",
          kind: isNow ? .current : .past, budget: budgets[index]?.value?.approximate, formerValue: former,
          hasBreach: isNow && days > 0, note: isNow ? note : nil))
    }
    return weeks
  }

  private func words() throws(Diagnostic) -> ChartText {
    let unknown = spend.filter { $0?.isPoint != true }.count
    var values = scope.seriesEnds
    values["message"] = try scope.sentences.spendTitle()
    values["highest"] = scope.highest(spend)
    values["latest"] = (spend.last ?? nil).map(scope.text.figure) ?? scope.text.words.unknown
    values["budget"] = budget.map(scope.text.figure) ?? scope.text.words.unknown
    if unknown > 0 { values["count"] = scope.text.count(unknown) }
    return ChartText(
      title: try scope.sentences.spendTitle(),
      description: try scope.text(
        unknown > 0 ? "edition.chart.spend-description-unknown" : "edition.chart.spend-description", values),
      empty: try scope.emptySentence((spend.last ?? nil)?.reason), idPrefix: "spend")
  }
}
