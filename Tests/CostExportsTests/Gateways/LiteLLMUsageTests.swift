import ReportCore
import Testing

@testable import CostExports

private let usage = """
  Date,Team,Team ID,Spend ($),Requests,Successful Requests,Failed Requests,Total Tokens,Prompt Tokens,Completion Tokens
  2026-10-26,Contentteam,team-content,"1,204.5311",88210,88002,208,412000310,390000000,22000310
  2026-10-26,,team-campagne,0.0182,12,12,0,9100,8700,400
  2026-10-27,-,,0,4,0,4,0,0,0
  2026-10-29,Contentteam,team-content,0,1,1,0,12,10,2

  """

struct LiteLLMUsageCSVTests {
  /// Control totals: 1204.5311 + 0.0182 = 1204.5493; 88210 + 12 + 4 + 1 calls.
  @Test func `reads amounts with commas between thousands`() throws {
    let result = try reading(LiteLLMUsageCSV.self, usage)
    #expect(result.problems.isEmpty && result.summary.warnings.isEmpty)
    #expect(result.rows.map(\.cost?.nanos) == [1_204_531_100_000, 18_200_000, 0, nil])
    #expect(result.rows.map(\.priceStatus) == [.priced, .priced, .free, .unpriced])
    #expect(result.rows.map(\.dimension.team) == ["Contentteam", "team-campagne", "", "Contentteam"])
    #expect(result.rows.map(\.calls) == [88_210, 12, 4, 1] && result.rows.map(\.errors) == [208, 0, 4, 0])
    #expect(result.rows[0].tokens == TokenUsage(inputUncached: 390_000_000, output: 22_000_310))
    #expect(result.rows.allSatisfy { $0.dimension.route == "gateway" && $0.dimension.provider.isEmpty })
    #expect(result.summary.scopes == ["2026-10-26", "2026-10-27", "2026-10-29"])
    #expect(result.summary.coverage.map(\.days.count) == [4])
  }

  @Test func `cache columns of newer versions make tokens disjoint`() throws {
    let text =
      "Date,Organization,Organization ID,Spend ($),Requests,Successful Requests,Failed Requests,Total Tokens,Prompt Tokens,Completion Tokens,Cache Read Tokens,Cache Creation Tokens\n2026-10-26,Merk A,org-1,1,1,1,0,110,100,10,60,30\n2026-10-27,Merk A,org-1,1,1,1,0,110,50,10,60,30\n"
    let result = try reading(LiteLLMUsageCSV.self, text)
    #expect(result.rows[0].tokens == TokenUsage(inputUncached: 10, inputCacheRead: 60, inputCacheWrite: 30, output: 10))
    #expect(result.rows[1].tokens.inputUncached == 50 && result.warningCodes == ["cache-exceeds-prompt"])
    #expect(result.rows[0].dimension.project == "Merk A")
  }

  @Test(arguments: ["User", "Customer"])
  func `nothing of a person is kept`(_ entity: String) throws {
    let text = usage.replacing("Team", with: entity).replacing("Contentteam", with: "Jansen")
    let result = try reading(LiteLLMUsageCSV.self, text)
    #expect(result.problems.isEmpty && result.summary.warnings.isEmpty && result.rows.count == 4)
    #expect(!"\(result)".contains("Jansen") && !"\(result)".contains("team-content"))
    #expect(result.rows.map(\.endUser) == (entity == "User" ? [nil, nil, nil, nil] : [0, 1, 2, 0]))
  }

  @Test(arguments: [
    ("Date,Team,Team ID,Model,Spend ($),Requests,Successful,Failed,Total Tokens\n", "usage-with-models"),
    ("Date,Team,Team ID,Key Alias,Spend ($),Requests,Total Tokens\n", "usage-with-keys"),
    ("Date,Tag,Tag ID,Spend ($),Requests,Total Tokens\n", "tags-overlap"),
    ("Date,Team,Spend ($),Requests,Failed Requests,Total Tokens,Prompt Tokens\n", "missing-column"),
  ])
  func `refuses splits that do not add up`(_ header: String, _ code: String) throws {
    let result = try reading(LiteLLMUsageCSV.self, header)
    #expect(result.codes == [code] && result.problems.allSatisfy { $0.remedy != nil })
  }

  @Test(arguments: [
    ("\"1,204.5311\"", "\"1.204,5311\"", "not-a-number"), ("\"1,204.5311\"", "\"12,04.5311\"", "not-a-number"),
    ("\"1,204.5311\"", "\"1204,5311\"", "not-a-number"), ("\"1,204.5311\"", "\",204\"", "not-a-number"),
    ("\"1,204.5311\"", "\"1,204.53.11\"", "not-a-number"), ("\"1,204.5311\"", "", "missing-value"),
    ("88210", "veel", "not-a-count"), ("2026-10-27", "10/27/2026", "not-a-date"), ("0.0182", "$0.0182", "not-a-number"),
  ])
  func `refuses values that are none`(_ good: String, _ bad: String, _ code: String) throws {
    #expect(try reading(LiteLLMUsageCSV.self, usage.replacing(good, with: bad)).codes == [code])
  }

  @Test(arguments: [("1,204.5", "1204.5"), ("-12,345,678", "-12345678"), ("999", "999"), ("0,000", "0")])
  func `knows thousands`(_ text: String, _ plain: String) {
    var bytes = Array(text.utf8)
    let value = bytes.withUnsafeMutableBufferPointer { ByteSlice(start: $0.baseAddress, count: $0.count).withThousands }
    #expect(value != nil && value == ExactDecimal(plain))
  }
}

private let spend = """
  [{"group_by_day":"2026-10-26T00:00:00+00:00","teams":[
    {"team_name":"Contentteam","total_spend":0.01125,"metadata":[{"model":"claude-sonnet-4-5","api_key":"content-prod-hash","spend":0.01125,"total_tokens":5250}]},
    {"team_name":"Unassigned Team","total_spend":1.82e-05,"metadata":[{"model":"mistral/mistral-small","api_key":"","spend":1.82e-05,"total_tokens":103}]}]},
   {"group_by_day":"2026-10-27T00:00:00+00:00","teams":[]}]
  """

struct LiteLLMSpendReportTests {
  /// Control total: 0.01125 + 0.0000182 = 0.0112682.
  @Test func `reads teams with models and keys, empty days too`() throws {
    let result = try reading(LiteLLMSpendReport.self, spend)
    #expect(result.problems.isEmpty && result.summary.warnings.isEmpty)
    #expect(result.rows.map(\.cost?.nanos) == [11_250_000, 18_200])
    #expect(result.rows.map(\.dimension.team) == ["Contentteam", ""])
    #expect(result.rows.map(\.dimension.provider) == ["", "mistral"])
    #expect(result.rows.map(\.dimension.model) == ["claude-sonnet-4-5", "mistral-small"])
    #expect(result.rows.map(\.dimension.keyAlias) == ["content-prod-hash", ""])
    #expect(result.summary.scopes == ["2026-10-26", "2026-10-27"])
    #expect(result.summary.coverage.map(\.provider) == ["", "mistral"])
    #expect(result.summary.coverage.allSatisfy { $0.days.count == 2 })
  }

  @Test func `what the parts leave of a total is a row, and parts beyond it are not believed`() throws {
    let more = try reading(
      LiteLLMSpendReport.self, spend.replacing("total_spend\":0.01125", with: "total_spend\":0.02"))
    #expect(more.rows.map(\.cost?.nanos) == [11_250_000, 8_750_000, 18_200])
    #expect(more.rows[1].dimension.operation == "not split" && more.rows[1].dimension.team == "Contentteam")
    let less = try reading(
      LiteLLMSpendReport.self, spend.replacing("total_spend\":0.01125", with: "total_spend\":0.01"))
    #expect(less.rows.map(\.cost?.nanos) == [10_000_000, 18_200] && less.warningCodes == ["not-split"])
  }

  @Test func `tokens without money are unpriced, and customers are numbers`() throws {
    let text = spend.replacing("0.01125", with: "0").replacing("teams", with: "customers")
      .replacing("team_name", with: "customer")
    let result = try reading(LiteLLMSpendReport.self, text)
    #expect(result.rows.map(\.priceStatus) == [.unpriced, .priced] && result.rows.map(\.endUser) == [0, 1])
    #expect(!"\(result)".contains("Contentteam"))
  }

  @Test(arguments: [
    ("2026-10-26T00:00:00+00:00", "2026-10-26T09:00:00+00:00", "not-a-date"),
    ("1.82e-05,\"m", "\"x\",\"m", "not-a-number"),
    ("\"total_spend\":1.82e-05,", "", "missing-value"), ("\"spend\":1.82e-05,", "", "missing-value"),
    ("103", "-3", "not-a-count"), ("\"teams\":[]}]", "\"teams\":[}]", "bad-json"),
  ])
  func `refuses values that are none`(_ good: String, _ bad: String, _ code: String) throws {
    try #require(spend.contains(good))
    #expect(try reading(LiteLLMSpendReport.self, spend.replacing(good, with: bad)).codes == [code])
  }
}
