import Editions
import OutputTree
import PlaybookRules
import ReportCore
import Roadmaps
import SVGCharts

/// The taskforce's sheet: exactly two A4 pages, decisions and figures (look.md 3.8 and 8). What would not fit is cut here
/// by rules of content, never by the printer.
struct HandoutPage {
  let scope: PageScope
  let links: SiteLinks
  private var text: ReaderText { scope.text }

  /// Of at most three decisions, eight actions and six use cases; the rollout moves to page 1 when the actions leave room.
  static let actionLimit = 8
  static let linesBesideRollout = 5
  /// Characters of an action's title on one line; a longer one takes two and is cut there.
  static let actionLine = 44
  static let actionTwoLines = 84
  static let useCaseLimit = 6

  init(_ scope: PageScope) {
    self.scope = scope
    links = scope.links(from: .handout(scope.week))
  }

  func page() throws(Diagnostic) -> Page {
    let actions = Array(scope.edition.tasks.filter { !$0.isDone }.prefix(Self.actionLimit))
    let lines = actions.reduce(0) { $0 + (title($1).count > Self.actionLine ? 2 : 1) }
    let rolloutFirst = scope.edition.roadmap != nil && lines <= Self.linesBesideRollout
    return Page(
      path: .handout(scope.week), template: "handout", title: try scope.pageTitle(try text("handout.title")),
      context: [
        "kicker": .context(try Kicker(state: scope.edition.verdict.state).context(scope)),
        "verdict": .text(try scope.sentences.verdict().text),
        "decisions": .list(try decisions()), "hasDecisions": .flag(!scope.edition.decisions.isEmpty),
        "actions": .list(try actionRows(actions)), "hasActions": .flag(!actions.isEmpty),
        "fullRollouts": .list(rolloutFirst ? try rollout(.printFull) : []),
        "halfRollouts": .list(rolloutFirst ? [] : try rollout(.printHalf)),
        "metrics": .list(try HandoutFigures(scope: scope, links: links).metrics()),
        "spend": .context(try spend()),
        "useCases": .context(try HandoutFigures(scope: scope, links: links).useCases()),
        "useCaseCharts": .list(rolloutFirst ? [try useCaseChart()] : []),
        "quality": .text(try HandoutFigures(scope: scope, links: links).quality()),
        "noteLines": .list(Array(repeating: [:], count: noteLines(actionLines: lines, hasRollout: rolloutFirst))),
        "fewLines": .list(Array(repeating: [:], count: 3)),
        "weekId": .text(scope.week.description), "path": .text(links.path), "chain": .text(try chain()),
      ], place: .handout, bodyClass: "handout")
  }

  /// The head of the chain of bags so far: held against the archive with `peil verify --expect-head`, it shows that
  /// nobody has made history anew, the owner of the key included.
  private func chain() throws(Diagnostic) -> String {
    guard let link = scope.chain else { return try text("handout.chain-begins") }
    return try text("handout.chain", ["digest": link.digest.short, "edition": link.week.description])
  }

  private func decisions() throws(Diagnostic) -> [Context] {
    var items: [Context] = []
    for decision in scope.edition.decisions.prefix(3) {
      let words = try scope.sentences.decision(decision)
      items.append([
        "title": .text(words.title), "line": .text(words.line), "greenWhen": .text(words.greenWhen),
      ])
    }
    return items
  }

  /// Lines to write on, about as many as there is room for; the stylesheet spreads them over what is left.
  private func noteLines(actionLines: Int, hasRollout: Bool) -> Int {
    let decisions = 4 * (3 - min(3, scope.edition.decisions.count))
    return max(3, min(14, 3 + decisions + (hasRollout ? 0 : 8 - min(8, actionLines) / 2)))
  }

  private func title(_ action: AssessedItem) -> String { scope.names.title(action.item.title).text }

  private func actionRows(_ actions: [AssessedItem]) throws(Diagnostic) -> [Context] {
    let rows = ItemRows(scope: scope, links: links)
    var contexts: [Context] = []
    for action in actions {
      var row = try rows.row(action)
      row["title"] = .text(Names.shortened(title(action), to: Self.actionTwoLines))
      row["owner"] = .text(Names.shortened(scope.names.owner(action.item.owner), to: 20))
      contexts.append(row)
    }
    return contexts
  }

  /// The rollout for paper, with the phone drawing for screens too narrow for it.
  private func rollout(_ size: Drawing) throws(Diagnostic) -> [Context] {
    guard let roadmap = scope.edition.roadmap else { return [] }
    let chart = try RolloutDrawing(scope: scope).gantt(roadmap)
    return [
      [
        "title": .text(try scope.sentences.rolloutTitle()), "drawingSVG": .html(SafeHTML(chart.drawing(size))),
        "phoneSVG": .html(SafeHTML(chart.drawing(.phone))),
      ]
    ]
  }

  private func spend() throws(Diagnostic) -> Context {
    let chart = try SpendChart(scope: scope, tableHref: "").chart()
    return [
      "title": .text(try scope.sentences.spendTitle()), "unit": .text(try text("edition.chart.spend-unit")),
      "drawingSVG": .html(SafeHTML(chart.drawing(.printFull))), "phoneSVG": .html(SafeHTML(chart.drawing(.phone))),
    ]
  }

  private func useCaseChart() throws(Diagnostic) -> Context {
    let drawing = try UseCaseChart(scope: scope, tableHref: "").drawing()
    return ["title": .text(drawing.title), "drawingSVG": .html(SafeHTML(drawing.chart.drawing(.printHalf)))]
  }
}
