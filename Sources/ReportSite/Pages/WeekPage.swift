import Editions
import PlaybookRules
import ReportCore

/// One week: what happened, and is it final? (look.md 3.2, as far as an edition carries it.)
struct WeekPage {
  let scope: PageScope
  private let path: SitePath
  private let links: SiteLinks

  init(_ scope: PageScope) {
    self.scope = scope
    path = .week(scope.week)
    links = scope.links(from: path)
  }

  func page() throws(Diagnostic) -> Page {
    let tables = PageTables(scope: scope, links: links)
    var days: [Context] = []
    for useCase in DayChart.subjects(scope) {
      let table = try tables.days(useCase)
      let chart = DayChart(scope: scope, useCase: useCase, tableHref: "#\(table.anchor)")
      days.append(["table": .context(table.context(scope.text)), "chart": .context(try chart.drawing().context)])
    }
    let files = try scope.files()
    return Page(
      path: path, template: "week",
      title: try scope.pageTitle(scope.text.range(scope.week.days, withYear: true)),
      context: [
        "weeks": .context(try WeekSwitcher(scope: scope, links: links).context()),
        "kicker": .context(try Kicker(state: scope.edition.verdict.state, remarks: try remarks()).context(scope)),
        "verdict": .context(links.sentence(try scope.sentences.verdict())),
        "asKnown": .list(try asKnown().map { [links.sentence($0)] } ?? []),
        "restated": .list(try RestatedTable(scope: scope, links: links).contexts()),
        "metrics": .list(try MetricCards(scope: scope, links: links).contexts()),
        "days": .list(days),
        "spendChart": .context(try SpendChart(scope: scope, tableHref: "#table-weeks").drawing().context),
        "useCaseTable": .context(try tables.useCases().context(scope.text)),
        "useCaseChart": .context(try UseCaseChart(scope: scope, tableHref: "#table-stack").drawing().context),
        "stackTable": .context(try tables.stack().context(scope.text)),
        "weeksTable": .context(try tables.weeks().context(scope.text)),
        "month": .list(try MonthSentence(scope: scope).sentence().map { [links.sentence($0)] } ?? []),
        "changes": .list(try changes()), "hasChanges": .flag(!scope.edition.changes.isEmpty),
        "agenda": .context(try Agenda(scope: scope, links: links).context()),
        "files": .list(try list(files)),
      ])
  }

  /// `voorlopig`, `herzien`, `oude editie; volgende: week 48`.
  private func remarks() throws(Diagnostic) -> [String] {
    var remarks: [String] = []
    if let coverage = scope.figures.figure("coverage.sources", [:], scope.now), coverage.value != FixedDecimal(1) {
      remarks.append(try scope.text("week.provisional"))
    }
    if restated != nil { remarks.append(try scope.text("week.restated")) }
    if let later = scope.laterWeek { remarks.append(try scope.text("week.old", ["week": scope.text.week(later)])) }
    return remarks
  }

  private var restated: FixedDecimal? { scope.edition.changes.first { $0.kind == .restated }?.amount }

  /// What the verdict was before a correction.
  private func asKnown() throws(Diagnostic) -> Sentence? {
    guard let restated, let now = scope.figures.figure("spend.total", [:], scope.now), let value = now.value else {
      return nil
    }
    return try scope.text.strings.sentence(
      "week.as-known",
      [
        "before": .init(text: scope.text.euro(value - restated)),
        "now": .init(text: scope.text.figure(now), figure: now.key),
        "change": .init(text: scope.text.euroChange(restated)),
      ])
  }

  private func changes() throws(Diagnostic) -> [Context] {
    var sentences: [Context] = []
    for note in scope.edition.changes { sentences.append(links.sentence(try scope.sentences.change(note))) }
    return sentences
  }

  private func list(_ tables: [CSVTable]) throws(Diagnostic) -> [Context] {
    var files: [Context] = [
      file(links.to(.handout(scope.week)), try scope.text("week.handout"), ""),
      file(links.to(.trace(scope.week)), try scope.text("week.trace"), ""),
      file(links.toShared(.inFolder(of: scope.week, "numbers.json")), try scope.text("week.numbers"), "numbers.json"),
    ]
    for table in tables {
      files.append(
        file(
          links.to(.inFolder(of: scope.week, table.fileName)),
          try scope.text(StringKey("week.file.\(table.name)")), try rows(of: table)))
    }
    return files
  }

  private func rows(of table: CSVTable) throws(Diagnostic) -> String {
    try scope.text("week.csv", ["rows": scope.text.count(table.rows.count)])
  }

  private func file(_ href: String, _ label: String, _ note: String) -> Context {
    ["href": .text(href), "label": .text(label), "note": .text(note), "hasNote": .flag(!note.isEmpty)]
  }
}

/// The week before, this week, the week after. Values for `parts/weeks`.
struct WeekSwitcher {
  let scope: PageScope
  let links: SiteLinks

  func context() throws(Diagnostic) -> Context {
    let text = scope.text
    let here = try text(
      "week.here", ["week": text.week(scope.week), "dates": text.range(scope.week.days)])
    return [
      "earlier": .context(try neighbour(scope.week.previous, "week.earlier", "week.before")),
      "here": .text(here),
      "later": .context(try neighbour(scope.week.next, "week.later", "week.not-yet")),
    ]
  }

  private func neighbour(_ week: ISOWeek, _ known: StringKey, _ unknown: StringKey) throws(Diagnostic) -> Context {
    let isThere = scope.weeks.contains(week)
    return [
      "isThere": .flag(isThere), "href": .text(isThere ? links.to(.week(week)) : ""),
      "label": .text(try scope.text(isThere ? known : unknown, ["week": scope.text.week(week)])),
    ]
  }
}
