import ReportCore
import Testing

@testable import CostExports

struct MeterTextTests {
  @Test(arguments: [
    ("gpt-4o-0806-Inp-glbl Tokens", MeterText.Counter.input, "gpt-4o-0806", ""),
    ("gpt 4o 0806 cached Inp Data Zone Tokens", .cacheRead, "gpt-4o-0806", ""),
    ("5.4 longco batch cd inp Dz 1M Tokens", .cacheRead, "5.4", "batch"),
    ("gpt 5 Outp Data Zone Tokens", .output, "gpt-5", ""),
    ("Claude4.6Sonnet-cache-write-input-token-count", .cacheWrite, "Claude4.6Sonnet", ""),
    ("Claude4.6Sonnet-mantle-input-tokens-standard", .input, "Claude4.6Sonnet", ""),
    ("Nova-output-tokens-flex", .output, "Nova", "flex"), ("CacheReadInputTokenCount-Units", .cacheRead, "", ""),
    ("Gemini 2.5 Flash Lite Thinking Text Output - Predictions", .output, "Gemini-2.5-Flash-Lite", ""),
    ("Gemini 2.5 Pro Text Input Caching", .cacheRead, "Gemini-2.5-Pro", ""), ("Input Tokens", .input, "", ""),
  ])
  func `a meter's name says which tokens of which model`(
    _ text: String, _ counter: MeterText.Counter, _ model: String, _ tier: String
  ) {
    let meter = MeterText(text)
    #expect(meter.counter == counter && meter.model == model && meter.tier == tier)
  }

  @Test(arguments: [
    "", "B1s", "Gemini 2.5 Pro Input Caching Storage", "gpt-4o fine tuning training hour", "Web grounding output",
    "- - -",
  ])
  func `another name says nothing`(_ text: String) {
    let meter = MeterText(text)
    #expect(meter.counter == nil && meter.model.isEmpty)
  }

  @Test func `Bedrock's meters begin with a region`() {
    #expect(MeterText.read("EUC1-Nova-input-tokens", provider: "bedrock").model == "Nova")
    #expect(MeterText.read("MP:USE1_InputTokenCount-Units", provider: "bedrock").counter == .input)
    #expect(MeterText.read("GPT5-input-tokens", provider: "azure").model == "gpt5")
  }

  @Test(arguments: [
    ("1K", 1000, ""), ("1M", 1_000_000, ""), ("1000 Tokens", 1000, "Tokens"), ("1K tokens", 1000, "tokens"),
    ("Tokens", 1, "Tokens"), ("1 Hour", 1, "Hour"), ("", 1, ""), ("10Kg", 10, "Kg"), ("0 Tokens", 1, "0 Tokens"),
    ("9999999999999 Tokens", 1, "9999999999999 Tokens"),
  ])
  func `a unit is a block of something`(_ text: String, _ size: Int, _ name: String) {
    let unit = BlockUnit(text)
    #expect(unit.size == size && unit.name == name)
  }

  @Test(arguments: [
    ("", ""), ("null", ""), ("{}", ""), ("{\"team\":\"a\"}", "team:a"), ("\"team\": \"a\",\"org\": \"\"", "team:a"),
    ("{\"b\":1,\"a\":true,\"c\":null,\"d\":[1],\"e\":{}}", "a:true,b:1"),
    ("{\"user\":\"x\",\"createdBy\":\"x\",\"cost-owner\":\"x\",\"E-Mail\":\"x\",\"app\":\"x@y\"}", ""),
    ("{\"aws:stack\":\"x\",\"hidden-x\":\"y\",\"a,b\":\"c,d\"}", "a;b:c;d"),
  ])
  func `tags are sorted pairs without people and machines`(_ json: String, _ tags: String) throws {
    var bytes = Array(json.utf8)
    try bytes.withUnsafeMutableBufferPointer { buffer in
      let pairs = try CloudTags.pairs(ByteSlice(start: buffer.baseAddress, count: buffer.count))
      #expect(CloudTags.joined(pairs) == tags)
    }
  }

  @Test(arguments: [
    ("2026-10-26T07:00:00Z", "2026-10-26T08:00:00Z", "moment"), ("2026-10-26T00:00:00Z", "2026-10-27T00:00:00Z", "1"),
    ("2026-10-26T00:00:00Z", "2026-10-26T23:59:59Z", "1"), ("2026-10-26T07:00:00Z", "2026-10-27T07:00:00Z", "2"),
    ("2026-10-01T00:00:00Z", "2026-11-01T00:00:00Z", "31"), ("2026-10-26T00:00:00Z", "2026-10-26T00:00:00Z", "moment"),
    ("2026-10-26T07:00:00Z", "2026-10-26T06:00:00Z", "none"), ("2006-10-26T07:00:00Z", "2026-10-26T06:00:00Z", "none"),
  ])
  func `up to an hour is a moment, longer is days`(_ start: String, _ end: String, _ expected: String) throws {
    let from = try #require(Instant(start))
    let until = try #require(Instant(end))
    let time = ChargePeriod.time(from: from, to: until)
    switch time {
    case .moment: #expect(expected == "moment")
    case .days(let first, let last): #expect("\(first.distance(to: last) + 1)" == expected)
    case nil: #expect(expected == "none")
    }
  }

  @Test func `nano-units are shown exactly`() {
    #expect(LeftOutRows.text(0) == "0.00" && LeftOutRows.text(1) == "0.000000001")
    #expect(LeftOutRows.text(-12_345_600_000_000) == "-12345.60")
  }
}

struct ByteSliceSearchTests {
  @Test(arguments: [("", false), ("Bedrock", true), ("BBedrock x", true), ("Bedroc", false), ("Amazon bedrock", false)])
  func `finds a text in bytes`(_ text: String, _ isThere: Bool) {
    var bytes = Array(text.utf8)
    bytes.withUnsafeMutableBufferPointer { buffer in
      #expect(ByteSlice(start: buffer.baseAddress, count: buffer.count).contains("Bedrock") == isThere)
    }
  }
}
