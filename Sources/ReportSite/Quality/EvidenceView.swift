import Editions
import PlaybookRules
import ReportCore
import SVGCharts

/// What the euros of a month rest on: one bar of a hundred per cent, and its table.
struct EvidenceView {
  let scope: PageScope
  let links: SiteLinks
  private var text: ReaderText { scope.text }

  /// Surest first.
  private static let order: [EuroBasis] = [.invoice, .provider, .allocated, .gateway, .estimate]

  /// The month that can be signed, else the running one; empty for an edition without either.
  func contexts() throws(Diagnostic) -> [Context] {
    let months = scope.figures.all.filter { $0.key.id == "quality.by-basis" }.map(\.key.period)
    guard let period = scope.signedMonth.map(Period.month) ?? months.last else { return [] }
    let parts = Self.order.compactMap { basis in
      scope.figures.figure("quality.by-basis", ["basis": basis.rawValue], period).map { (basis: basis, figure: $0) }
    }
    guard !parts.isEmpty else { return [] }
    let total = parts.reduce(FixedDecimal.zero) { $0 + ($1.figure.value ?? .zero) }
    let shares = parts.map { part -> FixedDecimal? in
      guard let value = part.figure.value, value >= .zero else { return nil }
      return Fraction(value.nanos, over: total.nanos).map { FixedDecimal($0) }
    }
    let month = text.period(period)
    let reported = zip(parts, shares).filter { $0.0.basis != .gateway && $0.0.basis != .estimate }
      .reduce(FixedDecimal.zero) { $0 + ($1.1 ?? .zero) }
    let title =
      total > .zero
      ? try text("quality.basis-title", ["share": text.percent(reported), "month": month])
      : try text("quality.basis-empty")
    var segments: [EvidenceBar.Segment] = []
    for (part, share) in zip(parts, shares) {
      segments.append(
        .init(
          name: try text(StringKey("basis.\(part.basis.rawValue)")), label: share.map { text.percent($0) } ?? "?",
          share: share?.approximate ?? 0, look: EvidenceBar.Segment.Look(part.basis)))
    }
    let bar = EvidenceBar(
      text: ChartText(
        title: title, description: try text("quality.basis-description", ["message": title]),
        empty: try scope.emptySentence(nil), idPrefix: "basis"), segments: segments)
    let figure = FigureDrawing(
      anchor: "chart-basis", title: title, unit: try text("quality.basis-unit", ["month": month]),
      source: try scope.sourceLine(), tableHref: "#table-basis", chart: bar)
    return [["figure": .context(figure.context), "table": .context(try table(parts, shares, period).context(text))]]
  }

  private func table(
    _ parts: [(basis: EuroBasis, figure: Figure)], _ shares: [FixedDecimal?], _ period: Period
  ) throws(Diagnostic) -> Table {
    var rows: [Table.Row] = []
    for (part, share) in zip(parts, shares) {
      rows.append(
        Table.Row(cells: [
          .head(try text(StringKey("basis.\(part.basis.rawValue)"))),
          .text(try text(StringKey("basis-meaning.\(part.basis.rawValue)"))),
          scope.cell(part.figure.key, links), .number(share.map { text.percent($0) } ?? text.words.unknown),
        ]))
    }
    let total = parts.reduce(FixedDecimal.zero) { $0 + ($1.figure.value ?? .zero) }
    return Table(
      anchor: "table-basis", caption: try text("quality.basis-caption", ["month": text.period(period)]),
      columns: [
        .text(try text("quality.basis")), .text(try text("quality.meaning")), .number(try text("quality.amount")),
        .number(try text("quality.share")),
      ], rows: rows,
      totals: [
        Table.Row(
          cells: [
            .head(try text("edition.table.total")), .text(""), .number(text.euro(total)),
            .number(total == .zero ? text.words.unknown : text.percent(FixedDecimal(1))),
          ], className: "total")
      ])
  }
}

extension EvidenceBar.Segment.Look {
  fileprivate init(_ basis: EuroBasis) {
    switch basis {
    case .invoice: self = .proven
    case .provider, .allocated: self = .reported
    case .gateway: self = .estimated
    case .estimate: self = .claimed
    }
  }
}
