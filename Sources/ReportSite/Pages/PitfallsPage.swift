import Editions
import PlaybookRules
import ReportCore
import Roadmaps
import SVGCharts

/// Which dangers are real, and which measures exist only on paper? (look.md 3.4, S37–S43)
struct PitfallsPage {
  let scope: PageScope
  private let links: SiteLinks
  private var text: ReaderText { scope.text }

  init(_ scope: PageScope) {
    self.scope = scope
    links = scope.links(from: .pitfalls)
  }

  func page() throws(Diagnostic) -> Page {
    let pitfalls = Self.worstFirst(scope.edition.pitfalls ?? [])
    let rows = ItemRows(scope: scope, links: links)
    var contexts: [Context] = []
    for pitfall in pitfalls { contexts.append(try context(pitfall, rows)) }
    let safe = scope.figures.figure("pitfalls.safe", [:], scope.now)
    return Page(
      path: .pitfalls, template: "pitfalls", title: try scope.pageTitle(try text("pitfalls.title")),
      context: [
        "kicker": .context(try Kicker(state: pitfalls.isEmpty ? nil : safe?.state ?? .unknown).context(scope)),
        "headline": .context(links.sentence(try scope.sentences.pitfalls())),
        "pitfalls": .list(contexts), "hasPitfalls": .flag(!contexts.isEmpty),
        "outcomes": .list(try outcomes()),
        "heats": .list(try heat().map { [$0] } ?? []),
      ], place: .pitfalls)
  }

  /// By state, then in the playbook's order.
  static func worstFirst(_ pitfalls: [PitfallAssessment]) -> [PitfallAssessment] {
    let order: [FigureState] = [.red, .amber, .unknown, .green, .notYetDue]
    return pitfalls.enumerated().sorted {
      let left = (order.firstIndex(of: $0.element.state) ?? order.count, $0.offset)
      return left < (order.firstIndex(of: $1.element.state) ?? order.count, $1.offset)
    }.map(\.element)
  }

  private func context(_ pitfall: PitfallAssessment, _ rows: ItemRows) throws(Diagnostic) -> Context {
    let title = scope.names.title(pitfall.section.title)
    let measured = scope.figures[pitfall.measured]
    let presence = pitfall.isPresent.map { $0 ? "yes" : "no" } ?? "unknown"
    let body = pitfall.section.bodyHTML[scope.language.rawValue] ?? pitfall.section.bodyHTML["nl"] ?? ""
    return [
      "anchor": .text(ItemRows.anchor(pitfall.id)), "title": .text(title.text),
      "hasTitleLang": .flag(title.language != nil), "titleLang": .text(title.language ?? ""),
      "mark": .context(text.mark(pitfall.state)),
      "outcome": .text(try text(StringKey("pitfalls.outcome.\(pitfall.outcome.rawValue)"))),
      "outcomeHref": .text(
        links.trace(FigureKey("pitfall.outcome", scope: ["pitfall": pitfall.id], scope.now))),
      "presence": .text(try text(StringKey("pitfalls.present.\(presence)"))),
      "measured": .context(links.number(measured.map(text.cell) ?? text.words.unknown, measured?.key)),
      "what": .text(try what(pitfall, measured)),
      "prevention": .text(try prevention(pitfall)),
      "bodyHTML": .html(SafeHTML(renderedMarkdown: body)),
      "items": .context(
        try rows.table(
          pitfall.items, caption: try text("pitfalls.items-caption", ["name": title.text]),
          anchor: "table-\(ItemRows.anchor(pitfall.id))", isAnchored: true)),
    ]
  }

  /// What the measurement counts, by pitfall.
  private func what(_ pitfall: PitfallAssessment, _ figure: Figure?) throws(Diagnostic) -> String {
    if let known = text.strings.ifKnown(StringKey("pitfalls.what.\(pitfall.id)")) { return known }
    return Names.visible(figure?.formula ?? "")
  }

  private func prevention(_ pitfall: PitfallAssessment) throws(Diagnostic) -> String {
    let done = pitfall.items.filter(\.isDone)
    guard !pitfall.items.isEmpty else { return try text("pitfalls.prevention.none") }
    guard pitfall.isClaimed, let last = done.compactMap(\.item.done).max() else {
      return try text(
        "pitfalls.prevention.open", ["done": text.count(done.count), "total": text.count(pitfall.items.count)])
    }
    return try text("pitfalls.prevention.ticked", ["date": text.day(last)])
  }

  /// The four outcomes and unknown, in words, with their state.
  private func outcomes() throws(Diagnostic) -> [Context] {
    var list: [Context] = []
    let states: [(PitfallOutcome, FigureState)] = [
      (.safe, .green), (.luck, .amber), (.paperMeasure, .red), (.gap, .red), (.unknown, .unknown),
    ]
    for (outcome, state) in states {
      list.append([
        "mark": .context(text.mark(state)),
        "outcome": .text(try text(StringKey("pitfalls.outcome.\(outcome.rawValue)"))),
        "meaning": .text(try text(StringKey("pitfalls.meaning.\(outcome.rawValue)"))),
      ])
    }
    return list
  }

  /// The week's days against day budgets; nil when no use case has one.
  private func heat() throws(Diagnostic) -> Context? {
    let budgeted = scope.useCaseIDs.filter { id in
      scope.week.days.contains { scope.figures.figure("budget.day", ["useCase": id], .day($0)) != nil }
    }
    guard !budgeted.isEmpty else { return nil }
    let tables = PageTables(scope: scope, links: links)
    var contexts: [Context] = []
    for id in budgeted { contexts.append(try tables.days(id).context(text)) }
    let title = try scope.sentences.daysTitle()
    let key = try text("pitfalls.heat-key").split(separator: ";").map { Names.visible(String($0)) }
    let chart = HeatCalendar(
      text: ChartText(
        title: title, description: try text("pitfalls.heat-description", ["message": title]),
        empty: try scope.emptySentence(nil), idPrefix: "heat"),
      rows: budgeted.map { id in
        .init(
          name: scope.names.useCase(id), shortName: scope.names.shortUseCase(id),
          cells: DayChart(scope: scope, useCase: id, tableHref: "").days().map(\.cell))
      }, weekNames: [text.week(scope.week)], key: key)
    return [
      "figure": .context(
        FigureDrawing(
          anchor: "chart-heat", title: title, unit: try text("pitfalls.heat-unit"), source: try scope.sourceLine(),
          tableHref: "#table-days-\((scope.useCaseIDs.firstIndex(of: budgeted[0]) ?? 0) + 1)", chart: chart
        ).context),
      "tables": .list(contexts),
    ]
  }
}
