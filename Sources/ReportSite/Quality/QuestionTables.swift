import Editions
import PlaybookRules
import ReportCore

/// What is unknown and who can tell, and the sums that were checked.
struct QuestionTables {
  let scope: PageScope
  let links: SiteLinks
  private var text: ReaderText { scope.text }

  private func word(_ key: String) throws(Diagnostic) -> String { try text(StringKey("quality.\(key)")) }

  /// Most euros of uncertainty first.
  func questions() throws(Diagnostic) -> [Context] {
    var rows: [Table.Row] = []
    for question in scope.edition.quality.questions {
      let kind = question.kind.rawValue
      rows.append(
        Table.Row(cells: [
          // The margin is no figure's own value: what leads to the trace is the question.
          .head(try subject(question), href: links.trace(question.figure)),
          .text("\(question.reason.rawValue): \(text.words.reasons[question.reason] ?? "")"),
          .number(try margin(question)), .text(scope.names.owner(question.owner)),
          .text(try text(StringKey("quality.answer.\(kind)"))),
        ]))
    }
    guard !rows.isEmpty else { return [] }
    let table = Table(
      anchor: "table-questions", caption: try text("quality.questions-caption", ["week": text.week(scope.week)]),
      columns: [
        .text(try word("what")), .text(try word("reason")), .number(try word("margin")), .text(try word("owner")),
        .text(try word("resolves")),
      ], rows: rows)
    return [table.context(text)]
  }

  private func subject(_ question: OpenQuestion) throws(Diagnostic) -> String {
    let key = StringKey("quality.question.\(question.kind.rawValue)")
    switch question.kind {
    case .unrated, .notAttributed: return try text(key)
    case .unpriced, .missingSource: return try text(key, ["subject": Names.visible(question.subject)])
    case .twins: return try text(key, ["subject": scope.names.provider(question.subject)])
    case .missingInvoice, .unexplained:
      return try text(
        key, ["subject": scope.names.provider(question.subject), "period": text.period(question.period)])
    }
  }

  /// `+€ 0,00 tot +€ 12,50`, without a side that is zero.
  private func margin(_ question: OpenQuestion) throws(Diagnostic) -> String {
    guard let lower = question.lower, let upper = question.upper else { return try word("unbounded") }
    let sides = [lower, upper].filter { $0 != .zero }.map { text.signedCents($0) }
    return sides.isEmpty ? text.euro(.zero) : sides.joined(separator: "\(ReaderText.noBreak)/ ")
  }

  /// Models without a price, with their calls and tokens.
  func unpriced() throws(Diagnostic) -> [Context] {
    let models = scope.figures.figures("unpriced.calls", scope.now).compactMap { $0.key.scope["model"] }
    guard !models.isEmpty else { return [] }
    let table = Table(
      anchor: "table-unpriced", caption: try text("quality.unpriced-caption", ["week": text.week(scope.week)]),
      columns: [.text(try word("model")), .number(try word("calls")), .number(try word("tokens"))],
      rows: models.map { model in
        Table.Row(cells: [
          .head(Names.visible(model)),
          scope.cell(FigureKey("unpriced.calls", scope: ["model": model], scope.now), links),
          scope.cell(FigureKey("unpriced.tokens", scope: ["model": model], scope.now), links),
        ])
      })
    return [table.context(text)]
  }

  /// Every sum that was computed again.
  func checks() throws(Diagnostic) -> [Context] {
    var rows: [Table.Row] = []
    for check in LedgerChecks.Check.allCases {
      let key = FigureKey("quality.check", scope: ["check": check.rawValue], scope.now)
      guard let figure = scope.figures[key] else { continue }
      rows.append(
        Table.Row(cells: [
          .state(figure.state), .head(try text(StringKey("quality.check.\(check.rawValue)"))),
          .number(figure.state.map(text.state) ?? text.words.unknown, href: links.trace(key)),
        ]))
    }
    guard !rows.isEmpty else { return [] }
    let state = try text("edition.table.state")
    let table = Table(
      anchor: "table-checks", caption: try word("checks-caption"),
      columns: [.state(state), .text(try word("check-head")), .number(state)], rows: rows)
    return [table.context(text)]
  }
}
