import Editions
import ReportCore
import SVGCharts

/// Thirteen weeks of spend, stacked by use case, against the week budget.
struct UseCaseChart {
  let scope: PageScope
  let tableHref: String

  func drawing() throws(Diagnostic) -> FigureDrawing {
    FigureDrawing(
      anchor: "chart-use-cases", title: try scope.sentences.useCasesTitle(),
      unit: try scope.text("edition.chart.stack-unit"), source: try scope.sourceLine(), tableHref: tableHref,
      chart: try chart())
  }

  /// The chart alone, for other pages and sizes.
  func chart() throws(Diagnostic) -> StackedColumns {
    let weeks = scope.edition.seriesWeeks
    let text = scope.text
    let series = scope.useCaseIDs.enumerated().map { index, id in
      self.series(
        scope.figures.series("spend.by-use-case", ["useCase": id], weeks: weeks), name: scope.names.useCase(id),
        shortName: scope.names.shortUseCase(id), colour: index + 1)
    }
    let name = try text("edition.table.not-attributed")
    let loose = scope.figures.series("spend.not-attributed", weeks: weeks)
    return StackedColumns(
      text: try words(), weekNames: scope.weekNames, current: weeks.firstIndex(of: scope.week), series: series,
      notAttributed: loose.contains { $0 != nil } ? self.series(loose, name: name, shortName: name, colour: 0) : nil,
      budgets: scope.figures.series("budget.week", weeks: weeks).map { $0?.value?.approximate },
      budgetLabel: scope.figures.figure("budget.week", [:], scope.now).map(text.figure) ?? "", labels: text.euroTicks,
      words: .init(
        week: try text("edition.chart.week"), budget: try text("edition.chart.budget"),
        other: try text("edition.chart.other")))
  }

  /// What is certain of an interval is drawn; one without an upper bound is an open slot.
  private func series(
    _ figures: [Figure?], name: String, shortName: String, colour: Int
  ) -> StackedColumns.Series {
    StackedColumns.Series(
      name: name, shortName: shortName, colour: colour,
      values: figures.map { figure in figure?.upper == nil ? nil : (figure?.lower ?? figure?.value)?.approximate },
      lastLabel: (figures.last ?? nil).map(scope.text.figure) ?? scope.text.words.unknown)
  }

  private func words() throws(Diagnostic) -> ChartText {
    let text = scope.text
    let now = scope.figures.figures("spend.by-use-case", scope.now)
    let largest = now.max { (Self.size($0), $1.key) < (Self.size($1), $0.key) }
    let named = largest.map { figure in
      "\(scope.names.useCase(figure.key.scope["useCase"] ?? "")), \(text.figure(figure))"
    }
    var values = scope.seriesEnds
    values["message"] = try scope.sentences.useCasesTitle()
    values["largest"] = named ?? text.words.unknown
    values["latest"] = scope.shown(FigureKey("spend.total", scope.now))
    return ChartText(
      title: try scope.sentences.useCasesTitle(), description: try text("edition.chart.stack-description", values),
      empty: try scope.emptySentence(scope.figures.figure("spend.total", [:], scope.now)?.reason), idPrefix: "use-cases"
    )
  }

  private static func size(_ figure: Figure) -> FixedDecimal { figure.value ?? .zero }
}
