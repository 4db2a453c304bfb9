import CostExports
import LedgerStore
import PlaybookRules
import Registers
import ReportCore
import Testing

@testable import Editions

/// Which source counts where several speak for the same account and day.
struct SourceRankTests {
  private var fixture = ViewFixture()

  private mutating func report(
    _ euro: Int64, _ format: String, _ rank: SourceRank = .bill, account: String = "org", on day: String = "2026-11-18",
    calls: Int = 0, key: String = "", number: Int = 5
  ) {
    fixture.source(
      euro, format: format, rank: rank, account: account, key: key, calls: calls, on: day, number: number)
  }

  private func list(_ format: String, _ rank: SourceExpectation.Rank? = nil) -> SourceExpectation {
    SourceExpectation(
      id: format, format: format, providers: ["openai"], cadence: .daily, expectedFrom: nil, maximumAgeDays: 3,
      owner: "it", rank: rank)
  }

  @Test func `rank goes by evidence: bill, usage report, gateway, log`() {
    var fixture = fixture
    fixture.source(7, format: "langfuse-export", rank: .observability, key: "chat-log", calls: 3)
    #expect(fixture.spend == ["chat": 7])
    fixture.source(100, format: "litellm-spend-logs", rank: .gateway, key: "copy-prod", calls: 10)
    #expect(fixture.spend == ["copy": 100])
    fixture.source(110, format: "openai-usage-csv", rank: .providerUsage, account: "org", calls: 11)
    #expect(fixture.spend == ["copy": 110])
    #expect(fixture.facts.cells.reduce(0) { $0 + $1.calls } == 11)
    fixture.bill(112)
    #expect(fixture.spend == ["copy": 112])
    // The bill counts no calls: those of the usage report do, by whom the gateway saw calling.
    #expect(fixture.facts.cells.reduce(0) { $0 + $1.calls } == 11)
    #expect(fixture.facts.cells.filter { $0.calls > 0 }.map(\.useCase) == ["copy"])
  }

  @Test func `a reference is never in a total, nor are its calls`() {
    var fixture = fixture
    fixture.source(900, format: "ccusage-json", rank: .reference, key: "chat-x", calls: 90)
    #expect(fixture.spend == [:])
    #expect(fixture.facts.cells.isEmpty)
    fixture.registers.sources = [list("ccusage-json", .gateway)]
    #expect(fixture.spend == ["chat": 900])
  }

  @Test func `sources yml can put a source elsewhere, for its providers`() {
    var fixture = fixture
    fixture.source(100, format: "litellm-spend-logs", rank: .gateway, key: "chat-prod", calls: 10)
    fixture.bill(112)
    fixture.registers.sources = [list("openai-cost-csv", .observability)]
    #expect(fixture.spend == ["chat": 100])
    fixture.registers.sources = [
      SourceExpectation(
        id: "x", format: "openai-cost-csv", providers: ["mistral"], cadence: .daily, expectedFrom: nil,
        maximumAgeDays: 3, owner: "it", rank: .observability)
    ]
    #expect(fixture.spend == ["chat": 112])
  }

  @Test mutating func `of two bills for one account and day one counts, and the other is named`() {
    report(112, "openai-cost-csv")
    report(115, "focus-csv")
    #expect(fixture.spend == ["": 115])
    #expect(
      fixture.facts.quality.twins == [
        TwinFact(
          kind: .sameAccount, provider: "openai", counted: "focus-csv", other: "openai-cost-csv",
          day: ViewFixture.day("2026-11-18"), countedEuro: 115, otherEuro: 112)
      ])
    // The order of sources.yml goes before the format's name.
    fixture.registers.sources = [list("openai-cost-csv"), list("focus-csv")]
    #expect(fixture.spend == ["": 112])
  }

  @Test mutating func `on days that only one of them covers, that one counts`() {
    report(112, "openai-cost-csv")
    report(50, "openai-cost-csv", on: "2026-11-19")
    report(115, "focus-csv")
    #expect(fixture.spend == ["": 165])
  }

  @Test mutating func `two accounts of one provider are two bills`() {
    report(112, "openai-cost-csv", account: "org-a")
    report(115, "focus-csv", account: "org-b")
    #expect(fixture.spend == ["": 227])
    #expect(fixture.facts.quality.twins.isEmpty)
  }

  @Test mutating func `two account names that say nearly the same for days on end are named, and still both count`() {
    for day in ["2026-11-18", "2026-11-19"] {
      report(1000, "openai-cost-csv", account: "org-a", on: day)
      report(1005, "focus-csv", account: "123", on: day)
    }
    #expect(fixture.spend == ["": 4010])
    #expect(fixture.facts.quality.twins.map(\.kind) == [.suspected, .suspected])
  }

  @Test mutating func `entries typed over by hand give way to an export, their seats do not`() {
    report(112, "openai-cost-csv")
    report(100, "manual-entries-csv", account: "")
    fixture.view.cells.append(fixture.view.cells[1])
    fixture.view.cells[2].charge = .subscription
    fixture.view.cells[2].euroCost = 30
    #expect(fixture.spend == ["": 142])
    #expect(fixture.facts.quality.twins.map(\.other) == ["manual-entries-csv"])
  }

  @Test mutating func `a vendor typed under a longer name than its export's is a suspicion`() {
    report(112, "openai-cost-csv")
    fixture.source(
      90, format: "manual-entries-csv", rank: .bill, provider: "OpenAI Ireland Ltd", on: "2026-11-18", number: 7)
    #expect(fixture.spend == ["": 202])
    #expect(fixture.facts.quality.twins.map(\.kind) == [.suspected])
    #expect(fixture.facts.quality.twins.map(\.otherEuro) == [90])
  }

  @Test func `two gateways that count the same calls and tokens of a model are one`() {
    var fixture = fixture
    fixture.gateway(100, key: "chat-prod", calls: 40)
    fixture.source(103, format: "portkey-export", rank: .gateway, key: "chat-p", calls: 40, tokens: 40)
    #expect(fixture.spend == ["chat": 100])
    #expect(fixture.facts.cells.reduce(0) { $0 + $1.calls } == 40)
    #expect(fixture.facts.quality.twins.map(\.kind) == [.sameCalls])
    // Other calls are other money.
    fixture.source(1, format: "portkey-export", rank: .gateway, key: "chat-p", calls: 1, tokens: 1)
    #expect(fixture.spend == ["chat": 204])
    #expect(fixture.facts.quality.twins.isEmpty)
  }

  @Test func `a gateway's records count once in whatever export, the finest that covers the day`() {
    var fixture = fixture
    fixture.source(100, format: "litellm-spend-logs", rank: .gateway, key: "chat-p", calls: 2, tokens: 20)
    fixture.source(103, format: "litellm-daily-activity", rank: .gateway, key: "chat-p", calls: 3, tokens: 25)
    // The usage page names no provider.
    fixture.source(170, format: "litellm-usage-csv", rank: .gateway, provider: "", calls: 4, tokens: 30)
    #expect(fixture.spend == ["chat": 100])
    #expect(fixture.facts.cells.reduce(0) { $0 + $1.calls } == 2)
    #expect(fixture.facts.quality.twins.map(\.kind) == [.sameCalls, .sameCalls])
    // The day after, only the coarser ones speak.
    fixture.source(50, format: "litellm-daily-activity", rank: .gateway, key: "chat-p", calls: 1, on: "2026-11-19")
    fixture.source(60, format: "litellm-usage-csv", rank: .gateway, provider: "", calls: 1, on: "2026-11-19")
    fixture.source(7, format: "litellm-usage-csv", rank: .gateway, provider: "", calls: 1, on: "2026-11-20")
    #expect(fixture.spend == ["chat": 150, "": 7])
    // Another product's gateway may carry other calls.
    fixture.source(9, format: "portkey-logs", rank: .gateway, key: "copy-p", calls: 1)
    #expect(fixture.spend == ["chat": 150, "copy": 9, "": 7])
  }

  @Test func `two exports of one use count its calls and shares once when a bill knows the cost`() {
    var fixture = fixture
    fixture.bill(90)
    for format in ["openai-activity-csv", "openai-usage-api"] {
      fixture.source(
        80, format: format, rank: .providerUsage, account: "org", key: "chat-p", calls: 312, tokens: 500)
    }
    fixture.source(30, format: "litellm-spend-logs", rank: .gateway, key: "copy-p", calls: 5)
    fixture.source(30, format: "litellm-daily-activity", rank: .gateway, key: "copy-p", calls: 5)
    #expect(fixture.facts.cells.reduce(0) { $0 + $1.calls } == 312)
    #expect(fixture.facts.cells.reduce(0) { $0 + $1.tokens.total } == 500)
    #expect(fixture.facts.capture.reduce(0) { $0 + $1.gatewayEuro } == 30)
  }

  @Test func `a bill's tokens give way to those of a gateway that counts calls, its corrections included`() {
    var fixture = fixture
    func tokens(_ fixture: ViewFixture) -> Int { fixture.facts.cells.reduce(0) { $0 + $1.tokens.total } }
    fixture.source(90, format: "focus", rank: .bill, provider: "azure", account: "ba", tokens: 1000)
    fixture.source(-10, format: "focus", rank: .bill, provider: "azure", account: "ba", tokens: -100)
    fixture.view.cells[1].charge = .correction
    #expect(tokens(fixture) == 900)
    fixture.gateway(85, key: "chat-prod", provider: "azure", calls: 40)
    #expect(tokens(fixture) == 40)
    #expect(fixture.spend == ["chat": 90, "": -10])
    // On a day that the gateway did not see, the bill's tokens are all there are.
    fixture.source(
      5, format: "focus", rank: .bill, provider: "azure", account: "ba", tokens: 60, on: "2026-11-19")
    #expect(tokens(fixture) == 100)
  }

  @Test(arguments: [(19, 2), (20, 1)])
  func `few calls without tokens are equal by chance`(calls: Int, counted: Int64) {
    var fixture = fixture
    fixture.source(1, format: "helicone-export", rank: .gateway, key: "chat-h", calls: calls)
    fixture.source(1, format: "portkey-export", rank: .gateway, key: "chat-p", calls: calls)
    #expect(fixture.spend == ["chat": counted])
  }

  @Test func `a tax line and a top-up are no spend, but the invoice has them`() {
    var fixture = fixture
    fixture.bill(100)
    for (charge, amount) in [(ChargeKind.tax, Int64(21)), (.purchase, 50), (.credit, -10)] {
      fixture.bill(amount)
      fixture.view.cells[fixture.view.cells.count - 1].charge = charge
    }
    #expect(fixture.spend == ["": 90])
    let records = fixture.facts.quality.records
    #expect(records.map(\.euro).sorted() == [-10, 21, 50, 100])
    #expect(records.filter(\.isSpend).reduce(0) { $0 + $1.euro } == 90)
  }

  @Test(arguments: 1...60)
  func `over random ledgers, order changes nothing and parts are wholes`(seed: UInt64) {
    var random = SeededNumbers(seed: seed)
    let formats: [(name: String, rank: SourceRank)] = [
      ("openai-cost-csv", .bill), ("focus-csv", .bill), ("openai-usage-csv", .providerUsage),
      ("litellm-spend-logs", .gateway), ("portkey-export", .gateway), ("langfuse-export", .observability),
      ("ccusage-json", .reference),
    ]
    let keys = ["chat-a", "copy-a", "known-test", "loose", ""]
    func made(_ order: [Int]) -> ViewFixture {
      var fixture = ViewFixture()
      for item in order {
        var own = SeededNumbers(seed: seed &* 1000 &+ UInt64(item))
        let format = formats[Int.random(in: 0..<formats.count, using: &own)]
        let calls = Int.random(in: 0...30, using: &own)
        fixture.source(
          Int64.random(in: -1_000_000...9_000_000, using: &own), format: format.name, rank: format.rank,
          provider: ["openai", "mistral"][Int.random(in: 0...1, using: &own)],
          account: ["", "org-a", "org-b"][Int.random(in: 0...2, using: &own)],
          key: keys[Int.random(in: 0..<keys.count, using: &own)], calls: format.rank == .bill ? 0 : calls,
          tokens: calls * 3, on: "2026-11-\(Int.random(in: 14...20, using: &own))", number: item + 1)
      }
      return fixture
    }
    let items = Array(0..<25)
    let facts = made(items).facts
    let shuffled = made(items.shuffled(using: &random)).facts
    func sums(_ facts: LedgerFacts, _ part: (UsageCell) -> String) -> [String: Int64] {
      facts.cells.reduce(into: [:]) { $0[part($1), default: 0] += $1.euro }
    }
    let whole = facts.quality.records.filter(\.isSpend).reduce(Int64(0)) { $0 + $1.euro }
    let parts: [(UsageCell) -> String] = [
      { $0.useCase ?? "" }, { $0.provider }, { ISOWeek(containing: $0.day).description }, { $0.basis.rawValue },
    ]
    for part in parts {
      #expect(sums(facts, part) == sums(shuffled, part))
      #expect(sums(facts, part).values.reduce(0, +) == whole)
    }
    #expect(facts.cells.reduce(0) { $0 + $1.calls } == shuffled.cells.reduce(0) { $0 + $1.calls })
    #expect(facts.quality.twins == shuffled.quality.twins)
  }
}

/// Numbers that are the same on every run.
struct SeededNumbers: RandomNumberGenerator {
  private var state: UInt64
  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
