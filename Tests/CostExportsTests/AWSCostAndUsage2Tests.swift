import CostExports
import ReportCore
import Testing

struct AWSCostAndUsage2Tests {
  @Test func `reads Bedrock's use and whom it belongs to`() throws {
    let result = try reading(AWSCostAndUsage2.self, Sample.aws)
    try #require(result.problems.isEmpty && result.rows.count == 4)
    let first = result.rows[0]
    let ten = try #require(Instant("2026-10-26T10:00:00Z"))
    #expect(first.time == .moment(ten))
    #expect(first.scope == "111122223333|444455556666|2026-10" && first.id == nil)
    #expect(first.cost == Money(nanos: 3_600_000_000, currency: .dollar) && first.billed == first.cost)
    #expect(first.tokens == TokenUsage(inputUncached: 1_200_000))
    #expect(first.dimension.provider == "bedrock" && first.dimension.account == "111122223333")
    #expect(first.dimension.team == "444455556666" && first.dimension.keyAlias == "campagne")
    #expect(first.dimension.tags == "team:campagne" && first.dimension.model == "Claude4.6Sonnet")
    #expect(result.rows[1].tokens == TokenUsage(output: 3_000_000))
    #expect(result.rows[1].dimension.model == "amazon.nova-pro-v1:0" && result.rows[1].dimension.keyAlias.isEmpty)
    #expect(result.rows[1].dimension.serviceTier == "batch")
    #expect(result.rows.map(\.charge) == [.usage, .usage, .tax, .credit])
    let month = try #require(CalendarMonth("2026-10"))
    #expect(result.rows[2].time == .days(month.firstDay, month.lastDay))
    #expect(!"\(result)".contains("fleur"))
  }

  // By hand: 3.6 + 0.9 − 0.0125 and 0.945 tax; net costs would count the discount twice. The server's 7.125 is not AI.
  @Test func `control totals hold, and the rest of the bill is counted`() throws {
    let result = try reading(AWSCostAndUsage2.self, Sample.aws)
    let spend = result.rows.filter { $0.charge != .tax }.reduce(0) { $0 + ($1.cost?.nanos ?? 0) }
    #expect(spend == 4_487_500_000 && result.rows[2].cost?.nanos == 945_000_000)
    #expect(result.warningCodes == ["not-ai-rows"] && result.summary.warnings.first?.found == "7.125 USD")
    let first = try #require(CalendarDay("2026-10-01"))
    let reach = first...first.advanced(by: 26)
    #expect(result.summary.coverage.map(\.days) == [reach])
  }

  @Test func `the older report is the same in other words`() throws {
    let text = """
      identity/LineItemId,bill/BillingPeriodStartDate,bill/PayerAccountId,lineItem/UsageAccountId,lineItem/UsageStartDate,lineItem/LineItemType,lineItem/ProductCode,lineItem/UsageType,lineItem/UsageAmount,pricing/unit,lineItem/UnblendedCost,lineItem/CurrencyCode,product/ProductName,resourceTags/user:team,resourceTags/aws:createdBy
      x,2026-10-01T00:00:00Z,1,2,2026-10-26T00:00:00Z,Usage,AmazonBedrock,USE1-Nova-input-tokens,2,1K tokens,0.5,USD,Amazon Bedrock,campagne,fleur
      y,2026-10-01T00:00:00Z,1,2,2026-10-26T00:00:00Z,Usage,abc123,MP:USE1_CacheReadInputTokenCount-Units,2,Units,0.25,USD,Claude (Amazon Bedrock Edition),,

      """
    let recognised = try CostExportFormats.recognise(FileHead(Array(text.utf8)), file: "a")
    #expect(recognised.name == "aws-cost-and-usage")
    let result = try reading(AWSCostAndUsage2.self, text)
    #expect(result.problems.isEmpty && result.summary.warnings.isEmpty)
    #expect(result.rows.map(\.dimension.tags) == ["team:campagne", ""])
    #expect(result.rows.map(\.tokens.total) == [2000, 0])
    #expect(result.rows.map(\.cost?.nanos) == [500_000_000, 250_000_000])
  }

  @Test(arguments: [
    ("DiscountedUsage", ChargeKind.usage), ("Refund", .credit), ("Credit", .credit), ("Fee", .subscription),
    ("SavingsPlanUpfrontFee", .purchase), ("SavingsPlanNegation", .correction), ("PrivateRateDiscount", .credit),
  ])
  func `a line item's type is a kind of charge`(_ type: String, _ kind: ChargeKind) throws {
    let text = Sample.aws.replacing("EdpDiscount", with: type)
    let result = try reading(AWSCostAndUsage2.self, text)
    #expect(result.rows[3].charge == kind && result.warningCodes == ["not-ai-rows"])
  }

  @Test func `a type that is not known counts as use and is named`() throws {
    let result = try reading(AWSCostAndUsage2.self, Sample.aws.replacing("EdpDiscount", with: "Vreemd"))
    #expect(result.rows[3].charge == .usage && result.warningCodes == ["unknown-kind", "not-ai-rows"])
  }

  @Test(arguments: [
    ("2026-10-26T11:00:00.000Z", "26-10-2026 11:00", "not-a-moment"), (",3.6,", ",\"3,6\",", "not-a-number"),
    ("2026-10-26T11:00:00.000Z", "2026-10-25T11:00:00.000Z", "bad-period"),
    (",3.6,3.4,USD", ",3.6,3.4,", "missing-value"),
    (",1200,1K", ",1e30,1K", "not-a-count"),
  ])
  func `refuses a wrong value`(_ right: String, _ wrong: String, _ code: String) throws {
    let result = try reading(AWSCostAndUsage2.self, Sample.aws.replacing(right, with: wrong))
    #expect(result.codes == [code] && result.problems.first?.place?.line == 2 && result.rows.count == 3)
  }
}
