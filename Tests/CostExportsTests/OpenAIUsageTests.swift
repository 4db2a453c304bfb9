import ReportCore
import Testing

@testable import CostExports

/// Tokens of all rows together.
func tokenSum(_ rows: [ExportRow]) -> TokenUsage { rows.reduce(TokenUsage()) { $0 + $1.tokens } }

struct OpenAIActivityCSVTests {
  /// python, over the rows of the sample: uncached 60210+900+5200+77 = 66387, cached 30000+100, output
  /// 7004+500+800+5 = 8309, requests 41+3+12+1 = 57; 66387 + 30100 is the sum of input_tokens, 96487.
  @Test func `completions become disjoint tokens without a price`() throws {
    let result = try reading(OpenAIActivityCSV.self, Sample.openAIActivity)
    #expect(result.problems.isEmpty && result.warningCodes.isEmpty)
    #expect(tokenSum(result.rows) == TokenUsage(inputUncached: 66_387, inputCacheRead: 30_100, output: 8_309))
    #expect(result.rows.map(\.calls) == [41, 3, 12, 1])
    #expect(result.rows.allSatisfy { $0.priceStatus == .unpriced && $0.cost == nil && $0.billed == nil })
    #expect(result.rows.map(\.dimension.serviceTier) == ["", "", "batch", "flex"])
    #expect(result.rows.map(\.dimension.project) == ["proj_a", "proj_b", "proj_b", "proj_a"])
    #expect(result.rows[0].dimension.keyAlias == "key_a" && result.rows[0].dimension.operation == "completions")
    #expect(result.rows[0].meters.isEmpty && result.rows[0].contextTokens == nil)
    #expect(result.rows[1].meters[.audioInput] == 400 && result.rows[1].meters[.audioCacheRead] == 100)
    #expect(result.rows[1].meters[.audioOutput] == 300 && result.rows[1].meters[.imageInput] == 0)
    let day = try #require(CalendarDay("2026-11-01"))
    #expect(result.rows[0].time == .days(day, day) && result.rows[0].scope == "|completions|2026-11-01")
    #expect(!"\(result.rows)".contains("user-9"))
  }

  @Test func `a day without use is covered, and replaces the day and its hours`() throws {
    let summary = try reading(OpenAIActivityCSV.self, Sample.openAIActivity).summary
    let day = try #require(CalendarDay("2026-11-01"))
    #expect(
      summary.coverage == [
        ExportCoverage(
          provider: "openai", account: "", rank: .providerUsage, replacesLowerRanks: true,
          days: day...day.advanced(by: 2))
      ])
    #expect(summary.scopes.count == 75 && summary.scopes.contains("|completions|2026-11-02"))
    #expect(summary.scopes.contains("|completions|2026-11-02T23"))
  }

  @Test(arguments: [
    ("input_tokens,num_model_requests,model", "31,4,text-embedding-3-small", "embeddings", Meter.images, 0, 4),
    ("input_tokens,num_model_requests,model", "31,4,omni-moderation-latest", "moderations", .images, 0, 4),
    ("images,num_model_requests,source,size", "7,6,image.generation,1024x1024", "images", .images, 7, 6),
    ("characters,num_model_requests,model", "1450,2,tts-1", "audio_speeches", .characters, 1450, 2),
    ("seconds,num_model_requests,model", "90.0,2,whisper-1", "audio_transcriptions", .milliseconds, 90_000, 2),
    ("num_sessions,project_id", "5,p", "code_interpreter_sessions", .sessions, 5, 0),
    ("usage_bytes,project_id", "4000000000000,p", "vector_stores", .storedBytes, 4_000_000_000_000, 0),
    ("num_requests,num_model_requests,model", "9,8,gpt-5", "web_searches", .searches, 9, 0),
    ("num_requests,vector_store_id", "9,vs_1", "file_searches", .searches, 9, 0),
  ])
  func `every dashboard has counters of its own`(
    _ columns: String, _ cells: String, _ operation: String, _ meter: Meter, _ quantity: Int, _ calls: Int
  ) throws {
    let text = "start_time,end_time,\(columns)\n1793491200,1793577600,\(cells)\n"
    #expect(try CostExportFormats.recognise(FileHead(Array(text.utf8)), file: "x").name == "openai-activity-csv")
    let result = try reading(OpenAIActivityCSV.self, text)
    let row = try #require(result.rows.first)
    #expect(result.problems.isEmpty && row.dimension.operation == operation && row.calls == calls)
    #expect(row.meters[meter] == quantity && row.priceStatus == .unpriced)
    #expect(result.summary.scopes.contains("|\(operation)|2026-11-01"))
    // Only completions stand for all that a gateway saw.
    #expect(result.summary.coverage.map(\.replacesLowerRanks) == [false])
  }

  @Test func `cache writes that have no column are what is missing from the input`() throws {
    let text =
      "start_time,end_time,num_model_requests,input_tokens,output_tokens,input_cached_tokens,input_uncached_tokens\n"
      + "1793491200,1793577600,1,1000,5,300,600\n1793491200,1793577600,1,1000,5,300,\n"
    let rows = try reading(OpenAIActivityCSV.self, text).rows
    #expect(
      rows.map(\.tokens) == [
        TokenUsage(inputUncached: 600, inputCacheRead: 300, inputCacheWrite: 100, output: 5),
        TokenUsage(inputUncached: 700, inputCacheRead: 300, output: 5),
      ])
  }

  @Test func `parts that do not add up are flagged once, parts beyond the whole refused`() throws {
    let header =
      "start_time,end_time,num_model_requests,input_tokens,output_tokens,input_cached_tokens,input_uncached_tokens\n"
    let odd = "1793491200,1793577600,1,1000,5,600,600\n"
    let flagged = try reading(OpenAIActivityCSV.self, header + odd + odd)
    #expect(flagged.warningCodes == ["tokens-disagree"] && flagged.rows.count == 2)
    let refused = try reading(OpenAIActivityCSV.self, header + "1793491200,1793577600,1,1000,5,1600,\n")
    #expect(refused.codes == ["tokens-disagree"] && refused.rows.isEmpty)
  }

  @Test func `nothing used is free, nothing said is refused`() throws {
    let header = "start_time,end_time,num_model_requests,input_tokens,output_tokens,model\n"
    let zero = try reading(OpenAIActivityCSV.self, header + "1793491200,1793577600,0,0,0,gpt-5\n")
    #expect(zero.rows.map(\.priceStatus) == [.free] && zero.rows.map(\.cost?.nanos) == [0])
    let silent = try reading(OpenAIActivityCSV.self, header + "1793491200,1793577600,3,,,gpt-5\n")
    #expect(silent.codes == ["missing-value", "missing-value"] && silent.rows.isEmpty)
  }

  @Test(arguments: [
    ("2026-11-01,1793577600,1,1,1", "not-a-moment", "start_time"),
    ("1793491200,,1,1,1", "missing-value", "end_time"), ("1793491200,1793491200,1,1,1", "bad-period", "end_time"),
    ("1793491200,1794096000,1,1,1", "bad-period", "end_time"),
    ("1793488000,1793500000,1,1,1", "bad-period", "end_time"),
    ("1793491200,1793577600,-1,1,1", "not-a-count", "num_model_requests"),
    ("1793491200,1793577600,1,1.5,1", "not-a-count", "input_tokens"),
    ("1793491200,1793577600,1,1,x", "not-a-count", "output_tokens"),
  ])
  func `refuses a wrong value with its line and column`(_ row: String, _ code: String, _ field: String) throws {
    let header = "start_time,end_time,num_model_requests,input_tokens,output_tokens\n"
    let result = try reading(OpenAIActivityCSV.self, header + row + "\n", file: "a.csv")
    #expect(result.codes == [code] && result.rows.isEmpty)
    #expect(result.problems.first?.place == SourcePlace(file: "a.csv", line: 2, field: field))
  }

  @Test func `a thousand organisations are a column mistaken for another`() throws {
    var text = "start_time,end_time,num_model_requests,input_tokens,output_tokens,organization_id\n"
    for index in 0..<1000 { text += "1793491200,1793577600,1,1,1,org-\(index)\n" }
    #expect(try reading(OpenAIActivityCSV.self, text).codes == ["too-many-accounts"])
  }
}

struct OpenAIUsageAPITests {
  /// python, json.load of both pages: input 1240000 + 5200 + 31, of it cached 400000 and written 40000; output
  /// 96000 + 800; requests 310 + 2 + 4.
  @Test func `pages of two endpoints in one file, on any number of lines`() throws {
    let result = try reading(OpenAIUsageAPI.self, Sample.openAIUsagePages)
    #expect(result.problems.isEmpty && result.warningCodes.isEmpty && result.rows.map(\.line) == [3, 4, 11])
    #expect(
      tokenSum(result.rows)
        == TokenUsage(inputUncached: 805_231, inputCacheRead: 400_000, inputCacheWrite: 40_000, output: 96_800))
    #expect(result.rows.map(\.calls) == [310, 2, 4])
    #expect(result.rows.map(\.dimension.serviceTier) == ["priority", "batch", ""])
    #expect(result.rows.map(\.dimension.operation) == ["completions", "completions", "embeddings"])
    #expect(result.rows.allSatisfy { $0.dimension.provider == "openai" && $0.priceStatus == .unpriced })
    #expect(result.rows.last?.scope == "|embeddings|2026-11-03")
    // The empty bucket stands on the page of the embeddings.
    #expect(result.summary.scopes.contains("|embeddings|2026-11-02"))
    #expect(!result.summary.scopes.contains("|completions|2026-11-02"))
    #expect(result.summary.coverage.map(\.replacesLowerRanks) == [true, false])
    #expect(!"\(result.rows)".contains("user-9"))
  }

  private func page(_ buckets: String, more: String = "false") -> String {
    "{\"object\":\"page\",\"data\":[\(buckets)],\"has_more\":\(more),\"next_page\":null}"
  }

  private func bucket(_ start: Int, _ length: Int, input: Int = 1, model: String = "m") -> String {
    "{\"object\":\"bucket\",\"start_time\":\(start),\"end_time\":\(start + length),\"results\":["
      + "{\"object\":\"organization.usage.completions.result\",\"input_tokens\":\(input),\"output_tokens\":0,"
      + "\"num_model_requests\":1,\"model\":\"\(model)\"}]}"
  }

  @Test func `an hour is a moment whose scope is the hour; all hours of a day are the day`() throws {
    let hours = (0..<24).map { bucket(1_793_491_200 + $0 * 3600, 3600) }
    let whole = try reading(OpenAIUsageAPI.self, page(hours.joined(separator: ",")))
    #expect(whole.rows[5].time == .moment(Instant(seconds: 1_793_509_200)))
    #expect(whole.rows[5].scope == "|completions|2026-11-01T05")
    #expect(whole.summary.scopes.count == 25 && whole.summary.scopes.contains("|completions|2026-11-01"))
    let part = try reading(OpenAIUsageAPI.self, page(hours[3...4].joined(separator: ",")))
    #expect(part.summary.scopes == ["|completions|2026-11-01T03", "|completions|2026-11-01T04"])
  }

  @Test func `minutes count to their hour, and an hour in part is said`() throws {
    let minutes = (0..<60).map { bucket(1_793_491_200 + $0 * 60, 60) }
    let whole = try reading(OpenAIUsageAPI.self, page(minutes.joined(separator: ",")))
    #expect(whole.warningCodes.isEmpty && whole.summary.scopes == ["|completions|2026-11-01T00"])
    let part = try reading(OpenAIUsageAPI.self, page(minutes[..<59].joined(separator: ",")))
    #expect(part.warningCodes == ["part-of-hour"])
  }

  @Test func `pages in an array are pages, a page that is missing is said`() throws {
    let text = "[\(page(bucket(1_793_491_200, 86_400), more: "true")),\(page(bucket(1_793_577_600, 86_400)))]"
    #expect(try reading(OpenAIUsageAPI.self, text).warningCodes.isEmpty)
    let cut = try reading(OpenAIUsageAPI.self, page(bucket(1_793_491_200, 86_400), more: "true"))
    #expect(cut.warningCodes == ["page-missing"] && cut.rows.count == 1)
  }

  @Test func `pages that say the same twice are refused, pages of other models are not`() throws {
    let first = page(bucket(1_793_491_200, 86_400))
    #expect(
      try reading(OpenAIUsageAPI.self, first + "\n" + page(bucket(1_793_491_200, 86_400, input: 2))).codes
        == ["pages-overlap"])
    let other = try reading(OpenAIUsageAPI.self, first + page(bucket(1_793_491_200, 86_400, model: "n")))
    #expect(other.problems.isEmpty && other.rows.count == 2)
    let same = bucket(1_793_491_200, 86_400)
    #expect(try reading(OpenAIUsageAPI.self, page("\(same),\(same)")).rows.count == 2)
  }

  @Test func `pages without any use say so`() throws {
    for text in [
      page("{\"object\":\"bucket\",\"start_time\":1793491200,\"end_time\":1793577600,\"results\":[]}"), page(""),
    ] {
      #expect(try CostExportFormats.recognise(FileHead(Array(text.utf8)), file: "x").name == "openai-usage-api")
      let result = try reading(OpenAIUsageAPI.self, text)
      #expect(result.problems.isEmpty && result.warningCodes == ["no-data"])
      #expect(result.summary.scopes.isEmpty && result.summary.coverage.isEmpty)
    }
  }

  @Test(arguments: [
    ("{\"error\":{\"message\":\"x\"}}", "bad-json", 1), ("\n{\"data\":{}}", "bad-json", 2),
    ("{\"data\":[{\"start_time\":1793491200}]}", "missing-value", 1),
    ("{\"data\":[{\"start_time\":\"x\",\"end_time\":1793577600,\"results\":[]}]}", "not-a-moment", 1),
    (
      "{\"data\":[{\"start_time\":1793491200,\"end_time\":1793577600,\n\"results\":[\n{\"object\":\"organization.costs.result\"}]}]}",
      "unknown-usage", 3
    ),
    (
      "{\"data\":[{\"start_time\":1793491200,\"end_time\":1793577600,\n\"results\":[{\"object\":\"organization.usage.images.result\"}]}]}",
      "missing-value", 2
    ),
    (
      "{\"data\":[{\"start_time\":1793491200,\"end_time\":1793577600,\"results\":[{\"model\":\n{\"a\":1}}]}]}",
      "bad-json", 2
    ),
    ("{\"data\":[{\"start_time\":1793491200,\"end_time\":1793577600,\"results\":[7]}]}", "bad-json", 1),
    ("{\"data\":[]}{\"data\":[", "bad-json", 1), ("", "empty-file", 0), (" \n ", "empty-file", 0),
    ("{\"data\":[\"\u{1}\"]}", "bad-json", 1),
  ])
  func `refuses what is no page of usage`(_ text: String, _ code: String, _ line: Int) throws {
    let result = try reading(OpenAIUsageAPI.self, text)
    #expect(result.codes.first == code && result.rows.isEmpty)
    #expect((result.problems.first?.place?.line ?? 0) == line)
  }

  @Test func `a line break inside a text does not shift the lines behind it`() throws {
    let text =
      "{\"data\":[{\"start_time\":1793491200,\"end_time\":1793577600,\"results\":[\n"
      + "{\"object\":\"organization.usage.completions.result\",\"input_tokens\":1,\"output_tokens\":0,"
      + "\"model\":\"a\\n\\n\\n\\u000a\"},\n"
      + "{\"object\":\"organization.usage.completions.result\",\"input_tokens\":1,\"output_tokens\":-1}]}]}"
    let result = try reading(OpenAIUsageAPI.self, text)
    #expect(result.rows.map(\.line) == [2] && result.problems.map(\.place?.line) == [3])
  }

  @Test func `names that nobody knows are told once, with their first line`() throws {
    let text = Sample.openAIUsagePages.replacing("\"batch\"", with: "\"nieuw\"")
    let result = try reading(OpenAIUsageAPI.self, text)
    #expect(result.problems.isEmpty && result.warningCodes == ["unknown-column"])
    #expect(result.summary.warnings.first?.place?.line == 3)
  }
}
