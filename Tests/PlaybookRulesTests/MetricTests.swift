import PlaybookRules
import Registers
import ReportCore
import Testing

struct MetricTests {
  @Test func `cost per 1000 calls divides by the calls that succeeded`() throws {
    let figure = try #require(WeekFixture().figure("mt.cost-per-1000-calls"))
    // 140 euro over 2 × 7 × 100 successful calls.
    #expect(figure.value == FixedDecimal(100))
    #expect(figure.state == .green)
    #expect(figure.target == FixedDecimal(100))
    #expect(figure.guide == FixedDecimal(nanos: 150_000_000))
    #expect(figure.trend == .stable)
  }

  @Test func `a rising trend is amber though the level is met`() {
    var fixture = WeekFixture()
    fixture.registers.site.targets = [
      Target(metric: "mt.cost-per-1000-calls", value: FixedDecimal(1000), validFrom: WeekFixture.day("2026-08-31"))
    ]
    for (index, week) in (WeekFixture.week("2026-W40")...WeekFixture.week("2026-W47")).enumerated() {
      fixture.spend(10 * index, "copy", on: week.firstDay.description)
    }
    #expect(fixture.figure("mt.cost-per-1000-calls")?.trend == .rising)
    #expect(fixture.figure("mt.cost-per-1000-calls")?.state == .amber)
  }

  @Test func `fixed fees are no cost of inference`() {
    var fixture = WeekFixture()
    fixture.spend(500, "copy", on: "2026-11-18", isUsage: false)
    #expect(fixture.figure("mt.cost-per-1000-calls")?.value == FixedDecimal(100))
  }

  @Test func `no calls is reason O3, not zero`() {
    var fixture = WeekFixture()
    fixture.cells = []
    #expect(fixture.figure("mt.cost-per-1000-calls")?.value == nil)
    #expect(fixture.figure("mt.cost-per-1000-calls")?.reason == .denominatorZero)
  }

  @Test func `cost per session counts what customers meet and all that may belong to it`() throws {
    var fixture = WeekFixture()
    #expect(fixture.figure("mt.cost-per-session")?.value == FixedDecimal(nanos: 700_000_000))
    fixture.spend(80, nil, on: "2026-11-18")
    let open = try #require(fixture.figure("mt.cost-per-session"))
    #expect(open.upper == FixedDecimal(nanos: 1_500_000_000))
    #expect(open.state == .unknown)
    #expect(open.reason == .notAttributed)
  }

  @Test func `a week without counted sessions has no cost per session`() {
    var fixture = WeekFixture()
    fixture.registers.outcomes = fixture.registers.outcomes?.filter { $0.useCase != "chat" || $0.week != fixture.week }
    #expect(fixture.figure("mt.cost-per-session")?.value == nil)
    #expect(fixture.figure("mt.cost-per-session")?.reason == .noSource)
  }

  @Test func `outputs nobody judged widen the efficiency`() throws {
    var fixture = WeekFixture()
    #expect(fixture.figure("mt.efficiency")?.value == FixedDecimal(nanos: 800_000_000))
    #expect(fixture.figure("mt.efficiency")?.state == .green)
    fixture.registers.outcomes = fixture.registers.outcomes?.map { row in
      var row = row
      row.unjudged = 25
      return row
    }
    let open = try #require(fixture.figure("mt.efficiency"))
    #expect(open.lower == FixedDecimal(nanos: 640_000_000))
    #expect(open.upper == FixedDecimal(nanos: 840_000_000))
    #expect(open.state == .unknown)
  }

  @Test func `the return of a tool is its benefit over its cost, less one`() {
    let fixture = WeekFixture()
    #expect(fixture.figure("mt.roi", ["useCase": "copy"])?.value == FixedDecimal(nanos: 500_000_000))
    #expect(fixture.figure("mt.roi")?.state == .green)
    #expect(fixture.figure("mt.break-factor", ["useCase": "copy"])?.value == FixedDecimal(nanos: 1_500_000_000))
  }

  @Test func `a claimed benefit lifts the upper bound only`() throws {
    var fixture = WeekFixture()
    fixture.registers.returns = fixture.registers.returns?.map { row in
      var row = row
      row.evidence = nil
      return row
    }
    let roi = try #require(fixture.figure("mt.roi"))
    #expect(roi.lower == FixedDecimal(-1))
    #expect(roi.upper == FixedDecimal(nanos: 500_000_000))
    #expect(roi.state == .unknown)
  }

  @Test func `a tool without its row is unknown, not minus 100 per cent`() {
    var fixture = WeekFixture()
    fixture.registers.returns = []
    #expect(fixture.figure("mt.roi")?.value == nil)
    #expect(fixture.figure("mt.roi")?.state == .unknown)
  }

  @Test func `all four metrics can be called up, a wide one counts half`() {
    var fixture = WeekFixture()
    #expect(fixture.figure("mt.computable")?.value == FixedDecimal(4))
    fixture.spend(80, nil, on: "2026-11-18")
    // Session cost and return are now wider than 20 %.
    #expect(fixture.figure("mt.computable")?.value == FixedDecimal(3))
    fixture.registers.outcomes = nil
    #expect(fixture.figure("mt.computable")?.value == FixedDecimal(nanos: 1_500_000_000))
  }

  @Test func `a series' trend needs six exact weeks of the last eight`() {
    func points(_ values: [Int?]) -> [Interval] {
      values.map { $0.map { Interval(Fraction($0)) } ?? .unknown(.noPrice) }
    }
    #expect(TheilSen.trend(points([100, 103, 106, 109, 112, 116])) == .rising)
    #expect(TheilSen.trend(points([116, 112, 109, 106, 103, 100])) == .falling)
    #expect(TheilSen.trend(points([100, 101, 100, 99, 100, 101])) == .stable)
    #expect(TheilSen.trend(points([100, 101, nil, 99, 100, 101])) == .unknown)
    #expect(TheilSen.trend(points([100, nil, 101, 500, nil, 99, 100, 101])) == .stable)
    #expect(TheilSen.weeklyGrowth(points([100, 200, 400, 800, 1600, 3200])) == 1)
  }
}
