import Editions
import PlaybookRules
import ReportCore
import SVGCharts

/// Invoices against the ledger: a table a month, the named differences, and the largest one as a waterfall.
struct BridgeTables {
  let scope: PageScope
  let links: SiteLinks
  private var text: ReaderText { scope.text }

  /// The parts of a difference in the order of the bridge; the raw value is the strings key.
  static let parts = ["timing", "prepaid", "credits", "currency", "missing-days", "estimate"]

  private func word(_ key: String) throws(Diagnostic) -> String { try text(StringKey("quality.\(key)")) }

  private func key(_ id: String, _ provider: String?, _ month: CalendarMonth) -> FigureKey {
    FigureKey("reconciliation.\(id)", scope: provider.map { ["provider": $0] } ?? [:], .month(month))
  }

  private func partKey(_ part: String, _ provider: String, _ month: CalendarMonth) -> FigureKey {
    part == "unexplained"
      ? key(part, provider, month)
      : FigureKey("reconciliation.part", scope: ["provider": provider, "part": part], .month(month))
  }

  private func providers(_ month: CalendarMonth) -> [String] {
    scope.figures.figures("reconciliation.ledger", .month(month)).compactMap { $0.key.scope["provider"] }
      .map { (id: $0, name: scope.names.provider($0).lowercased()) }.sorted { ($0.name, $0.id) < ($1.name, $1.id) }
      .map(\.id)
  }

  /// One table a month, newest first.
  func months() throws(Diagnostic) -> [Context] {
    var tables: [Context] = []
    for month in scope.invoiceMonths { tables.append(try table(month).context(text)) }
    return tables
  }

  private func table(_ month: CalendarMonth) throws(Diagnostic) -> Table {
    let ids = ["invoice", "ledger", "difference", "explained", "unexplained"]
    var columns: [Table.Column] = [.state(try text("edition.table.state")), .text(try word("provider"))]
    for id in ids { columns.append(.number(try word(id))) }
    let row = { (name: String, provider: String?, className: String) in
      Table.Row(
        cells: [.state(scope.figures[key("unexplained", provider, month)]?.state), .head(name)]
          + ids.map { scope.cell(key($0, provider, month), links) }, className: className)
    }
    let rows = scope.figures.all.count { $0.key.id == "reconciliation.ledger" && !$0.key.scope.isEmpty }
    let label = try text("week.csv", ["rows": text.count(rows)])
    return Table(
      anchor: "table-bridge-\(month)",
      caption: try text("quality.bridge-caption", ["month": text.month(month)]), columns: columns,
      rows: providers(month).map { row(scope.names.provider($0), $0, "") },
      totals: [row(try text("edition.table.total"), nil, "total")],
      file: month == scope.invoiceMonths.first
        ? (links.to(.inFolder(of: scope.week, "reconciliation.csv")), label) : nil)
  }

  /// A part of a difference that is not zero.
  struct Difference {
    let month: CalendarMonth
    let provider: String
    let part: String
    let figure: Figure
  }

  /// Newest month first, in the order of the bridge.
  var differences: [Difference] {
    scope.invoiceMonths.flatMap { month in
      providers(month).flatMap { provider in
        (Self.parts + ["unexplained"]).compactMap { part in
          guard let figure = scope.figures[partKey(part, provider, month)], let value = figure.value, value != .zero
          else { return nil }
          return Difference(month: month, provider: provider, part: part, figure: figure)
        }
      }
    }
  }

  /// What the causes that occur mean, in the order of the bridge.
  func meanings() throws(Diagnostic) -> [Context] {
    let occurring = Set(differences.map(\.part))
    var meanings: [Context] = []
    for part in Self.parts + ["unexplained"] where occurring.contains(part) {
      meanings.append([
        "cause": .text(try text(StringKey("reconciliation.part.\(part)"))),
        "meaning": .text(try text(StringKey("reconciliation.meaning.\(part)"))),
      ])
    }
    return meanings
  }

  /// Every named difference.
  func parts() throws(Diagnostic) -> [Context] {
    var rows: [Table.Row] = []
    for difference in differences {
      rows.append(
        Table.Row(cells: [
          .head(scope.names.provider(difference.provider)), .text(text.month(difference.month)),
          .text(try text(StringKey("reconciliation.part.\(difference.part)"))),
          scope.cell(difference.figure.key, links),
        ]))
    }
    guard !rows.isEmpty else { return [] }
    let table = Table(
      anchor: "table-differences", caption: try word("parts-caption"),
      columns: [
        .text(try word("provider")), .text(try word("month")), .text(try word("cause")), .number(try word("amount")),
      ], rows: rows)
    return [table.context(text)]
  }

  /// The largest difference, the newest of two equals.
  func waterfall() throws(Diagnostic) -> [Context] {
    let known = scope.invoiceMonths.flatMap { month in
      providers(month).compactMap { provider -> (month: CalendarMonth, provider: String, size: UInt128)? in
        guard let figure = scope.figures[key("difference", provider, month)], let value = figure.value,
          scope.figures[key("invoice", provider, month)]?.rows ?? 0 > 0
        else { return nil }
        return (month, provider, value.nanos.magnitude)
      }
    }
    let largest = known.reduce(nil as (month: CalendarMonth, provider: String, size: UInt128)?) { best, next in
      guard let best, best.size >= next.size else { return next }
      return best
    }
    guard let largest, largest.size > 0 else { return [] }
    let steps = try steps(largest.provider, largest.month)
    return [
      [
        "figure": .context(try drawing(largest.provider, largest.month, steps).context),
        "table": .context(try companion(largest.provider, largest.month, steps).context(text)),
      ]
    ]
  }

  private struct Step {
    var name: String
    var figure: Figure
    var kind: Waterfall.Step.Kind
  }

  private func steps(_ provider: String, _ month: CalendarMonth) throws(Diagnostic) -> [Step] {
    var steps: [Step] = []
    func add(_ name: String, _ key: FigureKey, _ kind: Waterfall.Step.Kind) {
      guard let figure = scope.figures[key], figure.value != nil else { return }
      let isTotal = kind == .start || kind == .end
      if isTotal || figure.value != .zero { steps.append(Step(name: name, figure: figure, kind: kind)) }
    }
    add(try word("ledger"), key("ledger", provider, month), .start)
    for part in Self.parts {
      add(try text(StringKey("reconciliation.part.\(part)")), partKey(part, provider, month), .change)
    }
    add(try word("unexplained"), key("unexplained", provider, month), .unknown)
    add(try word("invoice"), key("invoice", provider, month), .end)
    return steps
  }

  private func drawing(
    _ provider: String, _ month: CalendarMonth, _ steps: [Step]
  ) throws(Diagnostic) -> FigureDrawing {
    let difference = scope.figures[key("difference", provider, month)]?.value ?? .zero
    let kind = difference == .zero ? "equal" : difference > .zero ? "higher" : "lower"
    let name = scope.names.provider(provider)
    var values = ["provider": name]
    if kind != "equal" {
      values["amount"] = text.euro(FixedDecimal(nanos: Int128(difference.nanos.magnitude)), decimals: 2)
    }
    let title = try text(StringKey("quality.waterfall-title.\(kind)"), values)
    let rest = scope.shown(key("unexplained", provider, month))
    return FigureDrawing(
      anchor: "chart-bridge", title: title, unit: try text("quality.waterfall-unit", ["month": text.month(month)]),
      source: try scope.sourceLine(), tableHref: "#table-bridge-steps",
      chart: Waterfall(
        text: ChartText(
          title: title, description: try text("quality.waterfall-description", ["message": title, "rest": rest]),
          empty: try scope.emptySentence(nil), idPrefix: "bridge"),
        steps: steps.map { step in
          .init(
            name: step.name, value: step.figure.value?.approximate ?? 0, label: text.figure(step.figure),
            kind: step.kind)
        }, labels: text.euroTicks))
  }

  private func companion(
    _ provider: String, _ month: CalendarMonth, _ steps: [Step]
  ) throws(Diagnostic) -> Table {
    let row = { (step: Step) in
      Table.Row(
        cells: [.head(step.name), scope.cell(step.figure.key, links)], className: step.kind == .end ? "total" : "")
    }
    return Table(
      anchor: "table-bridge-steps",
      caption: try text(
        "quality.waterfall-caption", ["provider": scope.names.provider(provider), "month": text.month(month)]),
      columns: [.text(try word("step")), .number(try word("amount"))],
      rows: steps.filter { $0.kind != .end }.map(row), totals: steps.filter { $0.kind == .end }.map(row))
  }
}
