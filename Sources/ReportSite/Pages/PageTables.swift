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
    var rows: [Table.Row] = []
    for (id, key) in sorted {
      let used = FigureKey("budget.used-week", scope: ["useCase": id], scope.now)
      rows.append(try spendRow(scope.names.inSentence(id), key, budget: used, otherwise: noBudget))
    }
    rows.append(
      try spendRow(
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
        try spendRow(
          try word("total"), FigureKey("spend.total", scope.now), budget: FigureKey("budget.used-week", scope.now),
          otherwise: noBudget, className: "total")
      ], note: try roundingNote(ids.map(\.key)), file: try file("spend-by-use-case", rows: rows.count + 1))
  }

  /// When the printed parts do not add up to the printed total, the reader is told where they do.
  private func roundingNote(_ parts: [FigureKey]) throws(Diagnostic) -> String? {
    let keys = parts + [FigureKey("spend.not-attributed", scope.now)]
    let shown = keys.compactMap { figures[$0].flatMap(printed) }
    guard shown.count == keys.count, let total = figures.figure("spend.total", [:], scope.now).flatMap(printed),
      shown.reduce(.zero, +) != total
    else { return nil }
    return try word("rounded")
  }

  /// The value as it is printed; nil for what is no single value.
  private func printed(_ figure: Figure) -> FixedDecimal? {
    guard figure.isPoint, let value = figure.value else { return nil }
    let decimals = text.euroDecimals(value)
    let unit = Int128(1).timesPowerOfTen(9 - decimals) ?? 1
    return FixedDecimal(nanos: DecimalText.rounded(value, decimals: decimals) * unit)
  }

  private func file(_ name: String, rows: Int) throws(Diagnostic) -> (href: String, label: String) {
    let label = try text("week.csv", ["rows": text.count(rows)])
    return (links.to(.inFolder(of: scope.week, "\(name).csv")), label)
  }

  /// `otherwise` stands where there is no budget to hold the spend against.
  private func spendRow(
    _ name: String, _ key: FigureKey, budget: FigureKey?, otherwise: String, className: String = ""
  ) throws(Diagnostic) -> Table.Row {
    let used = budget.flatMap { figures[$0] }
    return Table.Row(
      cells: [
        .state(used?.state), .head(name), scope.cell(key, links), .number(try change(key)),
        used.map { usedCell($0) } ?? .number(otherwise),
      ], className: className)
  }

  /// The reason of an unknown share stands with the spend beside it already.
  private func usedCell(_ used: Figure) -> Table.Cell {
    let isKnown = used.lower != nil || used.upper != nil
    return .number(isKnown ? text.cell(used) : text.words.unknown, href: links.trace(used.key))
  }

  /// Against the week before; unknown when one of the two is not one exact value, not applicable in the first week.
  private func change(_ key: FigureKey) throws(Diagnostic) -> String {
    guard scope.edition.seriesWeeks.count > 1 else { return try word("not-applicable") }
    guard let now = figures[key], let then = figures.figure(key.id, key.scope, .week(scope.week.previous)), now.isPoint,
      then.isPoint, let value = now.value, let former = then.value
    else { return text.words.unknown }
    let change = value - former
    // Less than half a cent, as spreading leaves behind, has no direction worth a sign.
    let isTiny = change.nanos.magnitude < 5_000_000
    return isTiny ? text.euro(FixedDecimal(nanos: Int128(change.nanos.magnitude))) : text.euroChange(change)
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
      }, file: try file("spend-by-week", rows: scope.edition.seriesWeeks.count))
  }

  /// What the stacked columns draw: at most seven use cases, the largest; the others together.
  func stack() throws(Diagnostic) -> Table {
    let all = scope.useCaseIDs
    let weeks = scope.edition.seriesWeeks
    let sizes = all.map { id in
      figures.series("spend.by-use-case", ["useCase": id], weeks: weeks).reduce(FixedDecimal.zero) {
        $0 + ($1?.value ?? .zero)
      }
    }
    let largest = Set(all.indices.sorted { (sizes[$0], $1) > (sizes[$1], $0) }.prefix(7))
    let ids = all.indices.filter(largest.contains).map { all[$0] }
    let others = all.indices.filter { !largest.contains($0) }.map { all[$0] }
    var columns: [Table.Column] = [.text(try word("week"))] + ids.map { .number(scope.names.shortUseCase($0)) }
    if !others.isEmpty { columns.append(.number(try text("edition.chart.other"))) }
    columns += [.number(try word("not-attributed")), .number(try word("total"))]
    return Table(
      anchor: "table-stack", caption: try word("stack-caption"), columns: columns,
      rows: weeks.map { week in
        var cells: [Table.Cell] = [.head(text.week(week))]
        cells += ids.map { scope.cell(FigureKey("spend.by-use-case", scope: ["useCase": $0], .week(week)), links) }
        if !others.isEmpty { cells.append(sum(others, week)) }
        cells += ["spend.not-attributed", "spend.total"].map { scope.cell(FigureKey($0, .week(week)), links) }
        return Table.Row(cells: cells, className: week == scope.week ? "own" : "")
      })
  }

  /// A sum with an unknown part is unknown.
  private func sum(_ ids: [String], _ week: ISOWeek) -> Table.Cell {
    var sum = FixedDecimal.zero
    for id in ids {
      guard let figure = figures.figure("spend.by-use-case", ["useCase": id], .week(week)), figure.isPoint,
        let value = figure.value
      else { return .number(text.words.unknown) }
      sum = sum + value
    }
    return .number(text.euro(sum))
  }

  /// What the sparklines draw.
  func metrics() throws(Diagnostic) -> Table {
    let cards = MetricCards(scope: scope, links: links)
    var columns: [Table.Column] = [.text(try word("week"))]
    for metric in MetricCards.Metric.allCases { columns.append(.number(try cards.shortName(metric))) }
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
      }, file: try file("spend-by-day", rows: scope.week.days.count))
  }
}
