import CostExports
import ReportCore
import Testing

struct GoogleBillingExportTests {
  @Test func `reads use, and credits as rows of their own`() throws {
    let result = try reading(GoogleBillingExport.self, Sample.google)
    try #require(result.problems.isEmpty && result.rows.count == 5)
    let first = result.rows[0]
    let seven = try #require(Instant("2026-10-26T07:00:00Z"))
    #expect(first.scope == "01NL|2026-10" && first.time == .moment(seven))
    #expect(first.dimension.provider == "vertex_ai" && first.dimension.model == "gemini-2.5-pro")
    #expect(first.dimension.project == "nl-campagne" && first.dimension.tags == "team:campagne")
    #expect(first.tokens == TokenUsage(inputUncached: 1_240_000))
    // A day from seven to seven lies in two UTC days; pictures are not known to be tokens.
    let day = try #require(CalendarDay("2026-10-26"))
    #expect(result.rows[1].time == .days(day, day.advanced(by: 1)) && result.rows[1].tokens.total == 0)
    #expect(result.rows[1].dimension.provider == "gemini")
    #expect(result.rows.map(\.line) == [1, 2, 2, 2, 3])
    #expect(result.rows.map(\.charge) == [.usage, .usage, .credit, .credit, .correction])
    #expect(result.rows[2].dimension.operation == "Tegoed" && result.rows[3].dimension.operation == "DISCOUNT")
    #expect(result.warningCodes == ["unknown-column"])
  }

  // By hand: 1.38539 + 0.858048 − 0.5 − 0.25 − 0.002.
  @Test func `net is cost with credits, and the invoice's rounding belongs to an invoice of AI alone`() throws {
    let result = try reading(GoogleBillingExport.self, Sample.google)
    #expect(result.rows.reduce(0) { $0 + ($1.cost?.nanos ?? 0) } == 1_491_438_000)
    #expect(result.rows[4].dimension.provider == "gemini" && result.summary.rows == 5)
  }

  @Test func `an invoice with other services keeps its rounding and its tax`() throws {
    let line = String(Sample.google.split(separator: "\n")[0])
      .replacing("Vertex AI", with: "Cloud Storage").replacing("1.38539", with: "10")
    let result = try reading(GoogleBillingExport.self, Sample.google + line)
    #expect(result.rows.map(\.charge) == [.usage, .usage, .credit, .credit] && result.summary.rows == 4)
    // 10 of storage and −0.002 of rounding.
    #expect(result.summary.warnings.last?.found == "9.998 EUR")
    #expect(result.summary.warnings.last?.summary == "2 rows are not about AI and are left out")
    // Each provider is covered from the month's first day to the last use of any service.
    #expect(result.summary.coverage.map(\.provider) == ["gemini", "vertex_ai"])
    let first = try #require(CalendarDay("2026-10-01"))
    let reach = first...first.advanced(by: 26)
    #expect(result.summary.coverage.map(\.days) == [reach, reach])
  }

  @Test func `a credit of tax is tax`() throws {
    let text = Sample.google.replacing("\"PROMOTION\"}", with: "\"TAX\"}")
      .replacing("\"DISCOUNT\"}],\"cost_type\":\"regular\"", with: "\"X\"}],\"cost_type\":\"tax\"")
    #expect(try reading(GoogleBillingExport.self, text).rows.map(\.charge) == [.usage, .tax, .tax, .tax, .correction])
  }

  @Test(arguments: [
    ("\"cost\":1.38539", "\"cost\":\"1,38\"", "not-a-number"), ("\"202610\"", "\"2026-10\"", "not-a-month"),
    ("\"202610\"", "\"202613\"", "not-a-month"), ("\"202610\"", "null", "missing-value"),
    ("\"2026-10-26 07:00:00 UTC\"", "\"26-10-2026\"", "not-a-moment"),
    ("\"2026-10-26 08:00:00 UTC\"", "\"2026-10-25 08:00:00 UTC\"", "bad-period"),
    ("\"currency\":\"EUR\"", "\"currency\":\"credits\"", "not-a-currency"),
    ("\"cost_type\":\"regular\"", "\"cost_type\":\"x\"", "unknown-kind"),
    ("\"billing_account_id\":\"01NL\"", "\"billing_account_id\":null", "missing-value"),
    ("\"credits\":[]", "\"credits\":[{\"amount\":\"x\"}]", "not-a-number"),
    ("\"credits\":[]", "\"credits\":[1]", "bad-json"), ("\"labels\":[", "\"labels\":[[", "bad-json"),
  ])
  func `refuses a wrong value with its line`(_ right: String, _ wrong: String, _ code: String) throws {
    let lines = Sample.google.split(separator: "\n")
    let text = [String(lines[0]).replacing(right, with: wrong), String(lines[1])].joined(separator: "\n")
    let result = try reading(GoogleBillingExport.self, text)
    #expect(result.codes == [code] && result.problems.first?.place?.line == 1)
    #expect(result.rows.map(\.line) == [2, 2, 2])
  }
}
