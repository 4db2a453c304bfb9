import ReportCore

/// What OpenAI's usage API and the activity CSVs of its dashboard have in common (formats.md 3.1, 3.4): counters of an
/// endpoint by bucket, project, key and model, and no money. Tokens are made disjoint; audio and image tokens are parts
/// of them. Searches and sessions are tools of calls that the completions count already: they are no calls.
enum OpenAIUsage {
  enum Column: Int, CaseIterable {
    case object, start, end, project, organisation, key, model, batch, serviceTier, requests
    case input, output, cached, cacheWrite, uncached
    case audioInput, audioCached, audioOutput, imageInput, imageOutput
    case images, characters, seconds, usageBytes, sessions, toolCalls

    var name: String {
      switch self {
      case .object, .model, .batch, .images, .characters, .seconds: "\(self)"
      case .start: "start_time"
      case .end: "end_time"
      case .project: "project_id"
      case .organisation: "organization_id"
      case .key: "api_key_id"
      case .serviceTier: "service_tier"
      case .requests: "num_model_requests"
      case .input: "input_tokens"
      case .output: "output_tokens"
      case .cached: "input_cached_tokens"
      case .cacheWrite: "input_cache_write_tokens"
      case .uncached: "input_uncached_tokens"
      case .audioInput: "input_audio_tokens"
      case .audioCached: "input_cached_audio_tokens"
      case .audioOutput: "output_audio_tokens"
      case .imageInput: "input_image_tokens"
      case .imageOutput: "output_image_tokens"
      case .usageBytes: "usage_bytes"
      case .sessions: "num_sessions"
      case .toolCalls: "num_requests"
      }
    }
  }

  /// Known and left out: doubles and splits of what is read, and people.
  static let ignored: Set<String> = [
    "start_time_iso", "end_time_iso", "user_id", "user_email", "user_name", "project_name", "organization_name",
    "input_text_tokens", "output_text_tokens", "input_cached_text_tokens", "input_cached_image_tokens", "source",
    "size", "context_level", "vector_store_id",
  ]
}

/// Turns rows of OpenAI's usage into ours.
struct OpenAIUsageRows {
  typealias Column = OpenAIUsage.Column

  let source: String
  let file: String
  var checks: RowChecks
  private(set) var warnings: [Diagnostic] = []
  private var hasFlaggedSum = false

  init(source: String, file: String) {
    self.source = source
    self.file = file
    checks = RowChecks(file: file)
  }

  /// The row without time and scope; `checks` says whether it is good. `endpoint` is `completions`, `embeddings`, ….
  mutating func row(_ cells: some RowCells, endpoint: String, _ problems: inout ProblemLog) -> ExportRow {
    var row = ExportRow()
    row.line = checks.line
    row.dimension.source = source
    row.dimension.provider = "openai"
    row.dimension.operation = endpoint
    row.dimension.account = text(cells, .organisation, &problems)
    row.dimension.project = text(cells, .project, &problems)
    row.dimension.keyAlias = text(cells, .key, &problems)
    row.dimension.model = text(cells, .model, &problems)
    row.dimension.serviceTier = serviceTier(cells, &problems)
    row.tokens = tokens(cells, &problems)
    row.meters = meters(cells, row.tokens, &problems)
    let isTool = row.meters[.searches] > 0 || !cells.cell(Column.toolCalls.rawValue).isEmpty
    row.calls = isTool ? 0 : count(cells, .requests, &problems)
    for column in OpenAIUsageRows.counters(of: endpoint) where cell(cells, column).isEmpty {
      checks.missing(column.name, &problems)
    }
    row.markUnpriced()
    return row
  }

  /// What an endpoint always counts: without it, use would look like nothing.
  private static func counters(of endpoint: String) -> [Column] {
    switch endpoint {
    case "completions": [.input, .output]
    case "embeddings", "moderations": [.input]
    case "images": [.images]
    case "audio_speeches": [.characters]
    case "audio_transcriptions": [.seconds]
    case "vector_stores": [.usageBytes]
    case "code_interpreter_sessions": [.sessions]
    default: [.toolCalls]
    }
  }

  private func cell(_ cells: some RowCells, _ column: Column) -> ByteSlice { cells.cell(column.rawValue) }

  private mutating func text(_ cells: some RowCells, _ column: Column, _ problems: inout ProblemLog) -> String {
    checks.text(cell(cells, column), column.name, &problems)
  }

  private mutating func count(_ cells: some RowCells, _ column: Column, _ problems: inout ProblemLog) -> Int {
    checks.count(cell(cells, column), column.name, &problems)
  }

  private mutating func serviceTier(_ cells: some RowCells, _ problems: inout ProblemLog) -> String {
    if checks.flag(cell(cells, .batch), Column.batch.name, &problems) { return "batch" }
    let tier = text(cells, .serviceTier, &problems)
    return ["default", "standard", "auto"].contains(tier) ? "" : tier
  }
}

// MARK: - How much

extension OpenAIUsageRows {
  /// `input_tokens` holds cache reads and writes. A file without the column of cache writes shows them as what is
  /// missing between the input and its parts.
  private mutating func tokens(_ cells: some RowCells, _ problems: inout ProblemLog) -> TokenUsage {
    let input = count(cells, .input, &problems)
    let read = count(cells, .cached, &problems)
    let output = count(cells, .output, &problems)
    var write = count(cells, .cacheWrite, &problems)
    var uncached = input - read - write
    if !cell(cells, .uncached).isEmpty {
      uncached = count(cells, .uncached, &problems)
      if cell(cells, .cacheWrite).isEmpty { write = max(0, input - read - uncached) }
    }
    let found = "\(input) in all, \(read) read from and \(write) written to the cache"
    if uncached < 0, checks.isGood {
      checks.refuse(
        &problems, code: "tokens-disagree", field: Column.input.name, "the parts of the input exceed it", found: found,
        expected: "input = uncached + cached + written to the cache", remedy: "Download the export again.")
    } else if uncached + read + write != input, checks.isGood, !hasFlaggedSum {
      hasFlaggedSum = true
      warnings.append(
        Diagnostic(
          .warning, code: "tokens-disagree", at: checks.place(Column.input.name),
          "the parts of the input do not add up to it", found: "\(found), \(uncached) uncached",
          expected: "input = uncached + cached + written to the cache",
          remedy: "Nothing to do: the parts count. Download the export again if the difference matters."))
    }
    return TokenUsage(
      inputUncached: max(0, uncached), inputCacheRead: read, inputCacheWrite: write, output: output)
  }

  /// Parts of the tokens are never more than these.
  private mutating func meters(
    _ cells: some RowCells, _ tokens: TokenUsage, _ problems: inout ProblemLog
  ) -> Meters {
    var meters = Meters()
    meters[.audioInput] = min(count(cells, .audioInput, &problems), tokens.inputUncached)
    meters[.imageInput] = min(count(cells, .imageInput, &problems), tokens.inputUncached - meters[.audioInput])
    meters[.audioCacheRead] = min(count(cells, .audioCached, &problems), tokens.inputCacheRead)
    meters[.audioOutput] = min(count(cells, .audioOutput, &problems), tokens.output)
    meters[.imageOutput] = min(count(cells, .imageOutput, &problems), tokens.output - meters[.audioOutput])
    meters[.images] = count(cells, .images, &problems)
    meters[.characters] = count(cells, .characters, &problems)
    meters[.milliseconds] = count(cells, .seconds, &problems) * 1000
    meters[.storedBytes] = storedBytes(cells, &problems)
    meters[.sessions] = count(cells, .sessions, &problems)
    meters[.searches] = count(cells, .toolCalls, &problems)
    return meters
  }

  /// Bytes may be more than a trillion.
  private mutating func storedBytes(_ cells: some RowCells, _ problems: inout ProblemLog) -> Int {
    let bytes = cell(cells, .usageBytes)
    if let number = bytes.wholeNumber, (0...1_000_000_000_000_000).contains(number) { return number }
    return count(cells, .usageBytes, &problems)
  }
}
