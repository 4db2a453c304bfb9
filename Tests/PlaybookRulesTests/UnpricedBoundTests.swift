import PlaybookRules
import Registers
import ReportCore
import Testing

/// Use without a price is bounded by the dearest price of its provider, and by nothing when no book knows one.
struct UnpricedBoundTests {
  /// The week costs 140 of a budget of 150.
  private func fixture(_ limit: Int?, useCase: String? = "chat", rows: Int = 1) -> WeekFixture {
    var fixture = WeekFixture()
    fixture.cells.append(
      UsageCell(
        day: WeekFixture.day("2026-11-18"), useCase: useCase, provider: "openai", model: "m-new", modelClass: nil,
        euro: 0, calls: 4, unpricedCalls: 4, unpricedTokens: 900, unpricedRows: rows,
        unpricedLimit: limit.map { Int64($0) * 1_000_000_000 }, origin: fixture.cells.count))
    return fixture
  }

  @Test(arguments: [
    (0 as Int?, FigureState.green, 140 as Int?), (10, .green, 150), (11, .unknown, 151), (25, .unknown, 165),
    (nil, .unknown, nil),
  ])
  func `a state is given when even the dearest price does not change it`(
    _ limit: Int?, _ state: FigureState, _ upper: Int?
  ) throws {
    let fixture = fixture(limit)
    let total = try #require(fixture.figure("spend.total"))
    #expect(total.value == FixedDecimal(140) && total.lower == FixedDecimal(140))
    #expect(total.upper == upper.map { FixedDecimal($0) })
    #expect(total.reason == (limit == 0 ? nil : .noPrice))
    #expect(fixture.figure("budget.used-week")?.state == state)
  }

  @Test func `one use without a limit takes the limit of all away`() {
    var fixture = fixture(1)
    fixture.spend(0, "copy", on: "2026-11-19", unpricedCalls: 1)
    #expect(fixture.figure("spend.total")?.upper == nil)
    #expect(fixture.figure("spend.by-use-case", ["useCase": "chat"])?.upper == FixedDecimal(71))
  }

  @Test func `a row that counts neither calls nor tokens is unknown all the same`() throws {
    var fixture = WeekFixture()
    fixture.cells.append(
      UsageCell(
        day: WeekFixture.day("2026-11-18"), useCase: nil, provider: "chatgpt", model: "", modelClass: nil, euro: 0,
        unpricedRows: 1, origin: fixture.cells.count))
    let total = try #require(fixture.figure("spend.total"))
    #expect(total.upper == nil)
    #expect(total.reason == .noPrice)
    #expect(fixture.figure("unpriced.calls", ["model": "chatgpt"])?.value == .zero)
  }

  @Test func `what nobody owns may be anybody's, at its dearest`() throws {
    // copy: 70 of 75, or 76 when the unpriced use is its.
    let used = try #require(fixture(6, useCase: nil).figure("budget.used-week", ["useCase": "copy"]))
    #expect(used.lower == FixedDecimal(try #require(Fraction(70, over: 75))))
    #expect(used.upper == FixedDecimal(try #require(Fraction(76, over: 75))))
    #expect(used.state == .unknown)
    #expect(used.reason == .noPrice)
  }

  @Test func `a missing source is not bounded by a price`() {
    var fixture = fixture(1)
    fixture.covered = fixture.covered.lowerBound...WeekFixture.day("2026-11-20")
    #expect(fixture.figure("spend.total")?.upper == nil)
  }

  @Test func `a week that is only bounded tells no trend`() {
    let exact = Array(repeating: Interval(Fraction(100)), count: 5)
    let bounded = Interval(lower: Fraction(100), value: Fraction(100), upper: Fraction(101), reason: .noPrice)
    let unowned = Interval(lower: Fraction(100), value: Fraction(100), upper: Fraction(101), reason: .notAttributed)
    #expect(TheilSen.trend(exact + [bounded]) == .unknown)
    #expect(TheilSen.trend(exact + [unowned]) == .stable)
  }

  @Test(arguments: [0, 3, 10, 11, 24, 26, 400])
  func `taking the price book away makes nothing better`(_ limit: Int) {
    func states(_ limit: Int?) -> [FigureKey: FigureState] {
      Dictionary(fixture(limit).assess().figures.compactMap { figure in figure.state.map { (figure.key, $0) } }) { $1 }
    }
    let with = states(limit)
    for (key, state) in states(nil) where state == .green || state == .amber {
      #expect(with[key] == .green || with[key] == state, "\(key)")
    }
  }
}
