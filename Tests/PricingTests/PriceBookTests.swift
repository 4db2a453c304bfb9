import CostExports
import Pricing
import ReportCore
import Testing

struct PriceBookTests {
  @Test func `models without a price are not in the book, nor is the sample`() throws {
    let models = try PriceFixtures.book().prices.map(\.model)
    #expect(models.contains("gpt-r") && models.contains("example/free"))
    #expect(!models.contains("no-price") && !models.contains("sample_spec"))
    #expect(models == models.sorted())
  }

  @Test func `the dearest token of a provider counts every tier, region and hour`() throws {
    let dearest = Dictionary(
      uniqueKeysWithValues: try PriceFixtures.book().dearest.map { ($0.provider, $0.price) })
    // m-large: output above 200k; gpt-r: spoken output × the EU's multiplier; claude: output × the fast mode.
    for (provider, price) in [
      ("example", "0.0000225"), ("openai", "0.000088"), ("anthropic", "0.00003"), ("deepseek", "0.0000012"),
    ] {
      #expect(dearest[provider] == ExactDecimal(price), "\(provider)")
    }
    // Pages are no tokens.
    #expect(dearest["mistral"] == nil)
  }

  @Test(arguments: [
    ("litellm-2026-11-01.json", "2026-11-01"), ("2026-02-28.json", "2026-02-28"),
    ("a-2026-11-01.json.gz", "2026-11-01"),
    ("litellm.json", nil), ("litellm-2026-11-31.json", nil), ("litellm-2026-11-01.yml", nil),
    ("litellm-12026-11-01.json", nil), ("model_prices_and_context_window.json", nil),
  ])
  func `a snapshot's day is told by its file name`(_ name: String, _ day: String?) {
    #expect(PriceBook.day(ofFile: name)?.description == day)
  }

  @Test(arguments: [
    ("{\"m\": {\"litellm_provider\": \"p\", \"input_cost_per_token\": -1e-06}}", ["bad-price"]),
    ("{\"m\": {\"litellm_provider\": \"p\", \"input_cost_per_token\": \"cheap\"}}", ["bad-price"]),
    ("{\"m\": {\"input_cost_per_token\": 1e-06}, \"m\": {\"input_cost_per_token\": 2e-06}}", ["duplicate-model"]),
    ("{\"m\": {\"input_cost_per_token\": 1e-06}", ["bad-json"]), ("[]", ["bad-json"]), ("", ["bad-json"]),
    ("{}", ["no-prices"]), ("{\"m\": {\"litellm_provider\": \"p\"}}", ["no-prices"]),
    ("{\"m\": {\"input_cost_per_token\": 1e-999}}", ["bad-price"]),
  ])
  func `a book that cannot be right is refused`(_ json: String, _ codes: [String]) throws {
    var problems = ProblemLog(file: "prices/book.json")
    _ = try PriceBook(
      MemorySource(json), file: "prices/book.json", day: CalendarDay(number: 20_000), number: 1, problems: &problems)
    #expect(problems.diagnostics.map(\.code) == codes)
  }

  @Test func `cut off anywhere, a book is refused and never crashes`() throws {
    let bytes = Array(PriceFixtures.json.utf8)
    for length in stride(from: 0, to: bytes.count, by: 7) {
      var problems = ProblemLog(file: "b")
      _ = try PriceBook(
        MemorySource(Array(bytes[..<length]), chunk: 11), file: "b", day: CalendarDay(number: 20_000), number: 1,
        problems: &problems)
      #expect(!problems.isEmpty, "\(length)")
    }
  }

  @Test func `prices keep every digit and may stand in quotes`() throws {
    let json = """
      {"m": {"litellm_provider": "p", "input_cost_per_token": 5.0000000000000004e-08, "output_cost_per_token": "3e-7"}}
      """
    let terms = try #require(try PriceFixtures.book(json).prices.first?.terms)
    #expect(terms[.input, .standard(tier: "")] == ExactDecimal("0.000000050000000000000004"))
    #expect(terms[.output, .standard(tier: "")] == ExactDecimal("0.0000003"))
  }

  @Test func `terms survive being written as text`() throws {
    for price in try PriceFixtures.book().prices {
      let text = price.terms.text
      #expect(PriceTerms(text, currency: .dollar) == price.terms, "\(text)")
    }
    let grok = try #require(try PriceFixtures.book().prices.first { $0.model == "xai/grok" })
    #expect(
      grok.terms.text
        == "- input=0.000003 output=0.000015; >128000 input=0.000006 output=0.00003; inclusive")
    for text in ["input=1", "- cheap=1", "- input=x", ">x input=1", "hours 1-2", "-"] {
      #expect(PriceTerms(text, currency: .dollar) == nil, "\(text)")
    }
  }
}
