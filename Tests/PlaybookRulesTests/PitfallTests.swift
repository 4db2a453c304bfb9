import PlaybookRules
import Registers
import ReportCore
import Roadmaps
import Testing

struct PitfallTests {
  private func outcome(_ id: String, _ fixture: WeekFixture) -> PitfallOutcome? {
    fixture.assess().pitfalls?.first { $0.id == id }?.outcome
  }

  @Test func `a limit without evidence leaves the interface open: a paper measure`() {
    var fixture = WeekFixture()
    #expect(outcome("unlimited-chatbot", fixture) == .safe)
    fixture.registers.controls = []
    #expect(outcome("unlimited-chatbot", fixture) == .paperMeasure)
    fixture.checklists.pitfalls?.sections[0].items[0].isTicked = false
    #expect(outcome("unlimited-chatbot", fixture) == .gap)
    fixture.registers.controls = nil
    #expect(outcome("unlimited-chatbot", fixture) == .unknown)
  }

  @Test func `basic work on premium models is overkill, an unclassed model may be premium`() {
    var fixture = WeekFixture()
    #expect(outcome("overkill-models", fixture) == .safe)
    fixture.spend(1, "chat", on: "2026-11-18", calls: 100, modelClass: nil)
    #expect(outcome("overkill-models", fixture) == .unknown)
    fixture.spend(1, "chat", on: "2026-11-18", calls: 100, model: "m-large", modelClass: .premium)
    #expect(outcome("overkill-models", fixture) == .paperMeasure)
  }

  @Test func `memory is a warm cache and few repeats`() {
    var fixture = WeekFixture()
    #expect(outcome("no-memory", fixture) == .safe)
    fixture.registers.outcomes = fixture.registers.outcomes?.map { row in
      var row = row
      row.repeated = 40
      return row
    }
    #expect(outcome("no-memory", fixture) == .paperMeasure)
    fixture.registers.outcomes = nil
    #expect(outcome("no-memory", fixture) == .unknown)
  }

  @Test(
    arguments: [(100, PitfallOutcome.safe), (98, .safe), (97, .paperMeasure), (103, .paperMeasure)]
      as [(Int64, PitfallOutcome)])
  func `what the gateway saw is held against the bill`(seen: Int64, expected: PitfallOutcome) {
    var fixture = WeekFixture()
    fixture.capture = [
      CaptureCell(day: fixture.week.firstDay, provider: "openai", billedEuro: 100, gatewayEuro: 0, origin: 0),
      CaptureCell(day: fixture.week.firstDay, provider: "openai", billedEuro: 0, gatewayEuro: seen, origin: 0),
    ]
    #expect(outcome("shadow-ai", fixture) == expected)
  }

  @Test func `without a bill shadow AI cannot be told, but a fee that nobody owns can`() {
    var fixture = WeekFixture()
    #expect(outcome("shadow-ai", fixture) == .unknown)
    fixture.spend(11, nil, on: "2026-11-18", isUsage: false)
    #expect(outcome("shadow-ai", fixture) == .paperMeasure)
  }

  @Test func `a day over 110 per cent that nothing stopped`() {
    var fixture = WeekFixture()
    #expect(outcome("no-alarm", fixture) == .safe)
    fixture.spend(30, "chat", on: "2026-11-21")
    #expect(outcome("no-alarm", fixture) == .paperMeasure)
    fixture.registers.budgets = nil
    #expect(outcome("no-alarm", fixture) == .unknown)
  }

  @Test func `safe pitfalls are counted, unknown ones only as possible`() throws {
    let safe = try #require(WeekFixture().figure("pitfalls.safe"))
    #expect(safe.value == FixedDecimal(4))
    #expect(safe.upper == FixedDecimal(5))
    #expect(safe.state == .unknown)
  }
}
