import Editions
import Registers
import ReportCore

/// The tables of an edition as files: exact values, so that they add up to the last decimal.
struct EditionTables {
  private let edition: Edition
  private let text: ReaderText
  private let names: Names

  init(_ edition: Edition, _ text: ReaderText) {
    self.edition = edition
    self.text = text
    names = Names(edition, text.strings)
  }

  /// In the order in which a page offers them; a table without rows is left out.
  func all() throws(Diagnostic) -> [CSVTable] {
    let tables = [
      try spendByUseCase(), try spendByWeek(), try spendByDay(),
      try spendBy("provider", id: "spend.by-provider", name: "spend-by-provider"),
      try spendBy("modelClass", id: "spend.by-model-class", name: "spend-by-model-class"), try metrics(),
    ]
    return (tables + (try QualityCSV(edition: edition, text: text, names: names).all())).filter { !$0.rows.isEmpty }
  }

  private var week: Period { .week(edition.week) }
  private var useCases: [String] {
    let known = (edition.registers.useCases ?? []).map(\.id)
    let others = edition.figures.figures("spend.by-use-case", week).compactMap { $0.key.scope["useCase"] }
    return known + others.filter { !known.contains($0) }
  }

  private func heads(_ keys: [String]) throws(Diagnostic) -> [String] {
    var result: [String] = []
    for key in keys { result.append(try text(StringKey("csv.\(key)"))) }
    return result
  }

  private func spendByUseCase() throws(Diagnostic) -> CSVTable {
    let row = { (name: String, id: String, spent: (Period) -> Figure?, scope: [String: String]?) -> [CSVTable.Cell] in
      let now = spent(week)
      let before = spent(.week(edition.week.previous))?.value
      let budget = scope.flatMap { edition.figures.figure("budget.week", $0, week)?.value }
      let used = scope.flatMap { edition.figures.figure("budget.used-week", $0, week) }
      let change: FixedDecimal? = if let value = now?.value, let before { value - before } else { nil }
      return [
        .text(name), .text(id), .text(used?.state.map(text.state) ?? ""), .number(now?.value), .number(now?.lower),
        .number(now?.upper), .number(before), .number(change), .number(budget), .number(used?.value),
      ]
    }
    let spend = { (id: String, scope: [String: String]) in
      { (period: Period) in edition.figures.figure(id, scope, period) }
    }
    var rows = useCases.map { id in
      row(names.useCase(id), id, spend("spend.by-use-case", ["useCase": id]), ["useCase": id])
    }
    rows.append(row(try text("name.not-attributed"), "not-attributed", spend("spend.not-attributed", [:]), nil))
    rows.append(row(try text("csv.total"), "total", spend("spend.total", [:]), [:]))
    return CSVTable(
      name: "spend-by-use-case",
      columns: try heads([
        "use-case", "id", "state", "euro", "lower", "upper", "previous-week", "change", "budget", "used",
      ]), rows: rows)
  }

  private func spendByWeek() throws(Diagnostic) -> CSVTable {
    let value = { (id: String, scope: [String: String], week: ISOWeek) in
      CSVTable.Cell.number(edition.figures.figure(id, scope, .week(week))?.value)
    }
    let rows = edition.seriesWeeks.map { week -> [CSVTable.Cell] in
      let total = edition.figures.figure("spend.total", [:], .week(week))
      return [.text(week.description), .number(total?.value), .number(total?.lower), .number(total?.upper)]
        + [value("budget.week", [:], week)] + useCases.map { value("spend.by-use-case", ["useCase": $0], week) }
        + [value("spend.not-attributed", [:], week)]
    }
    return CSVTable(
      name: "spend-by-week",
      columns: try heads(["week", "euro", "lower", "upper", "budget"]) + useCases.map(names.useCase)
        + [try text("name.not-attributed")], rows: rows)
  }

  private func spendByDay() throws(Diagnostic) -> CSVTable {
    let budgeted = useCases.filter { id in
      edition.week.days.contains { edition.figures.figure("budget.day", ["useCase": id], .day($0)) != nil }
    }
    let rows = edition.week.days.map { day -> [CSVTable.Cell] in
      let value = { (id: String, scope: [String: String]) in
        CSVTable.Cell.number(edition.figures.figure(id, scope, .day(day))?.value)
      }
      return [.text(day.description), value("spend.by-day", [:])]
        + useCases.map { value("spend.by-day", ["useCase": $0]) }
        + budgeted.flatMap { [value("budget.day", ["useCase": $0]), value("budget.day-used", ["useCase": $0])] }
    }
    var columns = try heads(["day", "euro"]) + useCases.map(names.useCase)
    for id in budgeted {
      columns.append(try text("csv.day-budget", ["name": names.useCase(id)]))
      columns.append(try text("csv.day-used", ["name": names.useCase(id)]))
    }
    return CSVTable(name: "spend-by-day", columns: columns, rows: rows)
  }

  private func spendBy(_ dimension: String, id: String, name: String) throws(Diagnostic) -> CSVTable {
    let rows = edition.figures.figures(id, week).map { figure -> [CSVTable.Cell] in
      let value = figure.key.scope[dimension] ?? ""
      return [
        .text(names.scopeValue(dimension, value)), .text(value), .number(figure.value), .number(figure.lower),
        .number(figure.upper),
      ]
    }
    return CSVTable(
      name: name, columns: [try text(StringKey("csv.\(dimension)"))] + (try heads(["id", "euro", "lower", "upper"])),
      rows: rows)
  }

  private func metrics() throws(Diagnostic) -> CSVTable {
    var rows: [[CSVTable.Cell]] = []
    for id in ["mt.cost-per-1000-calls", "mt.cost-per-session", "mt.efficiency", "mt.roi"] {
      guard let figure = edition.figures.figure(id, [:], week) else { continue }
      rows.append([
        .text(try text(StringKey("figure.\(id)"))), .text(id), .text(figure.state.map(text.state) ?? ""),
        .number(figure.value), .number(figure.lower), .number(figure.upper), .number(figure.target),
        .number(figure.guide), .text(figure.trend.map(text.trend) ?? ""), .text(figure.reason?.rawValue ?? ""),
      ])
    }
    return CSVTable(
      name: "metrics",
      columns: try heads(["metric", "id", "state", "value", "lower", "upper", "target", "guide", "trend", "reason"]),
      rows: rows)
  }
}
