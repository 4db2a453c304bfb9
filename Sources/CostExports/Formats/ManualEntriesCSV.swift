import ReportCore

/// What people enter by hand: invoices, seats, top-ups (formats.md 6.5). The vendor is the provider, the
/// description the operation; `date_to` is exclusive; a row over several days is spread by whoever books it.
public enum ManualEntriesCSV: CostExportFormat {
  public static let name = "manual-entries-csv"
  public static let version = 1
  public static let title = "a manual entries CSV"
  public static let basis = CostBasis.invoice
  public static let rank = SourceRank.bill
  public static let signatures: [ExportSignature] = [.csv(requiredColumns)]
  private static let requiredColumns = ["date_from", "date_to", "vendor", "description", "amount", "currency", "kind"]

  private enum Column: Int, CaseIterable {
    case from, to, vendor, description, amount, currency, kind, team, project, invoice

    var name: String {
      switch self {
      case .from: "date_from"
      case .to: "date_to"
      case .invoice: "invoice_no"
      default: "\(self)"
      }
    }
  }

  /// The kinds people may write.
  static let kinds: [String: ChargeKind] = ["usage": .usage, "seat": .subscription, "credit-purchase": .purchase]

  public static func read(
    _ source: any ByteSource, file: String, problems: inout ProblemLog, row: (ExportRow) throws -> Void
  ) throws -> ExportSummary {
    var summary = ExportSummary()
    let columns = Column.allCases.map { CSVColumn(name: $0.name, isRequired: requiredColumns.contains($0.name)) }
    guard let table = try CSVTable(source, file: file, columns: columns, ignored: [], problems: &problems) else {
      return summary
    }
    summary.warnings = UnknownNames.warnings(table.unknown, file: file, line: 1)
    var checks = RowChecks(file: file)
    var coverage = CoverageDays()
    while try table.reader.next(&problems) {
      checks.begin(line: table.reader.line)
      guard let entry = entry(table, &checks, &problems), case .days(let first, let last) = entry.time else { continue }
      coverage.add(
        provider: entry.dimension.provider, account: "", replacesLowerRanks: kind(table) == .usage, days: first...last)
      summary.scopes.insert(entry.scope)
      summary.rows += 1
      try row(entry)
    }
    summary.coverage = coverage.coverage(rank: rank).map { stated in
      var stated = stated
      stated.isReport = false
      return stated
    }
    return summary
  }

  private static func kind(_ table: CSVTable) -> ChargeKind? {
    table.cell(Column.kind.rawValue).text.flatMap { kinds[$0] }
  }

  private static func entry(
    _ table: CSVTable, _ checks: inout RowChecks, _ problems: inout ProblemLog
  ) -> ExportRow? {
    func cell(_ column: Column) -> ByteSlice { table.cell(column.rawValue) }
    var entry = ExportRow()
    entry.line = checks.line
    let from = checks.day(cell(.from), Column.from.name, &problems)
    let to = checks.day(cell(.to), Column.to.name, &problems)
    entry.dimension.source = name
    entry.dimension.provider = checks.requiredText(cell(.vendor), Column.vendor.name, &problems)
    entry.dimension.operation = checks.requiredText(cell(.description), Column.description.name, &problems)
    entry.dimension.team = checks.text(cell(.team), Column.team.name, &problems)
    entry.dimension.project = checks.text(cell(.project), Column.project.name, &problems)
    let invoice = checks.text(cell(.invoice), Column.invoice.name, &problems)
    let nanos = checks.nanos(cell(.amount), Column.amount.name, &problems)
    if cell(.amount).hasThreeDecimals {
      checks.refuse(
        &problems, code: "ambiguous-amount", field: Column.amount.name, "thousands and decimals look alike here",
        found: cell(.amount).shown, expected: "two decimals, such as 1250.00 or 1.25",
        remedy: "Write the amount without a thousands separator and with two decimals.")
    }
    let currency = checks.currency(cell(.currency), Column.currency.name, &problems)
    let kind = kind(table)
    if kind == nil { refuseKind(cell(.kind), &checks, &problems) }
    guard checks.isGood, let from, let to, let currency, let kind else { return nil }
    guard from < to, from.distance(to: to) <= 3660 else {
      checks.refuse(
        &problems, code: "bad-period", field: Column.to.name,
        from < to ? "the period is longer than ten years" : "the period ends before it has begun",
        found: "\(from) to \(to)", expected: "the day after the last one",
        remedy: "date_to is exclusive: October is 2026-10-01 to 2026-11-01.")
      return nil
    }
    entry.time = .days(from, to.advanced(by: -1))
    // Money back is a credit; a top-up paid back stays what it was, or prepaid money would become spend.
    entry.charge = nanos < 0 && kind != .purchase ? .credit : kind
    entry.cost = Money(nanos: nanos, currency: currency)
    entry.billed = entry.cost
    entry.priceStatus = nanos == 0 ? .free : .priced
    let vendor = scopePart(entry.dimension.provider)
    entry.scope =
      invoice.isEmpty
      ? "\(vendor)|\(from)|\(to)|\(scopePart(entry.dimension.operation))" : "\(vendor)|\(scopePart(invoice))"
    return entry
  }

  private static func refuseKind(
    _ cell: ByteSlice, _ checks: inout RowChecks, _ problems: inout ProblemLog
  ) {
    let names = kinds.keys.sorted()
    let nearest = NearestName.of(cell.shown, among: names)
    checks.refuse(
      &problems, code: "unknown-kind", field: Column.kind.name, "there is no such kind of charge",
      found: cell.shown, expected: names.joined(separator: ", "),
      remedy: nearest.map { "Did you mean \($0)?" } ?? "Write seat for a licence, usage for pay per use.")
  }
}
