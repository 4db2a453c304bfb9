import ReportCore
import Testing

@testable import CostExports

private func metrics(
  _ spend: String, prompt: Int = 0, read: Int = 0, write: Int = 0, output: Int = 0, good: Int = 0, failed: Int = 0
) -> String {
  """
  "metrics":{"spend":\(spend),"prompt_tokens":\(prompt),"completion_tokens":\(output),\
  "cache_read_input_tokens":\(read),"cache_creation_input_tokens":\(write),"total_tokens":\(prompt + output),\
  "successful_requests":\(good),"failed_requests":\(failed),"api_requests":\(good + failed)}
  """
}

private func report(_ days: String..., metadata: String = "\"page\":1,\"total_pages\":1,\"has_more\":false") -> String {
  "{\"results\":[\n\(days.joined(separator: ",\n"))],\n\"metadata\":{\"total_spend\":1,\(metadata)}}\n"
}

private let simple = report(
  "{\"date\":\"2026-10-26\",\(metrics("0.01125", prompt: 10_000, read: 3000, write: 800, output: 500, good: 2, failed: 1)),\"breakdown\":{\"models\":{\"claude-sonnet-4-5\":{\"metrics\":{\"spend\":0.01125}}},\"providers\":{\"anthropic\":{\"metrics\":{\"spend\":0.01125}}}}}",
  "{\"date\":\"2026-10-27\",\(metrics("1.82e-05", prompt: 91, output: 12, good: 1)),\"breakdown\":{}}",
  "{\"date\":\"2026-10-28\",\(metrics("0", failed: 4)),\"breakdown\":{}}")

private func shown(_ row: ExportRow) -> String {
  let dimension = row.dimension
  let names = [dimension.provider, dimension.model, dimension.keyAlias, dimension.team, dimension.operation]
  return "\(names.joined(separator: "/")) \(row.cost.map { "\($0.nanos)" } ?? "?") \(row.calls)-\(row.errors)"
}

struct LiteLLMDailyActivityTests {
  /// Control totals: 0.01125 + 0.0000182 + 0 = 0.0112682 US dollars; 3 + 1 + 4 calls, 1 + 0 + 4 of them failed; of 10,000
  /// prompt tokens 3,000 were read from and 800 written to the cache.
  @Test func `reads a day, its only model and its only provider`() throws {
    let result = try reading(LiteLLMDailyActivity.self, simple)
    #expect(result.problems.isEmpty && result.summary.warnings.isEmpty)
    #expect(
      result.rows.map(shown) == [
        "anthropic/claude-sonnet-4-5/// 11250000 3-1", "//// 18200 1-0", "//// 0 4-4",
      ])
    #expect(
      result.rows[0].tokens
        == TokenUsage(inputUncached: 6200, inputCacheRead: 3000, inputCacheWrite: 800, output: 500))
    #expect(result.rows.map(\.line) == [2, 3, 4] && result.rows.map(\.priceStatus) == [.priced, .priced, .free])
    #expect(result.rows.allSatisfy { $0.dimension.route == "gateway" && $0.id == nil })
    #expect(result.summary.scopes == ["2026-10-26", "2026-10-27", "2026-10-28"])
    let first = try #require(CalendarDay("2026-10-26"))
    #expect(result.rows[0].time == .days(first, first) && result.rows[0].scope == "2026-10-26")
    #expect(result.summary.coverage.map(\.provider) == ["", "anthropic"])
    #expect(
      result.summary.coverage.allSatisfy {
        $0.days == first...first.advanced(by: 2) && $0.rank == .gateway && !$0.replacesLowerRanks
      })
  }

  /// Control: 1 + 2.5 dollars and a rest of 0.5; 10 + 4 calls and a rest of 1.
  @Test func `splits by model and key, and shows what the parts leave`() throws {
    let hash = String(repeating: "ab", count: 32)
    let keys =
      "{\"\(hash)\":{\(metrics("0.75", good: 6)),\"metadata\":{\"key_alias\":\"content-prod\",\"team_id\":\"team-1\"}},\"\(hash.replacing("a", with: "c"))\":{\(metrics("0.25", good: 3)),\"metadata\":{\"key_alias\":null,\"team_id\":null}}}"
    let models =
      "{\"gpt-5\":{\(metrics("1.0", good: 10)),\"api_key_breakdown\":\(keys)},\"azure/gpt-5\":{\(metrics("2.5", good: 3, failed: 1))}}"
    let providers = "{\"azure\":{\(metrics("4.0", good: 14, failed: 1))}}"
    let day =
      "{\"date\":\"2026-10-26\",\(metrics("4.0", good: 14, failed: 1)),\"breakdown\":{\"models\":\(models),\"providers\":\(providers),\"api_keys\":{\"x\":{\(metrics("99"))}},\"entities\":null}}"
    let result = try reading(LiteLLMDailyActivity.self, report(day))
    #expect(result.problems.isEmpty && result.summary.warnings.isEmpty)
    #expect(
      result.rows.map(shown) == [
        "azure/gpt-5/content-prod/team-1/ 750000000 6-0", "azure/gpt-5/key-cbcbcbcb// 250000000 3-0",
        "azure/gpt-5/// 0 1-0", "azure/gpt-5/// 2500000000 4-1", "azure////not split 500000000 1-0",
      ])
  }

  @Test func `splits by provider where nobody says whose a model is`() throws {
    let breakdown =
      "{\"models\":{\"m-1\":{\(metrics("1"))},\"m-2\":{\(metrics("2"))}},\"providers\":{\"openai\":{\(metrics("1"))},\"mistral\":{\(metrics("2"))}}}"
    let day = "{\"date\":\"2026-10-26\",\(metrics("3")),\"breakdown\":\(breakdown)}"
    let rows = try reading(LiteLLMDailyActivity.self, report(day)).rows
    #expect(rows.map(shown) == ["openai//// 1000000000 0-0", "mistral//// 2000000000 0-0"])
    let prefixed = day.replacing("\"m-1\"", with: "\"openai/m-1\"").replacing("\"m-2\"", with: "\"mistral/m-2\"")
    #expect(
      try reading(LiteLLMDailyActivity.self, report(prefixed)).rows.map(shown)
        == ["openai/m-1/// 1000000000 0-0", "mistral/m-2/// 2000000000 0-0"])
  }

  @Test func `parts beyond the total are not believed`() throws {
    let models = "{\"a\":{\(metrics("3"))},\"b\":{\(metrics("3"))}}"
    let day = "{\"date\":\"2026-10-26\",\(metrics("3")),\"breakdown\":{\"models\":\(models)}}"
    let result = try reading(LiteLLMDailyActivity.self, report(day))
    #expect(result.rows.map(shown) == ["//// 3000000000 0-0"] && result.warningCodes == ["not-split"])
  }

  /// 0.1 + 0.2 is 0.30000000000000004 in the gateway's arithmetic; and thirds round.
  @Test func `what rounding leaves goes to the largest part`() throws {
    let models = "{\"a\":{\(metrics("0.3333333333"))},\"b\":{\(metrics("0.6666666667"))}}"
    let day = "{\"date\":\"2026-10-26\",\(metrics("1.0000000004")),\"breakdown\":{\"models\":\(models)}}"
    #expect(
      try reading(LiteLLMDailyActivity.self, report(day)).rows.map(shown)
        == ["/a/// 333333333 0-0", "/b/// 666666667 0-0"])
    let short = day.replacing("0.6666666667", with: "0.666666665")
    #expect(
      try reading(LiteLLMDailyActivity.self, report(short)).rows.map(shown)
        == ["/a/// 333333333 0-0", "/b/// 666666667 0-0"])
  }

  @Test func `a day over two pages is one day`() throws {
    let models = "{\"a\":{\(metrics("1", prompt: 5, good: 1))}}"
    let day = "{\"date\":\"2026-10-26\",\(metrics("1", prompt: 5, good: 1)),\"breakdown\":{\"models\":\(models)}}"
    let first = report(day, metadata: "\"page\":1,\"total_pages\":2,\"has_more\":true")
    let second = report(day, metadata: "\"page\":2,\"total_pages\":2,\"has_more\":false")
    let result = try reading(LiteLLMDailyActivity.self, first + second)
    #expect(result.problems.isEmpty && result.rows.map(shown) == ["/a/// 2000000000 2-0"])
    #expect(result.rows[0].tokens.inputUncached == 10)
    #expect(try reading(LiteLLMDailyActivity.self, first).codes == ["page-missing"])
    #expect(try reading(LiteLLMDailyActivity.self, second).codes == ["page-missing"])
    #expect(try reading(LiteLLMDailyActivity.self, first + second + second).codes == ["page-twice"])
  }

  @Test func `use without money is unpriced`() throws {
    let day = "{\"date\":\"2026-10-26\",\(metrics("0.0", prompt: 5, output: 7, good: 1))}"
    let row = try #require(try reading(LiteLLMDailyActivity.self, report(day)).rows.first)
    #expect(row.priceStatus == .unpriced && row.cost == nil && row.tokens.total == 12)
  }

  @Test func `no days are worth a word`() throws {
    #expect(try reading(LiteLLMDailyActivity.self, report()).warningCodes == ["no-data"])
  }

  @Test(arguments: [
    ("0.01125,\"p", "\"veel\",\"p", "not-a-number"), ("\"spend\":1.82e-05,", "", "missing-value"),
    ("2026-10-27", "27-10-2026", "not-a-date"), ("\"date\":\"2026-10-27\",", "", "missing-value"),
    ("10000", "-1", "not-a-count"), ("10000", "1e400", "not-a-count"), ("0.01125,\"p", "1e30,\"p", "amount-too-large"),
    ("\"breakdown\":{}},\n{\"date\":\"2026-10-28\"", "\"breakdown\":{}}\n{\"date\":\"2026-10-28\"", "bad-json"),
    ("\"metrics\":{\"spend\":1.82e-05", "\"sums\":{\"spend\":1.82e-05", "missing-value"),
  ])
  func `refuses values that are none`(_ good: String, _ bad: String, _ code: String) throws {
    try #require(simple.contains(good))
    let result = try reading(LiteLLMDailyActivity.self, simple.replacing(good, with: bad))
    #expect(result.codes == [code] && result.rows.isEmpty)
  }
}
