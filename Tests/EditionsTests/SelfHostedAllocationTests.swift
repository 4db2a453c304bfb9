import CostExports
import LedgerStore
import PlaybookRules
import Registers
import ReportCore
import Testing

@testable import Editions

struct SelfHostedAllocationTests {
  private static func server(
    _ nanos: Int64, models: [String] = ["llama-*"], from: String = "2026-11-01", until: String? = nil,
    id: String = "server", provider: String? = nil
  ) -> SelfHostedModel {
    SelfHostedModel(
      id: id, models: models, provider: provider, costPerMonth: .euro(nanos: nanos), validFrom: ViewFixture.day(from),
      validUntil: until.map(ViewFixture.day), contains: "rent, power", line: 2)
  }

  private func fixture(_ entries: [SelfHostedModel]) -> ViewFixture {
    var fixture = ViewFixture()
    fixture.registers.selfHosted = entries
    // One day, so that the amounts are easy to see.
    fixture.days = ViewFixture.day("2026-11-18")...ViewFixture.day("2026-11-18")
    return fixture
  }

  @Test func `a day's part of the month goes to who used the models, by tokens`() {
    // November has 30 days: 3,000 is 100 a day; the fixture counts a token per call.
    var fixture = fixture([Self.server(3_000)])
    fixture.gateway(0, key: "chat-prod", model: "llama-4", calls: 30, unpricedCalls: 30)
    fixture.gateway(0, key: "copy-prod", model: "llama-4", calls: 10, unpricedCalls: 10)
    fixture.gateway(0, key: "test", model: "llama-3", calls: 10, unpricedCalls: 10)
    #expect(fixture.spend == ["chat": 60, "copy": 20, "": 20])
    #expect(!fixture.facts.cells.contains { $0.hasUnpriced })
    #expect(fixture.facts.cells.filter { $0.euro != 0 }.allSatisfy { $0.isAllocated })
    #expect(fixture.facts.cells.reduce(0) { $0 + $1.calls } == 50)
  }

  @Test func `every nano-unit of a month is somebody's, day by day`() {
    var fixture = fixture([Self.server(1_000_000_007)])
    fixture.days = ViewFixture.day("2026-11-01")...ViewFixture.day("2026-11-30")
    for day in ["2026-11-03", "2026-11-18"] {
      for (key, calls) in [("chat-a", 7), ("copy-b", 11), ("test", 13)] {
        fixture.gateway(0, key: key, model: "llama-4", at: "\(day)T10:00:00Z", calls: calls)
      }
    }
    #expect(fixture.spend.values.reduce(0, +) == 1_000_000_007)
    #expect(Set(fixture.facts.cells.filter { $0.euro != 0 }.map(\.day)).count == 30)
  }

  @Test func `without use nobody is charged, and the money is still there`() {
    let fixture = fixture([Self.server(3_000)])
    #expect(fixture.spend == ["": 100])
    #expect(fixture.facts.cells.map(\.isOutsideUseCases) == [false])
  }

  @Test func `calls decide where tokens are not counted`() {
    var fixture = fixture([Self.server(3_000)])
    fixture.gateway(0, key: "chat-prod", model: "llama-4", calls: 3)
    fixture.gateway(0, key: "copy-prod", model: "llama-4", calls: 1)
    for index in fixture.view.cells.indices { fixture.view.cells[index].tokens = TokenUsage() }
    #expect(fixture.spend == ["chat": 75, "copy": 25])
  }

  @Test func `a price that the gateway makes up does not count beside the fixed cost`() {
    var fixture = fixture([Self.server(3_000)])
    fixture.gateway(77, key: "chat-prod", model: "llama-4")
    #expect(fixture.spend == ["chat": 100])
  }

  @Test func `a model that no entry lists, on that day and at that provider, is unpriced`() {
    let cases: [(SelfHostedModel, Bool)] = [
      (Self.server(3_000), true), (Self.server(3_000, models: ["qwen-*"]), false),
      (Self.server(3_000, from: "2026-11-19"), false), (Self.server(3_000, until: "2026-11-17"), false),
      (Self.server(3_000, provider: "OpenAI"), true), (Self.server(3_000, provider: "vllm"), false),
    ]
    for (entry, isListed) in cases {
      var fixture = fixture([entry])
      fixture.registers.modelClasses = [ModelClassRule(model: "llama-*", modelClass: .openSource, validFrom: nil)]
      fixture.gateway(0, key: "chat-prod", model: "llama-4", unpricedCalls: 9)
      #expect(fixture.facts.cells.contains { $0.hasUnpriced } == !isListed, "\(entry)")
    }
  }

  @Test func `of one id the newest entry that has begun counts, two ids add up`() {
    var fixture = fixture([
      Self.server(3_000), Self.server(6_000, from: "2026-11-10"), Self.server(9_000, from: "2026-11-20"),
      Self.server(30, models: ["qwen-*"], id: "small"),
    ])
    fixture.gateway(0, key: "chat-prod", model: "llama-4")
    #expect(fixture.spend == ["chat": 200, "": 1])
  }
}

struct UnpricedLimitTests {
  private func limit(tokens: Int, atto: Int128?, unbounded: Int = 0, provider: String = "openai") -> Int64? {
    var fixture = ViewFixture()
    fixture.gateway(0, key: "chat-prod", unpricedCalls: 1)
    fixture.view.cells[0].unpricedTokens = tokens
    fixture.view.cells[0].unboundedRows = unbounded
    if let atto {
      fixture.view.tokenCeilings = [
        TokenCeiling(provider: provider, day: ViewFixture.day("2026-11-18"), attoEuro: atto)
      ]
    }
    return fixture.facts.cells.first?.unpricedLimit
  }

  @Test func `the tokens at the dearest price, rounded up`() {
    // 1,000 tokens at 0.000012 euro are 0.012 euro.
    #expect(limit(tokens: 1_000, atto: 12_000_000_000_000) == 12_000_000)
    #expect(limit(tokens: 1, atto: 1) == 1)
  }

  @Test func `nothing bounds what no book knows, what has no tokens, and what is counted otherwise`() {
    #expect(limit(tokens: 1_000, atto: nil) == nil)
    #expect(limit(tokens: 0, atto: 12_000_000_000_000) == nil)
    #expect(limit(tokens: 1_000, atto: 12_000_000_000_000, unbounded: 1) == nil)
    #expect(limit(tokens: 1_000, atto: 12_000_000_000_000, provider: "anthropic") == nil)
    #expect(limit(tokens: .max, atto: .max) == nil)
  }
}
