import Editions
import PlaybookRules
import ReportCore

/// The tables of the quality page as files, exact to the nano-unit.
struct QualityCSV {
  let edition: Edition
  let text: ReaderText
  let names: Names

  func all() throws(Diagnostic) -> [CSVTable] { [try reconciliation(), try sources(), try imports()] }

  private func heads(_ keys: [String]) throws(Diagnostic) -> [String] {
    var result: [String] = []
    for key in keys { result.append(try text(StringKey("csv.\(key)"))) }
    return result
  }

  /// One row a provider and month: the whole bridge.
  private func reconciliation() throws(Diagnostic) -> CSVTable {
    let figures = edition.figures
    let ledgers = figures.all.filter { $0.key.id == "reconciliation.ledger" && !$0.key.scope.isEmpty }
      .sorted { ($0.key.period.description, $0.key) < ($1.key.period.description, $1.key) }
    let rows = ledgers.map { ledger -> [CSVTable.Cell] in
      let provider = ledger.key.scope["provider"] ?? ""
      let value = { (id: String) in
        CSVTable.Cell.number(figures.figure("reconciliation.\(id)", ledger.key.scope, ledger.key.period)?.value)
      }
      let parts = BridgeTables.parts.map { part in
        let scope = ["provider": provider, "part": part]
        return CSVTable.Cell.number(figures.figure("reconciliation.part", scope, ledger.key.period)?.value)
      }
      let state = figures.figure("reconciliation.unexplained", ledger.key.scope, ledger.key.period)?.state
      return [
        .text(ledger.key.period.description), .text(names.provider(provider)), .text(provider),
        .text(state.map(text.state) ?? ""), value("ledger"),
      ] + parts + [
        value("unexplained"), value("invoice"), value("difference"), value("explained"), value("tax"),
        value("not-attributed"),
      ]
    }
    var columns = try heads(["month", "provider", "id", "state", "ledger"])
    for part in BridgeTables.parts { columns.append(try text(StringKey("reconciliation.part.\(part)"))) }
    columns += try heads(["unexplained", "invoice", "difference", "explained", "tax", "not-attributed"])
    return CSVTable(name: "reconciliation", columns: columns, rows: rows)
  }

  private func sources() throws(Diagnostic) -> CSVTable {
    let week = Period.week(edition.week)
    var rows: [[CSVTable.Cell]] = []
    for source in edition.quality.sources {
      let figure = { (id: String) in edition.figures.figure("source.\(id)", ["source": source.id], week) }
      rows.append([
        .text(source.id), .text(source.format), .text(figure("age")?.state.map(text.state) ?? ""),
        .text(try text(StringKey("basis.\(source.basis.rawValue)"))), .text(source.lastFile ?? ""),
        .text(source.received?.description ?? ""), .text(source.days?.lowerBound.description ?? ""),
        .text(source.days?.upperBound.description ?? ""), .number(figure("age")?.value),
        .number(source.maximumAgeDays.map { FixedDecimal($0) }), .number(figure("rows")?.value),
        .number(figure("euro")?.value), .number(figure("provisional")?.value),
      ])
    }
    return CSVTable(
      name: "sources",
      columns: try heads([
        "source", "format", "state", "basis", "file", "received", "first-day", "last-day", "age", "permitted-age",
        "rows", "euro", "provisional",
      ]), rows: rows)
  }

  /// Oldest first, as the journal has them.
  private func imports() throws(Diagnostic) -> CSVTable {
    CSVTable(
      name: "imports", columns: try heads(["number", "moment", "act", "file", "format", "rows", "euro", "sha256"]),
      rows: edition.quality.imports.reversed().map { line in
        [
          .number(FixedDecimal(line.number)), .text(line.moment.description), .text(line.act), .text(line.file),
          .text(line.format),
          .number(FixedDecimal(line.rows)), .number(line.euro), .text(line.sha256),
        ]
      })
  }
}
