import Editions
import ReportCore

/// Which acts moved a week after its edition was due; their parts add up to the difference. Values for the week page.
struct RestatedTable {
  let scope: PageScope
  let links: SiteLinks
  private var text: ReaderText { scope.text }

  /// Empty while the week is as it was first known.
  func contexts() throws(Diagnostic) -> [Context] {
    guard let restatement = scope.edition.quality.restatement else { return [] }
    let word = { (key: String) throws(Diagnostic) in try text(StringKey("week.restated-\(key)")) }
    let other = try word("other")
    let rows = restatement.acts.map { act in
      Table.Row(cells: [
        .number(act.importNumber.map(String.init) ?? "–"), .text(text.momentWithYear(act.moment)),
        .head(act.importNumber == nil ? other : Names.visible(act.file)), .number(text.count(act.rows)),
        scope.cell(act.figure, links),
      ])
    }
    let total = Table.Row(
      cells: [
        .number(""), .text(""), .head(try word("total")), .number(""),
        scope.cell(FigureKey("spend.restated", scope.now), links),
      ], className: "total")
    let table = Table(
      anchor: "table-restated",
      caption: try text(
        "week.restated-caption", ["week": text.week(scope.week), "due": text.moment(restatement.due)]),
      columns: [
        .number(try word("import")), .text(try word("moment")), .text(try word("file")), .number(try word("rows")),
        .number(try word("change")),
      ], rows: rows, totals: [total])
    return [["table": .context(table.context(text))]]
  }
}
