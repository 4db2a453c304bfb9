import ReportCore

/// Turns records of LiteLLM_SpendLogs into rows. What is decided here:
///
/// - Tokens are made disjoint: `prompt_tokens` holds cache reads and writes. Where they exceed it, the gateway did not
///   add them up; `prompt_tokens` is then the uncached part, and the file is flagged once (formats.md 0.2).
/// - An answer from the gateway's own cache used no provider tokens: one call, counters zero, free.
/// - Success with tokens and no amount is *unpriced*, not free: the price book lacks the model. So is a
///   success without tokens for images, speech and the like. When the gateway did compute a cost but charged nothing,
///   or the client used its own subscription, it is free.
/// - A failed call without an amount is free and counts as an error.
/// - Another row with the same `request_id` in a later file replaces this one; `_batch_cost` rows are batch.
struct SpendLogsRows {
  var warnings: [Diagnostic] = []
  private let file: String
  private var checks: RowChecks
  private var endUsers = EndUserNumbers()
  private var coverage = CoverageDays()
  private var count = 0
  private var hasFlaggedOverlap = false
  private var moments = MomentReader()
  private let dimensions = DimensionCache()

  init(file: String) {
    self.file = file
    checks = RowChecks(file: file)
  }

  func summary() -> ExportSummary {
    var summary = ExportSummary()
    summary.rows = count
    summary.coverage = coverage.span(rank: LiteLLMSpendLogs.rank)
    summary.warnings = warnings
    return summary
  }

  /// Sets all of `row` that spend logs know; false, with complaints, when a value is wrong. `known` is the metadata when
  /// it has been read already.
  mutating func fill(
    _ row: inout ExportRow, _ record: SpendLogsRecord, metadata known: SpendLogsMetadata? = nil, line: Int,
    _ problems: inout ProblemLog
  ) -> Bool {
    checks.begin(line: line)
    row.line = line
    let identifier = record[.requestID]
    if identifier.isEmpty { checks.missing(SpendLogsColumn.requestID.name, &problems) }
    row.idBytes.removeAll(keepingCapacity: true)
    if identifier.isUTF8 {
      row.idBytes.append(contentsOf: identifier.buffer)
    } else {
      // Says what is wrong.
      _ = checks.text(identifier, SpendLogsColumn.requestID.name, &problems)
    }
    let moment = moment(record[.startTime], &problems)
    let metadata = known ?? metadata(record[.metadata], &problems)
    let place = dimension(&row.dimension, record, metadata, &problems)
    row.calls = 1
    row.errors = isFailure(record, metadata) ? 1 : 0
    row.endUser = endUsers.number(of: record[.endUser])
    price(&row, record, metadata, &problems)
    guard checks.isGood, let moment else { return false }
    row.time = .moment(moment)
    let day = moment.utcDay
    if place.map({ dimensions.isNew(day, $0) }) ?? true {
      coverage.add(provider: row.dimension.provider, account: "", replacesLowerRanks: false, days: day...day)
    }
    count += 1
    return true
  }

  private mutating func moment(_ slice: ByteSlice, _ problems: inout ProblemLog) -> Instant? {
    if slice.isEmpty {
      checks.missing(SpendLogsColumn.startTime.name, &problems)
      return nil
    }
    if let moment = moments.moment(slice) { return moment }
    checks.refuse(
      &problems, code: "not-a-moment", field: SpendLogsColumn.startTime.name, "this is not a moment",
      found: slice.shown, expected: "2026-10-26T08:15:02.113, in UTC",
      remedy: "Export the rows again; a spreadsheet may have changed the times.")
    return nil
  }

  private mutating func metadata(_ slice: ByteSlice, _ problems: inout ProblemLog) -> SpendLogsMetadata {
    guard !slice.isEmpty else { return SpendLogsMetadata() }
    do throws(JSONProblem) {
      guard slice.isUTF8 else { throw JSONProblem(offset: 0, expected: "UTF-8") }
      return try SpendLogsMetadata(slice)
    } catch {
      refuseJSON(.metadata, error, &problems)
      return SpendLogsMetadata()
    }
  }

  private mutating func refuseJSON(
    _ column: SpendLogsColumn, _ problem: JSONProblem, _ problems: inout ProblemLog
  ) {
    checks.refuse(
      &problems, code: "bad-json", field: column.name, "the value is not the JSON it should be",
      expected: problem.expected, remedy: "Export the rows again as JSON Lines.")
  }

  private func isFailure(_ record: SpendLogsRecord, _ metadata: SpendLogsMetadata) -> Bool {
    let status = record[.status].isEmpty ? metadata.status : record[.status]
    return status.equals("failure")
  }
}

// MARK: - Who and what

extension SpendLogsRows {
  /// Sets the dimension, and gives its place when it can be found again by its bytes.
  private mutating func dimension(
    _ dimension: inout Dimension, _ record: SpendLogsRecord, _ metadata: SpendLogsMetadata,
    _ problems: inout ProblemLog
  ) -> Int? {
    let tier = tier(record[.requestID], metadata.serviceTier)
    dimensions.begin(tier.rawValue)
    dimensions.add(record[.provider])
    dimensions.add(record[.model])
    dimensions.add(record[.callType])
    dimensions.add(metadata.keyAlias)
    dimensions.add(metadata.keyAlias.isEmpty ? record[.apiKey] : .empty)
    dimensions.add(metadata.teamAlias)
    dimensions.add(metadata.teamAlias.isEmpty ? record[.teamID] : .empty)
    dimensions.add(metadata.projectID)
    dimensions.add(record[.requestTags])
    if let place = dimensions.place() {
      dimension = dimensions.dimension(place)
      return place
    }
    let wasGood = checks.isGood
    dimension = Dimension()
    makeDimension(&dimension, record, metadata, &problems)
    dimension.serviceTier = tier.text
    return wasGood && checks.isGood ? dimensions.keep(dimension) : nil
  }

  private mutating func makeDimension(
    _ dimension: inout Dimension, _ record: SpendLogsRecord, _ metadata: SpendLogsMetadata,
    _ problems: inout ProblemLog
  ) {
    dimension.source = LiteLLMSpendLogs.name
    dimension.route = "gateway"
    var provider = record[.provider]
    var model = record[.model]
    if let slash = model.firstIndex(of: UInt8(ascii: "/")), slash > 0 {
      let prefix = model.prefix(slash)
      if provider.isEmpty { provider = prefix }
      if prefix.count == provider.count, prefix.buffer.elementsEqual(provider.buffer) {
        model = model.dropFirst(slash + 1)
      }
    }
    dimension.provider = checks.text(provider, SpendLogsColumn.provider.name, &problems)
    dimension.model = checks.text(model, SpendLogsColumn.model.name, &problems)
    dimension.operation = checks.text(record[.callType], SpendLogsColumn.callType.name, &problems)
    dimension.keyAlias = keyAlias(record, metadata, &problems)
    let team = metadata.teamAlias.isEmpty ? record[.teamID] : metadata.teamAlias
    dimension.team = checks.text(team, SpendLogsColumn.teamID.name, &problems)
    dimension.project = checks.text(metadata.projectID, SpendLogsColumn.metadata.name, &problems)
    guard !record[.requestTags].isEmpty else { return }
    do throws(JSONProblem) {
      guard record[.requestTags].isUTF8 else { throw JSONProblem(offset: 0, expected: "UTF-8") }
      dimension.tags = try RequestTags.read(record[.requestTags]) { $0.text ?? "" }.joined(separator: ",")
    } catch {
      refuseJSON(.requestTags, error, &problems)
    }
  }

  /// Never the key and never its whole hash.
  private mutating func keyAlias(
    _ record: SpendLogsRecord, _ metadata: SpendLogsMetadata, _ problems: inout ProblemLog
  ) -> String {
    if !metadata.keyAlias.isEmpty {
      return checks.text(metadata.keyAlias, SpendLogsColumn.metadata.name, &problems)
    }
    let hash = record[.apiKey]
    let isHash = hash.count == 64 && hash.buffer.allSatisfy { ($0 &- 0x30 <= 9) || (0x61...0x66).contains($0 | 0x20) }
    return isHash ? "key-" + checks.text(hash.prefix(8), SpendLogsColumn.apiKey.name, &problems) : ""
  }

  private func tier(_ identifier: ByteSlice, _ tier: ByteSlice) -> ServiceTier {
    if tier.equals("batch") || identifier.hasSuffix("_batch_cost") { return .batch }
    if tier.equals("flex") { return .flex }
    return tier.equals("priority") ? .priority : .standard
  }
}

/// What a provider asks another price for.
private enum ServiceTier: UInt8 {
  case standard, batch, flex, priority

  var text: String {
    switch self {
    case .standard: ""
    case .batch: "batch"
    case .flex: "flex"
    case .priority: "priority"
    }
  }
}

// MARK: - How much

extension SpendLogsRows {
  private mutating func price(
    _ row: inout ExportRow, _ record: SpendLogsRecord, _ metadata: SpendLogsMetadata, _ problems: inout ProblemLog
  ) {
    let tokens = tokens(record, metadata, &problems)
    let nanos = checks.nanos(record[.spend], SpendLogsColumn.spend.name, &problems)
    let spend = Money(nanos: nanos, currency: .dollar)
    row.cost = spend
    row.billed = spend
    row.priceStatus = .priced
    row.tokens = TokenUsage()
    if record[.cacheHit].equals("True") || record[.cacheHit].equals("true") {
      if nanos == 0 { row.priceStatus = .free }
      return
    }
    row.tokens = tokens
    // A positive amount below half a nano-unit is priced, though it counts as nothing.
    guard nanos == 0, record[.spend].decimal?.mantissa == 0 else { return }
    let isKnownFree = metadata.clientToken.equals("true") || (metadata.totalCost.decimal?.mantissa ?? 0) > 0
    guard row.errors == 0, !isKnownFree, tokens.total > 0 || isMeteredOtherwise(record[.callType]) else {
      row.priceStatus = .free
      return
    }
    row.priceStatus = .unpriced
    row.cost = nil
    row.billed = nil
  }

  /// Calls that cost money without counting tokens.
  private func isMeteredOtherwise(_ callType: ByteSlice) -> Bool {
    let kinds: [StaticString] = ["image_generation", "image_edit", "transcription", "speech", "video_generation"]
    return kinds.contains { callType.hasSuffix($0) }
  }

  private mutating func tokens(
    _ record: SpendLogsRecord, _ metadata: SpendLogsMetadata, _ problems: inout ProblemLog
  ) -> TokenUsage {
    let prompt = checks.count(record[.promptTokens], SpendLogsColumn.promptTokens.name, &problems)
    let output = checks.count(record[.completionTokens], SpendLogsColumn.completionTokens.name, &problems)
    let read = checks.count(metadata.cacheRead, SpendLogsColumn.metadata.name, &problems)
    let write = checks.count(metadata.cacheWrite, SpendLogsColumn.metadata.name, &problems)
    let reasoning = checks.count(metadata.reasoning, SpendLogsColumn.metadata.name, &problems)
    let isOverlapping = read + write > prompt
    if isOverlapping, !hasFlaggedOverlap {
      hasFlaggedOverlap = true
      warnings.append(
        Diagnostic(
          .warning, code: "cache-exceeds-prompt", at: checks.place(SpendLogsColumn.promptTokens.name),
          "cached tokens exceed the prompt they should be part of",
          found: "\(prompt) prompt tokens, \(read) read from and \(write) written to the cache",
          remedy: "Nothing to do: the prompt counts as uncached. A newer LiteLLM adds them up."))
    }
    return TokenUsage(
      inputUncached: isOverlapping ? prompt : prompt - read - write, inputCacheRead: read, inputCacheWrite: write,
      output: output, outputReasoning: min(reasoning, output))
  }
}
