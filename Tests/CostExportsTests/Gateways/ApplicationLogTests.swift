import ReportCore
import Testing

@testable import CostExports

struct HeliconeTests {
  /// Control total: 0.01525 US dollars; the refused call is free, the model of one's own has no price.
  @Test func `reads calls, and keeps a row whose properties are escaped wrongly`() throws {
    let result = try reading(HeliconeRequests.self, GatewaySample.helicone)
    #expect(result.problems.isEmpty && result.warningCodes == ["bad-properties"])
    #expect(result.rows.map(\.cost?.nanos) == [15_250_000, 0, nil] && result.rows.map(\.errors) == [0, 1, 0])
    #expect(result.rows.map(\.priceStatus) == [.priced, .free, .unpriced])
    #expect(result.rows.map(\.dimension.team) == ["content", "", ""])
    #expect(result.rows[0].dimension.tags == "campaign:herfst")
    #expect(result.rows.map(\.dimension.provider) == ["openai", "openai", ""])
    #expect(result.rows.map(\.tokens.total) == [5900, 0, 103] && result.rows.map(\.endUser) == [0, 0, nil])
    #expect(result.rows[0].time == .moment(try #require(Instant("2026-10-26T08:15:02.113Z"))))
  }

  @Test func `JSON Lines and a JSON array give the same, properties as object or as text`() throws {
    let object =
      "{\"response_id\":\"r-1\",\"response_status\":200,\"request_created_at\":\"2026-10-26T08:15:02.113Z\",\"request_properties\":{\"team\":\"content\"},\"model\":\"gpt-5\",\"prompt_tokens\":10,\"completion_tokens\":2,\"cost\":0.5,\"request_body\":{\"messages\":[]}}"
    let text = object.replacing("{\"team\":\"content\"}", with: "\"{\\\"team\\\":\\\"content\\\"}\"")
    for text in [object, text, "[\(object)]", "[\n\(text)\n]"] {
      #expect(try CostExportFormats.recognise(FileHead(Array(text.utf8)), file: "x").name == "helicone-requests")
      let result = try reading(HeliconeRequests.self, text)
      #expect(result.problems.isEmpty && result.summary.warnings.isEmpty)
      #expect(result.rows.map(\.dimension.team) == ["content"] && result.rows.map(\.cost?.nanos) == [500_000_000])
    }
  }

  @Test func `without a response the request has an id`() throws {
    let text = "request_id,request_created_at,model,cost\nq-1,2026-10-26T08:15:02Z,gpt-5,0\n"
    let result = try reading(HeliconeRequests.self, text)
    #expect(result.rows.map(\.id) == ["q-1"] && result.rows.map(\.priceStatus) == [.free])
    #expect(try reading(HeliconeRequests.self, text.replacing("q-1", with: "")).codes == ["missing-value"])
  }

  @Test func `use without an amount is unpriced, not free`() throws {
    let text = GatewaySample.helicone.replacing("0.01525", with: "0")
    #expect(try reading(HeliconeRequests.self, text).rows.map(\.priceStatus) == [.unpriced, .free, .unpriced])
  }
}

struct PortkeyTests {
  /// Control total: 1.525 + 0 + 0.00182 cents = 0.0152682 US dollars.
  @Test func `amounts are cents`() throws {
    let result = try reading(PortkeyLogs.self, GatewaySample.portkey)
    #expect(result.problems.isEmpty && result.summary.warnings.isEmpty)
    #expect(result.rows.map(\.cost?.nanos) == [15_250_000, 0, 18_200, nil])
    #expect(result.rows.map(\.priceStatus) == [.priced, .free, .priced, .unpriced])
    #expect(result.rows.map(\.errors) == [0, 1, 0, 0] && result.rows.map(\.endUser) == [0, nil, nil, nil])
    #expect(result.rows.map(\.dimension.provider) == ["openai", "openai", "mistral", "openai"])
    #expect(result.rows.map(\.dimension.team) == ["campagne", "campagne", "", ""])
    #expect(result.rows.map(\.tokens.total) == [5900, 0, 103, 6])
    #expect(result.rows.allSatisfy { $0.dimension.route == "gateway" })
  }

  @Test func `half a nano-unit is rounded once, after the division`() throws {
    // 0.00000025 cents are 2.5 nano-dollars, 0.00000035 are 3.5: half to even.
    for (cents, nanos) in [("2.5e-07", Int64(2)), ("3.5e-07", 4), ("900000000000", 9_000_000_000_000_000_000)] {
      let text = GatewaySample.portkey.replacing("1.525", with: cents)
      #expect(try reading(PortkeyLogs.self, text).rows.first?.cost?.nanos == nanos)
    }
  }

  @Test(arguments: [
    ("\"USD\",\"response_status_code\":429", "\"EUR\",\"response_status_code\":429", "not-a-currency"),
    ("1.525", "\"gratis\"", "not-a-number"), ("1.525", "1e15", "amount-too-large"),
    ("\"pk-2\"", "null", "missing-value"),
    ("2026-10-26T08:20:00.000Z", "26 oktober", "not-a-moment"),
    ("\"req_units\":91", "\"req_units\":9.5", "not-a-count"),
    ("{\"team\":\"campagne\"}}\n", "{\"team\":\"campagne\"}\n", "bad-json"),
  ])
  func `refuses values that are none`(_ good: String, _ bad: String, _ code: String) throws {
    try #require(GatewaySample.portkey.contains(good))
    #expect(try reading(PortkeyLogs.self, GatewaySample.portkey.replacing(good, with: bad)).codes == [code])
  }
}

struct ClientPropertiesTests {
  private func properties(_ text: String) throws -> ClientProperties {
    var bytes = Array(text.utf8)
    return try bytes.withUnsafeMutableBufferPointer {
      try ClientProperties(ByteSlice(start: $0.baseAddress, count: $0.count))
    }
  }

  @Test func `takes team, project and purpose, and nothing that may be about a person`() throws {
    let found = try properties(
      "{\"Team\":\"a\",\"project\":\"b\",\"Feature\":\"zoek\",\"app\":\"cms\",\"email\":\"x@y\",\"session\":\"s\",\"team2\":[1],\"campaign\":{\"x\":1}}"
    )
    #expect(found.team == "a" && found.project == "b" && found.tags == "app:cms,feature:zoek")
  }

  @Test(arguments: ["", "null", "{}", "  "])
  func `nothing has none`(_ text: String) throws {
    let found = try properties(text)
    #expect(found.team.isEmpty && found.tags.isEmpty && found.user.isEmpty)
  }

  @Test(arguments: ["[]", "{", "{\"team\":\"a\"}x", "\"a\"", "7"])
  func `what is no object is refused`(_ text: String) {
    #expect(throws: JSONProblem.self) { try properties(text) }
  }
}

struct ModelMakersTests {
  @Test(arguments: [
    ("gpt-5-2025-08-07", "openai", "gpt-5-2025-08-07"), ("o3", "openai", "o3"), ("o3-mini", "openai", "o3-mini"),
    ("o30", "", "o30"), ("claude-sonnet-4-5", "anthropic", "claude-sonnet-4-5"),
    ("claude-sonnet-4@20250514", "vertex_ai", "claude-sonnet-4@20250514"),
    ("eu.anthropic.claude-sonnet-4-5-20250929-v1:0", "bedrock", "eu.anthropic.claude-sonnet-4-5-20250929-v1:0"),
    ("amazon.nova-pro-v1:0", "bedrock", "amazon.nova-pro-v1:0"), ("azure/gpt-5", "azure", "gpt-5"),
    ("gemini-2.5-pro", "gemini", "gemini-2.5-pro"), ("eigen-model", "", "eigen-model"), ("", "", ""),
    ("meta-llama/llama-4", "", "meta-llama/llama-4"), ("mistral-small-latest", "mistral", "mistral-small-latest"),
  ])
  func `a model's name tells its service, or nothing`(_ name: String, _ provider: String, _ model: String) {
    let place = ModelMakers.place(name)
    #expect(place.provider == provider && place.model == model)
  }
}
