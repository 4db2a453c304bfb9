import Registers
import ReportCore
import Testing

@testable import PlaybookRules

struct LedgerQualityRuleTests {
  private var fixture = WeekFixture()

  // MARK: Evidence

  private func month(_ id: String, _ scope: [String: String] = [:]) -> Figure? {
    let october = Period.month(CalendarMonth(containing: WeekFixture.day("2026-10-01")))
    return fixture.assess().figures.first { $0.key == FigureKey(id, scope: scope, october) }
  }

  @Test mutating func `the euros of a month are told apart by what they rest on`() {
    for index in fixture.cells.indices {
      fixture.cells[index].basis = index % 2 == 0 ? .provider : .gateway
      fixture.cells[index].isAllocated = index % 4 == 0
    }
    let parts = EuroBasis.allCases.map { month("quality.by-basis", ["basis": $0.rawValue])?.value?.nanos ?? -1 }
    #expect(parts.map { $0 / 1_000_000_000 } == [0, 160, 310, 0, 150])
    #expect(parts.reduce(0, +) == 620_000_000_000)
  }

  @Test mutating func `euros without an invoice are counted, those on estimates named`() {
    fixture.quality = QualityFacts(
      records: fixture.cells.map {
        RecordCell(day: $0.day, provider: $0.provider, basis: .gateway, euro: $0.euro, origin: $0.origin)
      }, covered: ["openai": [fixture.covered]])
    fixture.registers.invoices = []
    #expect(month("quality.invoiced-share")?.value == .zero)
    #expect(month("quality.invoiced-share")?.state == .red)
    #expect(month("quality.without-basis")?.value == FixedDecimal(620))
    let october = WeekFixture.day("2026-10-01")...WeekFixture.day("2026-10-31")
    let amount = Money.euro(nanos: 620_000_000_000)
    fixture.registers.invoices = [
      Invoice(
        date: WeekFixture.day("2026-11-02"), provider: "openai", number: "1", period: october, amount: amount,
        booked: amount, line: 2)
    ]
    #expect(month("quality.invoiced-share")?.value == FixedDecimal(1))
    #expect(month("quality.invoiced-share")?.state == .green)
    #expect(month("quality.without-basis")?.value == .zero)
    fixture.registers.invoices = nil
    #expect(month("quality.invoiced-share")?.state == .unknown)
  }

  // MARK: Attribution

  @Test(arguments: [(100, FigureState.green), (20, .green), (30, .amber), (60, .red)])
  mutating func `each provider is held against crawl, walk and run`(loose: Int, state: FigureState) {
    // 140 euro of openai are owned; 100 of another provider are owned by nobody.
    if loose == 100 {
      fixture.cells.append(
        UsageCell(
          day: WeekFixture.day("2026-11-18"), useCase: nil, provider: "mistral", model: "m", modelClass: nil,
          euro: 5_000_000_000, origin: fixture.cells.count))
      #expect(fixture.figure("attribution.by-provider", ["provider": "mistral"])?.state == .red)
    } else {
      fixture.spend(loose == 20 ? 15 : loose, nil, on: "2026-11-18")
    }
    #expect(fixture.figure("attribution.by-provider", ["provider": "openai"])?.state == state)
  }

  private func key(_ key: String, _ useCase: String?, isRuled: Bool = true, on day: String = "2026-11-18") -> KeyCell {
    KeyCell(
      day: WeekFixture.day(day), provider: "openai", key: key, useCase: useCase, isRuled: isRuled, calls: 5, euro: 70)
  }

  @Test mutating func `a key that two use cases share is red for both`() {
    fixture.quality.keys = [
      key("one", "chat"), key("one", "copy"), key("two", "copy"), key("three", nil),
      key("old", "chat", on: "2026-11-01"), key("old", "copy", on: "2026-11-01"),
    ]
    #expect(fixture.figure("attribution.shared-keys")?.value == FixedDecimal(1))
    #expect(fixture.figure("attribution.shared-keys")?.state == .red)
    #expect(fixture.figure("attribution.shared-keys", ["useCase": "copy"])?.state == .red)
    #expect(fixture.assess().sharedKeys.map(\.useCases) == [["chat", "copy"]])
    fixture.quality.keys.remove(at: 1)
    #expect(fixture.figure("attribution.shared-keys")?.state == .green)
    #expect(fixture.figure("attribution.shared-keys", ["useCase": "chat"])?.state == .green)
    fixture.registers.attribution = nil
    #expect(fixture.figure("attribution.shared-keys")?.state == .unknown)
  }

  @Test mutating func `a key that no rule knows cannot be judged`() {
    #expect(fixture.figure("attribution.unknown-keys")?.state == .green)
    fixture.quality.keys = [key("loose", nil, isRuled: false), key("on-purpose", nil)]
    let figure = fixture.figure("attribution.unknown-keys")
    #expect(figure?.value == FixedDecimal(1))
    #expect(figure?.state == .unknown)
    #expect(figure?.reason == .notAttributed)
    #expect(fixture.assess().unknownKeys.map(\.key) == ["loose"])
  }

  // MARK: Overview

  private func overview(_ seen: String?) -> Overview {
    // Amsterdam, winter time: the day begins at 23:00 UTC.
    Overview(
      useCase: "chat", goLive: WeekFixture.day("2026-11-10"),
      day: Self.moment("2026-11-09T23:00:00Z")...Self.moment("2026-11-10T23:00:00Z"), seen: seen.map(Self.moment))
  }

  private static func moment(_ text: String) -> Instant { Instant(text) ?? Instant(seconds: 0) }

  @Test(arguments: [
    ("2026-11-10T08:00:00Z", "0.000000000", "9.000000000", FigureState.green),
    ("2026-11-11T22:00:00Z", "23.000000000", "47.000000000", .green),
    ("2026-11-12T06:00:00Z", "31.000000000", "55.000000000", .unknown),
    ("2026-11-12T23:00:00Z", "48.000000000", "72.000000000", .amber),
    ("2026-11-14T00:00:00Z", "73.000000000", "97.000000000", .red),
  ])
  mutating func `hours run from go-live to the first attributed cost`(
    seen: String, lower: String, upper: String, state: FigureState
  ) {
    fixture.quality.overviews = [overview(seen)]
    let figure = fixture.figure("attribution.hours-to-overview", ["useCase": "chat"])
    #expect(figure?.lower?.description == lower)
    #expect(figure?.upper?.description == upper)
    #expect(figure?.state == state)
    let all = fixture.figure("attribution.overview-in-time")
    #expect(all?.state == (state == .green ? .green : state == .unknown ? .unknown : .red))
  }

  @Test mutating func `a go-live without any cost is red, a fresh one not yet due`() {
    fixture.quality.overviews = [overview(nil)]
    #expect(fixture.figure("attribution.hours-to-overview", ["useCase": "chat"])?.state == .red)
    fixture.quality.overviews[0].goLive = WeekFixture.day("2026-11-22")
    fixture.quality.overviews[0].day = Self.moment("2026-11-21T23:00:00Z")...Self.moment("2026-11-22T23:00:00Z")
    #expect(fixture.figure("attribution.hours-to-overview", ["useCase": "chat"])?.state == .notYetDue)
    #expect(fixture.figure("attribution.overview-in-time")?.state == .notYetDue)
    fixture.quality.overviews[0].goLive = WeekFixture.day("2026-11-23")
    #expect(fixture.figure("attribution.overview-in-time") == nil)
  }

  // MARK: Sources

  private func source(_ deliveries: [(received: String, first: String, last: String)]) -> SourceFacts {
    SourceFacts(
      id: "bill", format: "openai-cost-csv", owner: "it", maximumAgeDays: 3, basis: .provider, settlingDays: 3,
      deliveries: deliveries.enumerated().map { index, item in
        .init(
          importNumber: index + 1, received: WeekFixture.day(item.received), file: "f\(index)",
          days: WeekFixture.day(item.first)...WeekFixture.day(item.last))
      },
      days: [
        .init(day: WeekFixture.day("2026-11-15"), rows: 9, euro: 1),
        .init(day: WeekFixture.day("2026-11-16"), rows: 2, euro: 5_000_000_000),
        .init(day: WeekFixture.day("2026-11-22"), rows: 1, euro: 2_000_000_000),
      ])
  }

  @Test(arguments: [("2026-11-22", "0", FigureState.green), ("2026-11-18", "4", .red), ("2026-11-19", "3", .green)])
  mutating func `a source is as old as its newest day`(last: String, age: String, state: FigureState) {
    fixture.quality.sources = [
      source([("2026-11-23", "2026-11-10", last), ("2026-12-07", "2026-11-23", "2026-12-06")])
    ]
    let figure = fixture.figure("source.age", ["source": "bill"])
    #expect(figure?.value?.description == "\(age).000000000")
    #expect(figure?.state == state)
    #expect(fixture.figure("source.rows", ["source": "bill"])?.value == FixedDecimal(3))
    #expect(fixture.figure("source.euro", ["source": "bill"])?.value == FixedDecimal(7))
  }

  @Test mutating func `a day that came in before its source had settled is provisional until it comes again`() {
    fixture.quality.sources = [source([("2026-11-23", "2026-11-16", "2026-11-22")])]
    // Friday to Sunday are within three days of Monday.
    #expect(fixture.figure("source.provisional", ["source": "bill"])?.value == FixedDecimal(3))
    fixture.quality.sources = [
      source([("2026-11-23", "2026-11-16", "2026-11-22"), ("2026-11-26", "2026-11-20", "2026-11-22")])
    ]
    #expect(fixture.figure("source.provisional", ["source": "bill"])?.value == .zero)
    // A fee that is stated in advance is not being written any more.
    fixture.quality.sources = [source([("2026-11-02", "2026-11-01", "2026-11-30")])]
    #expect(fixture.figure("source.provisional", ["source": "bill"])?.value == .zero)
  }

  @Test mutating func `a source that never came is unknown, one that nobody expects is not judged`() {
    fixture.quality.sources = [source([])]
    #expect(fixture.figure("source.age", ["source": "bill"])?.state == .unknown)
    fixture.quality.sources = [source([("2026-11-23", "2026-11-16", "2026-11-22")])]
    fixture.quality.sources[0].maximumAgeDays = nil
    #expect(fixture.figure("source.age", ["source": "bill"])?.state == nil)
  }

  // MARK: Twins, checks, questions

  private func twin(_ kind: TwinFact.Kind, on day: String = "2026-11-18") -> TwinFact {
    TwinFact(
      kind: kind, provider: "openai", counted: "openai-cost-csv", other: "focus-csv", day: WeekFixture.day(day),
      countedEuro: 4_000_000_000, otherEuro: 3_000_000_000)
  }

  @Test mutating func `twins of the week are added up; a suspicion cannot be judged`() {
    fixture.quality.twins = [
      twin(.sameAccount), twin(.sameAccount, on: "2026-11-19"), twin(.sameAccount, on: "2026-11-01"),
    ]
    #expect(fixture.figure("quality.twin-euro")?.value == FixedDecimal(6))
    #expect(fixture.figure("quality.twins-suspected")?.state == .green)
    #expect(fixture.assess().twins.map(\.otherEuro) == [6_000_000_000])
    fixture.quality.twins.append(twin(.suspected))
    #expect(fixture.figure("quality.twins-suspected")?.state == .unknown)
    #expect(fixture.figure("quality.check", ["check": "twins"])?.state == .unknown)
    let question = fixture.assess().questions.first { $0.kind == .twins }
    #expect(question?.uncertainty == FixedDecimal(3))
    #expect(question?.owner == "it")
  }

  @Test mutating func `sums that hold are checks that passed, and one that does not is red`() {
    let checks = ["use-cases", "providers", "model-classes", "days", "bases"]
    for check in checks { #expect(fixture.figure("quality.check", ["check": check])?.state == .green, "\(check)") }
    let restated = FigureKey("spend.restated", .week(fixture.week))
    let part = FigureKey("spend.restated-by-import", scope: ["import": "7"], .week(fixture.week))
    let figures = { (parts: Int) in
      [
        Figure(restated, unit: .euro, value: FixedDecimal(5), rows: 0, formula: ""),
        Figure(part, unit: .euro, value: FixedDecimal(parts), rows: 0, formula: ""),
      ]
    }
    for (parts, state) in [(5, FigureState.green), (4, .red)] {
      let assessed = Playbook.assess(fixture.facts, restated: figures(parts)).figures
      #expect(assessed.first { $0.key.scope == ["check": "restated"] }?.state == state)
      #expect((assessed.first { $0.key.id == "quality.checks" }?.state == .red) == (state == .red))
    }
  }

  @Test mutating func `what is unbounded comes first, then the most euros`() {
    fixture.spend(30, nil, on: "2026-11-18")
    fixture.spend(0, "chat", on: "2026-11-18", model: "m-new", unpricedCalls: 4)
    fixture.covered = WeekFixture.day("2026-08-31")...WeekFixture.day("2026-11-20")
    let questions = fixture.assess().questions
    #expect(questions.map(\.kind) == [.unpriced, .missingSource, .notAttributed])
    #expect(questions.map(\.subject) == ["m-new", "gateway", ""])
    #expect(questions.map(\.owner) == ["it", "it", nil])
    // Two days of the 35, at the mean of the 33 others: 35 days of 20 euro and 30 more.
    #expect(questions[1].upper?.description == "44.242424242")
    #expect(questions[2].uncertainty == FixedDecimal(30))
  }
}
