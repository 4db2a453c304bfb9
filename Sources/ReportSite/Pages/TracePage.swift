import Editions
import ReportCore
import SVGCharts

/// Where every figure of the week comes from: formula, inputs, imports, state and rule (look.md 3.7).
struct TracePage {
  let scope: PageScope
  let links: SiteLinks
  private var text: ReaderText { scope.text }

  init(_ scope: PageScope) {
    self.scope = scope
    links = scope.links(from: .trace(scope.week))
  }

  func page() throws(Diagnostic) -> Page {
    var families: [Context] = []
    for (family, series) in TraceSeries.families(scope) { families.append(try context(family, series)) }
    let figures = scope.figures.all
    let unknown = figures.filter { $0.value == nil && $0.unit != .state || $0.state == .unknown }.count
    return Page(
      path: .trace(scope.week), template: "trace", title: try scope.pageTitle(try text("trace.title")),
      context: [
        "headline": .text(try text("trace.headline", ["week": text.week(scope.week)])),
        "intro": .text(
          try text(
            "trace.intro",
            [
              "figures": text.count(figures.count), "imports": text.count(scope.edition.ledger.imports),
              "rows": text.count(scope.edition.ledger.entries), "unknown": text.count(unknown),
            ])),
        "command": .text("peil explain 'spend.total@\(scope.week)'"),
        "numbersHref": .text(links.toShared(SitePath.inFolder(of: scope.week, "numbers.json"))),
        "families": .list(families), "restated": .list(try restated()),
      ], place: .figures)
  }

  /// That the week is no longer as it was published.
  private func restated() throws(Diagnostic) -> [Context] {
    guard let figure = scope.figures.figure("spend.restated", [:], scope.now) else { return [] }
    let amount = Sentence.Run(text: text.figure(figure), figure: figure.key)
    return [links.sentence(try text.strings.sentence("trace.restated", ["amount": amount]))]
  }

  private func context(_ family: String, _ series: [TraceSeries]) throws(Diagnostic) -> Context {
    var items: [Context] = []
    for one in series { items.append(try item(one)) }
    return [
      "anchor": .text("family-\(family)"), "heading": .text(try text(StringKey("trace.family.\(family)"))),
      "count": .text(try text.counted("trace.count", series.reduce(0) { $0 + $1.figures.count })),
      "items": .list(items),
    ]
  }

  /// One id and scope: its figure of the week in full, the other periods as rows.
  private func item(_ series: TraceSeries) throws(Diagnostic) -> Context {
    let names = FigureNames(scope)
    let main = series.main
    var rows: [Context] = []
    let showsState = series.others.contains { $0.state != nil }
    let showsInputs = series.others.contains { !$0.from.isEmpty }
    for figure in series.others {
      var row = try row(figure)
      row["showsState"] = .flag(showsState)
      row["showsInputs"] = .flag(showsInputs)
      rows.append(row)
    }
    return [
      "heading": .text(try names.name(main?.key ?? series.figures[0].key)),
      "id": .text(Names.visible(series.id + series.scopeText)),
      "hasItem": .flag(series.item != nil), "item": .text(series.item ?? ""),
      "mains": .list(try main.map { main throws(Diagnostic) in [try self.main(main)] } ?? []),
      "formula": .text(formula(series)), "hasFormulaLang": .flag(isForeignFormula(series)),
      "rule": .text(text.strings.ifKnown(StringKey("rule.\(series.id)")) ?? ""),
      "hasRule": .flag(text.strings.ifKnown(StringKey("rule.\(series.id)")) != nil),
      "isSource": .flag(text.strings.ifKnown(StringKey("trace.register.\(series.id)")) != nil),
      "source": .text(text.strings.ifKnown(StringKey("trace.register.\(series.id)")) ?? ""),
      "imports": .list(try imports(series)), "hasImports": .flag(!series.sources.isEmpty),
      "rows": .list(rows), "hasRows": .flag(!rows.isEmpty), "showsState": .flag(showsState),
      "showsInputs": .flag(showsInputs),
      "rowsTitle": .text(try text(main == nil ? "trace.periods" : "trace.other")),
      "rowsCaption": .text(try text("trace.rows-caption", ["name": try names.name(series.figures[0].key)])),
      "importsCaption": .text(try text("trace.imports-caption", ["name": try names.name(series.figures[0].key)])),
      "sparklines": .list(sparkline(series)),
      "hasUses": .flag(!uses(series).isEmpty), "uses": .list(try useContexts(series)),
    ]
  }

  private func main(_ figure: Figure) throws(Diagnostic) -> Context {
    [
      "anchor": .text(TraceAnchor.slug(figure.key)), "value": .text(text.figure(figure)),
      "period": .text(text.period(figure.key.period)),
      "marks": .list(figure.state.map { [text.mark($0)] } ?? []),
      "isState": .flag(figure.unit == .state),
      "hasReason": .flag(figure.reason != nil), "reason": .text(try reason(figure)),
      "inputs": .list(try inputs(figure)), "hasInputs": .flag(!figure.from.isEmpty),
      "facts": .text(try facts(figure).joined(separator: " · ")), "hasFacts": .flag(try !facts(figure).isEmpty),
      "rows": .text(try text.counted("trace.ledger-rows", figure.rows)),
    ]
  }

  private func reason(_ figure: Figure) throws(Diagnostic) -> String {
    guard let reason = figure.reason, let words = text.words.reasons[reason] else { return "" }
    return "\(reason.rawValue): \(words)"
  }

  /// Target, guide and trend, each as far as the figure has one.
  private func facts(_ figure: Figure) throws(Diagnostic) -> [String] {
    var facts: [String] = []
    if let target = figure.target {
      facts.append(try text("trace.target", ["target": text.value(target, like: figure)]))
    }
    if let guide = figure.guide { facts.append(try text("trace.guide", ["guide": text.value(guide, like: figure)])) }
    if let trend = figure.trend { facts.append(try text("trace.trend", ["trend": text.trend(trend)])) }
    return facts
  }

  private func inputs(_ figure: Figure) throws(Diagnostic) -> [Context] {
    let names = FigureNames(scope)
    var inputs: [Context] = []
    for key in figure.from {
      let input = scope.figures[key]
      inputs.append([
        "name": .text(try names.nameAndPeriod(key)), "href": .text("#" + TraceAnchor.slug(key)),
        "isThere": .flag(input != nil), "value": .text(input.map(text.cell) ?? text.words.unknown),
      ])
    }
    return inputs
  }

  private func row(_ figure: Figure) throws(Diagnostic) -> Context {
    [
      "anchor": .text(TraceAnchor.slug(figure.key)), "period": .text(text.period(figure.key.period)),
      "value": .text(text.cell(figure)), "marks": .list(figure.state.map { [text.mark($0)] } ?? []),
      "count": .text(text.count(figure.rows)), "inputs": .list(try shortInputs(figure)),
    ]
  }

  /// Inputs of an earlier period: the first leads to its own row, the others are reached from there.
  private func shortInputs(_ figure: Figure) throws(Diagnostic) -> [Context] {
    let names = FigureNames(scope)
    var inputs: [Context] = []
    for (index, key) in figure.from.enumerated() {
      inputs.append([
        "name": .text(key.scope == figure.key.scope ? names.title(key.id) : names.shortName(key)),
        "href": .text("#" + TraceAnchor.slug(key)), "isThere": .flag(scope.figures[key] != nil),
        "isFirst": .flag(index == 0),
      ])
    }
    return inputs
  }

  private func imports(_ series: TraceSeries) throws(Diagnostic) -> [Context] {
    series.sources.map { source in
      [
        "number": .text(text.count(source.importNumber)), "file": .text(Names.visible(source.file)),
        "rows": .text(text.count(source.rows)), "first": .text(text.count(source.firstLine)),
        "last": .text(text.count(source.lastLine)), "digest": .text(String(source.sha256.prefix(12))),
      ]
    }
  }

  /// The formula in the reader's language, else the figure's own.
  private func formula(_ series: TraceSeries) -> String {
    text.strings.ifKnown(StringKey("formula.\(series.id)")) ?? Names.visible(series.figures[0].formula)
  }

  private func isForeignFormula(_ series: TraceSeries) -> Bool {
    scope.language != .en && text.strings.ifKnown(StringKey("formula.\(series.id)")) == nil
  }

  /// The weeks of the series; from three points on.
  private func sparkline(_ series: TraceSeries) -> [Context] {
    let values = scope.figures.series(series.id, series.scope, weeks: scope.edition.seriesWeeks).map {
      $0?.value?.approximate
    }
    guard values.compactMap({ $0 }).count >= 3 else { return [] }
    return [
      [
        "sparklineSVG": .html(
          SafeHTML(Sparkline(values: values, target: series.main?.target?.approximate).drawing(.wide)))
      ]
    ]
  }

  /// The pages that print it.
  private func uses(_ series: TraceSeries) -> [(key: String, path: SitePath)] {
    let week: [(String, SitePath)] = [("week", .week(scope.week)), ("handout", .handout(scope.week))]
    switch series.family {
    case "spend", "budget", "metrics": return week
    case "evidence", "reconciliation", "quality": return [("quality", .quality)]
    case "pitfalls": return [("pitfalls", .pitfalls)]
    case "rollout": return [("rollout", .roadmap)]
    case "actions": return [("action-plan", .actionPlan)]
    default: return []
    }
  }

  private func useContexts(_ series: TraceSeries) throws(Diagnostic) -> [Context] {
    var contexts: [Context] = []
    for (index, use) in uses(series).enumerated() {
      contexts.append([
        "href": .text(links.to(use.path)), "label": .text(try text(StringKey("trace.used.\(use.key)"))),
        "isFirst": .flag(index == 0),
      ])
    }
    return contexts
  }
}
