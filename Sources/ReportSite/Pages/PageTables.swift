import Editions
import ReportCore

/// The tables that the edition and the week page share; each is what a chart beside it draws.
struct PageTables {
  let scope: PageScope
  let links: SiteLinks

  private var text: ReaderText { scope.text }
  private var figures: FigureBook { scope.figures }

  private func word(_ key: String) throws(Diagnostic) -> String { try text(StringKey("edition.table.\(key)")) }

  /// Where the money of the week goes, highest first; not attributed before the total.
  func useCases() throws(Diagnostic) -> Table {
    let ids = scope.useCaseIDs.map { (id: $0, key: FigureKey("spend.by-use-case", scope: ["useCase": $0], scope.now)) }
    let sorted = ids.enumerated().sorted {
      let (left, right) = (figures[$0.element.key]?.value ?? .zero, figures[$1.element.key]?.value ?? .zero)
      return left == right ? $0.offset < $1.offset : left > right
    }.map(\.element)
    let noBudget = try word("no-budget")
    var rows = sorted.map { id, key in
      let used = FigureKey("budget.used-week", scope: ["useCase": id], scope.now)
      return spendRow(scope.names.useCase(id), key, budget: used, otherwise: noBudget)
    }
    rows.append(
      spendRow(
        try word("not-attributed"), FigureKey("spend.not-attributed", scope.now), budget: nil,
        otherwise: try word("not-applicable"), className: "not-attributed"))
    return Table(
      anchor: "table-use-cases",
      caption: try text(
        "edition.table.use-cases-caption", ["week": text.week(scope.week), "previous": text.week(scope.week.previous)]),
      columns: [
        .state(try word("state")), .text(try word("use-case")), .number(try word("spend")),
        .number(try word("change")), .number(try word("used")),
      ], rows: rows,
      totals: [
        spendRow(
          try word("total"), FigureKey("spend.total", scope.now), budget: FigureKey("budget.used-week", scope.now),
          otherwise: noBudget, className: "total")
      ])
  }

  /// `otherwise` stands where there is no budget to hold the spend against.
  private func spendRow(
    _ name: String, _ key: FigureKey, budget: FigureKey?, otherwise: String, className: String = ""
  ) -> Table.Row {
    let used = budget.flatMap { figures[$0] }
    return Table.Row(
      cells: [
        .state(used?.state), .head(name), scope.cell(key, links), .number(change(key)),
        used.map { .number(text.cell($0), href: links.trace($0.key)) } ?? .number(otherwise),
      ], className: className)
  }

  /// Against the week before; unknown when one of the two is not one exact value, "–" in the first week.
  private func change(_ key: FigureKey) -> String {
    guard scope.edition.seriesWeeks.count > 1 else { return "–" }
    guard let now = figures[key], let then = figures.figure(key.id, key.scope, .week(scope.week.previous)), now.isPoint,
      then.isPoint, let value = now.value, let former = then.value
    else { return text.words.unknown }
    return text.euroChange(value - former)
  }

  /// Spend and budget per week, oldest first; this week stands out.
  func weeks() throws(Diagnostic) -> Table {
    Table(
      anchor: "table-weeks", caption: try word("weeks-caption"),
      columns: [
        .state(try word("state")), .text(try word("week")), .number(try word("spend")), .number(try word("budget")),
        .number(try word("used")),
      ],
      rows: scope.edition.seriesWeeks.map { week in
        let used = FigureKey("budget.used-week", .week(week))
        return Table.Row(
          cells: [
            .state(figures[used]?.state), .head(text.week(week)),
            scope.cell(FigureKey("spend.total", .week(week)), links),
            scope.cell(FigureKey("budget.week", .week(week)), links), scope.cell(used, links),
          ], className: week == scope.week ? "own" : "")
      })
  }

  /// What the stacked columns draw.
  func stack() throws(Diagnostic) -> Table {
    let ids = scope.useCaseIDs
    return Table(
      anchor: "table-stack", caption: try word("stack-caption"),
      columns: [.text(try word("week"))] + ids.map { .number(scope.names.shortUseCase($0)) }
        + [.number(try word("not-attributed")), .number(try word("total"))],
      rows: scope.edition.seriesWeeks.map { week in
        let parts = ids.map { FigureKey("spend.by-use-case", scope: ["useCase": $0], .week(week)) }
        let keys = parts + [FigureKey("spend.not-attributed", .week(week)), FigureKey("spend.total", .week(week))]
        return Table.Row(
          cells: [.head(text.week(week))] + keys.map { scope.cell($0, links) },
          className: week == scope.week ? "own" : "")
      })
  }

  /// What the sparklines draw.
  func metrics() throws(Diagnostic) -> Table {
    let cards = MetricCards(scope: scope, links: links)
    var columns: [Table.Column] = [.text(try word("week"))]
    for metric in MetricCards.Metric.allCases { columns.append(.number(try cards.name(metric))) }
    return Table(
      anchor: "table-metrics", caption: try word("metrics-caption"), columns: columns,
      rows: scope.edition.seriesWeeks.map { week in
        Table.Row(
          cells: [.head(text.week(week))]
            + MetricCards.Metric.allCases.map { scope.cell(FigureKey($0.rawValue, .week(week)), links) },
          className: week == scope.week ? "own" : "")
      })
  }

  /// What the day columns draw, for one use case or for everything together.
  func days(_ useCase: String?) throws(Diagnostic) -> Table {
    let keyScope = useCase.map { ["useCase": $0] } ?? [:]
    let caption =
      if let useCase {
        try text("edition.table.days-caption", ["subject": scope.names.inSentence(useCase)])
      } else {
        try word("days-caption-total")
      }
    let suffix = useCase.flatMap { scope.useCaseIDs.firstIndex(of: $0) }.map { "-\($0 + 1)" } ?? ""
    var columns: [Table.Column] = [
      .state(try word("state")), .text(try word("day")), .number(try word("spend")),
    ]
    if useCase != nil { columns += [.number(try word("budget")), .number(try word("used"))] }
    return Table(
      anchor: "table-days\(suffix)", caption: caption, columns: columns,
      rows: scope.week.days.map { day in
        let used = FigureKey("budget.day-used", scope: keyScope, .day(day))
        var cells: [Table.Cell] = [
          .state(figures[used]?.state), .head(text.weekdayAndDay(day)),
          scope.cell(FigureKey("spend.by-day", scope: keyScope, .day(day)), links),
        ]
        if useCase != nil {
          cells += [scope.cell(FigureKey("budget.day", scope: keyScope, .day(day)), links), scope.cell(used, links)]
        }
        return Table.Row(cells: cells)
      })
  }
}
