import Editions
import ReportCore

extension SiteLinks {
  /// A sentence whose numbers lead to their traces, for `inline/sentence`.
  func sentence(_ sentence: Sentence) -> Context {
    [
      "runs": .list(
        sentence.runs.map { run in
          [
            "text": .text(run.text), "isTraced": .flag(run.figure != nil), "href": .text(run.figure.map(trace) ?? ""),
          ]
        })
    ]
  }

  /// A number that leads to its trace, for `inline/number`.
  func number(_ text: String, _ key: FigureKey?) -> Context {
    ["text": .text(text), "isTraced": .flag(key != nil), "href": .text(key.map(trace) ?? "")]
  }
}

extension PageScope {
  /// A figure as a number cell that leads to its trace; what the edition does not have is unknown.
  func cell(_ key: FigureKey, _ links: SiteLinks) -> Table.Cell {
    guard let figure = figures[key] else { return .number(text.words.unknown) }
    return .number(text.cell(figure), href: links.trace(key))
  }

  /// A figure's text, or the word for unknown.
  func shown(_ key: FigureKey) -> String { figures[key].map(text.figure) ?? text.words.unknown }
}
