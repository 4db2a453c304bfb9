import Editions
import PlaybookRules
import ReportCore
import Roadmaps

/// The front page: is it under control, and what must be decided? (look.md 3.1)
struct EditionPage {
  let scope: PageScope
  private let links: SiteLinks

  init(_ scope: PageScope) {
    self.scope = scope
    links = scope.links(from: .index)
  }

  func page() throws(Diagnostic) -> Page {
    let tables = PageTables(scope: scope, links: links)
    return Page(
      path: .index, template: "edition", title: try scope.pageTitle(try scope.text("edition.title")),
      context: [
        "kicker": .context(try Kicker(state: scope.edition.verdict.state).context(scope)),
        "verdict": .context(links.sentence(try scope.sentences.verdict())),
        "metrics": .list(try MetricCards(scope: scope, links: links).contexts()),
        "agenda": .context(try Agenda(scope: scope, links: links).context()),
        "spendChart": .context(try SpendChart(scope: scope, tableHref: "#table-weeks").drawing().context),
        "useCaseTable": .context(try tables.useCases().context(scope.text)),
        "useCaseChart": .context(try UseCaseChart(scope: scope, tableHref: "#table-stack").drawing().context),
        "changes": .list(try changes()),
        "hasChanges": .flag(!scope.edition.changes.isEmpty),
        "further": .list(try Further(scope: scope, links: links).contexts()),
        "weeksTable": .context(try tables.weeks().context(scope.text)),
        "month": .list(try MonthSentence(scope: scope).sentence().map { [links.sentence($0)] } ?? []),
        "stackTable": .context(try tables.stack().context(scope.text)),
        "metricsTable": .context(try tables.metrics().context(scope.text)),
      ], place: .edition)
  }

  private func changes() throws(Diagnostic) -> [Context] {
    var sentences: [Context] = []
    for note in scope.edition.changes.prefix(5) {
      sentences.append(links.sentence(try scope.sentences.change(note)))
    }
    return sentences
  }
}

/// The decisions of an edition, at most three. Values for `parts/agenda`.
struct Agenda {
  let scope: PageScope
  let links: SiteLinks

  func context() throws(Diagnostic) -> Context {
    let decisions = scope.edition.decisions.prefix(3)
    var items: [Context] = []
    for decision in decisions {
      let words = try scope.sentences.decision(decision)
      items.append([
        "title": .text(words.title),
        "stake": .context(links.number(words.stake ?? "", words.stake == nil ? nil : words.figure)),
        "hasStake": .flag(words.stake != nil),
        "rest": .text([words.owner, words.until].compactMap { $0 }.joined(separator: " · ")),
        "greenWhen": .text(words.greenWhen),
      ])
    }
    let heads = ["none", "one", "two", "three"]
    let isUnknown = scope.edition.verdict.state == .unknown
    let nothing: StringKey = isUnknown ? "edition.decisions.unknown" : "edition.decisions.nothing"
    return [
      "nothing": .text(try scope.text(nothing)),
      "heading": .text(try scope.text(StringKey("edition.decisions.\(heads[items.count])"))),
      "decisions": .list(items), "hasDecisions": .flag(!items.isEmpty), "next": .text(try next()),
    ]
  }

  /// When there is nothing to decide: what comes up next.
  private func next() throws(Diagnostic) -> String {
    let open = (scope.edition.roadmap?.weeks.flatMap(\.items) ?? []) + scope.edition.tasks
    let coming = open.filter { !$0.isDone }.compactMap { assessed in
      assessed.item.due.map { (due: $0, item: assessed.item) }
    }.filter { $0.due > scope.edition.evaluatedOn }
    guard let first = coming.min(by: { ($0.due, $0.item.id) < ($1.due, $1.item.id) }) else {
      return try scope.text("edition.decisions.next-edition", ["week": scope.text.week(scope.week.next)])
    }
    let title = scope.names.title(first.item.title)
    // A text in another language than the page's has no place inside its sentence: then the id speaks.
    let name = title.language == nil ? title.text : Names.visible(first.item.id)
    return try scope.text(
      "edition.decisions.next-item", ["item": name, "date": scope.text.weekdayAndDay(first.due)])
  }
}
