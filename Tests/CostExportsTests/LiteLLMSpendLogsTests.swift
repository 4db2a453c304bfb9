import CostExports
import ReportCore
import Testing

private func line(
  _ changes: [String: String] = [:], without: Set<String> = []
) -> String {
  var members = [
    "request_id": "\"r-1\"", "call_type": "\"acompletion\"", "spend": "0.5", "prompt_tokens": "100",
    "completion_tokens": "20", "startTime": "\"2026-10-26T08:15:02\"", "model": "\"gpt-5\"",
    "custom_llm_provider": "\"openai\"", "status": "\"success\"", "metadata": "{}",
  ]
  members.merge(changes) { $1 }
  for name in without { members[name] = nil }
  return "{" + members.keys.sorted().map { "\"\($0)\":\(members[$0] ?? "")" }.joined(separator: ",") + "}\n"
}

private func row(_ changes: [String: String] = [:], without: Set<String> = []) throws -> ExportRow {
  let result = try reading(LiteLLMSpendLogs.self, line(changes, without: without))
  try #require(result.problems.isEmpty, "\(result.problems)")
  return try #require(result.rows.first)
}

private func dollars(_ nanos: Int64) -> Money { Money(nanos: nanos, currency: .dollar) }

struct LiteLLMSpendLogsTests {
  @Test func `reads JSON Lines`() throws {
    let result = try reading(LiteLLMSpendLogs.self, Sample.spendLogsLines)
    try #require(result.problems.isEmpty && result.rows.count == 3)
    let first = result.rows[0]
    #expect(first.id == "r-1" && first.line == 1 && first.scope.isEmpty)
    #expect(first.time == .moment(try #require(Instant("2026-10-26T08:15:02.113Z"))))
    #expect(first.cost == dollars(11_250_000) && first.billed == first.cost)
    #expect(first.priceStatus == .priced && first.charge == .usage)
    #expect(first.calls == 1 && first.errors == 0 && first.endUser == nil)
    #expect(first.tokens == TokenUsage(inputUncached: 1200, inputCacheRead: 3000, inputCacheWrite: 800, output: 250))
    var dimension = Dimension()
    dimension.source = "litellm-spend-logs"
    dimension.provider = "anthropic"
    dimension.keyAlias = "content-prod"
    dimension.team = "Contentteam"
    dimension.tags = "campagne:herfst"
    dimension.model = "claude-sonnet-4-5"
    dimension.operation = "acompletion"
    dimension.route = "gateway"
    #expect(first.dimension == dimension)

    let hit = result.rows[1]
    #expect(hit.priceStatus == .free && hit.cost == dollars(0) && hit.tokens == TokenUsage() && hit.calls == 1)
    #expect(hit.dimension.team == "team-content")
    let failure = result.rows[2]
    #expect(failure.priceStatus == .free && failure.errors == 1 && failure.calls == 1 && failure.cost == dollars(0))
  }

  @Test func `covers each provider from its first to its last UTC day, as the lowest rank`() throws {
    let result = try reading(LiteLLMSpendLogs.self, Sample.spendLogsTable)
    let first = try #require(CalendarDay("2026-10-26"))
    #expect(
      result.summary.coverage == [
        ExportCoverage(
          provider: "mistral", account: "", rank: .gateway, replacesLowerRanks: false, days: first...first),
        ExportCoverage(
          provider: "openai", account: "", rank: .gateway, replacesLowerRanks: false,
          days: first.advanced(by: 1)...first.advanced(by: 2)),
      ])
    #expect(result.summary.rows == 3 && result.summary.scopes.isEmpty && result.summary.warnings.isEmpty)
  }

  @Test func `a day without calls lies inside the coverage`() throws {
    let text = line() + line(["request_id": "\"r-2\"", "startTime": "\"2026-10-30 10:00:00\""])
    let coverage = try reading(LiteLLMSpendLogs.self, text).summary.coverage
    #expect(coverage.map(\.days.count) == [5])
  }

  @Test func `reads the same columns as CSV`() throws {
    let result = try reading(LiteLLMSpendLogs.self, Sample.spendLogsTable)
    try #require(result.problems.isEmpty && result.rows.count == 3)
    #expect(result.rows.map(\.line) == [2, 3, 4])
    #expect(result.rows.map(\.cost) == [dollars(18_200), dollars(500_000_000), dollars(2_000_000_000)])
    #expect(result.rows.map(\.dimension.model) == ["mistral-small-latest", "text-embedding-3-small", "gpt-5"])
    #expect(result.rows.map(\.dimension.keyAlias) == ["reviews-nightly", "", ""])
    #expect(result.rows.map(\.dimension.tags) == ["campagne:herfst", "", ""])
    #expect(result.rows.map(\.dimension.serviceTier) == ["", "", "batch"])
    #expect(result.rows.map(\.endUser) == [0, 1, 0])
    #expect(result.rows.map(\.tokens.total) == [103, 1000, 30])
  }

  @Test func `a table and its lines give the same rows`() throws {
    let table = """
      spend,request_id,call_type,model,startTime,completion_tokens,prompt_tokens,status,metadata,custom_llm_provider
      0.5,r-1,acompletion,gpt-5,2026-10-26T08:15:02,20,100,success,{},openai

      """
    var fromTable = try #require(try reading(LiteLLMSpendLogs.self, table).rows.first)
    fromTable.line = 1
    let fromLine = try row()
    #expect("\(fromTable)" == "\(fromLine)")
  }

  @Test func `tokens with success and no amount are unpriced, not free`() throws {
    for spend in ["0", "0.0", "0e5"] {
      let unpriced = try row(["spend": spend])
      #expect(unpriced.priceStatus == .unpriced && unpriced.cost == nil && unpriced.billed == nil)
      #expect(unpriced.tokens.total == 120 && unpriced.calls == 1)
    }
    #expect(try row(["spend": "0", "metadata": "{\"cost_breakdown\":{\"total_cost\":0.0}}"]).priceStatus == .unpriced)
    #expect(try row(["spend": "0", "metadata": "{\"cost_breakdown\":null}"]).priceStatus == .unpriced)
    let image = try row(
      ["spend": "0", "call_type": "\"aimage_generation\"", "prompt_tokens": "0", "completion_tokens": "0"])
    #expect(image.priceStatus == .unpriced)
  }

  @Test(arguments: [
    ["spend": "0", "status": "\"failure\""],
    ["spend": "0", "status": "null", "metadata": "{\"status\":\"failure\"}"],
    ["spend": "0", "cache_hit": "\"True\""],
    ["spend": "0", "cache_hit": "true"],
    ["spend": "0", "metadata": "{\"used_client_oauth_token\":true}"],
    ["spend": "0", "metadata": "{\"cost_breakdown\":{\"total_cost\":0.02}}"],
    ["spend": "0", "prompt_tokens": "0", "completion_tokens": "0"],
  ])
  func `no amount is free where nothing was to be paid`(_ changes: [String: String]) throws {
    let free = try row(changes)
    #expect(free.priceStatus == .free)
    #expect(free.cost == dollars(0))
  }

  @Test func `an amount below half a nano-unit is priced`() throws {
    let tiny = try row(["spend": "4e-10"])
    #expect(tiny.priceStatus == .priced && tiny.cost == dollars(0))
    #expect(try row(["spend": "6e-09"]).cost == dollars(6))
    #expect(try row(["spend": "0.000015749999999999998"]).cost == dollars(15_750))
  }

  @Test func `a response-cache hit repeats tokens that were not used`() throws {
    let hit = try row(["cache_hit": "\"True\"", "spend": "0"])
    #expect(hit.tokens == TokenUsage() && hit.calls == 1 && hit.errors == 0)
    for miss in ["\"False\"", "\"None\"", "null", "\"\""] {
      #expect(try row(["cache_hit": miss]).tokens.total == 120)
    }
  }

  @Test func `token details come from the gateway first, then from the provider`() throws {
    let raw =
      "\"usage_object\":{\"prompt_tokens_details\":{\"cached_tokens\":30},\"completion_tokens_details\":{\"reasoning_tokens\":5}}"
    let fromRaw = try row(["metadata": "{\(raw)}"]).tokens
    #expect(fromRaw == TokenUsage(inputUncached: 70, inputCacheRead: 30, output: 20, outputReasoning: 5))
    let best = "\"additional_usage_values\":{\"cache_read_input_tokens\":40,\"completion_tokens_details\":null}"
    for metadata in ["{\(raw),\(best)}", "{\(best),\(raw)}"] {
      let tokens = try row(["metadata": metadata]).tokens
      #expect(tokens == TokenUsage(inputUncached: 60, inputCacheRead: 40, output: 20, outputReasoning: 5))
    }
  }

  @Test func `a prompt that was cached as a whole is no contradiction`() throws {
    let metadata = "{\"additional_usage_values\":{\"cache_read_input_tokens\":90,\"cache_creation_input_tokens\":10}}"
    let result = try reading(LiteLLMSpendLogs.self, line(["metadata": metadata]))
    #expect(result.summary.warnings.isEmpty)
    #expect(result.rows.map(\.tokens.inputUncached) == [0])
  }

  @Test func `cached tokens beyond the prompt are flagged once`() throws {
    let metadata = "{\"additional_usage_values\":{\"cache_read_input_tokens\":90,\"cache_creation_input_tokens\":11}}"
    let text = line(["metadata": metadata]) + line(["metadata": metadata, "request_id": "\"r-2\""])
    let result = try reading(LiteLLMSpendLogs.self, text, file: "a.jsonl")
    #expect(result.problems.isEmpty)
    for row in result.rows {
      #expect(
        row.tokens == TokenUsage(inputUncached: 100, inputCacheRead: 90, inputCacheWrite: 11, output: 20))
    }
    #expect(
      result.summary.warnings.map(\.description) == [
        """
        a.jsonl:1: warning: prompt_tokens: cached tokens exceed the prompt they should be part of [cache-exceeds-prompt]
          found:    100 prompt tokens, 90 read from and 11 written to the cache
          remedy:   Nothing to do: the prompt counts as uncached. A newer LiteLLM adds them up.
        """
      ])
  }

  @Test(arguments: [
    ("\"azure/gpt-5\"", "\"azure\"", "azure", "gpt-5"), ("\"azure/eu/gpt-5\"", "\"azure\"", "azure", "eu/gpt-5"),
    ("\"mistral/small\"", "null", "mistral", "small"),
    ("\"openrouter/openai/gpt-5\"", "\"openrouter\"", "openrouter", "openai/gpt-5"),
    ("\"meta/llama\"", "\"bedrock\"", "bedrock", "meta/llama"), ("\"gpt-5\"", "\"openai\"", "openai", "gpt-5"),
    ("\"gpt-5\"", "null", "", "gpt-5"), ("\"/x\"", "null", "", "/x"),
  ])
  func `the provider's prefix is no part of the model`(
    _ model: String, _ given: String, _ provider: String, _ expected: String
  ) throws {
    let row = try row(["model": model, "custom_llm_provider": given])
    #expect(row.dimension.provider == provider && row.dimension.model == expected)
  }

  @Test func `a key is named by its alias, else by eight digits of its hash, never by itself`() throws {
    let hash = String(repeating: "0123456789abcdef", count: 4)
    #expect(try row(["api_key": "\"\(hash)\""]).dimension.keyAlias == "key-01234567")
    #expect(try row(["api_key": "\"sk-1234567890abcdef\""]).dimension.keyAlias.isEmpty)
    #expect(
      try row(["api_key": "\"\(hash)\"", "metadata": "{\"user_api_key_alias\":\"chat-prod\"}"])
        .dimension.keyAlias == "chat-prod")
    #expect(
      try row(["api_key": "\"\(hash)\"", "metadata": "{\"user_api_key_alias\":null}"])
        .dimension.keyAlias == "key-01234567")
  }

  @Test func `tags are the client's, sorted, each once`() throws {
    let tags = "[\"zomer\",\"User-Agent: curl/8\",\"actie\",\"zomer\",\"Credential: x\",\"\"]"
    #expect(try row(["request_tags": tags]).dimension.tags == "actie,zomer")
    #expect(try row(["request_tags": "\"[\\\"a\\\"]\""]).dimension.tags == "a")
    #expect(try row(["request_tags": "null"]).dimension.tags.isEmpty)
  }

  @Test(arguments: [
    ("\"flex\"", "flex"), ("\"priority\"", "priority"), ("\"batch\"", "batch"), ("\"default\"", ""), ("null", ""),
  ])
  func `keeps the tiers that have a price of their own`(_ tier: String, _ expected: String) throws {
    #expect(try row(["metadata": "{\"service_tier\":\(tier)}"]).dimension.serviceTier == expected)
  }

  @Test func `nothing of a person and no prompt enters a row`() throws {
    let secret = "fleur@voorbeeld.example"
    let row = try row([
      "user": "\"\(secret)\"", "end_user": "\"\(secret)\"", "requester_ip_address": "\"\(secret)\"",
      "messages": "[{\"content\":\"\(secret)\"}]", "response": "{\"x\":\"\(secret)\"}",
      "metadata": "{\"user_api_key_user_email\":\"\(secret)\",\"user_api_key_alias\":\"a\"}",
    ])
    #expect(!"\(row)".contains("fleur"))
    #expect(row.endUser == 0)
  }

  @Test func `unknown columns are named once, known ones that are not read never`() throws {
    let text = line(["nieuw": "1", "messages": "[]"]) + line(["nieuw": "2", "ander": "{}", "request_id": "\"r-2\""])
    let result = try reading(LiteLLMSpendLogs.self, text)
    #expect(
      result.summary.warnings.map { "\($0.code) \($0.place?.field ?? "")" } == [
        "unknown-column nieuw", "unknown-column ander",
      ])
    let table = Sample.spendLogsTable.replacing("team_id", with: "teamid")
    let warnings = try reading(LiteLLMSpendLogs.self, table).summary.warnings
    #expect(warnings.map { $0.place?.field } == ["teamid"])
  }

  @Test(arguments: [
    (["spend": "\"1,25\""], "not-a-number", "spend"), (["spend": "\"abc\""], "not-a-number", "spend"),
    (["spend": "null"], "missing-value", "spend"), (["spend": "1e15"], "amount-too-large", "spend"),
    (["startTime": "\"26-10-2026 08:00\""], "not-a-moment", "startTime"),
    (["startTime": "null"], "missing-value", "startTime"),
    (["startTime": "\"0026-10-26T08:00:00\""], "not-a-moment", "startTime"),
    (["request_id": "\"\""], "missing-value", "request_id"),
    (["prompt_tokens": "-1"], "not-a-count", "prompt_tokens"),
    (["completion_tokens": "1.5"], "not-a-count", "completion_tokens"),
    (["prompt_tokens": "9000000000000000000"], "not-a-count", "prompt_tokens"),
    (["metadata": "\"{'a': 1}\""], "bad-json", "metadata"), (["metadata": "[1]"], "bad-json", "metadata"),
    (["request_tags": "{\"a\":1}"], "bad-json", "request_tags"),
  ])
  func `refuses a wrong value with its line and column`(
    _ changes: [String: String], _ code: String, _ field: String
  ) throws {
    let result = try reading(LiteLLMSpendLogs.self, line() + line(changes), file: "a.jsonl")
    #expect(result.rows.count == 1)
    #expect(result.codes == [code])
    #expect(result.problems.first?.place == SourcePlace(file: "a.jsonl", line: 2, field: field))
  }

  @Test(arguments: [
    "{\"request_id\":\"r\"", "[1,2]", "null", "{\"spend\":1,\"spend\":2}", "{\"a\":1} x", "{\"model\":\"\\ud83e\"}",
    "{\"a\":NaN}",
  ])
  func `refuses a line that is not one JSON object and goes on`(_ bad: String) throws {
    let result = try reading(LiteLLMSpendLogs.self, line() + bad + "\n" + line(["request_id": "\"r-3\""]))
    #expect(result.codes == ["bad-json"])
    #expect(result.problems.first?.place?.line == 2)
    #expect(result.rows.map(\.line) == [1, 3])
  }

  @Test func `refuses bytes that are not UTF-8`() throws {
    var bytes = Array(line(["model": "\"gpt-x\""]).utf8)
    let place = try #require(bytes.lastIndex(of: UInt8(ascii: "x")))
    bytes[place] = 0xFF
    #expect(try reading(LiteLLMSpendLogs.self, MemorySource(bytes)).codes == ["bad-json"])
    var table = Array(Sample.spendLogsTable.utf8)
    let model = try #require(Sample.spendLogsTable.utf8.firstIndex(of: UInt8(ascii: "/")))
    table[Sample.spendLogsTable.utf8.distance(from: Sample.spendLogsTable.startIndex, to: model)] = 0xFF
    let result = try reading(LiteLLMSpendLogs.self, MemorySource(table))
    #expect(result.codes == ["not-utf-8"])
    #expect(result.problems.first?.place?.field == "model")
  }

  @Test func `what stands in a wrong cell is not shown unless it is a number or a moment`() throws {
    let result = try reading(LiteLLMSpendLogs.self, line(["metadata": "\"fleur@voorbeeld.example\""]))
    #expect(result.codes == ["bad-json"])
    #expect(!"\(result.problems)".contains("fleur"))
  }
}
