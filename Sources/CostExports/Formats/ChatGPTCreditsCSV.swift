import ReportCore

/// The credit usage CSV of ChatGPT Business, Enterprise and Edu (formats.md 3.5): credits by person, day and kind of
/// use. A contract says what a credit costs (`credits: chatgpt` in a price agreement); without one the use is unpriced.
/// People are passed over without being read. Messages are no calls of an API, and are not counted.
///
/// The provider is `chatgpt`, not `openai`: seats and credits are invoiced apart from the API, and a cost export of the
/// API, which may name no organisation, must not stand for them.
public enum ChatGPTCreditsCSV: CostExportFormat {
  public static let name = "chatgpt-credits-csv"
  public static let version = 1
  public static let title = "a ChatGPT credit CSV"
  public static let basis = CostBasis.estimate
  public static let rank = SourceRank.providerUsage
  public static let signatures: [ExportSignature] = [.csv(["date_partition", "usage_credits", "usage_units"])]
  private static let provider = "chatgpt"

  private enum Column: Int, CaseIterable {
    case date, credits, account, usageType

    var name: String {
      switch self {
      case .date: "date_partition"
      case .credits: "usage_credits"
      case .account: "account_id"
      case .usageType: "usage_type"
      }
    }
  }

  /// Known and left out: people, and messages or tokens that are in the credits.
  private static let ignored: Set<String> = [
    "account_user_id", "email", "name", "public_id", "usage_quantity", "usage_units",
  ]

  public static func read(
    _ source: any ByteSource, file: String, problems: inout ProblemLog, row: (ExportRow) throws -> Void
  ) throws -> ExportSummary {
    var summary = ExportSummary()
    let columns = Column.allCases.map { CSVColumn(name: $0.name, isRequired: $0 == .date || $0 == .credits) }
    guard let table = try CSVTable(source, file: file, columns: columns, ignored: ignored, problems: &problems) else {
      return summary
    }
    summary.warnings = UnknownNames.warnings(table.unknown, file: file, line: table.reader.line)
    var checks = RowChecks(file: file)
    var days = FileDays()
    while try table.reader.next(&problems) {
      checks.begin(line: table.reader.line)
      func cell(_ column: Column) -> ByteSlice { table.cell(column.rawValue) }
      var entry = ExportRow()
      entry.line = checks.line
      let day = day(cell(.date), &checks, &problems)
      entry.dimension.source = name
      entry.dimension.provider = provider
      entry.dimension.account = checks.text(cell(.account), Column.account.name, &problems)
      entry.dimension.operation = checks.text(cell(.usageType), Column.usageType.name, &problems)
      entry.meters[.credits] = checks.credits(cell(.credits), Column.credits.name, &problems)
      guard checks.isGood, let day else { continue }
      entry.time = .days(day, day)
      entry.scope = FileDays.scope(entry.dimension.account, day)
      entry.markUnpriced()
      days.add(entry.dimension.account, day)
      summary.rows += 1
      try row(entry)
    }
    days.finish(&summary, file: file, provider: provider, rank: rank, &problems)
    if summary.rows == 0, problems.isEmpty { summary.warnings.append(OpenAIActivityCSV.noUse(file)) }
    return summary
  }

  /// `2026-10-26`. `1/5/2026` is January to some and May to others: the export has both, and nothing in it tells.
  private static func day(
    _ slice: ByteSlice, _ checks: inout RowChecks, _ problems: inout ProblemLog
  ) -> CalendarDay? {
    guard slice.firstIndex(of: UInt8(ascii: "/")) != nil else {
      return checks.day(slice, Column.date.name, &problems)
    }
    checks.refuse(
      &problems, code: "ambiguous-date", field: Column.date.name, "day and month look alike here", found: slice.shown,
      expected: "YYYY-MM-DD",
      remedy:
        "Download the export with ISO dates, or rewrite the column as 2026-05-01 when you know which is the month.")
    return nil
  }
}
