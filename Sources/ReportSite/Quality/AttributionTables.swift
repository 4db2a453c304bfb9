import Editions
import PlaybookRules
import Registers
import ReportCore

/// Whose the money is: shares per provider with their marks, go-lives against 48 hours, and keys that ask for attention.
struct AttributionTables {
  let scope: PageScope
  let links: SiteLinks
  private var text: ReaderText { scope.text }

  private func word(_ key: String) throws(Diagnostic) -> String { try text(StringKey("quality.\(key)")) }

  /// By the provider's name as readers know it.
  var shares: [Figure] {
    scope.figures.figures("attribution.by-provider", scope.now)
      .map { (figure: $0, name: scope.names.provider($0.key.scope["provider"] ?? "").lowercased()) }
      .sorted { ($0.name, $0.figure.key) < ($1.name, $1.figure.key) }.map(\.figure)
  }
  var delays: [Figure] { scope.figures.figures("attribution.hours-to-overview", scope.now) }
  var hasKeys: Bool { !scope.edition.quality.unknownKeys.isEmpty || !scope.edition.quality.sharedKeys.isEmpty }

  func providers() throws(Diagnostic) -> [Context] {
    guard !shares.isEmpty else { return [] }
    var rows: [Table.Row] = []
    for figure in shares { rows.append(try row(figure)) }
    let whole = FigureKey("attribution.share", scope.now)
    let total = Table.Row(
      cells: [
        .state(scope.figures[whole]?.state), .head(try text("edition.table.total")),
        scope.cell(FigureKey("spend.total", scope.now), links), scope.cell(whole, links),
        .text(try pace(scope.figures[whole])),
      ], className: "total")
    let table = Table(
      anchor: "table-attribution",
      caption: try text("quality.attribution-caption", ["week": text.week(scope.week)]),
      columns: [
        .state(try text("edition.table.state")), .text(try word("provider")), .number(try word("spend")),
        .number(try word("attributed")), .text(try word("pace")),
      ], rows: rows, totals: [total])
    return [table.context(text)]
  }

  private func row(_ figure: Figure) throws(Diagnostic) -> Table.Row {
    let provider = figure.key.scope["provider"] ?? ""
    return Table.Row(cells: [
      .state(figure.state), .head(scope.names.provider(provider)),
      scope.cell(FigureKey("spend.by-provider", scope: ["provider": provider], scope.now), links),
      scope.cell(figure.key, links), .text(try pace(figure)),
    ])
  }

  /// The mark that has been passed for certain.
  private func pace(_ figure: Figure?) throws(Diagnostic) -> String {
    guard let figure, figure.isPoint, let share = figure.value else { return text.words.unknown }
    let passed = ProviderAttribution.marks.count { share >= $0 }
    return try word("paces.\(["none", "crawl", "walk", "run"][passed])")
  }

  func overviews() throws(Diagnostic) -> [Context] {
    guard !delays.isEmpty else { return [] }
    let table = Table(
      anchor: "table-overviews", caption: try word("overview-caption"),
      columns: [
        .state(try text("edition.table.state")), .text(try word("use-case")), .text(try word("go-live")),
        .number(try word("hours")),
      ],
      rows: delays.map { figure in
        let id = figure.key.scope["useCase"] ?? ""
        return Table.Row(cells: [
          .state(figure.state), .head(scope.names.useCase(id)),
          .text(scope.registers.useCase(id)?.goLive.map(text.weekdayAndDay) ?? "–"), scope.cell(figure.key, links),
        ])
      })
    return [table.context(text)]
  }

  /// Shared keys first: they are certain mistakes.
  func keys() throws(Diagnostic) -> [Context] {
    guard hasKeys else { return [] }
    let unknown = try word("unknown-key")
    let row = { (state: FigureState, key: KeyFinding) in
      Table.Row(cells: [
        .state(state), .head(Names.visible(key.key)), .text(scope.names.provider(key.provider)),
        .number(text.count(key.calls)), .number(text.euro(FixedDecimal(nanos: Int128(key.euro)))),
        .text(key.useCases.isEmpty ? unknown : key.useCases.map(scope.names.shortUseCase).joined(separator: ", ")),
      ])
    }
    let quality = scope.edition.quality
    let table = Table(
      anchor: "table-keys", caption: try text("quality.keys-caption", ["week": text.week(scope.week)]),
      columns: [
        .state(try text("edition.table.state")), .text(try word("key")), .text(try word("provider")),
        .number(try word("calls")), .number(try word("amount")), .text(try word("problem")),
      ], rows: quality.sharedKeys.map { row(.red, $0) } + quality.unknownKeys.map { row(.unknown, $0) })
    return [table.context(text)]
  }
}
