import Editions
import PlaybookRules
import ReportCore
import Roadmaps

/// Tasks of a checklist with their judgement, as rows of `parts/items` and of the handout.
struct ItemRows {
  let scope: PageScope
  let links: SiteLinks

  private var text: ReaderText { scope.text }

  /// Values for `parts/items`: caption and rows; each row is an item's anchor (`item-r3-2`) unless `isAnchored` is false.
  func table(
    _ items: [AssessedItem], caption: String, anchor: String, isAnchored: Bool = false
  ) throws(Diagnostic) -> Context {
    var rows: [Context] = []
    let showsMeasured = items.contains { $0.item.assertion != nil || $0.measured != nil }
    for item in items {
      var row = try row(item, isAnchored: isAnchored)
      row["showsMeasured"] = .flag(showsMeasured)
      rows.append(row)
    }
    return [
      "showsMeasured": .flag(showsMeasured),
      "caption": .text(caption), "anchor": .text(anchor), "rows": .list(rows), "hasRows": .flag(!rows.isEmpty),
    ]
  }

  /// One item: what, who, until when, what was measured, and what proves it.
  func row(_ assessed: AssessedItem, isAnchored: Bool = false) throws(Diagnostic) -> Context {
    let item = assessed.item
    let title = scope.names.title(item.title)
    let measured = assessed.measured.flatMap { scope.figures[$0] }
    let slip = assessed.slipDays ?? 0
    var needed = ""
    if let assertion = item.assertion { needed = try self.needed(assertion) }
    let noDate = try text("item.no-date")
    let done = assessed.isDone ? try text("item.done-undated") : try text("item.open")
    return [
      "mark": .context(text.mark(assessed.state)), "id": .text(Names.visible(item.id)), "title": .text(title.text),
      "hasTitleLang": .flag(title.language != nil), "titleLang": .text(title.language ?? ""),
      "rowAnchor": .text("item-" + Self.anchor(item.id)), "isAnchored": .flag(isAnchored),
      "owner": .text(scope.names.owner(item.owner)),
      "due": .text(item.due.map(text.weekdayAndDay) ?? noDate),
      "done": .text(assessed.isDone ? item.done.map(text.weekdayAndDay) ?? done : done),
      "isLate": .flag(slip > 0), "late": .text(try text("item.late", ["days": text.days(max(slip, 0))])),
      "lateShort": .text(slip > 0 ? text.days(slip) : "–"),
      "hasMeasured": .flag(measured != nil),
      "measured": .context(links.number(measured.map(text.cell) ?? "", measured?.key)),
      "hasNeeded": .flag(item.assertion != nil), "needed": .text(needed),
      "proof": .text(try text(StringKey("proof.\(proofKey(assessed))"))),
      "isDone": .flag(assessed.isDone), "showsProof": .flag(assessed.isDone || assessed.proof == .contradicted),
      "isContradicted": .flag(assessed.proof == .contradicted),
      "hasEvidence": .flag(item.evidence != nil), "evidence": .text(item.evidence.map(Names.visible) ?? ""),
    ]
  }

  /// What must hold, in words: `Begrensde klantgerichte toepassingen ≥ 100 %`.
  func needed(_ assertion: Assertion) throws(Diagnostic) -> String {
    let key = FigureKey(assertion.figure, scope: assertion.scope, scope.now)
    let bound =
      scope.figures[key].map { text.value(assertion.bound, like: $0) } ?? text.number(assertion.bound, decimals: 2)
    return try text(
      StringKey("item.needed.\(Self.word(assertion.comparison))"),
      ["figure": try FigureNames(scope).name(key), "bound": bound])
  }

  /// An open item has proved nothing yet.
  private func proofKey(_ assessed: AssessedItem) -> String {
    assessed.isDone || assessed.proof == .contradicted ? assessed.proof.rawValue : "open"
  }

  /// Lower-case letters, digits and hyphens; ids of items are short words such as `R3.2`.
  static func anchor(_ id: String) -> String {
    String(id.lowercased().map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "-" })
  }

  private static func word(_ comparison: Assertion.Comparison) -> String {
    switch comparison {
    case .atMost: "at-most"
    case .less: "less"
    case .atLeast: "at-least"
    case .more: "more"
    case .equal: "equal"
    }
  }
}
