import ReportCore
import Testing

@testable import CostExports

struct DeepSeekTests {
  /// Control: the rows of a day, model and key are one; 120,000 + 5,000 in, 9,000 out, 44 calls; and 1 out.
  @Test func `amounts are tokens and calls, and never money of an unknown currency`() throws {
    let result = try reading(DeepSeekAmountCSV.self, GatewaySample.deepSeekAmount)
    #expect(result.problems.isEmpty && result.summary.warnings.isEmpty)
    #expect(result.rows.map(\.dimension.keyAlias) == ["campagne", "content"] && result.rows.map(\.line) == [2, 4])
    #expect(result.rows[0].tokens == TokenUsage(inputUncached: 120_000, inputCacheRead: 5000, output: 9000))
    #expect(result.rows.map(\.calls) == [44, 0] && result.rows[1].tokens.output == 1)
    #expect(result.rows.allSatisfy { $0.priceStatus == .unpriced && $0.cost == nil && $0.billed == nil })
    let day = try #require(CalendarDay("2026-10-26"))
    #expect(result.rows.allSatisfy { $0.time == .days(day, day) && $0.scope == "2026-10-26" })
    #expect(result.rows[0].dimension.provider == "deepseek" && result.rows[0].dimension.model == "deepseek-chat")
    #expect(result.summary.coverage.map(\.rank) == [.providerUsage])
  }

  @Test func `costs keep their currency, and a granted balance is not billed`() throws {
    let result = try reading(DeepSeekCostCSV.self, GatewaySample.deepSeekCost)
    #expect(result.problems.isEmpty)
    #expect(result.rows.map(\.cost?.nanos) == [37_380_000, 1_500_000_000])
    #expect(result.rows.map { $0.cost?.currency.code } == ["USD", "CNY"])
    #expect(result.rows.map(\.billed?.nanos) == [37_380_000, 0])
    #expect(result.summary.scopes == ["2026-10-26", "2026-10-27"])
    #expect(
      result.summary.coverage.map(\.days.count) == [2] && result.summary.coverage.allSatisfy(\.replacesLowerRanks))
  }

  @Test func `older files have the date of a UTC day`() throws {
    let text = "user_id,utc_date,model,wallet_type,cost,currency\nds-1,2026-10-26,deepseek-chat,Paid,1,USD\n"
    #expect(try CostExportFormats.recognise(FileHead(Array(text.utf8)), file: "x").name == "deepseek-cost-csv")
    #expect(try reading(DeepSeekCostCSV.self, text).rows.map(\.scope) == ["2026-10-26"])
  }

  @Test func `an unknown kind of amount is worth a word`() throws {
    let text = GatewaySample.deepSeekAmount.replacing("request_count", with: "image_count")
    #expect(try reading(DeepSeekAmountCSV.self, text).warningCodes == ["unknown-kind"])
  }

  @Test(arguments: [
    ("2026-10-27T00:00:00+08:00,deepseek-chat,Paid", "2026-10-29T00:00:00+08:00,deepseek-chat,Paid", "bad-period"),
    ("2026-10-26T00:00:00+08:00", "2026-10-26T08:00:00+08:00", "not-a-date"), ("USD", "Credits", "not-a-currency"),
    ("0.03738", "1.000,00", "csv-too-many-cells"), ("0.03738", "", "missing-value"),
  ])
  func `refuses values that are none`(_ good: String, _ bad: String, _ code: String) throws {
    let text = GatewaySample.deepSeekCost.replacing(good, with: bad)
    #expect(try reading(DeepSeekCostCSV.self, text).codes == [code])
  }
}
