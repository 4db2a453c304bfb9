import Registers
import ReportCore
import Testing

@Suite struct SelfHostedTests {
  @Test func `reads what a server costs and which models it runs`() throws {
    let result = RegisterFixture.read([
      "self-hosted.yml": """
      self_hosted:
        - id: gpu-server
          models: [llama-3.3-70b, qwen-*]
          provider: hosted_vllm
          cost_per_month: 1850.00
          valid_from: 2026-09-01
          valid_until: 2026-12-31
          contains: "huur, stroom, beheer"
      """
    ])
    #expect(result.diagnostics == [])
    let entry = try #require(result.value.selfHosted?.first)
    #expect(entry.costPerMonth == .euro(nanos: 1_850_000_000_000))
    #expect(entry.runs("qwen-2", at: "Hosted_VLLM") && entry.runs("llama-3.3-70b", at: "hosted_vllm"))
    #expect(!entry.runs("llama-3.3-70b-x", at: "hosted_vllm") && !entry.runs("qwen-2", at: "groq"))
    let first = try #require(CalendarDay("2026-09-01"))
    #expect(result.value.selfHosted(on: first) == [entry])
    #expect(result.value.selfHosted(on: first.advanced(by: -1)) == [])
    #expect(result.value.selfHosted(on: try #require(CalendarDay("2027-01-01"))) == [])
  }

  private static let cases = [
    RegisterCase(
      "something is missing", "self-hosted.yml", "self_hosted: [{id: a, models: [m], valid_from: 2026-09-01}]",
      ["1 cost_per_month missing-key", "1 contains missing-key"]),
    RegisterCase(
      "an amount with a comma", "self-hosted.yml",
      "self_hosted: [{id: a, models: [m], cost_per_month: '1.850,00', valid_from: 2026-09-01, contains: x}]",
      ["1 cost_per_month bad-money: 1.850,00 → write 1850.00"]),
    RegisterCase(
      "a star in the middle", "self-hosted.yml",
      "self_hosted: [{id: a, models: ['m*x'], cost_per_month: 1.00, valid_from: 2026-09-01, contains: x}]",
      ["1 models bad-pattern: m*x"]),
    RegisterCase(
      "no models", "self-hosted.yml",
      "self_hosted: [{id: a, models: [], cost_per_month: 1.00, valid_from: 2026-09-01, contains: x}]",
      ["1 models empty-list: []"]),
    RegisterCase(
      "an end before the beginning", "self-hosted.yml",
      "self_hosted: [{id: a, models: [m], cost_per_month: 1.00, valid_from: 2026-09-02, valid_until: 2026-09-01, contains: x}]",
      ["1 valid_until period-backwards: 2026-09-02 … 2026-09-01"]),
  ]

  @Test(arguments: cases) func `what cannot be meant is complained about`(_ item: RegisterCase) { item.check() }

  @Test func `one id has one cost from a day`() {
    let entry = "{id: a, models: [m], cost_per_month: 1.00, valid_from: 2026-09-01, contains: x}"
    let result = RegisterFixture.read(["self-hosted.yml": "self_hosted:\n  - \(entry)\n  - \(entry)\n"])
    #expect(result.diagnostics.map(\.code) == ["duplicate"])
    #expect(result.value.selfHosted?.count == 1)
  }
}
