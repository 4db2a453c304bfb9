import Editions
import ReportCore
import SVGCharts

/// The four metrics of the management team: value, target, judgement, bullet and course. Values for `parts/metrics`.
struct MetricCards {
  /// One of the four, in the playbook's order.
  enum Metric: String, CaseIterable {
    case calls = "mt.cost-per-1000-calls"
    case session = "mt.cost-per-session"
    case efficiency = "mt.efficiency"
    case roi = "mt.roi"

    /// The last part of its keys in the strings files.
    var word: String {
      switch self {
      case .calls: "calls"
      case .session: "session"
      case .efficiency: "efficiency"
      case .roi: "return"
      }
    }

    var isAtMost: Bool { self == .calls || self == .session }

    /// Where attention ends on the drawing: 20 % over a cost, 70 of 78 for outcomes, zero for the return. Only the
    /// bands' edges; the state itself is the figure's own.
    func limit(_ target: Double) -> Double {
      switch self {
      case .calls, .session: target * 1.2
      case .efficiency: target * 70 / 78
      case .roi: 0
      }
    }
  }

  let scope: PageScope
  let links: SiteLinks

  func contexts() throws(Diagnostic) -> [Context] {
    var cards: [Context] = []
    for metric in Metric.allCases { cards.append(try card(metric)) }
    return cards
  }

  func key(_ metric: Metric) -> FigureKey { FigureKey(metric.rawValue, scope.now) }

  func name(_ metric: Metric) throws(Diagnostic) -> String {
    try scope.text(StringKey("edition.metric.\(metric.word)"))
  }

  /// For the heads of tables.
  func shortName(_ metric: Metric) throws(Diagnostic) -> String {
    try scope.text(StringKey("edition.metric-short.\(metric.word)"))
  }

  private func card(_ metric: Metric) throws(Diagnostic) -> Context {
    let figure = scope.figures[key(metric)]
    let state = figure?.state ?? .unknown
    return [
      "name": .text(try name(metric)),
      "number": .context(
        links.number(figure.map(scope.text.cell) ?? scope.text.words.unknown, figure == nil ? nil : key(metric))),
      "note": .text(try note(metric, figure)),
      "judgement": .text(try judgement(figure, state)),
      "glyphSVG": .html(SafeHTML(scope.text.glyph(state).drawing())),
      "bullets": .list(try bullet(metric, figure).map { [["bulletSVG": .html(SafeHTML($0.drawing(.wide)))]] } ?? []),
      "sparklineSVG": .html(SafeHTML(sparkline(metric).drawing(.phone))),
      "course": .text(try course(figure)),
    ]
  }

  /// The company's own target, and the playbook's guide when it is another value.
  func note(_ metric: Metric, _ figure: Figure?) throws(Diagnostic) -> String {
    guard let figure, let target = figure.target else { return try scope.text("edition.no-target") }
    let own = try targetWords(metric, figure, target)
    guard let guide = figure.guide, guide != target else { return own }
    return own + " · " + (try scope.text("edition.guide", ["guide": scope.text.value(guide, like: figure)]))
  }

  func targetWords(_ metric: Metric, _ figure: Figure, _ target: FixedDecimal) throws(Diagnostic) -> String {
    try scope.text(
      metric.isAtMost ? "edition.target-at-most" : "edition.target-at-least",
      ["target": scope.text.value(target, like: figure)])
  }

  /// The state's word; unknown says why.
  private func judgement(_ figure: Figure?, _ state: FigureState) throws(Diagnostic) -> String {
    guard state == .unknown, let reason = figure?.reason, let words = scope.text.words.reasons[reason] else {
      return scope.text.state(state)
    }
    return try scope.text("edition.state-and-reason", ["state": scope.text.state(state), "reason": words])
  }

  private func course(_ figure: Figure?) throws(Diagnostic) -> String {
    try scope.text.counted(
      "edition.course", scope.edition.seriesWeeks.count, ["trend": scope.text.trend(figure?.trend ?? .unknown)])
  }

  /// Nil without a target: there is nothing to hold the value against.
  func bullet(_ metric: Metric, _ figure: Figure?) throws(Diagnostic) -> Bullet? {
    guard let figure, let target = figure.target else { return nil }
    let words = try targetWords(metric, figure, target)
    return Bullet(
      text: ChartText(
        title: try name(metric),
        description: try scope.text(
          "edition.bullet-description",
          [
            "value": scope.text.figure(figure), "target": words, "state": scope.text.state(figure.state ?? .unknown),
          ]),
        empty: "", idPrefix: "metric-\(metric.word)"),
      value: Reading(figure), target: target.approximate, limit: metric.limit(target.approximate),
      goal: metric.isAtMost ? .atMost : .atLeast, lowest: metric == .roi ? -0.5 : 0,
      zeroLabel: "0", targetLabel: scope.text.value(target, like: figure))
  }

  /// The course of up to thirteen weeks; weeks without one value are gaps.
  func sparkline(_ metric: Metric) -> Sparkline {
    let figures = scope.figures.series(metric.rawValue, weeks: scope.edition.seriesWeeks)
    return Sparkline(
      values: figures.map { $0?.value?.approximate }, target: scope.figures[key(metric)]?.target?.approximate)
  }
}
