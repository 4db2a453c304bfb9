import ReportCore
import Testing

@testable import CostExports

struct AnthropicCSVTests {
  /// python, csv.DictReader: no_cache 1200000+900+250000, written 80000+2000, read 3000000, output 250000+120+900.
  @Test func `the token CSV counts disjoint already`() throws {
    let result = try reading(AnthropicTokensCSV.self, Sample.anthropicTokens)
    #expect(result.problems.isEmpty && result.warningCodes.isEmpty)
    #expect(
      tokenSum(result.rows)
        == TokenUsage(
          inputUncached: 1_450_900, inputCacheRead: 3_000_000, inputCacheWrite: 82_000, output: 251_020))
    #expect(result.rows[0].meters[.cacheWriteOneHour] == 2000 && result.rows[0].meters[.searches] == 12)
    #expect(result.rows.map(\.contextTokens) == [200_000, 200_000, 200_001])
    #expect(result.rows.map(\.region) == ["us", "", ""])
    #expect(result.rows.map(\.dimension.serviceTier) == ["", "batch", "fast"])
    #expect(result.rows.map(\.dimension.project) == ["Redactie", "Default", "Redactie"])
    #expect(result.rows[0].dimension.keyAlias == "content-prod" && result.rows[0].dimension.provider == "anthropic")
    #expect(result.rows.allSatisfy { $0.priceStatus == .unpriced && $0.calls == 0 })
    #expect(result.rows[2].time == .moment(try #require(Instant("2026-11-03T02:00:00Z"))))
    #expect(result.rows[2].scope == "|2026-11-03")
    #expect(result.summary.scopes == ["|2026-11-01", "|2026-11-02", "|2026-11-03"])
  }

  @Test func `a token CSV of 2025 has fewer columns`() throws {
    let text = """
      usage_date_utc,model_version,api_key,workspace,usage_type,usage_input_tokens_no_cache,usage_input_tokens_cache_write_5m,usage_input_tokens_cache_write_1h,usage_input_tokens_cache_read,usage_output_tokens,web_search_count
      2025-06-30,claude-3-5-haiku-20241022,k,Default,standard,10,0,0,0,2,0
      """
    let result = try reading(AnthropicTokensCSV.self, text)
    #expect(result.problems.isEmpty && result.rows.map(\.contextTokens) == [nil] && result.rows[0].tokens.total == 12)
  }

  /// python with Decimal: 3.60 + 0.90 + 0.00 + 0.12 = 4.62.
  @Test func `the cost CSV is dollars rounded to cents, and a row of nothing is not free`() throws {
    let result = try reading(AnthropicCostCSV.self, Sample.anthropicCost)
    #expect(result.problems.isEmpty && result.warningCodes == ["rounded-to-cents"])
    #expect(result.summary.warnings.first?.found == "4 rows, which may differ from the invoice by USD 0.02")
    #expect(result.rows.map(\.cost?.nanos) == [3_600_000_000, 900_000_000, 0, 120_000_000])
    #expect(result.rows.allSatisfy { $0.priceStatus == .priced && $0.cost?.currency == .dollar })
    #expect(result.rows.map(\.dimension.model) == ["claude-sonnet-4-5", "claude-sonnet-4-5", "claude-haiku-4-5", ""])
    #expect(result.rows.map(\.dimension.operation) == ["input_no_cache", "input_cache_read", "output", "web_search"])
    #expect(result.rows.map(\.dimension.keyAlias) == ["content-prod", "content-prod", "apikey_2", "content-prod"])
    #expect(result.rows.map(\.dimension.serviceTier) == ["", "", "batch", ""])
    let day = try #require(CalendarDay("2026-11-01"))
    #expect(
      result.summary.coverage == [
        ExportCoverage(
          provider: "anthropic", account: "", rank: .bill, replacesLowerRanks: true, days: day...day.advanced(by: 2))
      ])
    let exact = try reading(AnthropicCostCSV.self, Sample.anthropicCost.replacing("3.60,", with: "3.6041,"))
    #expect(exact.warningCodes.isEmpty && exact.rows.first?.cost?.nanos == 3_604_100_000)
  }

  @Test func `a cost CSV of 2024 has seven columns`() throws {
    let text = """
      usage_date_utc,model,workspace,api_key,usage_type,token_type,cost_usd
      2024-12-07,Claude 3.5 Sonnet 2024-10-22,,sleutel,message,input_no_cache,0.07
      """
    let result = try reading(AnthropicCostCSV.self, text)
    #expect(result.problems.isEmpty && result.rows.map(\.dimension.model) == ["claude-3-5-sonnet-20241022"])
    #expect(result.rows.map(\.dimension.operation) == ["input_no_cache"])
  }

  @Test(arguments: [
    ("2026-11-01,M,1/2", "not-a-number"), ("1-11-2026,M,1.00", "not-a-date"), (",M,1.00", "missing-value"),
    ("2026-11-01,M,", "missing-value"), ("2026-11-01 25:00,M,1.00", "not-a-moment"),
  ])
  func `refuses a wrong value`(_ row: String, _ code: String) throws {
    let result = try reading(AnthropicCostCSV.self, "usage_date_utc,token_type,cost_usd\n" + row + "\n")
    #expect(result.codes == [code] && result.rows.isEmpty)
    let tokens = "usage_date_utc,model_version,usage_input_tokens_no_cache,usage_output_tokens\n"
    #expect(try reading(AnthropicTokensCSV.self, tokens + "2026-11-01,m,1,\n").codes == ["missing-value"])
    #expect(try reading(AnthropicTokensCSV.self, tokens + "2026-11-01,m,-1,1\n").codes == ["not-a-count"])
  }

  @Test func `a header without rows says so`() throws {
    #expect(
      try reading(
        AnthropicTokensCSV.self, "usage_date_utc,model_version,usage_input_tokens_no_cache,usage_output_tokens"
      )
      .warningCodes == ["no-data"])
    #expect(try reading(AnthropicCostCSV.self, "usage_date_utc,token_type,cost_usd\n").warningCodes == ["no-data"])
  }
}

struct AnthropicAPITests {
  /// python, json.load: uncached 1200000+900, written 80000+2000, read 3000000, output 250000+120.
  @Test func `pages of usage count what the token CSV counts`() throws {
    let result = try reading(AnthropicUsageAPI.self, Sample.anthropicUsagePages)
    #expect(result.problems.isEmpty && result.warningCodes.isEmpty)
    #expect(
      tokenSum(result.rows)
        == TokenUsage(
          inputUncached: 1_200_900, inputCacheRead: 3_000_000, inputCacheWrite: 82_000, output: 250_120))
    #expect(result.rows[0].meters[.cacheWriteOneHour] == 2000 && result.rows[0].meters[.searches] == 12)
    #expect(result.rows.map(\.contextTokens) == [200_000, 200_001])
    #expect(result.rows.map(\.region) == ["us", ""] && result.rows.map(\.dimension.serviceTier) == ["", "batch"])
    #expect(result.rows[0].dimension.keyAlias == "apikey_1" && result.rows[0].dimension.project == "wrkspc_1")
    #expect(result.summary.coverage.map(\.days.count) == [2] && result.summary.scopes.count == 50)
  }

  @Test func `pages without any use claim nothing`() throws {
    let text =
      "{\"data\":[{\"starting_at\":\"2026-11-01T00:00:00Z\",\"ending_at\":\"2026-11-02T00:00:00Z\",\"results\":[]}]}"
    #expect(try CostExportFormats.recognise(FileHead(Array(text.utf8)), file: "x").name == "anthropic-usage-api")
    let result = try reading(AnthropicUsageAPI.self, text)
    #expect(result.warningCodes == ["no-data"] && result.summary.scopes.isEmpty && result.summary.coverage.isEmpty)
  }

  /// python with Decimal: (360.00 + 12.00 + 123.45) / 100 = 4.9545 dollars; 0.00000012345 cents is 1.2345 nano-dollars.
  @Test func `amounts are cents, divided by a hundred exactly once`() throws {
    let result = try reading(AnthropicCostAPI.self, Sample.anthropicCostPages)
    #expect(result.problems.isEmpty && result.warningCodes.isEmpty)
    #expect(result.rows.map(\.cost?.nanos) == [3_600_000_000, 1, 120_000_000, 1_234_500_000])
    #expect(result.rows.map(\.dimension.operation) == ["uncached_input_tokens", "output_tokens", "web_search", ""])
    #expect(result.rows.map(\.dimension.serviceTier) == ["", "batch", "", ""])
    #expect(result.rows.map(\.region) == ["us", "", "", ""] && result.rows[0].dimension.project == "wrkspc_1")
    #expect(result.summary.scopes == ["|2026-11-01", "|2026-11-02", "|2026-11-03"])
    #expect(result.rows.map(\.priceStatus) == [.priced, .priced, .priced, .priced])
  }

  @Test(arguments: [
    ("360.00", "0.000000149", 1), ("360.00", "0.00000005", 0), ("360.00", "0.00000015", 2),
    ("360.00", "-5", -50_000_000),
    ("360.00", "0.5e2", 500_000_000), ("360.00", "899999999999.99", 8_999_999_999_999_900_000),
  ])
  func `cents are rounded once, half to even`(_ good: String, _ text: String, _ nanos: Int64) throws {
    let rows = try reading(AnthropicCostAPI.self, Sample.anthropicCostPages.replacing(good, with: text)).rows
    #expect(rows.first?.cost?.nanos == nanos && rows.first?.charge == (nanos < 0 ? .credit : .usage))
  }

  @Test(arguments: [
    ("\"360.00\"", "\"360,00\"", "not-a-number"), ("\"360.00\"", "null", "missing-value"),
    ("\"360.00\"", "\"99999999999999\"", "amount-too-large"),
    ("\"currency\":\"USD\",\"amount\":\"360.00\"", "\"a\":1", "missing-value"),
    ("2026-11-01T00:00:00Z", "1793491200", "not-a-moment"),
    ("\"ending_at\":\"2026-11-02T00:00:00Z\"", "\"ending_at\":\"2026-11-05T00:00:00Z\"", "bad-period"),
    ("\"ending_at\":\"2026-11-02T00:00:00Z\"", "\"ending_at\":\"2026-11-01T01:00:00Z\"", "bad-period"),
  ])
  func `refuses a wrong value`(_ good: String, _ bad: String, _ code: String) throws {
    let result = try reading(AnthropicCostAPI.self, Sample.anthropicCostPages.replacing(good, with: bad))
    #expect(result.codes.first == code)
  }

  @Test func `pages of costs are no pages of use, and the other way round`() throws {
    #expect(try reading(AnthropicUsageAPI.self, Sample.anthropicCostPages).codes.first == "missing-value")
    #expect(try reading(AnthropicCostAPI.self, Sample.anthropicUsagePages).codes.first == "missing-value")
  }

  @Test(arguments: [
    ("≤ 200k", 200_000), ("<= 200k", 200_000), ("> 200k", 200_001), ("0-200k", 200_000), ("200k-1M", 200_001),
    ("", nil), ("200k", nil), ("lang", nil), ("-", nil), ("0", nil), ("≤ 99999999999999999999", nil),
  ])
  func `a context window is the largest prompt`(_ text: String, _ tokens: Int?) {
    var bytes = Array(text.utf8)
    let found = bytes.withUnsafeMutableBufferPointer {
      AnthropicTerms.contextTokens(ByteSlice(start: $0.baseAddress, count: $0.count))
    }
    #expect(found == tokens)
  }

  @Test(arguments: [
    ("Claude Sonnet 4.5", "claude-sonnet-4-5"), ("Claude Haiku 4.5", "claude-haiku-4-5"),
    ("Claude Opus 4", "claude-opus-4"), ("Claude Opus 5", "claude-opus-5"), ("Claude 3.5 Sonnet", "claude-3-5-sonnet"),
    ("Claude Sonnet 3.7", "claude-3-7-sonnet"), ("Claude 3 Haiku", "claude-3-haiku"),
    ("Claude 3.5 Sonnet 2024-10-22", "claude-3-5-sonnet-20241022"), ("Claude 2.1", "claude-2.1"),
    ("Claude Instant 1.2", "claude-instant-1.2"), ("claude-sonnet-4-5-20250929", "claude-sonnet-4-5-20250929"),
    ("Claude", "Claude"), ("Claude Code", "Claude Code"), ("Claude Sonnet", "Claude Sonnet"), ("", ""),
    ("Claude Sonnet 4.5 (1M)", "Claude Sonnet 4.5 (1M)"), ("Claude 5", "Claude 5"), ("Mistral 7", "Mistral 7"),
    ("Claude Sonnet 4.5.6", "Claude Sonnet 4.5.6"), ("Claude Sonnet Opus 4", "Claude Sonnet Opus 4"),
  ])
  func `a display name becomes the family of ids`(_ text: String, _ family: String) {
    #expect(ModelNames.family(text) == family)
  }
}
