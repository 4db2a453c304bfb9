import Editions
import PlaybookRules
import ReportCore
import SVGCharts

/// The figures on page 2 of the handout: metrics, money by use case, and how good the data are. Paper has no links.
struct HandoutFigures {
  let scope: PageScope
  let links: SiteLinks
  private var text: ReaderText { scope.text }
  private var figures: FigureBook { scope.figures }

  /// The four metrics with short names.
  func metrics() throws(Diagnostic) -> [Context] {
    let cards = MetricCards(scope: scope, links: links)
    var contexts: [Context] = []
    for metric in MetricCards.Metric.allCases {
      let figure = figures[cards.key(metric)]
      var target = try text("edition.no-target")
      if let figure, let value = figure.target { target = try cards.targetWords(metric, figure, value) }
      contexts.append([
        "name": .text(try text(StringKey("edition.metric-short.\(metric.word)"))),
        "value": .text(figure.map(text.cell) ?? text.words.unknown),
        "target": .text(target),
        "mark": .context(text.mark(figure?.state ?? .unknown)),
        "sparklineSVG": .html(SafeHTML(cards.sparkline(metric).drawing(.phone))),
      ])
    }
    return contexts
  }

  /// Six use cases at most, the others together, then not attributed and the total.
  func useCases() throws(Diagnostic) -> Context {
    let sorted = scope.useCaseIDs.map {
      (id: $0, figure: figures.figure("spend.by-use-case", ["useCase": $0], scope.now))
    }
    .enumerated().sorted {
      let (left, right) = ($0.element.figure?.value ?? .zero, $1.element.figure?.value ?? .zero)
      return left == right ? $0.offset < $1.offset : left > right
    }.map(\.element)
    var rows = sorted.prefix(HandoutPage.useCaseLimit).map { id, figure in
      let used = figures.figure("budget.used-week", ["useCase": id], scope.now)
      return row(scope.names.shortUseCase(id), figure, used)
    }
    let rest = sorted.dropFirst(HandoutPage.useCaseLimit)
    if !rest.isEmpty { rows.append(row(try text("edition.chart.other"), sum(rest.map(\.figure)), nil)) }
    rows.append(
      row(
        try text("name.not-attributed"), figures.figure("spend.not-attributed", [:], scope.now), nil,
        className: "not-attributed"))
    let total = row(
      try text("edition.table.total"), figures.figure("spend.total", [:], scope.now),
      figures.figure("budget.used-week", [:], scope.now))
    return ["rows": .list(rows), "total": .context(total)]
  }

  private func row(_ name: String, _ figure: Figure?, _ used: Figure?, className: String = "") -> Context {
    [
      "name": .text(name), "euro": .text(figure.map(text.cell) ?? text.words.unknown),
      "used": .text(used.map(text.cell) ?? "–"), "marks": .list(used?.state.map { [text.mark($0)] } ?? []),
      "hasClass": .flag(!className.isEmpty), "className": .text(className),
    ]
  }

  /// What several figures make together; unknown when one of them is.
  private func sum(_ figures: [Figure?]) -> Figure? {
    var value = FixedDecimal.zero
    for figure in figures {
      guard let figure, figure.isPoint, let part = figure.value else { return nil }
      value = value + part
    }
    return Figure(
      FigureKey("spend.by-use-case", scope: ["useCase": "other"], scope.now), unit: .euro, value: value, rows: 0,
      formula: "sum of the smaller use cases")
  }

  /// One line on what the figures rest on: coverage, and what is unknown.
  func quality() throws(Diagnostic) -> String {
    let shown = { (id: String) in figures.figure(id, [:], scope.now).map(text.cell) ?? text.words.unknown }
    let unknown = MetricCards.Metric.allCases.filter {
      (figures.figure($0.rawValue, [:], scope.now)?.state ?? .unknown) == .unknown
    }
    var sentences = [
      try text(
        "handout.quality",
        [
          "coverage": shown("coverage.sources"), "attributed": shown("attribution.share"),
          "capped": shown("budget.capped-share"),
        ])
    ]
    if unknown.isEmpty {
      sentences.append(try text("handout.all-known"))
    } else {
      var names: [String] = []
      for metric in unknown { names.append(try text(StringKey("edition.metric-short.\(metric.word)"))) }
      sentences.append(try text("handout.unknown", ["names": names.joined(separator: ", ")]))
    }
    return sentences.joined(separator: " ")
  }
}
