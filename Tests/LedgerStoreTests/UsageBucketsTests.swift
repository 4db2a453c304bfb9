import CostExports
import ReportCore
import Testing

@testable import LedgerStore

/// Buckets of use in the ledger: the same hours fetched in another way are the same use.
struct UsageBucketsTests {
  private let days = Fixture.day(20_758)...Fixture.day(20_760)

  /// A page of completions: start, length in seconds and input tokens of each bucket.
  private func page(_ buckets: [(start: Int, length: Int, input: Int)]) -> String {
    let texts = buckets.map { bucket in
      "{\"object\":\"bucket\",\"start_time\":\(bucket.start),\"end_time\":\(bucket.start + bucket.length),\"results\":["
        + "{\"object\":\"organization.usage.completions.result\",\"input_tokens\":\(bucket.input),\"output_tokens\":0,"
        + "\"num_model_requests\":1,\"model\":\"gpt-5\"}]}"
    }
    return "{\"object\":\"page\",\"data\":[\(texts.joined(separator: ","))],\"has_more\":false}"
  }

  private func tokens(_ ledger: Ledger) throws -> Int {
    try ledger.view(days: days).cells.reduce(0) { $0 + $1.tokens.total }
  }

  /// 1793491200 is 2026-11-01T00:00:00Z, day 20758.
  @Test func `a day replaces its hours, its hours replace the day, a last hour replaces that hour`() throws {
    let site = try TemporarySite()
    let hours = (0..<24).map { (start: 1_793_491_200 + $0 * 3600, length: 3600, input: 10) }
    let steps: [(text: String, tokens: Int)] = [
      (page(Array(hours[..<12])), 120), (page([(1_793_491_200, 86_400, 250)]), 250), (page(hours), 240),
      (page([(1_793_491_200 + 23 * 3600, 3600, 17)]), 247), (page([(1_793_577_600, 86_400, 5)]), 252),
    ]
    for (index, step) in steps.enumerated() {
      let path = try site.write(step.text, "downloads/usage-\(index).json")
      #expect(try tokens(site.importFiles([path]).ledger) == step.tokens)
    }
  }

  @Test func `completions and embeddings of one day stand beside each other`() throws {
    let site = try TemporarySite()
    let completions = page([(1_793_491_200, 86_400, 250)])
    let paths = [
      try site.write(completions, "downloads/a.json"),
      try site.write(completions.replacing(".completions.", with: ".embeddings."), "downloads/b.json"),
    ]
    #expect(try tokens(site.importFiles(paths).ledger) == 500)
  }
}
