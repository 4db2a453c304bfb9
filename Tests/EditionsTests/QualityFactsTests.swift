import CostExports
import LedgerStore
import PlaybookRules
import Registers
import ReportCore
import Testing

@testable import Editions

struct QualityFactsTests {
  private var fixture = ViewFixture()

  private func imports(_ moments: [String]) -> [ImportRecord] {
    moments.enumerated().map { index, moment in
      ImportRecord(
        number: index + 1, moment: Instant(moment) ?? Instant(seconds: 0), file: "f\(index + 1).csv",
        sha256: String(repeating: "a", count: 64), format: "litellm-spend-logs", rows: 1)
    }
  }

  @Test mutating func `keys are told by whichever source names them, even when a bill knows the cost`() {
    fixture.gateway(100, key: "chat-prod")
    fixture.gateway(5, key: "loose")
    fixture.bill(110)
    let keys = fixture.facts.quality.keys
    #expect(keys.map(\.key) == ["chat-prod", "loose"])
    #expect(keys.map(\.useCase) == ["chat", nil])
    #expect(keys.map(\.isRuled) == [true, false])
    #expect(keys.map(\.euro) == [100, 5])
  }

  @Test mutating func `a use case's overview begins with the first import that held any of its cost`() throws {
    func useCase(_ id: String, _ goLive: String) -> UseCase {
      UseCase(
        id: id, name: [:], shortName: [:], category: .other, taskKind: nil, customerFacing: false, critical: nil,
        owner: "it", goLive: ViewFixture.day(goLive), expects: [], expectsReturns: false, line: 1)
    }
    fixture.registers.useCases = [
      useCase("copy", "2026-11-18"), useCase("chat", "2026-11-17"), useCase("idle", "2026-11-18"),
    ]
    fixture.view.imports = imports(["2026-11-19T06:00:00Z", "2026-11-20T06:00:00Z"])
    fixture.gateway(1, key: "copy-a", number: 2)
    fixture.gateway(1, key: "copy-a", model: "gpt-5-mini", number: 1)
    // Went live before the ledger's first day: nobody can tell.
    fixture.gateway(1, key: "chat-a", number: 1)
    let overviews = fixture.overviews
    #expect(overviews.map(\.useCase) == ["copy", "idle"])
    #expect(overviews.map(\.seen) == [Instant("2026-11-19T06:00:00Z"), nil])
    #expect(overviews[0].day.lowerBound == Instant("2026-11-17T23:00:00Z"))
  }

  @Test mutating func `sources are those that are expected, then what came without being expected`() {
    fixture.registers.sources = [
      SourceExpectation(
        id: "gateway", format: "litellm-spend-logs", providers: ["openai"], cadence: .daily, expectedFrom: nil,
        maximumAgeDays: 3, owner: "it", settlingDays: 1)
    ]
    fixture.view.imports = imports(["2026-11-19T23:30:00Z", "2026-11-20T06:00:00Z"])
    fixture.gateway(100, key: "chat-prod")
    fixture.gateway(7, key: "chat-prod", provider: "mistral")
    fixture.view.coverage.append(
      Coverage(
        importNumber: 1, format: "litellm-spend-logs", provider: "openai", account: "", rank: .gateway,
        replacesLowerRanks: false, days: ViewFixture.day("2026-11-17")...ViewFixture.day("2026-11-18")))
    fixture.bill(110)
    let sources = fixture.facts.quality.sources
    #expect(sources.map(\.id) == ["gateway", "openai-cost-csv"])
    #expect(sources.map(\.settlingDays) == [1, 3])
    #expect(sources[0].days == [.init(day: ViewFixture.day("2026-11-18"), rows: 10, euro: 100)])
    // Half past eleven in the evening UTC is the next day in Amsterdam.
    #expect(sources[0].deliveries.map(\.received) == [ViewFixture.day("2026-11-20")])
    #expect(sources[1].deliveries.map(\.file) == ["f2.csv"])
    let status = SourceStatus(sources[0], until: ViewFixture.day("2026-11-17"))
    #expect(status.days == ViewFixture.day("2026-11-17")...ViewFixture.day("2026-11-17"))
    #expect(SourceStatus(sources[0], until: ViewFixture.day("2026-11-16")).lastFile == nil)
    // The 18th on the 20th: past the gateway's one day, within the bill's three.
    #expect(fixture.facts.quality.records.map(\.isProvisional) == [false, true])
  }

  @Test(
    arguments: [
      ("openai-cost-csv", nil, 3), ("aws-cur-2", nil, 5), ("manual-entries-csv", nil, 0), ("langfuse-export", nil, 1),
      ("openai-cost-csv", 7, 7),
    ] as [(String, Int?, Int)])
  func `a source settles in its own time`(format: String, given: Int?, days: Int) {
    let source = SourceExpectation(
      id: "x", format: format, providers: [], cadence: .daily, expectedFrom: nil, maximumAgeDays: 1, owner: "it",
      settlingDays: given)
    #expect(SettlingTime.days(of: format, source) == days)
  }
}
