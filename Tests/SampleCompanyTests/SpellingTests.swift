import ReportCore
import Testing

@testable import SampleCompany

@Test func `chance is SplitMix64 as published`() {
  var rng = SplitMix64(state: 1_234_567)
  #expect(rng.next() == 6_457_827_717_110_365_317)
  #expect(rng.next() == 3_203_168_211_198_807_973)
  #expect(rng.next() == 9_817_491_932_198_370_423)
}

@Test func `numbers reach both ends of their range and never pass them`() {
  var rng = SplitMix64("ends")
  let drawn = (0..<500).map { _ in rng.number(3...6) }
  #expect(Set(drawn) == [3, 4, 5, 6])
}

private func call(_ model: Model, uncached: Int, cacheRead: Int = 0, output: Int = 0, batch: Bool = false)
  -> GatewayCall
{
  GatewayCall(
    id: "x", key: .copy, model: model, start: Instant(startOf: Story.day(2026, 9, 1)), milliseconds: 1500,
    uncached: uncached, cacheRead: cacheRead, output: output, batch: batch)
}

@Test(arguments: [
  (call(.embedding, uncached: 455), "9.100000000000001e-06"),
  (call(.large, uncached: 30_000, output: 700), "0.044500000000000005"),
  (call(.large, uncached: 4_000_000, output: 900_000, batch: true), "7.0"),
  (call(.large, uncached: 31_641, output: 1859), "0.058141250000000005"),
  (call(.mistralSmall, uncached: 1_000_000, output: 100_000, batch: true), "0.21"),
])
func `spend is written as Python writes floats`(call: GatewayCall, text: String) {
  #expect("\(call.spend)" == text)
}

@Test func `a row of the log quotes its JSON cells and leaves the zone out`() {
  var row = call(.sonnet, uncached: 5, cacheRead: 7, output: 1)
  row.tags = ["campagne:herfst"]
  let lines = GatewayLog.csv([row]).split(separator: "\n")
  #expect(lines.count == 2)
  #expect(
    lines[1] == """
      x,acompletion,3.21e-05,13,12,1,2026-09-01 00:00:00.000,2026-09-01 00:00:01.500,claude-sonnet-4-5,anthropic,False,\
      "[""campagne:herfst""]",content,,success,"{""user_api_key_alias"":""copy-agent"",\
      ""additional_usage_values"":{""cache_read_input_tokens"":7}}"
      """)
}

@Test(arguments: [
  (Int128(0), "0.000000000000000000000000000000"), (Int128(38_359_800_000_000), "0.003835980000000000000000000000"),
  (Int128(10_500_000_000_000_001), "1.050000000000000100000000000000"),
])
func `amounts of the bill have thirty decimals`(amount: Int128, text: String) {
  #expect(ProviderBill.decimal(amount) == text)
}

@Test(arguments: [(117_200, "1.172"), (100_000, "1"), (86_405, "0.86405"), (105_000, "1.05")])
func `rates end in no zero`(rate: Int, text: String) {
  #expect(RateFiles.decimal(rate) == text)
}
