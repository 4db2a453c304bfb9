import ReportCore
import Testing

@testable import CostExports

private func usage(_ pairs: [(StaticString, Int)]) -> LangfuseUsage {
  var usage = LangfuseUsage()
  for (key, count) in pairs {
    usage.add(
      count,
      under: ByteSlice(start: UnsafeMutablePointer(mutating: key.utf8Start), count: key.utf8CodeUnitCount))
  }
  return usage
}

private func counters(_ pairs: [(StaticString, Int)]) -> [Int] {
  let tokens = usage(pairs).tokens
  return [tokens.inputUncached, tokens.inputCacheRead, tokens.inputCacheWrite, tokens.output, tokens.outputReasoning]
}

struct LangfuseTests {
  /// Control totals: one call of 0.01125 US dollars, twice told; one that nobody can price.
  @Test func `the later version of an observation replaces the earlier one`() throws {
    let result = try reading(LangfuseObservations.self, GatewaySample.langfuse)
    #expect(result.problems.isEmpty && result.summary.warnings.isEmpty)
    #expect(result.rows.map(\.id) == ["obs-001", "obs-001", "obs-002"])
    #expect(result.rows.map(\.cost?.nanos) == [11_250_000, 11_250_000, nil])
    #expect(result.rows.map(\.priceStatus) == [.priced, .priced, .unpriced])
    #expect(result.rows[1].dimension.tags == "campagne:herfst,team:content")
    #expect(
      result.rows[1].tokens
        == TokenUsage(inputUncached: 1200, inputCacheRead: 3000, inputCacheWrite: 800, output: 250))
    #expect(result.rows[0].dimension.operation == "blogtekst" && result.rows[0].dimension.project == "prj-nl")
    #expect(result.rows.map(\.dimension.provider) == ["anthropic", "anthropic", ""])
    #expect(result.rows.map(\.endUser) == [0, 0, nil])
    #expect(result.summary.coverage.map(\.provider) == ["", "anthropic"])
    #expect(result.summary.coverage.allSatisfy { $0.rank == .observability && !$0.replacesLowerRanks })
    let lines = GatewaySample.langfuse.split(separator: "\n")
    let turned = try reading(LangfuseObservations.self, [lines[1], lines[0], lines[2]].joined(separator: "\n"))
    #expect(turned.rows.map(\.line) == [1, 3] && turned.rows[0].dimension.tags == "campagne:herfst,team:content")
  }

  @Test func `arrays, pages and names in camel case give the same rows`() throws {
    let lines = GatewaySample.langfuse.split(separator: "\n")
    let array = "[\(lines.joined(separator: ","))]"
    let page = "{\"data\":\(array),\"meta\":{\"cursor\":null}}"
    let camel = ["start_time", "provided_model_name", "usage_details", "total_cost", "updated_at", "project_id"]
      .reduce(page) { text, name in
        let words = name.split(separator: "_")
        return text.replacing(
          "\"\(name)\"", with: "\"\(words[0])\(words.dropFirst().map(\.capitalizedFirst).joined())\"")
      }
    for text in [array, page, camel] {
      #expect(
        try CostExportFormats.recognise(FileHead(Array(text.utf8)), file: "x").name == "langfuse-observations")
      let result = try reading(LangfuseObservations.self, text)
      #expect(result.problems.isEmpty && result.rows.map(\.cost?.nanos) == [11_250_000, 11_250_000, nil])
      #expect(result.rows[1].dimension.project == "prj-nl" && result.rows[1].tokens.inputCacheRead == 3000)
    }
  }

  /// Control: 0.00002 from the cost details; of 5,000 input tokens 3,000 were cached, because 5,000 + 900 is the total.
  @Test func `the table has calls only, and counts what overlaps once`() throws {
    let result = try reading(LangfuseObservations.self, GatewaySample.langfuseTable)
    #expect(result.problems.isEmpty && result.warningCodes == ["observation-left-out"])
    #expect(result.rows.map(\.cost?.nanos) == [20_000, 10_000_000] && result.rows.map(\.errors) == [0, 1])
    #expect(
      result.rows[1].tokens
        == TokenUsage(inputUncached: 2000, inputCacheRead: 3000, output: 900, outputReasoning: 200))
    #expect(result.rows.map(\.dimension.provider) == ["openai", "openai"])
    #expect(result.rows.map(\.dimension.model) == ["text-embedding-3-small", "gpt-5"])
  }

  @Test func `the total tells which counters overlap`() {
    let all: [(StaticString, Int)] = [
      ("input", 100), ("input_cached_tokens", 60), ("output", 50), ("output_reasoning_tokens", 20),
    ]
    #expect(counters(all) == [100, 60, 0, 70, 20])
    #expect(counters(all + [("total", 230)]) == [100, 60, 0, 70, 20])
    #expect(counters(all + [("total", 150)]) == [40, 60, 0, 50, 20])
    #expect(counters(all + [("total", 210)]) == [100, 60, 0, 50, 20])
    #expect(counters(all + [("total", 170)]) == [40, 60, 0, 70, 20])
    #expect(counters(all + [("total", 999)]) == [100, 60, 0, 70, 20])
    #expect(!usage(all + [("total", 999)]).addsUp && usage(all + [("total", 150)]).addsUp)
  }

  @Test func `the parts of what was written to the cache do not count beside the whole`() {
    let whole: [(StaticString, Int)] = [("input", 10), ("output", 1), ("input_cache_creation", 30)]
    let parts: [(StaticString, Int)] = [("input_cache_creation_5m", 10), ("input_cache_creation_1h", 20)]
    #expect(counters(whole + parts)[2] == 30 && counters(Array(whole[..<2]) + parts)[2] == 30)
    #expect(usage(whole + parts).meters[.cacheWriteOneHour] == 20)
    #expect(counters([("input", 5), ("input_audio_tokens", 7), ("output_audio", 3)]) == [12, 0, 0, 3, 0])
    #expect(usage([("input_audio_tokens", 7), ("output_audio", 3)]).meters[.audioInput] == 7)
  }

  @Test(arguments: [
    ("\"id\":\"obs-002\"", "\"id\":\"\"", "missing-value"),
    (
      "\"type\":\"GENERATION\",\"start_time\":\"2026-10-26 08:16:00.000000\"",
      "\"start_time\":\"2026-10-26 08:16:00.000000\"", "missing-value"
    ),
    ("\"2026-10-26 08:16:00.000000\",\"end", "\"gisteren\",\"end", "not-a-moment"),
    ("\"total_cost\":null", "\"total_cost\":\"veel\"", "not-a-number"),
    ("\"usage_details\":{},", "\"usage_details\":{\"input\":-1},", "not-a-count"),
    ("\"usage_details\":{},", "\"usage_details\":[1],", "bad-json"), ("\"tags\":[],", "\"tags\":[{]", "bad-json"),
    ("\"total_cost\":null", "\"total_cost\":null,\"total_cost\":1", "bad-json"),
  ])
  func `refuses values that are none`(_ good: String, _ bad: String, _ code: String) throws {
    try #require(GatewaySample.langfuse.contains(good))
    let result = try reading(LangfuseObservations.self, GatewaySample.langfuse.replacing(good, with: bad))
    #expect(result.codes == [code])
  }
}

extension Substring {
  fileprivate var capitalizedFirst: String { prefix(1).uppercased() + dropFirst() }
}
