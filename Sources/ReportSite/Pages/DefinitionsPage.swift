import ReportCore

/// The words of the site, each with its formula (S70), and the signs of the states.
struct DefinitionsPage {
  let scope: PageScope
  private var text: ReaderText { scope.text }

  init(_ scope: PageScope) { self.scope = scope }

  /// The terms by group, in reading order; each has `term`, `text` and, where it is computed, `formula` in the strings.
  static let groups: [(key: String, terms: [String])] = [
    ("money", ["spend", "budget", "deviation", "not-attributed", "basis", "allocated", "exchange-rate", "unpriced"]),
    ("metrics", ["cost-per-1000-calls", "cost-per-session", "efficiency", "roi", "break-factor", "trend", "guide"]),
    ("control", ["day-budget", "kill-switch", "cap", "pitfall", "paper-measure", "milestone", "slip"]),
    (
      "proof",
      [
        "edition", "ledger", "import", "restated", "trace", "interval", "coverage", "reconciliation", "twin",
        "provisional",
      ]
    ),
  ]

  func page() throws(Diagnostic) -> Page {
    var groups: [Context] = []
    for group in Self.groups {
      var terms: [Context] = []
      for term in group.terms { terms.append(try context(term)) }
      groups.append([
        "heading": .text(try text(StringKey("definitions.group.\(group.key)"))), "terms": .list(terms),
      ])
    }
    return Page(
      path: .definitions, template: "definitions", title: try scope.pageTitle(try text("definitions.title")),
      context: ["groups": .list(groups), "states": .list(try states()), "reasons": .list(reasons())])
  }

  private func context(_ term: String) throws(Diagnostic) -> Context {
    let formula = text.strings.ifKnown(StringKey("definition.\(term).formula"))
    return [
      "anchor": .text(term), "term": .text(try text(StringKey("definition.\(term).term"))),
      "meaning": .text(try text(StringKey("definition.\(term).text"))), "hasFormula": .flag(formula != nil),
      "formula": .text(formula ?? ""),
    ]
  }

  private func states() throws(Diagnostic) -> [Context] {
    var states: [Context] = []
    for state in FigureState.allCases {
      states.append([
        "mark": .context(text.mark(state)),
        "meaning": .text(try text(StringKey("definitions.state.\(state.rawValue)"))),
      ])
    }
    return states
  }

  private func reasons() -> [Context] {
    UnknownReason.allCases.map { reason in
      ["id": .text(reason.rawValue), "words": .text(text.words.reasons[reason] ?? "")]
    }
  }
}
