import ReportCore
import Testing

@testable import CostExports

private let short =
  "BilledCost,EffectiveCost,BillingCurrency,BillingAccountId,BillingPeriodStart,BillingPeriodEnd,ChargePeriodStart,ChargePeriodEnd,ChargeCategory,ChargeClass,ChargeFrequency,ProviderName\n"
private let october = "2026-10-01T00:00:00Z,2026-11-01T00:00:00Z"

private func day(_ text: String) throws -> CalendarDay { try #require(CalendarDay(text)) }

struct FocusExportTests {
  @Test func `reads costs, tokens, models and tags, and leaves people out`() throws {
    let result = try reading(FocusExport.self, Sample.focus)
    try #require(result.problems.isEmpty && result.rows.count == 3)
    let first = result.rows[0]
    #expect(first.scope == "Wolk|Wolk Ierland|BA-1|2026-10-01" && first.line == 2 && first.id == nil)
    #expect(first.time == RowTime.days(try day("2026-10-26"), try day("2026-10-26")))
    #expect(first.cost?.currency == .euro && first.tokens == TokenUsage(inputUncached: 1_240_000))
    #expect(first.dimension.provider == "Wolk" && first.dimension.account == "BA-1")
    #expect(first.dimension.team == "Campagneteam" && first.dimension.model == "m-groot")
    #expect(first.dimension.operation == "Input Tokens" && first.dimension.source == "focus")
    #expect(first.dimension.tags == "kosten;plaats:a;b,team:campagne")
    // An hour is a moment; 12.4 blocks of a thousand; the meter's name says what the details do not.
    let seven = try #require(Instant("2026-10-26T07:00:00Z"))
    #expect(result.rows[1].time == .moment(seven))
    #expect(result.rows[1].tokens == TokenUsage(inputCacheRead: 12_400))
    #expect(result.rows[1].dimension.team == "sub-1" && result.rows[1].dimension.model.isEmpty)
    #expect(result.rows[2].charge == .correction && result.rows[2].tokens == TokenUsage(output: -248_000))
    #expect(result.rows[2].dimension.model == "m")
    #expect(!"\(result)".contains("fleur"))
  }

  // Added up by hand: 2.79 + 0.0035 in October's delivery, -0.558 in November's; 12.50 is a server.
  @Test func `control totals hold, and what is not AI is said once with its sum`() throws {
    let result = try reading(FocusExport.self, Sample.focus)
    #expect(result.rows.reduce(0) { $0 + ($1.cost?.nanos ?? 0) } == 2_235_500_000)
    #expect(result.warningCodes == ["not-ai-rows"])
    #expect(result.summary.warnings.first?.found == "12.50 EUR")
    #expect(result.summary.warnings.first?.summary == "a row is not about AI and is left out")
  }

  @Test func `speaks from the period's start to the last day of use, corrections aside`() throws {
    let summary = try reading(FocusExport.self, Sample.focus).summary
    #expect(
      summary.scopes == ["Wolk|Wolk Ierland|BA-1|2026-10-01", "Wolk|Wolk Ierland|BA-1|2026-11-01"])
    // The server was used on the 27th, so the bill reaches that day.
    let days = try day("2026-10-01")...day("2026-10-27")
    #expect(
      summary.coverage == [
        ExportCoverage(provider: "Wolk", account: "BA-1", rank: .bill, replacesLowerRanks: true, days: days)
      ])
  }

  @Test(arguments: [
    ("1,1", "Usage", "", "Usage-Based", ChargeKind.usage), ("-1,-1", "Usage", "", "", .usage),
    ("1,1", "Usage", "Correction", "", .correction), ("1,1", "Tax", "", "", .tax),
    ("1,1", "Tax", "Correction", "", .tax),
    ("-1,-1", "Credit", "", "One-Time", .credit), ("1,1", "Adjustment", "", "", .correction),
    ("9,9", "Purchase", "", "Recurring", .subscription), ("9,9", "Purchase", "", "One-Time", .subscription),
    ("9,0", "Purchase", "", "One-Time", .purchase), ("-9,0", "Purchase", "Correction", "One-Time", .purchase),
  ])
  func `a category, class and amount make a kind of charge`(
    _ amounts: String, _ category: String, _ type: String, _ frequency: String, _ kind: ChargeKind
  ) throws {
    let row = "\(amounts),USD,a,\(october),\(october),\(category),\(type),\(frequency),Wolk\n"
    let rows = try reading(FocusExport.self, short + row).rows
    #expect(rows.map(\.charge) == [kind])
    #expect(rows.map(\.priceStatus) == [.priced])
  }

  // A prepayment of 200,000 and a draw of 490 from it, priced in a virtual currency: spend is the draw.
  @Test func `a prepayment costs nothing when it is bought and what is drawn when it is used`() throws {
    let text =
      short + "200000.00,0.00,USD,a,\(october),2026-10-01T00:00:00Z,2027-10-01T00:00:00Z,Purchase,,One-Time,Wolk\n"
      + "0.00,490.00,USD,a,\(october),2026-10-02T00:00:00Z,2026-10-03T00:00:00Z,Usage,,Usage-Based,Wolk\n"
    let result = try reading(FocusExport.self, text)
    #expect(result.rows.map(\.cost?.nanos) == [0, 490_000_000_000])
    #expect(result.rows.map(\.billed?.nanos) == [200_000_000_000_000, 0])
    #expect(result.rows[0].time == .days(try day("2026-10-01"), try day("2027-09-30")))
    // The year of the prepayment is no use: the bill reaches the 2nd.
    #expect(result.summary.coverage.map(\.days) == [try day("2026-10-01")...day("2026-10-02")])
  }

  // Ledger style: the old row negated, then two new ones; -1500 + 1200 + 300 is nothing.
  @Test func `corrections of a closed period sum to what they move`() throws {
    let rows = ["-1500,-1500", "1200,1200", "300,300"].map {
      "\($0),USD,a,2026-11-01T00:00:00Z,2026-12-01T00:00:00Z,2026-10-01T00:00:00Z,2026-10-01T01:00:00Z,Usage,Correction,,Wolk\n"
    }
    let result = try reading(FocusExport.self, short + rows.joined())
    #expect(result.rows.map(\.charge) == [.correction, .correction, .correction])
    #expect(result.rows.reduce(0) { $0 + ($1.cost?.nanos ?? 0) } == 0)
    #expect(result.summary.scopes == ["Wolk||a|2026-11-01"] && result.summary.coverage.isEmpty)
  }

  @Test(arguments: [
    ("Microsoft", "Azure OpenAI", "azure"), ("AWS", "Amazon Bedrock", "bedrock"),
    ("Amazon Web Services, Inc.", "x", "bedrock"), ("Google Cloud", "Vertex AI", "vertex_ai"),
    ("Google Cloud", "Gemini API", "gemini"), ("Oracle", "Generative AI", "Oracle"), ("Awsome", "x", "Awsome"),
  ])
  func `a cloud gets the name by which a gateway knows it`(_ vendor: String, _ service: String, _ name: String) {
    #expect(CloudNames.provider(vendor, service: service) == name)
  }

  @Test func `the provider is the first of three columns that says something`() throws {
    let text = Sample.focus.replacing("PrincipalId,ProviderName", with: "PrincipalId,PublisherName")
    #expect(try reading(FocusExport.self, text).rows.map(\.dimension.provider) == ["Wolk", "Wolk", "Wolk"])
    let none = try reading(FocusExport.self, Sample.focus.replacing(",ProviderName", with: ",x_Provider"))
    #expect(none.codes == ["missing-column"])
    #expect(none.problems.first?.expected == "ServiceProviderName, or ProviderName, or PublisherName")
  }

  @Test func `NULL and times without T and Z are tolerated and said once`() throws {
    let text =
      short + "1,1,USD,NULL,2026-10-01 00:00:00,NULL,2026-10-05 22:00:00,2026-10-05 23:00:00,Usage,(null),,AWS\n"
    let result = try reading(FocusExport.self, text + text.split(separator: "\n")[1])
    #expect(result.problems.isEmpty && result.rows.count == 2)
    #expect(result.warningCodes == ["focus-lenient"])
    #expect(
      result.summary.warnings.first?.found?.hasPrefix("NULL or (null) for nothing, first on line 2; times") == true)
    #expect(result.rows.map(\.charge) == [.usage, .usage] && result.rows[0].dimension.account.isEmpty)
  }

  @Test(arguments: [
    ("5/1/25,\(october)", "ambiguous-date", "BillingPeriodStart"),
    ("2026-10-01T00:00:00Z,10/1/26,\(october)", "ambiguous-date", "BillingPeriodEnd"),
    ("\(october),2026-10-5T00:00:00Z", "not-a-moment", "ChargePeriodStart"),
    ("\(october),", "missing-value", "ChargePeriodStart"),
    ("\(october),2026-10-05T00:00:00Z,2026-10-04T00:00:00Z", "bad-period", "ChargePeriodEnd"),
    ("\(october),2026-10-05T00:00:00Z,2046-10-04T00:00:00Z", "bad-period", "ChargePeriodEnd"),
    ("2026-10-01T00:00:00Z,2028-10-01T00:00:00Z,\(october)", "bad-period", "BillingPeriodEnd"),
  ])
  func `refuses times that cannot be told`(_ times: String, _ code: String, _ field: String) throws {
    let given = times.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    let usual = "\(october),\(october)".split(separator: ",").map(String.init)
    let filled = given + usual.dropFirst(given.count)
    let text = short + "1,1,USD,a,\(filled.joined(separator: ",")),Usage,,,Wolk\n"
    let result = try reading(FocusExport.self, text)
    #expect(result.rows.isEmpty && result.codes == [code])
    #expect(result.problems.first?.place?.field == field)
  }

  @Test(arguments: [
    (",1,USD", "missing-value"), ("1,\"$10,100.00 \",USD", "not-a-number"), ("1,1,Token", "not-a-currency"),
    ("1,1,", "missing-value"), ("1,99999999999,USD", "amount-too-large"),
  ])
  func `refuses amounts that are none`(_ cells: String, _ code: String) throws {
    let result = try reading(FocusExport.self, short + "\(cells),a,\(october),\(october),Usage,,,Wolk\n")
    #expect(result.rows.isEmpty && result.codes == [code])
  }

  @Test func `a kind of charge that the standard does not know is refused`() throws {
    let result = try reading(FocusExport.self, short + "1,1,USD,a,\(october),\(october),Fee,,,Wolk\n")
    #expect(result.codes == ["unknown-kind"] && result.problems.first?.found == "Fee")
  }

  @Test func `parts joined end to end are one delivery, and equal lines are two charges`() throws {
    let row = "1,1,USD,a,\(october),\(october),Usage,,,Wolk\n"
    let result = try reading(FocusExport.self, short + row + row + short + row)
    #expect(result.problems.isEmpty && result.rows.count == 3)
  }

  @Test func `a list cost that does not add up is counted, a correction's is not`() throws {
    let off = Sample.focus.replacing("2.79,2.25,Credits,1.24", with: "2.79,2.25,Credits,2.24")
    let warnings = try reading(FocusExport.self, off).summary.warnings
    #expect(warnings.map(\.code) == ["focus-list-cost", "not-ai-rows"])
    #expect(warnings.first?.summary.hasSuffix("in 1 rows") == true && warnings.first?.place?.line == 2)
  }

  @Test func `tags that are no JSON cost attribution, not the row`() throws {
    let text = Sample.focus.replacing("\"{\"\"team\"\"", with: "\"{team")
    let result = try reading(FocusExport.self, text)
    #expect(result.rows.count == 3 && result.rows[0].dimension.tags.isEmpty)
    #expect(result.warningCodes.contains("bad-json"))
  }

  @Test func `a file with a header alone has no data`() throws {
    #expect(try reading(FocusExport.self, short).warningCodes == ["no-data"])
  }

  @Test func `Bedrock models sold through a marketplace are AI`() throws {
    let text = Sample.focus.replacing("Compute,Servers", with: "Other,Claude (Amazon Bedrock Edition)")
    #expect(try reading(FocusExport.self, text).rows.count == 4)
  }
}

struct LiteLLMFocusExportTests {
  @Test func `reads days of keys: calls, no tokens, nobody's address`() throws {
    let result = try reading(LiteLLMFocusExport.self, Sample.liteLLMFocus)
    try #require(result.problems.isEmpty && result.rows.count == 2)
    let first = result.rows[0]
    #expect(first.calls == 91 && first.tokens.total == 0 && first.cost?.nanos == 250_125_000)
    #expect(first.dimension.keyAlias == "content-prod" && first.dimension.team == "Contentteam")
    #expect(first.dimension.model == "claude-sonnet-4-5" && first.dimension.provider == "anthropic")
    #expect(first.dimension.tags.isEmpty && first.dimension.account.isEmpty && first.dimension.route == "gateway")
    #expect(first.time == RowTime.days(try day("2026-10-26"), try day("2026-10-26")))
    #expect(!"\(result)".contains("fleur") && !"\(result)".contains("eaa5196090e1e0f3"))
    #expect(result.summary.warnings.isEmpty)
  }

  @Test func `requests that cost nothing are unpriced, not free`() throws {
    let row = try reading(LiteLLMFocusExport.self, Sample.liteLLMFocus).rows[1]
    #expect(row.priceStatus == .unpriced && row.cost == nil && row.billed == nil && row.calls == 7)
    #expect(row.dimension.keyAlias == "key-eaa51960" && row.dimension.team == "t-1")
  }

  @Test func `a row replaces the same day, key, team, model and provider`() throws {
    let summary = try reading(LiteLLMFocusExport.self, Sample.liteLLMFocus).summary
    let later = try reading(LiteLLMFocusExport.self, Sample.liteLLMFocus.replacing("0.250125", with: "0.5")).summary
    #expect(summary.scopes == later.scopes && summary.scopes.count == 2)
    let other = Sample.liteLLMFocus.replacing("eaa5196090e1", with: "fba5196090e1")
    #expect(try reading(LiteLLMFocusExport.self, other).summary.scopes.isDisjoint(with: summary.scopes))
    #expect(summary.coverage.map(\.replacesLowerRanks) == [false, false])
    #expect(summary.coverage.map(\.rank) == [.gateway, .gateway])
  }

  @Test func `is told from a cloud's export by its first row`() throws {
    func name(_ text: String) throws -> String {
      try CostExportFormats.recognise(FileHead(Array(text.utf8)), file: "a").name
    }
    #expect(try name(Sample.liteLLMFocus) == "litellm-focus")
    let untyped = Sample.liteLLMFocus.replacing(",API Key,", with: ",,")
    #expect(try name(untyped) == "litellm-focus")
    #expect(try name(untyped.replacing("custom_llm_provider", with: "soort")) == "focus")
    #expect(try name(Sample.focus) == "focus")
  }
}
