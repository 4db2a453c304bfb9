import ReportCore

/// LiteLLM's spend report, `/global/spend/report` by team or by customer, as JSON (formats.md 2.3). Money by day, team,
/// model and key; input and output tokens are not told apart there, so none are read. The same money as the spend logs
/// of that gateway. A day replaces what an earlier file said about it. Names of customers are not kept.
public enum LiteLLMSpendReport: CostExportFormat {
  public static let name = "litellm-spend-report"
  public static let version = 1
  public static let title = "a LiteLLM spend report"
  public static let basis = CostBasis.gateway
  public static let rank = SourceRank.gateway
  public static let signatures: [ExportSignature] = [
    .json(["group_by_day", "teams"]), .json(["group_by_day", "customers"]),
  ]

  public static func read(
    _ source: any ByteSource, file: String, problems: inout ProblemLog, row: (ExportRow) throws -> Void
  ) throws -> ExportSummary {
    var summary = ExportSummary()
    let records = try JSONRecords(PeekedSource(source), file: file, problems: &problems)
    var reader = SpendReportReader(file: file)
    var coverage = GatewayDays()
    while let slice = try records.next(&problems) {
      do throws(JSONProblem) {
        guard let day = try reader.day(slice, line: records.line, &problems) else { continue }
        coverage.add(day)
        summary.scopes.insert(day.description)
      } catch {
        records.complain(error, &problems)
        continue
      }
      for entry in reader.rows {
        coverage.add(provider: entry.dimension.provider)
        summary.rows += 1
        try row(entry)
      }
    }
    summary.coverage = coverage.coverage(rank: rank)
    summary.warnings = reader.warnings
    return summary
  }
}

/// Reads a day of the report.
private struct SpendReportReader {
  /// Rows of the day read last.
  private(set) var rows: [ExportRow] = []
  private(set) var warnings: [Diagnostic] = []
  private let file: String
  private var checks: RowChecks
  private var customers = EndUserNumbers()

  init(file: String) {
    self.file = file
    checks = RowChecks(file: file)
  }

  private struct Part {
    var dimension = Dimension()
    var amount: (nanos: Int64, isZero: Bool) = (0, true)
    var hasTokens = false
  }

  mutating func day(
    _ slice: ByteSlice, line: Int, _ problems: inout ProblemLog
  ) throws(JSONProblem) -> CalendarDay? {
    rows = []
    checks.begin(line: line)
    guard var scanner = JSONScanner(slice) else { return nil }
    var date = ByteSlice.empty
    try scanner.members { (value, key) throws(JSONProblem) in
      if key.equals("group_by_day") {
        date = try value.value()
      } else if key.equals("teams") || key.equals("customers") {
        guard value.peek() == UInt8(ascii: "[") else { return _ = try value.skipValue() }
        try value.elements { element throws(JSONProblem) in try group(&element, line, &problems) }
      } else {
        try value.skipValue()
      }
    }
    try scanner.finish()
    guard let day = checks.midnight(date, "group_by_day", &problems), checks.isGood else {
      rows = []
      return nil
    }
    for index in rows.indices {
      rows[index].time = .days(day, day)
      rows[index].scope = day.description
    }
    return day
  }

  private mutating func group(
    _ scanner: inout JSONScanner, _ line: Int, _ problems: inout ProblemLog
  ) throws(JSONProblem) {
    var team = ""
    var customer: Int?
    var total: (nanos: Int64, isZero: Bool)?
    var parts: [Part] = []
    try scanner.members { (value, key) throws(JSONProblem) in
      if key.equals("team_name") {
        team = GatewayNames.team(checks.text(try value.value(), "team_name", &problems))
      } else if key.equals("customer") {
        customer = customers.number(of: try value.value())
      } else if key.equals("total_spend") {
        total = checks.amount(try value.value(), "total_spend", &problems)
      } else if key.equals("metadata"), value.peek() == UInt8(ascii: "[") {
        try value.elements { element throws(JSONProblem) in parts.append(try part(&element, &problems)) }
      } else {
        try value.skipValue()
      }
    }
    guard let total else { return checks.missing("total_spend", &problems) }
    for part in split(total, parts, line) {
      var entry = ExportRow()
      entry.line = line
      entry.dimension = part.dimension
      entry.dimension.source = LiteLLMSpendReport.name
      entry.dimension.route = "gateway"
      entry.dimension.team = team
      entry.endUser = customer
      entry.state(part.amount)
      if part.amount.isZero, part.hasTokens { entry.leaveUnpriced() }
      rows.append(entry)
    }
  }

  private mutating func part(
    _ scanner: inout JSONScanner, _ problems: inout ProblemLog
  ) throws(JSONProblem) -> Part {
    var part = Part()
    var hasSpend = false
    try scanner.members { (value, key) throws(JSONProblem) in
      if key.equals("model") {
        let split = GatewayNames.split(checks.text(try value.value(), "model", &problems))
        (part.dimension.provider, part.dimension.model) = split
      } else if key.equals("api_key") {
        part.dimension.keyAlias = GatewayNames.keyAlias(hash: checks.text(try value.value(), "api_key", &problems))
      } else if key.equals("spend") {
        part.amount = checks.amount(try value.value(), "spend", &problems)
        hasSpend = true
      } else if key.equals("total_tokens") {
        part.hasTokens = checks.count(try value.value(), "total_tokens", &problems) > 0
      } else {
        try value.skipValue()
      }
    }
    if !hasSpend { checks.missing("spend", &problems) }
    return part
  }

  /// The parts and what they leave of the total; the total alone when they exceed it.
  private mutating func split(_ total: (nanos: Int64, isZero: Bool), _ parts: [Part], _ line: Int) -> [Part] {
    var whole = GatewaySums()
    (whole.nanos, whole.isZero) = (Int128(total.nanos), total.isZero)
    let sums = parts.map { part in
      var sums = GatewaySums()
      (sums.nanos, sums.isZero) = (Int128(part.amount.nanos), part.amount.isZero)
      return sums
    }
    var undivided = Part()
    undivided.amount = total
    undivided.hasTokens = parts.contains(where: \.hasTokens)
    guard let fitting = whole.parts(sums) else {
      if !parts.isEmpty, warnings.isEmpty {
        warnings.append(
          Diagnostic(
            .warning, code: "not-split", at: SourcePlace(file: file, line: line, field: "metadata"),
            "the parts do not fit their total, so it is not split",
            remedy: "Nothing to do: the total counts. Export the spend logs for the split."))
      }
      return parts.isEmpty && total.isZero ? [] : [undivided]
    }
    var result = parts
    for index in parts.indices { result[index].amount.nanos = Int64(clamping: fitting[index].nanos) }
    if let rest = fitting.last, rest.nanos != 0 {
      undivided.amount = (Int64(clamping: rest.nanos), false)
      undivided.dimension.operation = "not split"
      result.append(undivided)
    }
    return result
  }
}
