import Editions
import PlaybookRules
import ReportCore

/// What came in: sources, twins and the journal.
struct SourceTables {
  let scope: PageScope
  let links: SiteLinks
  private var text: ReaderText { scope.text }
  private var quality: LedgerQuality { scope.edition.quality }

  /// More rows than this make a page of the journal; the file has them all.
  private static let mostImports = 200

  private func word(_ key: String) throws(Diagnostic) -> String { try text(StringKey("quality.\(key)")) }

  private func key(_ id: String, _ source: SourceStatus) -> FigureKey {
    FigureKey("source.\(id)", scope: ["source": source.id], scope.now)
  }

  /// One row a source, in the register's order.
  func sources() throws(Diagnostic) -> [Context] {
    let (never, unexpected) = (try word("never"), try word("unexpected"))
    var rows: [Table.Row] = []
    for source in quality.sources {
      rows.append(
        Table.Row(cells: [
          .state(scope.figures[key("age", source)]?.state), .head(Names.visible(source.id)),
          .text(source.lastFile.map(Names.visible) ?? never), .text(source.days.map { text.range($0) } ?? "–"),
          scope.cell(key("age", source), links),
          .number(source.maximumAgeDays.map { text.days($0) } ?? unexpected), scope.cell(key("rows", source), links),
          scope.cell(key("euro", source), links), scope.cell(key("provisional", source), links),
          .text(try text(StringKey("basis.\(source.basis.rawValue)"))),
        ]))
    }
    guard !rows.isEmpty else { return [] }
    let provisional = scope.figures.figure("spend.provisional", [:], scope.now)
    let note = try provisional.map { figure throws(Diagnostic) in
      try text("quality.provisional-note", ["amount": text.figure(figure)])
    }
    let table = Table(
      anchor: "table-sources",
      caption: try text(
        "quality.sources-caption",
        ["day": text.day(scope.edition.evaluatedOn), "week": text.week(scope.week)]),
      columns: [
        .state(try text("edition.table.state")), .text(try word("source")), .text(try word("last-file")),
        .text(try word("days")), .number(try word("age")), .number(try word("permitted")), .number(try word("rows")),
        .number(try word("amount")), .number(try word("provisional")), .text(try word("basis")),
      ], rows: rows, note: note, file: try file("sources", rows: rows.count))
    return [table.context(text)]
  }

  func twins() throws(Diagnostic) -> [Context] {
    var rows: [Table.Row] = []
    for twin in quality.twins {
      rows.append(
        Table.Row(cells: [
          .head(scope.names.provider(twin.provider)), .text(Names.visible(twin.counted)), amount(twin.countedEuro),
          .text(Names.visible(twin.other)), amount(twin.otherEuro),
          .text(try text(StringKey("quality.twin.\(twin.kind.rawValue)"))),
        ]))
    }
    guard !rows.isEmpty else { return [] }
    let table = Table(
      anchor: "table-twins", caption: try text("quality.twins-caption", ["week": text.week(scope.week)]),
      columns: [
        .text(try word("provider")), .text(try word("counted")), .number(try word("amount")), .text(try word("other")),
        .number(try word("amount")), .text(try word("problem")),
      ], rows: rows)
    return [table.context(text)]
  }

  /// Acts, newest first.
  /// What the table leaves out: acts beyond its length, and those from before the edition's window of the ledger.
  private func importsNote(shown: Int) throws(Diagnostic) -> String? {
    var notes: [String] = []
    if quality.imports.count > shown { notes.append(try word("imports-cut")) }
    if quality.earlierImports > 0 { notes.append(try text.counted("quality.imports-earlier", quality.earlierImports)) }
    return notes.isEmpty ? nil : notes.joined(separator: " ")
  }

  func imports() throws(Diagnostic) -> [Context] {
    guard !quality.imports.isEmpty else { return [] }
    let rows = quality.imports.prefix(Self.mostImports).map { line in
      Table.Row(cells: [
        .number(String(line.number)), .text(text.momentWithYear(line.moment)),
        .text(text.strings.ifKnown(StringKey("quality.act.\(line.act)")) ?? Names.visible(line.act)),
        .head(Names.visible(line.file)), .text(Names.visible(line.format)), .number(text.count(line.rows)),
        .number(text.signedCents(line.euro)),
        .text(String(line.sha256.prefix(12))),
      ])
    }
    let table = Table(
      anchor: "table-imports",
      caption: try text("quality.imports-caption", ["count": text.count(quality.imports.count)]),
      columns: [
        .number(try word("number")), .text(try word("moment")), .text(try word("act-head")), .text(try word("file")),
        .text(try word("format")),
        .number(try word("rows")), .number(try word("net")), .text("SHA-256"),
      ], rows: rows, note: try importsNote(shown: rows.count),
      file: try file("imports", rows: quality.imports.count))
    return [table.context(text)]
  }

  private func amount(_ nanos: Int64) -> Table.Cell {
    .number(text.euro(FixedDecimal(nanos: Int128(nanos)), decimals: 2))
  }

  private func file(_ name: String, rows: Int) throws(Diagnostic) -> (href: String, label: String) {
    (links.to(.inFolder(of: scope.week, "\(name).csv")), try text("week.csv", ["rows": text.count(rows)]))
  }
}
