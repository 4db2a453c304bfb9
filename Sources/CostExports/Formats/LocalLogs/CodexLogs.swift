import ReportCore

/// Codex' session files, JSON Lines (formats.md 8). A reference like Claude Code's: never part of a total, without
/// amounts. The counters of a session only grow, so a turn is what was added since the line before; a smaller counter
/// means that the session began anew. Cached tokens are part of the input, reasoning of the output. The id of a row is
/// its moment and the counters reached, so a longer copy of the same session repeats its rows; the session is not kept.
public enum CodexLogs: CostExportFormat {
  public static let name = "codex-logs"
  public static let version = 1
  public static let title = "a Codex log"
  public static let basis = CostBasis.estimate
  public static let rank = SourceRank.reference
  public static let signatures: [ExportSignature] = [
    .jsonLines(["timestamp", "payload.type=token_count"]), .jsonLines(["type=session_meta", "payload.cli_version"]),
  ]

  public static func read(
    _ source: any ByteSource, file: String, problems: inout ProblemLog, row: (ExportRow) throws -> Void
  ) throws -> ExportSummary {
    var summary = ExportSummary()
    var session = CodexSession(file: file)
    var coverage = CoverageDays()
    var tail = LogTail()
    let lines = LineReader(source, file: file)
    while let line = try lines.next(&problems) {
      tail.settle(&problems)
      var found: ExportRow?
      do throws(JSONProblem) {
        guard line.isUTF8 else { throw JSONProblem(offset: 0, expected: "UTF-8") }
        found = try session.row(line, line: lines.line, &problems)
      } catch {
        tail.hold(error, file: file, line: lines.line)
      }
      guard let found, case .moment(let moment) = found.time else { continue }
      let day = moment.utcDay
      coverage.add(provider: "openai", account: "", replacesLowerRanks: false, days: day...day)
      summary.rows += 1
      try row(found)
    }
    summary.coverage = coverage.coverage(rank: rank)
    summary.warnings = session.warnings + tail.warnings
    return summary
  }
}

/// Follows the counters of a session.
private struct CodexSession {
  private struct Counters: Equatable {
    var input = 0
    var cached = 0
    var output = 0
    var reasoning = 0
    var isStated = false

    /// What was added since `earlier`; all of it when a counter is smaller than it was.
    func since(_ earlier: Counters) -> Counters {
      guard input >= earlier.input, cached >= earlier.cached, output >= earlier.output else { return self }
      var difference = self
      difference.input -= earlier.input
      difference.cached -= earlier.cached
      difference.output -= earlier.output
      difference.reasoning = max(0, reasoning - earlier.reasoning)
      return difference
    }
  }

  private var overlap = OverlapWarning()
  private var model = ""
  private var reached = Counters()
  private var checks: RowChecks

  init(file: String) { checks = RowChecks(file: file) }

  var warnings: [Diagnostic] { overlap.warnings }

  private struct Line {
    var timestamp = ByteSlice.empty
    var kind = ByteSlice.empty
    var payloadKind = ByteSlice.empty
    var model = ByteSlice.empty
    var ownModel = ByteSlice.empty
    var total = Counters()
    var last = Counters()
  }

  /// The turn that the line reports, if it reports one.
  mutating func row(_ slice: ByteSlice, line: Int, _ problems: inout ProblemLog) throws(JSONProblem) -> ExportRow? {
    guard var scanner = JSONScanner(slice) else { return nil }
    checks.begin(line: line)
    var found = Line()
    try scanner.members { (value, key) throws(JSONProblem) in
      if key.equals("timestamp") {
        found.timestamp = try value.value()
      } else if key.equals("type") {
        found.kind = try value.value()
      } else if key.equals("payload") {
        try payload(&value, &found, &problems)
      } else {
        try value.skipValue()
      }
    }
    try scanner.finish()
    if found.kind.equals("session_meta") { reached = Counters() }
    if found.kind.equals("turn_context"), !found.model.isEmpty {
      model = checks.text(found.model, "model", &problems)
    }
    guard found.payloadKind.equals("token_count"), found.total.isStated || found.last.isStated else { return nil }
    return turn(found, line, &problems)
  }

  private mutating func payload(
    _ scanner: inout JSONScanner, _ found: inout Line, _ problems: inout ProblemLog
  ) throws(JSONProblem) {
    try scanner.objectMembers { (value, key) throws(JSONProblem) in
      if key.equals("type") {
        found.payloadKind = try value.value()
      } else if key.equals("model") {
        found.model = try value.value()
      } else if key.equals("info") {
        try value.objectMembers { (inner, key) throws(JSONProblem) in
          if key.equals("model") {
            found.ownModel = try inner.value()
          } else if key.equals("total_token_usage") {
            try counters(&inner, &found.total, &problems)
          } else if key.equals("last_token_usage") {
            try counters(&inner, &found.last, &problems)
          } else {
            try inner.skipValue()
          }
        }
      } else {
        try value.skipValue()
      }
    }
  }

  private mutating func counters(
    _ scanner: inout JSONScanner, _ counters: inout Counters, _ problems: inout ProblemLog
  ) throws(JSONProblem) {
    counters.isStated = scanner.peek() == UInt8(ascii: "{")
    try scanner.objectMembers { (value, key) throws(JSONProblem) in
      let bytes = try value.value()
      if key.equals("input_tokens") {
        counters.input = checks.count(bytes, "input_tokens", &problems)
      } else if key.equals("cached_input_tokens") {
        counters.cached = checks.count(bytes, "cached_input_tokens", &problems)
      } else if key.equals("output_tokens") {
        counters.output = checks.count(bytes, "output_tokens", &problems)
      } else if key.equals("reasoning_output_tokens") {
        counters.reasoning = checks.count(bytes, "reasoning_output_tokens", &problems)
      }
    }
  }

  private mutating func turn(_ found: Line, _ line: Int, _ problems: inout ProblemLog) -> ExportRow? {
    let moment = checks.moment(found.timestamp, "timestamp", &problems)
    let added = found.total.isStated ? found.total.since(reached) : found.last
    let name = found.ownModel.isEmpty ? model : checks.text(found.ownModel, "model", &problems)
    guard checks.isGood, let moment else { return nil }
    if found.total.isStated { reached = found.total }
    guard added.input > 0 || added.output > 0 else { return nil }
    var entry = ExportRow()
    entry.line = line
    let counters = found.total.isStated ? found.total : found.last
    entry.id = "\(moment)|\(counters.input)|\(counters.cached)|\(counters.output)"
    entry.time = .moment(moment)
    entry.dimension.source = CodexLogs.name
    entry.dimension.provider = "openai"
    entry.dimension.model = name
    entry.dimension.operation = "codex"
    entry.calls = 1
    entry.tokens = overlap.tokens(
      prompt: added.input, cacheRead: added.cached, output: added.output, reasoning: added.reasoning,
      at: checks.place("cached_input_tokens"))
    entry.refer(to: nil)
    return entry
  }
}
