import PlaybookRules
import Registers
import ReportCore
import Roadmaps
import Testing

struct VerdictTests {
  @Test func `within budget there is nobody to name`() {
    let verdict = WeekFixture().assess().verdict
    #expect(verdict.state == .green)
    #expect(verdict.cause == .none)
  }

  @Test func `one use case that explains half of the overspend is named`() {
    var fixture = WeekFixture()
    fixture.spend(60, "copy", on: "2026-11-18")
    #expect(fixture.assess().verdict.cause == .one(useCase: "copy", share: FixedDecimal(1)))
    #expect(fixture.assess().verdict.state == .red)
  }

  @Test func `without budgets of their own no use case is blamed`() {
    var fixture = WeekFixture()
    fixture.registers.budgets = fixture.registers.budgets?.filter { $0.scope == "total" }
    fixture.spend(60, "copy", on: "2026-11-18")
    #expect(fixture.assess().verdict.cause == .none)
  }

  @Test func `before the first budget there is nothing to judge`() {
    var fixture = WeekFixture()
    fixture.registers.budgets = fixture.registers.budgets?.map { budget in
      var budget = budget
      budget.validFrom = WeekFixture.day("2027-01-01")
      return budget
    }
    #expect(fixture.assess().verdict.state == .notYetDue)
    #expect(fixture.assess().verdict.judgedFrom?.description == "2027-01-01")
  }

  @Test func `the agenda holds three decisions, most euro first, and a breach is not asked twice`() {
    var fixture = WeekFixture()
    fixture.spend(60, "chat", on: "2026-11-21")
    fixture.spend(40, "copy", on: "2026-11-18")
    fixture.registers.controls = []
    fixture.checklists.roadmap?.sections[6].items[0].isTicked = false
    let decisions = fixture.assess().decisions
    #expect(decisions.map(\.kind) == [.noLimit, .killSwitch, .overBudget])
    #expect(decisions.map(\.subject) == ["chat", "chat", "copy"])
    #expect(decisions[1].stake == WeekFixture.decimal("56.8"))
    #expect(decisions[1].greenWhen == WeekFixture.decimal("13.2"))
  }

  @Test func `what keeps the verdict unknown is decided first`() {
    var fixture = WeekFixture()
    fixture.covered = fixture.covered.lowerBound...WeekFixture.day("2026-11-20")
    #expect(fixture.assess().decisions.first?.kind == .missingSource)
  }

  @Test func `a quiet week needs no decision`() {
    #expect(WeekFixture().assess().decisions == [])
    #expect(WeekFixture().assess().changes == [])
  }

  @Test func `what is not fully known has neither risen nor fallen, and has no price to name`() {
    var fixture = WeekFixture()
    fixture.spend(30, "chat", on: "2026-11-18", model: "m-new", unpricedCalls: 4)
    #expect(fixture.assess().changes.filter { $0.kind != .breach }.map(\.kind) == [.unpriced])
  }

  @Test func `the notes of the week name risers, new models and breaches`() {
    var fixture = WeekFixture()
    fixture.spend(30, "chat", on: "2026-11-21", model: "m-new")
    #expect(fixture.assess().changes.map(\.kind) == [.breach, .newModel, .rise])
  }
}
