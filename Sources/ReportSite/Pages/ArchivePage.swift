import Editions
import PlaybookRules
import ReportCore

/// All weeks with their state: a strip per year, and a table, newest first.
struct ArchivePage {
  let scope: PageScope
  private let links: SiteLinks

  init(_ scope: PageScope) {
    self.scope = scope
    links = scope.links(from: .archive)
  }

  func page() throws(Diagnostic) -> Page {
    let title = try scope.text("archive.title")
    return Page(
      path: .archive, template: "archive", title: try scope.pageTitle(title),
      context: [
        "kicker": .context(try Kicker(state: nil).context(scope)), "heading": .text(title), "intro": .text(try intro()),
        "years": .list(try years()),
        "table": .context(try table().context(scope.text)),
      ], place: .weeks)
  }

  private func intro() throws(Diagnostic) -> String {
    let states = scope.editions.map(\.verdict.state)
    var values = [
      "first": scope.text.week(scope.editions.first?.week ?? scope.week),
      "red": scope.text.count(states.filter { $0 == .red }.count),
      "unknown": scope.text.count(states.filter { $0 == .unknown }.count),
    ]
    if scope.editions.count != 1 { values["last"] = scope.text.week(scope.week) }
    return try scope.text.counted("archive.intro", scope.editions.count, values)
  }

  /// A year begins with its first known week and ends with its last: 52 or 53 cells are there only once it is over.
  private func years() throws(Diagnostic) -> [Context] {
    var years: [Context] = []
    for year in Set(scope.editions.map(\.week.year)).sorted(by: >) {
      let weeks = scope.editions.map(\.week).filter { $0.year == year }
      guard let first = weeks.min(), let last = weeks.max() else { continue }
      var cells: [Context] = []
      for week in first...last { cells.append(try cell(week)) }
      years.append([
        "label": .text(try scope.text("archive.year", ["year": String(year)])), "cells": .list(cells),
      ])
    }
    return years
  }

  private func cell(_ week: ISOWeek) throws(Diagnostic) -> Context {
    let edition = scope.editions.first { $0.week == week }
    let state = edition?.verdict.state
    let isRestated = edition?.changes.contains { $0.kind == .restated } ?? false
    let className =
      edition == nil ? "cell missing" : week == scope.week ? "cell here" : isRestated ? "cell restated" : "cell"
    return [
      "className": .text(className), "isThere": .flag(edition != nil), "href": .text(links.to(.week(week))),
      "number": .text(String(week.number)), "marks": .list(state.map { [scope.text.mark($0)] } ?? []),
      "missing": .text(try scope.text("archive.missing", ["number": String(week.number)])),
    ]
  }

  private func table() throws(Diagnostic) -> Table {
    var rows: [Table.Row] = []
    for edition in scope.editions.reversed() {
      let other = scope.about(edition)
      let otherLinks = other.links(from: .archive)
      let used = FigureKey("budget.used-week", other.now)
      let dates = scope.text.range(edition.week.days)
      rows.append(
        Table.Row(
          cells: [
            .state(edition.verdict.state), .head(scope.text.week(edition.week), href: links.to(.week(edition.week))),
            .text(dates), other.cell(FigureKey("spend.total", other.now), otherLinks),
            other.cell(FigureKey("budget.week", other.now), otherLinks), other.cell(used, otherLinks),
            .number(scope.text.count(edition.decisions.count)), try restated(other, otherLinks),
          ], className: edition.week == scope.week ? "own" : ""))
    }
    let word = { (key: String) throws(Diagnostic) in try scope.text(StringKey("edition.table.\(key)")) }
    return Table(
      anchor: "table-archive", caption: try word("archive-caption"),
      columns: [
        .state(try word("state")), .text(try word("week")), .text(try word("dates")), .number(try word("spend")),
        .number(try word("budget")), .number(try word("used")), .number(try word("decisions")),
        .number(try scope.text("archive.restated")),
      ], rows: rows)
  }

  /// By how much the week has moved since it was first known.
  private func restated(_ other: PageScope, _ links: SiteLinks) throws(Diagnostic) -> Table.Cell {
    let key = FigureKey("spend.restated", other.now)
    return other.figures[key] == nil ? .number(try scope.text("archive.not-restated")) : other.cell(key, links)
  }
}
