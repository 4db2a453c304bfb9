import PlaybookRules
import Registers
import ReportCore
import Roadmaps
import Testing

struct PlanTests {
  private func assertion(_ figure: String, _ comparison: Assertion.Comparison, _ bound: String) -> Assertion {
    Assertion(figure: figure, scope: [:], comparison: comparison, bound: WeekFixture.decimal(bound), description: "")
  }

  @Test(arguments: [
    ("2026-11-10", "2026-11-10", FigureState.green, 0), ("2026-11-13", "2026-11-10", .amber, 3),
    ("2026-11-18", "2026-11-10", .red, 8),
  ])
  func `done in time is green, within a week amber, later red`(done: String, due: String, state: FigureState, slip: Int)
  {
    let item = ItemJudgement(WeekFixture().facts).assess(WeekFixture.item("R", done: done, due: due))
    #expect(item.state == state)
    #expect(item.slipDays == slip)
  }

  @Test(arguments: [
    ("2026-11-22", FigureState.notYetDue, Int?.none), ("2026-11-20", .amber, 2), ("2026-11-01", .red, 21),
  ])
  func `an open task is late from the day after it was due`(due: String, state: FigureState, slip: Int?) {
    let item = ItemJudgement(WeekFixture().facts).assess(WeekFixture.item("R", due: due))
    #expect(item.state == state)
    #expect(item.slipDays == slip)
  }

  @Test func `a tick from after the week is not a tick yet`() {
    let item = ItemJudgement(WeekFixture().facts).assess(WeekFixture.item("R", done: "2026-11-23", due: "2026-11-30"))
    #expect(!item.isDone)
    #expect(item.state == .notYetDue)
  }

  @Test func `a tick that the figures contradict is a paper measure`() {
    var fixture = WeekFixture()
    fixture.checklists.actionPlan?.sections[0].items[0].assertion = assertion("attribution.share", .atLeast, "0.5")
    #expect(fixture.assess().actionPlan?.items[0].proof == .fact)
    fixture.checklists.actionPlan?.sections[0].items[0].assertion = assertion("attribution.share", .atMost, "0.5")
    let plan = fixture.assess().actionPlan
    #expect(plan?.items[0].proof == .contradicted)
    #expect(plan?.items[0].state == .red)
    #expect(plan?.state == .red)
  }

  @Test func `a figure that may be either side proves nothing`() {
    var fixture = WeekFixture()
    fixture.covered = fixture.covered.lowerBound...WeekFixture.day("2026-11-20")
    fixture.checklists.actionPlan?.sections[0].items[0].assertion = assertion("attribution.share", .atLeast, "0.5")
    #expect(fixture.assess().actionPlan?.items[0].proof == .unproven)
    #expect(fixture.assess().actionPlan?.items[0].state == .unknown)
  }

  @Test func `a plan on schedule does not slip`() {
    #expect(WeekFixture().figure("roadmap.slip")?.value == .zero)
    #expect(WeekFixture().figure("roadmap.slip")?.state == .green)
    #expect(WeekFixture().figure("roadmap.progress")?.value == FixedDecimal(8))
  }

  @Test func `the slip is how long ago the plan stood where the work stands`() {
    var fixture = WeekFixture()
    for week in [6, 7] { fixture.checklists.roadmap?.sections[week].items[0].isTicked = false }
    // Six milestones are done; the seventh was due on 15 November.
    #expect(fixture.figure("roadmap.slip")?.value == FixedDecimal(7))
    #expect(fixture.figure("roadmap.slip")?.state == .amber)
    let week = fixture.assess().roadmap?.weeks[6]
    #expect(week?.state == .amber)
    #expect(week?.actual?.upperBound == fixture.week.lastDay)
    #expect(week?.forecast?.upperBound.description == "2026-11-23")
  }

  @Test func `a roadmap without milestones is unknown, not on schedule`() {
    var fixture = WeekFixture()
    for week in 0...8 { fixture.checklists.roadmap?.sections[week].items[0].isMilestone = false }
    #expect(fixture.figure("roadmap.slip")?.state == .unknown)
    fixture.checklists.roadmap?.sections[0].id = "week-9223372036854775807"
    #expect(fixture.assess().roadmap?.weeks.count == 8)
  }

  @Test func `thirty days are counted from the first, and an open action is overdue after them`() {
    var fixture = WeekFixture()
    #expect(fixture.figure("actions.day")?.value == FixedDecimal(49))
    #expect(fixture.figure("actions.done")?.state == .green)
    fixture.checklists.actionPlan?.sections[0].items[2].isTicked = false
    #expect(fixture.figure("actions.done")?.value == FixedDecimal(2))
    #expect(fixture.figure("actions.done")?.state == .red)
    fixture.registers.site.actionPlanStart = nil
    #expect(fixture.figure("actions.done")?.state == .unknown)
  }

  @Test(arguments: [("2026-W41", FigureState.notYetDue), ("2026-W44", .amber)])
  func `from day 23 an open action asks for attention`(week: String, state: FigureState) {
    var fixture = WeekFixture()
    fixture.checklists.actionPlan?.sections[0].items[2].isTicked = false
    fixture.week = WeekFixture.week(week)
    #expect(fixture.assess().actionPlan?.state == state)
  }
}
