import ReportCore

/// Claude Code's session files, JSON Lines (formats.md 8). What they say is a list-price equivalent at most: who pays by
/// subscription is not charged per token, so the rows are a reference and never part of a total; there is an amount
/// only where a line states one. Prompts, sessions and folders are passed over.
///
/// While an answer streams, several lines have its id and its output grows: the largest, and of equals the last, counts,
/// also when a resumed session repeats it.
public enum ClaudeCodeLogs: CostExportFormat {
  public static let name = "claude-code-logs"
  public static let version = 1
  public static let title = "a Claude Code log"
  public static let basis = CostBasis.estimate
  public static let rank = SourceRank.reference
  public static let signatures: [ExportSignature] = [
    .jsonLines(["sessionId", "message.usage.input_tokens"]),
    .jsonLines(["sessionId", "uuid", "isSidechain", "message.role"]),
  ]

  public static func read(
    _ source: any ByteSource, file: String, problems: inout ProblemLog, row: (ExportRow) throws -> Void
  ) throws -> ExportSummary {
    var summary = ExportSummary()
    var messages = ClaudeMessages(file: file)
    var tail = LogTail()
    let lines = LineReader(source, file: file)
    while let line = try lines.next(&problems) {
      tail.settle(&problems)
      do throws(JSONProblem) {
        guard line.isUTF8 else { throw JSONProblem(offset: 0, expected: "UTF-8") }
        try messages.add(line, line: lines.line, &problems)
      } catch {
        tail.hold(error, file: file, line: lines.line)
      }
    }
    var coverage = CoverageDays()
    for entry in messages.rows {
      guard case .moment(let moment) = entry.time else { continue }
      let day = moment.utcDay
      coverage.add(provider: "anthropic", account: "", replacesLowerRanks: false, days: day...day)
      summary.rows += 1
      try row(entry)
    }
    summary.coverage = coverage.coverage(rank: rank)
    summary.warnings = messages.warnings + tail.warnings
    return summary
  }
}

/// A line that is no JSON: an error, unless it is the last one of a log that is being written.
struct LogTail {
  private var held: Diagnostic?

  mutating func hold(_ problem: JSONProblem, file: String, line: Int) {
    held = Diagnostic(
      code: "bad-json", at: SourcePlace(file: file, line: line),
      "the line is not a JSON object (column \(problem.offset + 1))", expected: problem.expected,
      remedy: "Copy the log again; the file may have been cut short.")
  }

  mutating func settle(_ problems: inout ProblemLog) {
    if let held { problems.add(held) }
    held = nil
  }

  /// The last line, cut short.
  var warnings: [Diagnostic] {
    held.map {
      [
        Diagnostic(
          .warning, code: "cut-short", at: $0.place, "the last line is cut short and is not read",
          remedy: "Nothing to do: copy the log again when the session has ended.")
      ]
    } ?? []
  }
}

/// The answers of a log, one row for each.
private struct ClaudeMessages {
  /// In the order in which they began.
  private(set) var rows: [ExportRow] = []
  private(set) var warnings: [Diagnostic] = []
  private var places: [String: Int] = [:]
  private var checks: RowChecks

  init(file: String) { checks = RowChecks(file: file) }

  private struct Line {
    var timestamp = ByteSlice.empty
    var request = ByteSlice.empty
    var own = ByteSlice.empty
    var cost = ByteSlice.empty
    var message = ByteSlice.empty
    var model = ByteSlice.empty
    var tokens = TokenUsage()
    var meters = Meters()
    var tier = ByteSlice.empty
    var hasUsage = false
  }

  mutating func add(_ slice: ByteSlice, line: Int, _ problems: inout ProblemLog) throws(JSONProblem) {
    guard var scanner = JSONScanner(slice) else { return }
    checks.begin(line: line)
    var found = Line()
    try scanner.members { (value, key) throws(JSONProblem) in
      if key.equals("timestamp") {
        found.timestamp = try value.value()
      } else if key.equals("requestId") {
        found.request = try value.value()
      } else if key.equals("uuid") {
        found.own = try value.value()
      } else if key.equals("costUSD") {
        found.cost = try value.value()
      } else if key.equals("message") {
        try message(&value, &found, &problems)
      } else {
        try value.skipValue()
      }
    }
    try scanner.finish()
    guard found.hasUsage, !found.model.equals("<synthetic>") else { return }
    keep(found, line, &problems)
  }

  private mutating func message(
    _ scanner: inout JSONScanner, _ found: inout Line, _ problems: inout ProblemLog
  ) throws(JSONProblem) {
    try scanner.objectMembers { (value, key) throws(JSONProblem) in
      if key.equals("id") {
        found.message = try value.value()
      } else if key.equals("model") {
        found.model = try value.value()
      } else if key.equals("usage"), value.peek() == UInt8(ascii: "{") {
        found.hasUsage = true
        try usage(&value, &found, &problems)
      } else {
        try value.skipValue()
      }
    }
  }

  private mutating func usage(
    _ scanner: inout JSONScanner, _ found: inout Line, _ problems: inout ProblemLog
  ) throws(JSONProblem) {
    try scanner.members { (value, key) throws(JSONProblem) in
      if key.equals("input_tokens") {
        found.tokens.inputUncached = checks.count(try value.value(), "input_tokens", &problems)
      } else if key.equals("output_tokens") {
        found.tokens.output = checks.count(try value.value(), "output_tokens", &problems)
      } else if key.equals("cache_read_input_tokens") {
        found.tokens.inputCacheRead = checks.count(try value.value(), "cache_read_input_tokens", &problems)
      } else if key.equals("cache_creation_input_tokens") {
        found.tokens.inputCacheWrite = checks.count(try value.value(), "cache_creation_input_tokens", &problems)
      } else if key.equals("service_tier") {
        found.tier = try value.value()
      } else if key.equals("cache_creation") {
        try value.objectMembers { (inner, key) throws(JSONProblem) in
          let bytes = try inner.value()
          guard key.equals("ephemeral_1h_input_tokens") else { return }
          found.meters[.cacheWriteOneHour] = checks.count(bytes, "ephemeral_1h_input_tokens", &problems)
        }
      } else if key.equals("server_tool_use") {
        try value.objectMembers { (inner, key) throws(JSONProblem) in
          let bytes = try inner.value()
          guard key.equals("web_search_requests") else { return }
          found.meters[.searches] = checks.count(bytes, "web_search_requests", &problems)
        }
      } else {
        try value.skipValue()
      }
    }
  }

  private mutating func keep(_ found: Line, _ line: Int, _ problems: inout ProblemLog) {
    let moment = checks.moment(found.timestamp, "timestamp", &problems)
    // Without the answer's own id the line's keeps it apart.
    let id = checks.text(found.message.isEmpty ? found.own : found.message, "id", &problems)
    let request = checks.text(found.request, "requestId", &problems)
    var entry = ExportRow()
    entry.line = line
    entry.dimension.source = ClaudeCodeLogs.name
    entry.dimension.provider = "anthropic"
    entry.dimension.model = checks.text(found.model, "model", &problems)
    entry.dimension.operation = "claude-code"
    if found.tier.equals("batch") || found.tier.equals("priority") {
      entry.dimension.serviceTier = found.tier.text ?? ""
    }
    entry.calls = 1
    entry.tokens = found.tokens
    entry.meters = found.meters
    entry.refer(to: found.cost.isEmpty ? nil : checks.amount(found.cost, "costUSD", &problems))
    guard checks.isGood, let moment else { return }
    guard !id.isEmpty else {
      if warnings.isEmpty {
        warnings.append(
          Diagnostic(
            .warning, code: "no-id", at: checks.place("id"), "an answer without an id is not read",
            remedy: "Nothing to do: it could not be told from its copies."))
      }
      return
    }
    entry.time = .moment(moment)
    entry.id = request.isEmpty ? id : "\(id):\(request)"
    let key = entry.id ?? id
    guard let place = places[key] else {
      places[key] = rows.count
      rows.append(entry)
      return
    }
    if entry.tokens.output >= rows[place].tokens.output { rows[place] = entry }
  }
}

extension ExportRow {
  /// What a reference says the use would cost; without it there is no amount, and none is owed.
  mutating func refer(to amount: (nanos: Int64, isZero: Bool)?) {
    cost = amount.map { Money(nanos: $0.nanos, currency: .dollar) }
    billed = nil
    priceStatus = amount.map { !$0.isZero } ?? false ? .priced : .free
  }
}
