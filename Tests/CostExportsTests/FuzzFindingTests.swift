import ReportCore
import Testing

@testable import CostExports

/// What `scripts/fuzz` found, made as small as it goes.
struct FuzzFindingTests {
  @Test func `rows of a day that breaks off are left out with it`() throws {
    let text = """
      [{"teams":[{"team_name":"a","total_spend":1.02,"metadata":[]}],"group_by_day":"2026-10-26"},
      {"teams":[{"team_name":"b","total_spend":1.02,"metadata":[]}],"group_by_day":y}]
      """
    let reading = try reading(LiteLLMSpendReport.self, text)
    #expect(reading.codes == ["bad-json"])
    #expect(reading.rows.allSatisfy { $0.time != .moment(Instant(seconds: 0)) })
  }
}
