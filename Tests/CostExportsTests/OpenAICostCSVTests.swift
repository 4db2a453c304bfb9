import ReportCore
import Testing

@testable import CostExports

private let header =
  "start_time,end_time,start_time_iso,end_time_iso,amount_value,amount_currency,line_item,project_id,organization_id,organization_name\n"

struct OpenAICostCSVTests {
  @Test func `reads the header of 2026, short rows included`() throws {
    let result = try reading(OpenAICostCSV.self, Sample.openAICost)
    try #require(result.problems.isEmpty && result.rows.count == 2)
    let day = try #require(CalendarDay("2026-10-26"))
    let first = result.rows[0]
    #expect(first.id == nil && first.line == 2 && first.scope == "org-1|2026-10-26")
    #expect(first.time == .days(day, day))
    #expect(first.cost == Money(nanos: 1_050_000_000, currency: .dollar) && first.billed == first.cost)
    #expect(first.charge == .usage && first.priceStatus == .priced && first.calls == 0 && first.tokens.total == 0)
    #expect(first.dimension.provider == "openai" && first.dimension.account == "org-1")
    #expect(first.dimension.project == "proj_campagne" && first.dimension.source == "openai-cost-csv")
    #expect(first.dimension.model == "gpt-5-2025-08-07" && first.dimension.operation == "input")
    #expect(result.rows[1].line == 4)
    #expect(result.rows[1].cost?.nanos == 3_835_980)
    #expect(result.rows[1].dimension.operation == "web search tool calls" && result.rows[1].dimension.model.isEmpty)
    #expect(result.summary.warnings.isEmpty)
  }

  @Test func `a day without cost is covered and its scope replaced`() throws {
    let summary = try reading(OpenAICostCSV.self, Sample.openAICost).summary
    let day = try #require(CalendarDay("2026-10-26"))
    #expect(summary.scopes == ["org-1|2026-10-26", "org-1|2026-10-27", "org-1|2026-10-28"])
    #expect(
      summary.coverage == [
        ExportCoverage(
          provider: "openai", account: "org-1", rank: .bill, replacesLowerRanks: true, days: day...day.advanced(by: 2))
      ])
    #expect(summary.rows == 2)
  }

  @Test func `reads the header of 2025, and days that are not in a row`() throws {
    let text =
      header
      + "1792972800,1793059200,2026-10-26T00:00:00,2026-10-27T00:00:00,1.5,usd,\"gpt-5, cached input\",,org-1,Voorbeeld\n"
      + "1793145600,1793232000,2026-10-28T00:00:00,2026-10-29T00:00:00,2E-3,USD,,,org-1,Voorbeeld"
    let result = try reading(OpenAICostCSV.self, text)
    #expect(result.problems.isEmpty)
    #expect(result.rows.map(\.cost?.nanos) == [1_500_000_000, 2_000_000])
    #expect(result.rows.map(\.dimension.operation) == ["cached input", ""])
    #expect(result.summary.coverage.map(\.days.count) == [1, 1])
  }

  @Test func `control totals hold to the nano-unit`() throws {
    var text = header
    var expected: Int64 = 0
    for index in 0..<500 {
      let start = 1_792_972_800 + index % 30 * 86_400
      text += "\(start),\(start + 86_400),,,0.0000\(index)0000000000000000000,usd,\"m, output\",p,o,n\n"
      let digits = "\(index)".count
      expected += Int64(index) * [1: 10_000, 2: 1000, 3: 100][digits, default: 0]
    }
    let result = try reading(OpenAICostCSV.self, text)
    #expect(result.rows.reduce(0) { $0 + ($1.cost?.nanos ?? 0) } == expected)
    #expect(result.summary.rows == 500 && result.summary.coverage.map(\.days.count) == [30])
  }

  @Test(arguments: [
    ("gpt-5-2025-08-07, input", "gpt-5-2025-08-07", "input"),
    ("gpt-5, cached input", "gpt-5", "cached input"),
    ("ft:gpt-4o, team, output", "ft:gpt-4o, team", "output"),
    ("gpt-image-1, image output", "gpt-image-1", "image output"),
    ("web search tool calls", "", "web search tool calls"),
    ("assistants api, file search", "", "assistants api, file search"),
    ("storage, input files", "", "storage, input files"), ("", "", ""), (", ", "", ", "), ("a,input", "", "a,input"),
  ])
  func `cuts a line item before its last comma when a kind of token follows`(
    _ text: String, _ model: String, _ operation: String
  ) {
    let item = LineItem(text)
    #expect(item.model == model && item.operation == operation)
  }

  @Test func `money back is a credit, nothing is free`() throws {
    let text =
      header + "1792972800,1793059200,,,-1.25,usd,credit,,org-1,\n1792972800,1793059200,,,0,usd,\"a, input\",,org-1,\n"
    let rows = try reading(OpenAICostCSV.self, text).rows
    #expect(rows.map(\.charge) == [.credit, .usage])
    #expect(rows.map(\.priceStatus) == [.priced, .free])
    #expect(rows.map(\.cost?.nanos) == [-1_250_000_000, 0])
  }

  @Test func `an export without costs says so and covers its days`() throws {
    let text = "start_time,end_time,start_time_iso,end_time_iso\n1792972800,1793059200,x,y\n"
    let result = try reading(OpenAICostCSV.self, text)
    #expect(result.problems.isEmpty && result.rows.isEmpty)
    #expect(result.warningCodes == ["no-data"])
    #expect(result.summary.scopes == ["|2026-10-26"])
    #expect(result.summary.coverage.map(\.account) == [""])
  }

  @Test func `two identical lines are two charges`() throws {
    let row = "1792972800,1793059200,,,1,usd,\"a, input\",p,org-1,\n"
    #expect(try reading(OpenAICostCSV.self, header + row + row).rows.count == 2)
  }

  @Test(arguments: [
    ("1792972801,1793059200,,,1,usd,,,,", "not-a-day", "start_time"),
    ("2026-10-26,1793059200,,,1,usd,,,,", "not-a-day", "start_time"),
    ("99999999999999999999,,,,1,usd,,,,", "not-a-day", "start_time"),
    ("0,1792972800,,,1,usd,,,,", "not-a-day", "start_time"),
    (",1793059200,,,1,usd,,,,", "missing-value", "start_time"),
    ("1793059200,1792972800,,,1,usd,,,,", "bad-period", "end_time"),
    ("1792972800,1892937600,,,1,usd,,,,", "bad-period", "end_time"),
    ("1792972800,1793059200,,,\"1,05\",usd,,,,", "not-a-number", "amount_value"),
    ("1792972800,1793059200,,,,usd,\"a, input\",,,", "missing-value", "amount_value"),
    ("1792972800,1793059200,,,1,,\"a, input\",,,", "missing-value", "amount_currency"),
    ("1792972800,1793059200,,,1,credits,,,,", "not-a-currency", "amount_currency"),
    ("1792972800,1793059200,,,99999999999,usd,,,,", "amount-too-large", "amount_value"),
  ])
  func `refuses a wrong value with its line and column`(_ row: String, _ code: String, _ field: String) throws {
    let result = try reading(OpenAICostCSV.self, header + row + "\n", file: "kosten.csv")
    #expect(result.rows.isEmpty)
    #expect(result.codes == [code])
    #expect(result.problems.first?.place == SourcePlace(file: "kosten.csv", line: 2, field: field))
  }

  @Test func `people in the export stay in the export`() throws {
    let text = Sample.openAICost.replacing("Voorbeeld BV,,", with: "Voorbeeld BV,fleur@voorbeeld.example,")
    let result = try reading(OpenAICostCSV.self, text)
    #expect(result.rows.count == 2)
    #expect(!"\(result.rows)".contains("fleur"))
  }

  @Test func `a complaint reads like a compiler's`() throws {
    let text = header + "1792972800,1793059200,,,\"1,05\",usd,,,,\n"
    #expect(
      try reading(OpenAICostCSV.self, text, file: "kosten.csv").problems.map(\.description) == [
        """
        kosten.csv:2: error: amount_value: this is not a number [not-a-number]
          found:    1,05
          expected: a number such as 12.50 or 1.82e-05
          remedy:   Write a decimal point and no thousands separator; a spreadsheet may have changed the file.
        """
      ])
  }
}
