import CostExports
import LedgerStore
import PlaybookRules
import Registers
import ReportCore
import Testing

@testable import Editions

struct CostOfRecordTests {
  @Test func `a bill is the money, the gateway says whose it is`() {
    var fixture = ViewFixture()
    fixture.gateway(300, key: "chat-prod")
    fixture.gateway(100, key: "copy-prod")
    fixture.bill(412)
    #expect(fixture.spend == ["chat": 309, "copy": 103])
    #expect(fixture.facts.cells.reduce(0) { $0 + $1.calls } == 20)
  }

  @Test func `the bill's own model is looked for first, its dated name included`() {
    var fixture = ViewFixture()
    fixture.gateway(300, key: "chat-prod", model: "gpt-5-mini")
    fixture.gateway(100, key: "copy-prod", model: "gpt-5")
    fixture.bill(50, model: "gpt-5-2025-08-07")
    #expect(fixture.spend == ["copy": 50])
    fixture.bill(40, model: "web search tool calls")
    #expect(fixture.spend == ["chat": 30, "copy": 60])
  }

  @Test func `a day the gateway did not see is spread by its month, a month it did not see is nobody's`() {
    var fixture = ViewFixture()
    fixture.gateway(300, key: "chat-prod", at: "2026-11-03T10:00:00Z")
    fixture.bill(10, on: "2026-11-03")
    fixture.bill(70, on: "2026-11-18")
    fixture.bill(5, on: "2026-10-18")
    #expect(fixture.spend == ["chat": 80, "": 5])
  }

  @Test func `what the gateway could not attribute stays not attributed`() {
    var fixture = ViewFixture()
    fixture.gateway(200, key: "chat-prod")
    fixture.gateway(100, key: "test-marketing")
    fixture.bill(303)
    #expect(fixture.spend == ["chat": 202, "": 101])
  }

  @Test func `a rule that speaks of the bill itself wins over the gateway's shares`() {
    var fixture = ViewFixture()
    fixture.registers.attribution =
      ViewFixture.rules + [
        AttributionRule(useCase: "copy", match: ["project": "p-copy"], validFrom: nil, line: 4)
      ]
    fixture.gateway(300, key: "chat-prod")
    fixture.bill(100, project: "p-copy")
    #expect(fixture.spend == ["copy": 100])
  }

  @Test func `a provider without a bill keeps the gateway's estimate`() {
    var fixture = ViewFixture()
    fixture.gateway(300, key: "chat-prod")
    fixture.gateway(70, key: "copy-prod", provider: "anthropic")
    fixture.bill(309)
    #expect(fixture.spend == ["chat": 309, "copy": 70])
  }

  @Test func `the gateway's UTC day is replaced, not the site's day`() {
    var fixture = ViewFixture()
    // 23:30 UTC on the 17th is the 18th in Amsterdam, but the bill of the 18th does not hold it.
    fixture.gateway(300, key: "chat-prod", at: "2026-11-17T23:30:00Z")
    fixture.bill(100)
    #expect(fixture.facts.cells.filter { $0.day == ViewFixture.day("2026-11-18") }.reduce(0) { $0 + $1.euro } == 400)
  }

  @Test func `a bill knows what the gateway had no price for`() {
    var fixture = ViewFixture()
    fixture.gateway(0, key: "chat-prod", unpricedCalls: 4)
    #expect(fixture.facts.cells.contains { $0.unpricedCalls == 4 })
    fixture.gateway(10, key: "chat-prod", model: "gpt-5-mini")
    fixture.bill(20)
    #expect(!fixture.facts.cells.contains { $0.unpricedCalls != 0 })
    #expect(fixture.spend == ["chat": 20])
  }

  @Test func `a correction and what it corrects are one amount before they are split`() {
    var fixture = ViewFixture()
    fixture.gateway(1, key: "chat-prod")
    fixture.gateway(1, key: "copy-prod")
    fixture.gateway(1, key: "copy-old", model: "gpt-5")
    fixture.bill(100)
    let before = fixture.spend
    fixture.bill(77, number: 3)
    fixture.bill(-77, number: 4)
    #expect(fixture.spend == before)
  }

  @Test func `a bill without a rate is doubt for everyone who may pay it`() {
    var fixture = ViewFixture()
    fixture.gateway(300, key: "chat-prod", at: "2026-11-17T10:00:00Z")
    fixture.gateway(100, key: "copy-prod", at: "2026-11-17T10:00:00Z")
    fixture.bill(412, on: "2026-11-17")
    fixture.bill(0, on: "2026-11-18")
    fixture.view.cells[fixture.view.cells.count - 1].unratedRows = 1
    let doubtful = fixture.facts.cells.filter { $0.unratedRows > 0 }.map(\.useCase)
    #expect(doubtful == ["chat", "copy"])
  }

  @Test func `a month's shares are those its own week knew`() {
    var fixture = ViewFixture()
    fixture.gateway(300, key: "chat-prod", at: "2026-11-03T10:00:00Z")
    fixture.bill(300, on: "2026-11-03")
    fixture.bill(70, on: "2026-11-05")
    let before = fixture.spend
    fixture.gateway(900, key: "copy-prod", at: "2026-11-18T10:00:00Z")
    fixture.bill(900, on: "2026-11-18")
    #expect(fixture.spend == before.merging(["copy": 900]) { $1 })
  }

  @Test func `a source covers a day when every provider it is expected for does`() throws {
    var fixture = ViewFixture()
    func manual(_ provider: String, _ first: String, _ last: String, number: Int) -> Coverage {
      Coverage(
        importNumber: number, format: "manual-entries-csv", provider: provider, account: "", rank: .bill,
        replacesLowerRanks: false, days: ViewFixture.day(first)...ViewFixture.day(last))
    }
    fixture.registers.sources = [
      SourceExpectation(
        id: "seats", format: "manual-entries-csv", providers: ["Beeldmaker", "Schrijfhulp"], cadence: .monthly,
        expectedFrom: ViewFixture.day("2026-11-01"), maximumAgeDays: 40, owner: "finance")
    ]
    fixture.view.coverage = [
      manual("Beeldmaker", "2026-11-01", "2026-11-30", number: 1),
      manual("schrijfhulp", "2026-11-01", "2026-11-10", number: 1),
    ]
    let source = try #require(fixture.facts.expected?.first)
    #expect(source.covered == [ViewFixture.day("2026-11-01")...ViewFixture.day("2026-11-10")])
    fixture.view.coverage.removeLast()
    #expect(fixture.facts.expected?.first?.covered == [])
  }

  @Test func `a gateway's file speaks for every provider it names, from its first to its last row`() throws {
    var fixture = ViewFixture()
    func gateway(_ provider: String, _ first: String, _ last: String) -> Coverage {
      Coverage(
        importNumber: 1, format: "litellm-spend-logs", provider: provider, account: "", rank: .gateway,
        replacesLowerRanks: false, days: ViewFixture.day(first)...ViewFixture.day(last))
    }
    fixture.registers.sources = [
      SourceExpectation(
        id: "gateway", format: "litellm-spend-logs", providers: ["openai", "mistral"], cadence: .daily,
        expectedFrom: ViewFixture.day("2026-11-01"), maximumAgeDays: 3, owner: "it")
    ]
    fixture.view.coverage = [
      gateway("openai", "2026-11-02", "2026-11-08"), gateway("mistral", "2026-11-03", "2026-11-06"),
    ]
    #expect(fixture.facts.expected?.first?.covered == [ViewFixture.day("2026-11-02")...ViewFixture.day("2026-11-08")])
  }

  @Test func `a rule can say on purpose that money belongs to no use case`() {
    var fixture = ViewFixture()
    fixture.gateway(5, key: "known-test")
    #expect(fixture.facts.cells.map(\.isOutsideUseCases) == [true])
    #expect(fixture.spend == ["": 5])
  }

  @Test(arguments: [
    ("gpt-5-2025-08-07", "gpt-5"), ("claude-sonnet-4-5-20250929", "claude-sonnet-4-5"), ("gpt-5", "gpt-5"), ("", ""),
    ("mistral-medium-2611", "mistral-medium-2611"),
  ])
  func `a model is known without its date`(model: String, family: String) {
    #expect(PlacedCell.family(of: model) == family)
  }

  @Test(arguments: 1...40)
  func `whatever is billed and seen, the parts are the whole`(seed: UInt64) {
    var state = seed &* 0x9E37_79B9_7F4A_7C15
    func random(_ bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % bound
    }
    var fixture = ViewFixture()
    var whole: Int64 = 0
    let keys = ["chat-a", "copy-a", "copy-b", "test-marketing", "known-test"]
    let models = ["gpt-5", "gpt-5-mini", "o9"]
    var billedDays: Set<Int> = []
    for _ in 0..<random(6) {
      let day = 10 + random(5)
      let amount = Int64(random(2_000_000) - 200_000)
      fixture.bill(amount, model: models[random(3)], on: "2026-11-\(day)", number: 100 + random(3))
      billedDays.insert(day)
      whole += amount
    }
    for _ in 0..<random(30) {
      let day = 10 + random(5)
      let amount = Int64(random(1_000_000))
      fixture.gateway(
        amount, key: keys[random(5)], model: models[random(3)], at: "2026-11-\(day)T0\(random(10)):00:00Z")
      if !billedDays.contains(day) { whole += amount }
    }
    #expect(fixture.facts.cells.reduce(0) { $0 + $1.euro } == whole)
  }
}
