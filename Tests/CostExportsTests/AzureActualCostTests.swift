import CostExports
import ReportCore
import Testing

private func day(_ text: String) throws -> CalendarDay { try #require(CalendarDay(text)) }

/// The newer contract's names.
private let other =
  "billingAccountId,subscriptionId,date,billingPeriodStartDate,meterCategory,meterName,quantity,unitOfMeasure,costInBillingCurrency,costInUsd,billingCurrency,chargeType,resourceGroupName,invoiceSectionName,costCenter,tags\n"

struct AzureActualCostTests {
  @Test func `reads meters, tokens and whom they belong to`() throws {
    let result = try reading(AzureActualCost.self, Sample.azure)
    try #require(result.problems.isEmpty && result.rows.count == 3)
    let first = result.rows[0]
    #expect(first.time == RowTime.days(try day("2026-10-26"), try day("2026-10-26")))
    #expect(first.scope == "|NL-Marketing|2026-10" && first.line == 2)
    #expect(first.cost == .euro(nanos: 1_426_000_000) && first.billed == first.cost)
    #expect(first.tokens == TokenUsage(inputUncached: 1_240_000))
    #expect(first.dimension.provider == "azure" && first.dimension.model == "gpt-5")
    #expect(first.dimension.team == "NL-Marketing" && first.dimension.project == "rg-campagne")
    #expect(first.dimension.keyAlias == "nl-openai" && first.dimension.tags == "team:campagne")
    #expect(first.dimension.operation == "gpt 5 Inp Data Zone Tokens")
    let second = result.rows[1]
    #expect(second.time == .days(try day("2026-09-02"), try day("2026-09-02")))
    #expect(second.tokens == TokenUsage(inputCacheRead: 500_000) && second.dimension.serviceTier == "batch")
    #expect(second.dimension.model == "gpt-4o-0806")
    #expect(result.rows[2].charge == .credit && result.rows[2].tokens.total == 0)
    #expect(!"\(result)".contains("fleur"))
  }

  // By hand: 1.426 + 0.046 − 0.115; the machine's 3.25 is not AI.
  @Test func `control totals hold, and the rest of the bill is counted`() throws {
    let result = try reading(AzureActualCost.self, Sample.azure)
    #expect(result.rows.reduce(0) { $0 + ($1.cost?.nanos ?? 0) } == 1_357_000_000)
    #expect(result.warningCodes == ["not-ai-rows"] && result.summary.warnings.first?.found == "3.25 EUR")
    #expect(result.summary.scopes == ["|NL-Marketing|2026-10", "|NL-Marketing|2026-09"])
    let reach = [try day("2026-09-01")...day("2026-09-02"), try day("2026-10-01")...day("2026-10-27")]
    #expect(result.summary.coverage.map(\.days) == reach)
  }

  @Test func `reads the names of the newer contract, in any case`() throws {
    let text =
      other
      + "B-1,S-1,2026-11-01,10/01/2026,Azure OpenAI,gpt 5 Outp glbl 1M Tokens,2,1M,20,21,EUR,Purchase,RG,Merk,100,\"{\"\"env\"\":\"\"prod\"\"}\"\n"
      + "B-1,S-1,11/01/2026,10/01/2026,Azure OpenAI,gpt 5 Outp glbl 1M Tokens,2,1M,4,5,EUR,Tax,RG,,,\n"
      + "B-1,S-1,11/01/2026,10/01/2026,Azure OpenAI,Rond,1,1,0.001,0.001,EUR,RoundingAdjustment,RG,,,\n"
      + "B-1,S-1,11/01/2026,10/01/2026,Azure OpenAI,Nieuw,1,1,0,0,EUR,Onbekend,RG,,,\n"
    for text in [text, text.replacing("meterCategory", with: "METERCATEGORY")] {
      let result = try reading(AzureActualCost.self, text)
      #expect(result.problems.isEmpty)
      #expect(result.rows.map(\.charge) == [.subscription, .tax, .correction, .usage])
      #expect(result.rows.map(\.priceStatus) == [.priced, .priced, .priced, .free])
      #expect(result.rows[0].dimension.tags == "CostCenter:100,InvoiceSection:Merk,env:prod")
      #expect(result.rows[0].dimension.account == "B-1" && result.rows[0].scope == "B-1|S-1|2026-10")
      #expect(result.rows.allSatisfy { $0.tokens.total == 0 })
      #expect(result.warningCodes == ["unknown-kind"] && result.summary.warnings.first?.found == "Onbekend")
    }
  }

  @Test(arguments: [
    ("26-10-2026", "not-a-date"), ("13/26/2026", "not-a-date"), ("10/26/26", "not-a-date"), ("", "missing-value"),
    ("2026-10-26 x", "not-a-date"), ("//", "not-a-date"),
  ])
  func `refuses a date that is none`(_ date: String, _ code: String) throws {
    let result = try reading(AzureActualCost.self, Sample.azure.replacing("9/2/2026", with: date))
    #expect(result.codes == [code] && result.problems.first?.place?.line == 3 && result.rows.count == 2)
  }

  @Test func `refuses a quantity that is none, and a file without a currency`() throws {
    let quantity = try reading(AzureActualCost.self, Sample.azure.replacing(",1240,", with: ",\"1,240\","))
    #expect(quantity.codes == ["not-a-count"])
    let currency = try reading(AzureActualCost.self, Sample.azure.replacing("BillingCurrency", with: "Currency"))
    #expect(currency.codes == ["missing-column"] && currency.rows.isEmpty)
  }

  @Test func `braces are missing around tags, and bad tags do not cost the row`() throws {
    let result = try reading(AzureActualCost.self, Sample.azure.replacing("\"\"team\"\": ", with: "\"\"team\"\" "))
    #expect(result.rows.count == 3 && result.rows[0].dimension.tags.isEmpty)
    #expect(result.warningCodes == ["bad-json", "not-ai-rows"])
  }
}
