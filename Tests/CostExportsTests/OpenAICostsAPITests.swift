import CostExports
import ReportCore
import Testing

struct OpenAICostsAPITests {
  /// python with Decimal: 1.05 + 0.0042 + 1.82e-05 - 0.30 = 0.7542182 dollars.
  @Test func `amounts come as numbers and as text, exactly`() throws {
    let result = try reading(OpenAICostsAPI.self, Sample.openAICostPages)
    #expect(result.problems.isEmpty && result.warningCodes.isEmpty)
    #expect(result.rows.map(\.cost?.nanos) == [1_050_000_000, 4_200_000, 18_200, -300_000_000])
    #expect(result.rows.reduce(0) { $0 + ($1.billed?.nanos ?? 0) } == 754_218_200)
    #expect(result.rows.map(\.charge) == [.usage, .usage, .usage, .credit])
    #expect(result.rows.map(\.dimension.model) == ["gpt-5-2025-08-07", "", "", "gpt-5-2025-08-07"])
    #expect(result.rows.map(\.dimension.operation) == ["input", "web search tool calls", "", "output"])
    #expect(result.rows[1].dimension.project == "proj_a" && result.rows[1].dimension.keyAlias == "key_a")
    #expect(result.rows.allSatisfy { $0.priceStatus == .priced && $0.calls == 0 && $0.tokens.total == 0 })
    #expect(result.rows.map(\.line) == [3, 4, 7, 8])
  }

  @Test func `a day is the scope whatever it was grouped by, without cost too`() throws {
    let summary = try reading(OpenAICostsAPI.self, Sample.openAICostPages).summary
    let day = try #require(CalendarDay("2026-11-01"))
    #expect(summary.scopes == ["|2026-11-01", "|2026-11-02", "|2026-11-03"])
    #expect(
      summary.coverage == [
        ExportCoverage(
          provider: "openai", account: "", rank: .bill, replacesLowerRanks: true, days: day...day.advanced(by: 2))
      ])
    let named = Sample.openAICostPages.replacing("\"project_id\"", with: "\"organization_id\":\"org-1\",\"project_id\"")
    #expect(try reading(OpenAICostsAPI.self, named).summary.scopes.contains("org-1|2026-11-02"))
  }

  @Test(arguments: [
    ("1.05", "\"1,05\"", "not-a-number", "amount.value"), ("1.05", "null", "missing-value", "amount.value"),
    ("1.05", "99999999999", "amount-too-large", "amount.value"), ("\"usd\"", "\"credits\"", "not-a-currency", ""),
    ("organization.costs.result", "organization.usage.completions.result", "unknown-costs", "object"),
    ("1793577600,\"results\"", "1793494800,\"results\"", "bad-period", "end_time"),
    ("{\"value\":1.05", "1.05,\"x\":{\"value\":1.05", "bad-json", ""),
    ("\"project_id\":\"proj_a\"", "\"project_id\":\"a\",\"project_id\":\"b\"", "bad-json", ""),
  ])
  func `refuses a wrong value`(_ good: String, _ bad: String, _ code: String, _ field: String) throws {
    let result = try reading(OpenAICostsAPI.self, Sample.openAICostPages.replacing(good, with: bad))
    #expect(result.codes.first == code)
    if !field.isEmpty { #expect(result.problems.first?.place?.field == field) }
  }

  @Test func `an amount of nothing is free`() throws {
    let rows = try reading(OpenAICostsAPI.self, Sample.openAICostPages.replacing("1.05", with: "0.0")).rows
    #expect(rows.first?.priceStatus == .free && rows.first?.cost == Money(nanos: 0, currency: .dollar))
  }
}

struct ChatGPTCreditsCSVTests {
  /// python: 12.5 + 0.7500004 + 0 credits, in millionths half to even: 12500000 + 750000 + 0.
  @Test func `credits are a meter, and people stay in the export`() throws {
    let result = try reading(ChatGPTCreditsCSV.self, Sample.chatGPTCredits)
    #expect(result.problems.isEmpty && result.warningCodes.isEmpty)
    #expect(result.rows.map { $0.meters[.credits] } == [12_500_000, 750_000, 0])
    #expect(result.rows.map(\.priceStatus) == [.unpriced, .unpriced, .free])
    #expect(result.rows.map(\.calls) == [0, 0, 0] && result.rows.allSatisfy { $0.endUser == nil })
    #expect(result.rows.allSatisfy { $0.dimension.provider == "chatgpt" && $0.dimension.account == "acc-1" })
    #expect(result.rows[1].dimension.operation == "codex")
    let shown = "\(result.rows)"
    #expect(!shown.contains("usr-17") && !shown.contains("iemand") && !shown.contains("u_17"))
  }

  @Test func `the file stands for all its days`() throws {
    let summary = try reading(ChatGPTCreditsCSV.self, Sample.chatGPTCredits).summary
    #expect(summary.scopes == ["acc-1|2026-11-01", "acc-1|2026-11-02", "acc-1|2026-11-03"])
    #expect(summary.coverage.map(\.days.count) == [3] && summary.coverage.map(\.rank) == [.providerUsage])
  }

  @Test(arguments: [
    ("1/5/2026,acc,codex,1,tokens", "ambiguous-date"), ("2026-13-01,acc,codex,1,tokens", "not-a-date"),
    ("2026-11-01,acc,codex,,tokens", "missing-value"), ("2026-11-01,acc,codex,-1,tokens", "not-credits"),
    ("2026-11-01,acc,codex,1e12,tokens", "not-credits"), ("2026-11-01,acc,codex,\"1,5\",tokens", "not-credits"),
  ])
  func `refuses what can be read two ways`(_ row: String, _ code: String) throws {
    let header = "date_partition,account_id,usage_type,usage_credits,usage_units\n"
    let result = try reading(ChatGPTCreditsCSV.self, header + row + "\n")
    #expect(result.codes == [code] && result.rows.isEmpty)
  }

  @Test func `thousands of accounts over a century are refused, not spread out`() throws {
    var text = "date_partition,account_id,usage_type,usage_credits,usage_units\n"
    for index in 0..<4 { text += "1999-01-01,a\(index),x,1,c\n2098-12-31,a\(index),x,1,c\n" }
    let result = try reading(ChatGPTCreditsCSV.self, text)
    #expect(result.codes == ["too-many-days"] && result.summary.scopes.isEmpty)
  }
}
