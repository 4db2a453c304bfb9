import ReportCore
import Testing

@testable import CostExports

struct OpenRouterTests {
  /// Control totals: 0.011875 + 0.0000182 + 0 = 0.0118932 US dollars; 5000 − 3000 tokens of the first prompt were new.
  @Test func `the log's final cost counts, its parts and one's own key do not`() throws {
    let result = try reading(OpenRouterLog.self, GatewaySample.openRouterLog)
    #expect(result.problems.isEmpty && result.warningCodes == ["own-key-left-out"])
    #expect(result.rows.map(\.id) == ["gen-1", "gen-2", "gen-3"] && result.rows.map(\.line) == [2, 3, 4])
    #expect(result.rows.map(\.cost?.nanos) == [11_875_000, 18_200, 0])
    #expect(result.rows.allSatisfy { $0.billed == $0.cost })
    #expect(result.rows.map(\.priceStatus) == [.priced, .priced, .free])
    #expect(result.rows[0].tokens == TokenUsage(inputUncached: 2000, inputCacheRead: 3000, output: 900))
    #expect(result.rows[2].tokens == TokenUsage(inputUncached: 800, output: 300, outputReasoning: 120))
    #expect(result.rows.map(\.errors) == [0, 0, 1] && result.rows.map(\.endUser) == [0, nil, 0])
    let first = result.rows[0]
    #expect(first.time == .moment(try #require(Instant("2026-10-26T07:36:41.713Z"))))
    #expect(first.dimension.provider == "openrouter" && first.dimension.model == "google/gemini-2.5-pro")
    #expect(first.dimension.keyAlias == "campagne" && first.dimension.project == "Noordlicht CMS")
    let day = try #require(CalendarDay("2026-10-26"))
    #expect(
      result.summary.coverage == [
        ExportCoverage(
          provider: "openrouter", account: "", rank: .bill, replacesLowerRanks: true, days: day...day.advanced(by: 1))
      ])
  }

  @Test func `the page and the interface give the same rows`() throws {
    for (text, lines) in [(GatewaySample.openRouterActivity, [2, 3, 4]), (GatewaySample.openRouterAPI, [2, 3, 4])] {
      let result = try reading(OpenRouterActivity.self, text)
      #expect(result.problems.isEmpty && result.warningCodes == ["own-key-left-out"])
      #expect(result.rows.map(\.cost?.nanos) == [11_875_000, 18_200, 0] && result.rows.map(\.line) == lines)
      #expect(result.rows.map(\.priceStatus) == [.priced, .priced, .free] && result.rows.map(\.calls) == [1, 1, 1])
      #expect(result.rows.map(\.tokens.inputUncached) == [5000, 91, 800])
      #expect(result.rows[2].tokens.outputReasoning == 120)
      #expect(result.rows.map(\.scope) == ["2026-10-26", "2026-10-26", "2026-10-27"])
      #expect(result.summary.scopes == ["2026-10-26", "2026-10-27"])
      #expect(result.summary.coverage.map(\.days.count) == [2])
    }
  }

  @Test(arguments: [
    ("gen-2", "", "missing-value"), ("2026-10-26 07:42:57.002", "26-10-2026 07:42", "not-a-moment"),
    ("0.00001820", "0,00001820", "csv-too-many-cells"), ("0.00001820", "gratis", "not-a-number"),
    ("0.00001820", "", "missing-value"), (",91,", ",-91,", "not-a-count"),
    ("tokens_prompt", "prompt", "missing-column"),
  ])
  func `the log refuses values that are none`(_ good: String, _ bad: String, _ code: String) throws {
    #expect(try reading(OpenRouterLog.self, GatewaySample.openRouterLog.replacing(good, with: bad)).codes == [code])
  }

  @Test(arguments: [
    ("\"2026-10-27 00:00:00\"", "\"2026-10-27 03:00:00\"", "not-a-date"), ("\"0.0000182\"", "\"\"", "missing-value"),
    ("\"mistralai/mistral-small\"", "\"\"", "missing-value"), ("\"91\"", "\"91.5\"", "not-a-count"),
    ("Requests", "Calls", "missing-column"),
  ])
  func `the page refuses values that are none`(_ good: String, _ bad: String, _ code: String) throws {
    let text = GatewaySample.openRouterActivity.replacing(good, with: bad)
    #expect(try reading(OpenRouterActivity.self, text).codes == [code])
  }
}
