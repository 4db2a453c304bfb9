import ReportCore
import Testing

@testable import CostExports

struct ClaudeCodeLogsTests {
  /// Control: of the three lines of msg_1 the one with 420 output tokens; msg_2 is synthetic; 16,232 + 150 tokens.
  @Test func `the largest line of an answer counts, whatever its session repeats`() throws {
    let result = try reading(ClaudeCodeLogs.self, GatewaySample.claude)
    #expect(result.problems.isEmpty && result.summary.warnings.isEmpty)
    #expect(result.rows.map(\.id) == ["msg_1:req_1", "msg_3"] && result.rows.map(\.line) == [3, 6])
    #expect(
      result.rows[0].tokens
        == TokenUsage(inputUncached: 12, inputCacheRead: 15_000, inputCacheWrite: 800, output: 420))
    #expect(result.rows[0].meters[.cacheWriteOneHour] == 300 && result.rows[0].meters[.searches] == 2)
    #expect(result.rows.map(\.cost?.nanos) == [nil, 560_000_000] && result.rows.allSatisfy { $0.billed == nil })
    #expect(result.rows.map(\.priceStatus) == [.free, .priced])
    #expect(result.rows.map(\.dimension.serviceTier) == ["", "batch"])
    #expect(result.summary.coverage.allSatisfy { $0.rank == .reference && !$0.replacesLowerRanks })
  }

  @Test func `of equals the last counts, and a line of its own has its own id`() throws {
    let line =
      "{\"timestamp\":\"2026-10-26T09:00:01Z\",\"sessionId\":\"s\",\"uuid\":\"u-1\",\"message\":{\"model\":\"m\",\"usage\":{\"input_tokens\":1,\"output_tokens\":3}}}"
    let other = line.replacing("\"input_tokens\":1", with: "\"input_tokens\":2")
    let twice = try reading(ClaudeCodeLogs.self, "\(line)\n\(other)\n")
    #expect(twice.rows.map(\.id) == ["u-1"] && twice.rows.map(\.tokens.inputUncached) == [2])
    let nameless = try reading(ClaudeCodeLogs.self, line.replacing("u-1", with: ""))
    #expect(nameless.rows.isEmpty && nameless.warningCodes == ["no-id"])
  }

  @Test func `a last line that is cut short is worth a word, another one an error`() throws {
    let cut = String(GatewaySample.claude.dropLast(40))
    let last = try reading(ClaudeCodeLogs.self, cut)
    #expect(last.problems.isEmpty && last.warningCodes == ["cut-short"] && last.rows.count == 1)
    #expect(try reading(ClaudeCodeLogs.self, cut + "\n" + GatewaySample.claude).codes == ["bad-json"])
    #expect(try reading(CodexLogs.self, String(GatewaySample.codex.dropLast(9))).warningCodes == ["cut-short"])
  }

  @Test(arguments: [
    ("\"output_tokens\":420", "\"output_tokens\":\"veel\"", "not-a-count"),
    ("\"costUSD\":0.56", "\"costUSD\":\"x\"", "not-a-number"),
    ("2026-10-26T09:00:04.000Z", "gisteren", "not-a-moment"),
  ])
  func `refuses values that are none`(_ good: String, _ bad: String, _ code: String) throws {
    #expect(try reading(ClaudeCodeLogs.self, GatewaySample.claude.replacing(good, with: bad)).codes == [code])
  }
}

struct CodexLogsTests {
  /// Control: 3,500 in, of which 1,250 cached, and 425 out; then a counter that began anew at 40 and 10.
  @Test func `a turn is what the counters gained, and smaller ones began anew`() throws {
    let result = try reading(CodexLogs.self, GatewaySample.codex)
    #expect(result.problems.isEmpty && result.summary.warnings.isEmpty)
    #expect(
      result.rows.map(\.tokens) == [
        TokenUsage(inputUncached: 750, inputCacheRead: 250, output: 125, outputReasoning: 75),
        TokenUsage(inputUncached: 1500, inputCacheRead: 1000, output: 300, outputReasoning: 200),
        TokenUsage(inputUncached: 40, output: 10),
      ])
    #expect(result.rows.map(\.dimension.model) == ["gpt-5-codex", "gpt-5-codex", "gpt-5"])
    #expect(result.rows.allSatisfy { $0.cost == nil && $0.priceStatus == .free && $0.calls == 1 })
    #expect(result.rows.map(\.line) == [2, 4, 6] && result.rows.map(\.id).count == Set(result.rows.map(\.id)).count)
    #expect(result.summary.coverage.map(\.days.count) == [2])
  }

  @Test func `a longer copy of a session repeats its rows under the same ids`() throws {
    let lines = GatewaySample.codex.split(separator: "\n")
    let short = try reading(CodexLogs.self, lines[..<2].joined(separator: "\n")).rows.map(\.id)
    #expect(short == [try reading(CodexLogs.self, GatewaySample.codex).rows[0].id])
  }

  @Test func `without a running total the last turn counts`() throws {
    let text = GatewaySample.codex.replacing("total_token_usage", with: "other")
    #expect(try reading(CodexLogs.self, text).rows.map(\.tokens.total) == [1125])
  }
}

struct CcusageReportTests {
  /// Control total: 0.013836 + 0.486164 = 0.5 US dollars.
  @Test func `reads days by model`() throws {
    let result = try reading(CcusageReport.self, GatewaySample.ccusage)
    #expect(result.problems.isEmpty && result.summary.warnings.isEmpty)
    #expect(result.rows.map(\.cost?.nanos) == [13_836_000, 486_164_000] && result.rows.allSatisfy { $0.billed == nil })
    #expect(result.rows.map(\.dimension.provider) == ["anthropic", "openai"])
    #expect(
      result.rows[0].tokens
        == TokenUsage(inputUncached: 12, inputCacheRead: 15_000, inputCacheWrite: 800, output: 420))
    #expect(result.summary.scopes == ["daily|2026-10-26", "daily|2026-10-27"])
  }

  @Test(arguments: [
    ("daily", "date", "2026-10-26", 1), ("weekly", "week", "2026-10-26", 7), ("monthly", "month", "2026-02", 28),
    ("sessions", "lastActivity", "2026-10-26", 1),
  ])
  func `knows days, weeks, months and sessions`(_ list: String, _ key: String, _ time: String, _ days: Int) throws {
    let text =
      "{\"\(list)\":[{\"sessionId\":\"geheim\",\"\(key)\":\"\(time)\",\"inputTokens\":5,\"totalCost\":2,\"modelBreakdowns\":[{\"modelName\":\"claude-x\",\"inputTokens\":4,\"cost\":1.5}]}]}"
    #expect(try CostExportFormats.recognise(FileHead(Array(text.utf8)), file: "x").name == "ccusage-report")
    let result = try reading(CcusageReport.self, text)
    #expect(result.rows.map(\.cost?.nanos) == [1_500_000_000, 500_000_000])
    #expect(result.rows[1].dimension.operation == "not split" && !"\(result)".contains("geheim"))
    guard case .days(let first, let last) = try #require(result.rows.first).time else { return #expect(Bool(false)) }
    #expect(first.distance(to: last) + 1 == days)
  }

  @Test(arguments: [
    ("\"totalCost\":0.5,\"modelsUsed\"", "\"modelsUsed\"", "missing-value"), ("2026-10-27", "27 okt", "not-a-date"),
    ("\"date\":\"2026-10-26\",", "", "missing-value"), ("0.013836", "\"x\"", "not-a-number"),
  ])
  func `refuses values that are none`(_ good: String, _ bad: String, _ code: String) throws {
    try #require(GatewaySample.ccusage.contains(good))
    #expect(try reading(CcusageReport.self, GatewaySample.ccusage.replacing(good, with: bad)).codes == [code])
  }
}
