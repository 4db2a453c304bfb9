import ReportCore

/// The cost CSV of OpenAI's dashboard, both generations of its header (formats.md 3.3). Days are UTC days. Short
/// rows are days without cost: they cover the day and replace what an earlier file said about it. Quantities are
/// not read: the gateway counts calls and tokens, and the same token must not count twice.
public enum OpenAICostCSV: CostExportFormat {
  public static let name = "openai-cost-csv"
  public static let version = 1
  public static let title = "an OpenAI cost CSV"
  public static let basis = CostBasis.provider
  public static let rank = SourceRank.bill
  public static let signatures: [ExportSignature] = [.csv(requiredColumns)]
  private static let requiredColumns = ["start_time", "amount_value", "amount_currency"]

  private enum Column: Int, CaseIterable {
    case start, amount, currency, end, lineItem, key, project, organisation

    var name: String {
      switch self {
      case .start: "start_time"
      case .amount: "amount_value"
      case .currency: "amount_currency"
      case .end: "end_time"
      case .lineItem: "line_item"
      case .key: "api_key_id"
      case .project: "project_id"
      case .organisation: "organization_id"
      }
    }
  }

  /// Known and left out: doubles of what is read, counts, and people.
  private static let ignored: Set<String> = [
    "start_time_iso", "end_time_iso", "quantity", "quantity_unit", "user_id", "project_name", "organization_name",
    "user_email", "api_source",
  ]

  public static func read(
    _ source: any ByteSource, file: String, problems: inout ProblemLog, row: (ExportRow) throws -> Void
  ) throws -> ExportSummary {
    var summary = ExportSummary()
    // An export without any cost has no amount columns: then no row may need them.
    let columns = Column.allCases.map { CSVColumn(name: $0.name, isRequired: $0 == .start) }
    guard let table = try CSVTable(source, file: file, columns: columns, ignored: ignored, problems: &problems) else {
      return summary
    }
    summary.warnings = UnknownNames.warnings(table.unknown, file: file, line: 1)
    var checks = RowChecks(file: file)
    var coverage = CoverageDays()
    var accounts: Set<String> = []
    var emptyDays: Set<CalendarDay> = []
    while try table.reader.next(&problems) {
      checks.begin(line: table.reader.line)
      guard let days = days(table, &checks, &problems) else { continue }
      if isWithoutCost(table) {
        emptyDays.formUnion(days)
        continue
      }
      guard let entry = entry(table, days, &checks, &problems) else { continue }
      let account = entry.dimension.account
      accounts.insert(account)
      coverage.add(provider: "openai", account: account, replacesLowerRanks: true, days: days)
      summary.scopes.insert(entry.scope)
      summary.rows += 1
      try row(entry)
    }
    // A day without cost does not name the organisation: it is that of the other rows.
    for account in accounts.isEmpty ? [""] : accounts {
      for day in emptyDays {
        coverage.add(provider: "openai", account: account, replacesLowerRanks: true, days: day...day)
        summary.scopes.insert(scope(account, day))
      }
    }
    summary.coverage = coverage.coverage(rank: rank)
    if summary.rows == 0, problems.isEmpty {
      summary.warnings.append(
        Diagnostic(
          .warning, code: "no-data", at: SourcePlace(file: file), "the export has no costs",
          remedy: "Nothing to do if there was no use; else download it again with the right dates."))
    }
    return summary
  }

  private static func scope(_ account: String, _ day: CalendarDay) -> String { "\(scopePart(account))|\(day)" }

  private static func isWithoutCost(_ table: CSVTable) -> Bool {
    table.cell(Column.amount.rawValue).isEmpty && table.cell(Column.currency.rawValue).isEmpty
      && table.cell(Column.lineItem.rawValue).isEmpty
  }

  /// The UTC days of a row, start to end exclusive; one day when there is no end.
  private static func days(
    _ table: CSVTable, _ checks: inout RowChecks, _ problems: inout ProblemLog
  ) -> ClosedRange<CalendarDay>? {
    let start = midnight(table, .start, &checks, &problems)
    let hasEnd = !table.cell(Column.end.rawValue).isEmpty
    let end = hasEnd ? midnight(table, .end, &checks, &problems) : start?.advanced(by: 1)
    guard let start, let end else { return nil }
    // Costs come per day (formats.md 3.2); a longer row would stand beside the days it sums up, and count twice.
    guard start < end, start.distance(to: end) == 1 else {
      checks.refuse(
        &problems, code: "bad-period", field: Column.end.name,
        start < end ? "the row covers more than a day" : "the row ends before it has begun",
        found: "\(start) to \(end)", expected: "the next midnight", remedy: "Download the export again, by day.")
      return nil
    }
    return start...end.advanced(by: -1)
  }

  private static func midnight(
    _ table: CSVTable, _ column: Column, _ checks: inout RowChecks, _ problems: inout ProblemLog
  ) -> CalendarDay? {
    let cell = table.cell(column.rawValue)
    if let seconds = cell.wholeNumber, seconds % 86_400 == 0, (0...4_102_444_800).contains(seconds) {
      let day = CalendarDay(number: seconds / 86_400)
      if PlausibleDays.range.contains(day) { return day }
    }
    if cell.isEmpty {
      checks.missing(column.name, &problems)
    } else {
      checks.refuse(
        &problems, code: "not-a-day", field: column.name, "this is not the start of a UTC day", found: cell.shown,
        expected: "seconds since 1970 at midnight UTC, such as 1792972800", remedy: "Download the export again.")
    }
    return nil
  }

  private static func entry(
    _ table: CSVTable, _ days: ClosedRange<CalendarDay>, _ checks: inout RowChecks, _ problems: inout ProblemLog
  ) -> ExportRow? {
    func cell(_ column: Column) -> ByteSlice { table.cell(column.rawValue) }
    var entry = ExportRow()
    entry.line = checks.line
    entry.time = .days(days.lowerBound, days.upperBound)
    let nanos = checks.nanos(cell(.amount), Column.amount.name, &problems)
    let currency = checks.currency(cell(.currency), Column.currency.name, &problems)
    entry.dimension.source = name
    entry.dimension.provider = "openai"
    entry.dimension.account = checks.text(cell(.organisation), Column.organisation.name, &problems)
    entry.dimension.keyAlias = checks.text(cell(.key), Column.key.name, &problems)
    entry.dimension.project = checks.text(cell(.project), Column.project.name, &problems)
    let item = LineItem(checks.text(cell(.lineItem), Column.lineItem.name, &problems))
    entry.dimension.model = item.model
    entry.dimension.operation = item.operation
    guard checks.isGood, let currency else { return nil }
    entry.charge = nanos < 0 ? .credit : .usage
    entry.cost = Money(nanos: nanos, currency: currency)
    entry.billed = entry.cost
    entry.priceStatus = nanos == 0 ? .free : .priced
    entry.scope = scope(entry.dimension.account, days.lowerBound)
    return entry
  }
}

/// `gpt-5-2025-08-07, cached input` is a model and a kind of token; `web search tool calls` is neither.
struct LineItem: Equatable {
  private static let words: Set<Substring> = [
    "input", "output", "cached", "cache", "write", "read", "audio", "image", "text", "video", "tokens", "reasoning",
    "batch", "flex", "priority",
  ]

  let model: String
  let operation: String

  init(_ text: String) {
    if let comma = text.lastRange(of: ", ") {
      let kind = text[comma.upperBound...]
      let words = kind.split(separator: " ")
      if words.contains("input") || words.contains("output"), words.allSatisfy(LineItem.words.contains) {
        model = String(text[..<comma.lowerBound])
        operation = String(kind)
        return
      }
    }
    model = ""
    operation = text
  }
}

extension String {
  /// Where `needle`, ASCII, stands last.
  fileprivate func lastRange(of needle: StaticString) -> Range<Index>? {
    let wanted = Array(needle.description.utf8)
    var end = utf8.endIndex
    while let start = utf8.index(end, offsetBy: -wanted.count, limitedBy: utf8.startIndex) {
      if utf8[start..<end].elementsEqual(wanted) { return start..<end }
      end = utf8.index(before: end)
    }
    return nil
  }
}
