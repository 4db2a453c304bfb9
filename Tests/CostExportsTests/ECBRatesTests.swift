import CostExports
import ReportCore
import Testing

private func rates(_ text: String) throws -> (rates: [ECBRate], problems: [Diagnostic], warnings: [Diagnostic]) {
  var problems = ProblemLog(file: "rates.csv")
  var rates: [ECBRate] = []
  let warnings = try ECBRates.read(MemorySource(text), file: "rates.csv", problems: &problems) { rates.append($0) }
  return (rates, problems.diagnostics, warnings)
}

struct ECBRatesTests {
  @Test func `reads the history, gaps and trailing comma included`() throws {
    let result = try rates(Sample.rates)
    #expect(result.problems.isEmpty && result.warnings.isEmpty)
    #expect(
      result.rates.map { "\($0.line) \($0.day) \($0.currency) \($0.rate.mantissa)e-\($0.rate.scale)" } == [
        "2 2026-10-30 USD 11172e-4", "2 2026-10-30 GBP 8338e-4", "2 2026-10-30 ISK 136e-0",
        "3 2026-10-29 USD 1113e-3", "3 2026-10-29 GBP 83578e-5", "3 2026-10-29 ISK 1358e-1",
        "4 2025-12-31 USD 1175e-3", "4 2025-12-31 GBP 8726e-4", "4 2025-12-31 BGN 19558e-4",
      ])
  }

  @Test func `columns and days may come in any order`() throws {
    let result = try rates("GBP,USD,Date\n0.8,1.1,2026-10-29\n0.9,1.2,2026-10-30\n")
    #expect(result.problems.isEmpty)
    #expect(
      result.rates.map { "\($0.day) \($0.currency)" } == [
        "2026-10-29 GBP", "2026-10-29 USD", "2026-10-30 GBP", "2026-10-30 USD",
      ])
  }

  @Test(arguments: [
    ("2026-02-30,1.1,", "not-a-date", "Date"), ("30-10-2026,1.1,", "not-a-date", "Date"),
    (",1.1,", "missing-value", "Date"),
    ("2026-10-30,0,", "not-a-rate", "USD"), ("2026-10-30,-1.1,", "not-a-rate", "USD"),
    ("2026-10-30,,", "not-a-rate", "USD"),
    ("2026-10-30,\"1,1\",", "not-a-rate", "USD"), ("2026-10-30,n/a,", "not-a-rate", "USD"),
    ("2026-10-30,1e30,", "not-a-rate", "USD"),
  ])
  func `refuses impossible dates and rates`(_ row: String, _ code: String, _ field: String) throws {
    let result = try rates("Date,USD,\n" + row + "\n")
    #expect(result.rates.isEmpty)
    #expect(result.problems.map(\.code) == [code])
    #expect(result.problems.first?.place == SourcePlace(file: "rates.csv", line: 2, field: field))
  }

  @Test func `refuses a day that stands twice`() throws {
    let result = try rates("Date,USD\n2026-10-30,1.1\n2026-10-29,1.2\n2026-10-30,1.1\n")
    #expect(result.rates.count == 2)
    #expect(
      result.problems.map(\.description) == [
        """
        rates.csv:4: error: Date: the day stands twice in the file [duplicate-day]
          found:    2026-10-30, also on line 2
          remedy:   Download the file again.
        """
      ])
  }

  @Test func `refuses a currency that stands twice and a column that is none`() throws {
    #expect(try rates("Date,USD,GBP,GBP\n").problems.map(\.code) == ["duplicate-column"])
    #expect(try rates("Date,USD,Dollar\n").problems.map(\.code) == ["not-a-currency"])
  }

  @Test func `a header alone is worth a word`() throws {
    #expect(try rates("Date,USD,\n").warnings.map(\.code) == ["no-data"])
  }
}
