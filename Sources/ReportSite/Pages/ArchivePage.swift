import Editions
import OutputTree
import PlaybookRules
import ReportCore

/// All weeks with their state: a strip per year, and a table, newest first.
struct ArchivePage {
  let scope: PageScope
  /// Of all weeks, oldest first.
  let cards: [EditionCard]
  private let log: EditionsLog
  private let links: SiteLinks

  init(_ scope: PageScope, cards: [EditionCard], log: EditionsLog = EditionsLog()) {
    self.scope = scope
    self.cards = cards
    self.log = log
    links = scope.links(from: .archive)
  }

  func page() throws(Diagnostic) -> Page {
    let title = try scope.text("archive.title")
    let bags = BagTables(scope: scope, links: links, log: log)
    let (all, due) = (try bags.bags(), try bags.disposal())
    return Page(
      path: .archive, template: "archive", title: try scope.pageTitle(title),
      context: [
        "kicker": .context(try Kicker(state: nil).context(scope)), "heading": .text(title), "intro": .text(try intro()),
        "years": .list(try years()),
        "table": .context(try table().context(scope.text)),
        "bags": .list(all), "hasBags": .flag(!all.isEmpty), "disposal": .list(due), "hasDisposal": .flag(!due.isEmpty),
        "nextDisposal": .text(try bags.nextDisposal()),
      ], place: .weeks)
  }

  private func intro() throws(Diagnostic) -> String {
    let states = cards.map(\.state)
    var values = [
      "first": scope.text.week(cards.first?.week ?? scope.week),
      "red": scope.text.count(states.filter { $0 == .red }.count),
      "unknown": scope.text.count(states.filter { $0 == .unknown }.count),
    ]
    if cards.count != 1 { values["last"] = scope.text.week(scope.week) }
    return try scope.text.counted("archive.intro", cards.count, values)
  }

  /// A year begins with its first known week and ends with its last: 52 or 53 cells are there only once it is over.
  private func years() throws(Diagnostic) -> [Context] {
    var years: [Context] = []
    for year in Set(cards.map(\.week.year)).sorted(by: >) {
      let weeks = cards.map(\.week).filter { $0.year == year }
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
    let card = cards.first { $0.week == week }
    let state = card?.state
    let isRestated = card?.isRestated ?? false
    let className =
      card == nil ? "cell missing" : week == scope.week ? "cell here" : isRestated ? "cell restated" : "cell"
    return [
      "className": .text(className), "isThere": .flag(card != nil), "href": .text(links.to(.week(week))),
      "number": .text(String(week.number)), "marks": .list(state.map { [scope.text.mark($0)] } ?? []),
      "missing": .text(try scope.text("archive.missing", ["number": String(week.number)])),
    ]
  }

  private func table() throws(Diagnostic) -> Table {
    var rows: [Table.Row] = []
    for card in cards.reversed() {
      let dates = scope.text.range(card.week.days)
      rows.append(
        Table.Row(
          cells: [
            .state(card.state), .head(scope.text.week(card.week), href: links.to(.week(card.week))), .text(dates),
            cell(card.figure("spend.total-first-known") == nil ? "spend.total" : "spend.total-first-known", card),
            cell("spend.total", card), try restated(card), cell("budget.used-week", card),
            .number(scope.text.count(card.decisions)),
          ], className: card.week == scope.week ? "own" : ""))
    }
    let word = { (key: String) throws(Diagnostic) in try scope.text(StringKey("edition.table.\(key)")) }
    return Table(
      anchor: "table-archive", caption: try word("archive-caption"),
      columns: [
        .state(try word("state")), .text(try word("week")), .text(try word("dates")),
        .number(try scope.text("archive.then")), .number(try scope.text("archive.now")),
        .number(try scope.text("archive.restated")), .number(try word("used")), .number(try word("decisions")),
      ], rows: rows, note: try scope.text("archive.clocks"))
  }

  /// By how much the week has moved since it was first known; leads to the acts that did it.
  private func restated(_ card: EditionCard) throws(Diagnostic) -> Table.Cell {
    guard let moved = card.figure("spend.restated") else { return .number(try scope.text("archive.not-restated")) }
    return .number(scope.text.cell(moved), href: links.to(.week(card.week)) + "#table-restated")
  }

  /// A figure of another week, which leads to that week's trace.
  private func cell(_ id: String, _ card: EditionCard) -> Table.Cell {
    guard let figure = card.figure(id) else { return .number(scope.text.words.unknown) }
    let other = SiteLinks(page: .archive, folder: scope.folder, week: card.week)
    return .number(scope.text.cell(figure), href: other.trace(figure.key))
  }
}
