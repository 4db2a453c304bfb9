import PlaybookRules
import Registers
import ReportCore
import Testing

struct BudgetTests {
  @Test(arguments: [(0, FigureState.green), (10, .green), (11, .amber), (25, .amber), (26, .red)])
  func `up to the budget is green, up to 110 per cent amber, beyond red`(extra: Int, state: FigureState) {
    var fixture = WeekFixture()
    fixture.spend(extra, "copy", on: "2026-11-18")
    #expect(fixture.figure("budget.used-week")?.state == state)
  }

  @Test func `past red stays red though the total is open above`() {
    var fixture = WeekFixture()
    fixture.spend(100, "copy", on: "2026-11-18", unpricedCalls: 1)
    #expect(fixture.figure("budget.used-week")?.state == .red)
  }

  @Test func `within budget but open above is unknown`() {
    var fixture = WeekFixture()
    fixture.spend(0, "copy", on: "2026-11-18", unpricedCalls: 1)
    #expect(fixture.figure("budget.used-week")?.state == .unknown)
  }

  @Test func `what nobody attributed may belong to any use case`() throws {
    var fixture = WeekFixture()
    fixture.spend(8, nil, on: "2026-11-18")
    // 70 of 75, or 78 of 75.
    let used = try #require(fixture.figure("budget.used-week", ["useCase": "copy"]))
    #expect(used.state == .unknown)
    #expect(used.reason == .notAttributed)
  }

  @Test func `charges and credits that nobody owns do not cancel out`() throws {
    var fixture = WeekFixture()
    fixture.spend(50, nil, on: "2026-11-18")
    fixture.spend(-50, nil, on: "2026-11-19")
    let used = try #require(fixture.figure("budget.used-week", ["useCase": "copy"]))
    #expect(used.lower == FixedDecimal(try #require(Fraction(20, over: 75))))
    #expect(used.upper == FixedDecimal(try #require(Fraction(120, over: 75))))
    #expect(used.state == .unknown)
  }

  @Test func `without a budget nothing is on level`() {
    var fixture = WeekFixture()
    fixture.registers.budgets = nil
    #expect(fixture.figure("budget.used-week")?.state == .unknown)
    #expect(fixture.figure("budget.days-over-110")?.state == .unknown)
  }

  @Test func `a running month is held against the days that have passed`() throws {
    let month = WeekFixture().assess().figures.first { $0.key.id == "budget.used-month" }
    // 22 days × 20 euro of 650, where 22/30 of the month has passed.
    #expect(month?.value == FixedDecimal(try #require(Fraction(440, over: 650))))
    #expect(month?.target == FixedDecimal(try #require(Fraction(22, over: 30))))
    #expect(month?.state == .green)
  }

  @Test(arguments: [(3, 0), (4, 1)])
  func `a kill switch is due above 110 per cent, not at it`(extra: Int, days: Int) {
    var fixture = WeekFixture()
    // 13.2 euro is exactly 110 % of the day budget of 12.
    fixture.registers.budgets = fixture.registers.budgets?.map { budget in
      var budget = budget
      if budget.period == .day { budget.amount = .euro(nanos: 11_818_181_819) }
      return budget
    }
    fixture.spend(extra, "chat", on: "2026-11-21")
    #expect(fixture.figure("budget.days-over-110")?.value == FixedDecimal(days))
  }

  @Test func `a budget for one length of time answers for another`() throws {
    let registers = WeekFixture.registers()
    let day = WeekFixture.day("2026-11-18")
    #expect(BudgetCalendar(registers, scope: "chat").amount(of: WeekFixture.week("2026-W47")) == Fraction(84))
    #expect(BudgetCalendar(registers, scope: "copy").amount(on: day) == Fraction(75, over: 7))
    #expect(BudgetCalendar(registers, scope: "copy").dayBudget(on: day) == nil)
    #expect(BudgetCalendar(registers, scope: "total").amount(of: CalendarMonth(containing: day)) == Fraction(650))
    #expect(BudgetCalendar(registers, scope: "copy").amount(on: WeekFixture.day("2026-08-30")) == nil)
  }

  @Test func `only a proven cap covers money`() {
    var fixture = WeekFixture()
    #expect(fixture.figure("budget.capped-share")?.value == FixedDecimal(nanos: 500_000_000))
    fixture.registers.controls = fixture.registers.controls?.map { control in
      var control = control
      control.evidence = nil
      return control
    }
    #expect(fixture.figure("budget.capped-share")?.value == .zero)
  }
}
