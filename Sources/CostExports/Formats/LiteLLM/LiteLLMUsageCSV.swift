import ReportCore

/// The CSV of LiteLLM's usage page, scope "daily" (formats.md 2.5): a row for a day and a team, user, organisation or
/// customer. The same money as the spend logs and the daily activity of that gateway; no provider and no model. A day
/// replaces what an earlier file said about it, whatever it is split by. Names of users and customers are not kept.
///
/// Refused are "with models", whose rows repeat the amount of the day in some versions, "with keys", and tags: they
/// overlap. Amounts are rounded to four decimals, so a tiny one looks like none: then the row is unpriced, not free.
public enum LiteLLMUsageCSV: CostExportFormat {
  public static let name = "litellm-usage-csv"
  public static let version = 1
  public static let title = "a LiteLLM usage page CSV"
  public static let basis = CostBasis.gateway
  public static let rank = SourceRank.gateway
  public static let signatures: [ExportSignature] = [.csv(["Date", "Spend ($)", "Total Tokens"])]

  private enum Column: String, CaseIterable {
    case date = "Date"
    case spend = "Spend ($)"
    case totalTokens = "Total Tokens"
    case requests = "Requests"
    case successes = "Successful Requests"
    case failures = "Failed Requests"
    case prompt = "Prompt Tokens"
    case output = "Completion Tokens"
    case cacheRead = "Cache Read Tokens"
    case cacheReadInput = "Cache Read Input Tokens"
    case cacheWrite = "Cache Creation Tokens"
    case cacheWriteInput = "Cache Creation Input Tokens"
    case team = "Team"
    case teamID = "Team ID"
    case organization = "Organization"
    case organizationID = "Organization ID"
    case customer = "Customer"
    case customerID = "Customer ID"

    private static let all = Column.allCases

    var place: Int { Column.all.firstIndex(of: self) ?? 0 }
  }

  private static let needed: [Column] = [.date, .spend, .requests, .failures, .prompt, .output]
  /// People, and doubles of what is read.
  private static let ignored: Set<String> = ["User", "User ID", "Agent", "Agent ID", "Total Tokens"]

  public static func read(
    _ source: any ByteSource, file: String, problems: inout ProblemLog, row: (ExportRow) throws -> Void
  ) throws -> ExportSummary {
    var summary = ExportSummary()
    let columns = Column.allCases.map { CSVColumn(name: $0.rawValue, isRequired: false) }
    guard let table = try CSVTable(source, file: file, columns: columns, ignored: ignored, problems: &problems) else {
      return summary
    }
    guard isDaily(table, file, &problems) else { return summary }
    summary.warnings = UnknownNames.warnings(table.unknown, file: file, line: table.reader.line)
    var reader = Reader(table: table, checks: RowChecks(file: file))
    var coverage = GatewayDays()
    while try table.reader.next(&problems) {
      guard let entry = reader.entry(&problems), case .days(let day, _) = entry.time else { continue }
      coverage.add(day)
      summary.scopes.insert(entry.scope)
      summary.rows += 1
      try row(entry)
    }
    summary.coverage = coverage.coverage(rank: rank)
    summary.warnings += reader.overlap.warnings
    return summary
  }

  /// Complains about scopes that cannot be added up, and about columns that lack.
  private static func isDaily(_ table: CSVTable, _ file: String, _ problems: inout ProblemLog) -> Bool {
    let place = SourcePlace(file: file, line: table.reader.line)
    func refuse(_ code: String, _ summary: String, _ found: String, _ remedy: String) -> Bool {
      problems.add(
        Diagnostic(code: code, at: place, summary, found: found, expected: "the scope \"daily\"", remedy: remedy))
      return false
    }
    if table.header.contains("Model") {
      return refuse(
        "usage-with-models", "the usage is split by model, and some versions repeat the day's amount in each row",
        "Model", "Export the scope \"daily\", or the spend logs for a split by model.")
    }
    if let key = table.header.first(where: { $0.contains("Key") }) {
      return refuse(
        "usage-with-keys", "the usage is split by key, and some versions repeat the day's amount in each row", key,
        "Export the scope \"daily\", or the spend logs for a split by key.")
    }
    if table.header.contains("Tag") {
      return refuse(
        "tags-overlap", "a call with three tags stands under each of them, so the rows add up to more than was spent",
        "Tag", "Export the usage by team; the spend logs tell the tags of every call.")
    }
    let missing = needed.filter { table.places[$0.place] == nil }
    for column in missing {
      problems.add(
        Diagnostic(
          code: "missing-column", at: SourcePlace(file: file, line: place.line, field: column.rawValue),
          "the column is missing", found: table.header.joined(separator: ","), expected: column.rawValue,
          remedy: "Export the usage again with the scope \"daily\"."))
    }
    return missing.isEmpty
  }

  private struct Reader {
    let table: CSVTable
    var checks: RowChecks
    var overlap = OverlapWarning()
    var customers = EndUserNumbers()

    func cell(_ column: Column) -> ByteSlice { table.cell(column.place) }

    func cell(_ first: Column, or second: Column) -> ByteSlice {
      let cell = cell(first)
      return cell.isEmpty ? self.cell(second) : cell
    }

    mutating func count(_ cell: ByteSlice, _ column: Column, _ problems: inout ProblemLog) -> Int {
      checks.count(cell, column.rawValue, &problems)
    }

    mutating func text(_ cell: ByteSlice, _ column: Column, _ problems: inout ProblemLog) -> String {
      GatewayNames.team(checks.text(cell, column.rawValue, &problems))
    }

    mutating func entry(_ problems: inout ProblemLog) -> ExportRow? {
      checks.begin(line: table.reader.line)
      var entry = ExportRow()
      entry.line = checks.line
      let day = checks.midnight(cell(.date), Column.date.rawValue, &problems)
      var sums = GatewaySums()
      let amount = spend(&problems)
      (sums.nanos, sums.isZero) = (Int128(amount.nanos), amount.isZero)
      sums.errors = count(cell(.failures), .failures, &problems)
      sums.calls = max(
        count(cell(.requests), .requests, &problems), count(cell(.successes), .successes, &problems) + sums.errors)
      sums.prompt = count(cell(.prompt), .prompt, &problems)
      sums.output = count(cell(.output), .output, &problems)
      sums.cacheRead = count(cell(.cacheRead, or: .cacheReadInput), .cacheRead, &problems)
      sums.cacheWrite = count(cell(.cacheWrite, or: .cacheWriteInput), .cacheWrite, &problems)
      entry.dimension.source = LiteLLMUsageCSV.name
      entry.dimension.route = "gateway"
      entry.dimension.team = text(cell(.team, or: .teamID), .team, &problems)
      entry.dimension.project = text(cell(.organization, or: .organizationID), .organization, &problems)
      entry.endUser = customers.number(of: cell(.customerID, or: .customer))
      let place = checks.place(Column.spend.rawValue)
      do throws(SumProblem) {
        try sums.fill(&entry, &overlap, at: place)
      } catch {
        problems.add(ActivityDays.tooLarge(place))
        return nil
      }
      guard checks.isGood, let day else { return nil }
      entry.time = .days(day, day)
      entry.scope = day.description
      return entry
    }

    /// A number with commas between thousands: `1,204.5311`.
    private mutating func spend(_ problems: inout ProblemLog) -> (nanos: Int64, isZero: Bool) {
      let cell = cell(.spend)
      guard cell.firstIndex(of: UInt8(ascii: ",")) != nil else {
        return checks.amount(cell, Column.spend.rawValue, &problems)
      }
      if let value = cell.withThousands, let nanos = value.nanos { return (nanos, value.mantissa == 0) }
      checks.refuse(
        &problems, code: "not-a-number", field: Column.spend.rawValue, "this is not a number", found: cell.shown,
        expected: "a number such as 1,204.5311", remedy: "Export the usage again; a spreadsheet may have changed it.")
      return (0, true)
    }
  }
}

extension ByteSlice {
  /// A plain number whose thousands are set off by commas, every three digits and nowhere else; nil for anything else.
  var withThousands: ExactDecimal? {
    guard count <= 40 else { return nil }
    let whole = buffer.prefix { $0 != UInt8(ascii: ".") }
    let unsigned = whole.first == UInt8(ascii: "-") ? whole.dropFirst() : whole
    let groups = unsigned.split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false)
    guard groups.allSatisfy({ $0.allSatisfy { (0x30...0x39).contains($0) } }),
      (1...3).contains(groups.first?.count ?? 0),
      groups.dropFirst().allSatisfy({ $0.count == 3 })
    else { return nil }
    return ExactDecimal(whole.filter { $0 != UInt8(ascii: ",") } + Array(buffer[whole.endIndex...]))
  }
}
