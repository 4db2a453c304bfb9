import ReportCore

/// The figures of one week of the fictional company, with every id an edition knows.
struct FixtureFigures {
  let index: Int
  private(set) var all: [Figure] = []

  private var week: ISOWeek { FixtureSpend.weeks[index] }
  private var now: Period { .week(week) }
  private var weeks: ArraySlice<ISOWeek> { FixtureSpend.weeks[0...index] }

  init(index: Int) {
    self.index = index
    addSpend()
    addBudgets()
    addDays()
    addMetrics()
    addEvidence()
    addPlaybook()
  }

  private mutating func add(
    _ id: String, _ scope: [String: String] = [:], _ period: Period? = nil, unit: FigureUnit = .euro,
    _ value: FixedDecimal?, bounds: Bounds? = nil, state: FigureState? = nil, reason: UnknownReason? = nil,
    item: String? = nil, target: FixedDecimal? = nil, guide: FixedDecimal? = nil, trend: Trend? = nil, rows: Int = 120,
    formula: String = "sum of cost in euro", from: [FigureKey] = []
  ) {
    all.append(
      Figure(
        FigureKey(id, scope: scope, period ?? now), item: item, unit: unit, value: value, bounds: bounds, state: state,
        reason: reason, target: target, guide: guide, trend: trend, rows: rows, formula: formula, from: from))
  }

  /// The week's figure with a known amount in euro.
  private mutating func add(
    _ id: String, _ scope: [String: String], _ value: FixedDecimal, state: FigureState? = nil, item: String? = nil,
    rows: Int = 120, formula: String = "sum of cost in euro"
  ) {
    add(id, scope, nil, value, state: state, item: item, rows: rows, formula: formula)
  }

  private mutating func addSpend() {
    for (number, week) in weeks.enumerated() {
      let unpriced = number == FixtureSpend.unpricedWeek
      let ceiling = unpriced ? FixtureSpend.unpricedCeiling : 0
      let reason: UnknownReason? = unpriced ? .noPrice : nil
      let total = FixtureSpend.total(number)
      add(
        "spend.total", [:], .week(week), Fix.cents(total), bounds: Bounds(Fix.cents(total), Fix.cents(total + ceiling)),
        reason: reason, rows: 4100 + number,
        formula: "sum of spend by use case + spend not attributed",
        from: FixtureSpend.useCases.map { FigureKey("spend.by-use-case", scope: ["useCase": $0.id], .week(week)) }
          + [FigureKey("spend.not-attributed", .week(week))])
      for useCase in FixtureSpend.useCases {
        let cents = useCase.cents[number]
        let open = unpriced && useCase.id == "review-analysis"
        add(
          "spend.by-use-case", ["useCase": useCase.id], .week(week), Fix.cents(cents),
          bounds: Bounds(Fix.cents(cents), Fix.cents(cents + (open ? ceiling : 0))), reason: open ? .noPrice : nil,
          rows: 600)
      }
      add("spend.not-attributed", [:], .week(week), Fix.cents(FixtureSpend.notAttributed[number]), item: "S9", rows: 41)
      add(
        "calls.successful", [:], .week(week), unit: .count, FixedDecimal(18_200 + 120 * number),
        formula: "calls that succeeded")
      add("calls.failed", [:], .week(week), unit: .count, FixedDecimal(210 + number), formula: "calls that failed")
    }
    let total = FixtureSpend.total(index)
    add("spend.total", [:], Fix.month(11), Fix.cents(total + 101_240), rows: 12_800)
    for (provider, share) in [("anthropic", 31), ("manual", 16), ("mistral", 8), ("openai", 45)] {
      add("spend.by-provider", ["provider": provider], Fix.ratio(total * share, 10_000))
    }
    for (name, share) in [("balanced", 34), ("open-source", 5), ("premium", 43), ("subscription", 16), ("unknown", 2)] {
      add("spend.by-model-class", ["modelClass": name], Fix.ratio(total * share, 10_000))
    }
    add(
      "attribution.share", unit: .ratio, Fix.ratio(total - FixtureSpend.notAttributed[index], total), state: .green,
      item: "S9", target: Fix.thousandths(900), formula: "attributed spend / spend")
    add("tokens.total", unit: .tokens, FixedDecimal(412_345_678), formula: "input + output tokens")
    if index == FixtureSpend.unpricedWeek {
      add(
        "unpriced.calls", ["model": "mistral-medium-2611"], unit: .count, FixedDecimal(312),
        formula: "calls without a price")
      add(
        "unpriced.tokens", ["model": "mistral-medium-2611"], unit: .tokens, FixedDecimal(2_345_600),
        formula: "tokens without a price")
    }
  }

  private mutating func addBudgets() {
    for (number, week) in weeks.enumerated() {
      let used = Fix.ratio(FixtureSpend.total(number), FixtureSpend.totalBudget)
      let unpriced = number == FixtureSpend.unpricedWeek
      let upper =
        unpriced
        ? Fix.ratio(FixtureSpend.total(number) + FixtureSpend.unpricedCeiling, FixtureSpend.totalBudget) : used
      let state = Fix.budgetState(used) == Fix.budgetState(upper) ? Fix.budgetState(used) : .unknown
      add("budget.week", [:], .week(week), Fix.cents(FixtureSpend.totalBudget), rows: 1, formula: "budget of the week")
      add(
        "budget.used-week", [:], .week(week), unit: .ratio, used, bounds: Bounds(used, upper), state: state,
        reason: unpriced ? .noPrice : nil, item: "S2", target: FixedDecimal(1), rows: 4100,
        formula: "spend / budget of the week",
        from: [FigureKey("budget.week", .week(week)), FigureKey("spend.total", .week(week))])
    }
    for budget in FixtureSpend.weekBudgets {
      let scope = ["useCase": budget.id]
      let used = Fix.ratio(FixtureSpend.cents(budget.id, index), budget.cents)
      add("budget.week", scope, Fix.cents(budget.cents), rows: 1, formula: "budget of the week")
      add(
        "budget.used-week", scope, unit: .ratio, used, state: Fix.budgetState(used), item: "S2",
        target: FixedDecimal(1),
        formula: "spend / budget of the week",
        from: [FigureKey("budget.week", scope: scope, now), FigureKey("spend.by-use-case", scope: scope, now)])
      add("calls.successful", scope, unit: .count, FixedDecimal(3100), formula: "calls that succeeded")
      add("calls.failed", scope, unit: .count, FixedDecimal(35), formula: "calls that failed")
    }
    let used = Fix.ratio(FixtureSpend.total(index) + 101_240, FixtureSpend.monthBudget)
    add(
      "budget.month", [:], Fix.month(11), Fix.cents(FixtureSpend.monthBudget), rows: 1, formula: "budget of the month")
    add(
      "budget.used-month", [:], Fix.month(11), unit: .ratio, used, state: Fix.budgetState(used), item: "S2",
      formula: "spend / budget of the month")
    add(
      "budget.capped-share", unit: .ratio, Fix.thousandths(288), state: .red, item: "S6", target: Fix.thousandths(800),
      formula: "spend under a proven cap / spend")
  }

  private mutating func addDays() {
    let viral = index == 11
    var breaches = 0
    for (offset, day) in week.days.enumerated() {
      let chat = viral ? FixtureSpend.chatDays[offset] : FixtureSpend.cents("service-chat", index) / 7
      let total = viral ? FixtureSpend.totalDays[offset] : FixtureSpend.total(index) / 7
      let used = Fix.ratio(chat, FixtureSpend.chatDayBudget)
      let over = used > Fix.thousandths(1100)
      breaches += over ? 1 : 0
      add("spend.by-day", [:], .day(day), Fix.cents(total))
      for useCase in FixtureSpend.useCases {
        let cents = useCase.id == "service-chat" ? chat : useCase.cents[index] / 7
        add("spend.by-day", ["useCase": useCase.id], .day(day), Fix.cents(cents))
      }
      add(
        "budget.day", ["useCase": "service-chat"], .day(day), Fix.cents(FixtureSpend.chatDayBudget), rows: 1,
        formula: "budget of the day")
      add(
        "budget.day-used", ["useCase": "service-chat"], .day(day), unit: .ratio, used, state: over ? .red : .green,
        item: "S41", target: Fix.thousandths(1100), formula: "spend / budget of the day")
    }
    for scope in [[:], ["useCase": "service-chat"]] {
      add(
        "budget.days-over-110", scope, unit: .count, FixedDecimal(breaches), state: breaches == 0 ? .green : .red,
        item: "S41", target: .zero, formula: "days above 110 % of the day budget")
    }
  }
}

extension FixtureFigures {
  private mutating func addMetrics() {
    for (number, week) in weeks.enumerated() {
      let calls = Fix.ratio(FixtureSpend.total(number) * 10, 18_200 + 120 * number)
      add(
        "mt.cost-per-1000-calls", [:], .week(week), calls, state: calls <= FixedDecimal(25) ? .green : .amber,
        item: "S52",
        target: FixedDecimal(25), guide: Fix.cents(15), trend: .stable, formula: "cost / successful calls × 1000",
        from: [FigureKey("spend.total", .week(week)), FigureKey("calls.successful", .week(week))])
      let sessions =
        number == 6
        ? nil : Fix.ratio(FixtureSpend.cents("service-chat", number), 100 * (480 + (number == 11 ? 1450 : number)))
      add(
        "mt.cost-per-session", [:], .week(week), sessions, bounds: number == 6 ? .unbounded : nil,
        state: number == 6 ? .unknown : .green, reason: number == 6 ? .noSource : nil, item: "S54",
        target: Fix.cents(8),
        guide: Fix.cents(120), trend: .falling,
        formula: "cost of customer-facing use cases / sessions", from: [FigureKey("spend.total", .week(week))])
      let efficiency = 715 + 3 * number
      add(
        "mt.efficiency", [:], .week(week), unit: .ratio, Fix.thousandths(efficiency),
        bounds: Bounds(Fix.thousandths(efficiency - 8), Fix.thousandths(efficiency + 11)), state: .amber,
        reason: .noSource, item: "S55", target: Fix.thousandths(780), guide: Fix.thousandths(780), trend: .rising,
        formula: "useful / (useful + discarded + repeated)")
      let unknownROI = number == 11
      add(
        "mt.roi", [:], .week(week), unit: .ratio, unknownROI ? nil : Fix.thousandths(150 + 11 * number),
        bounds: unknownROI ? .unbounded : nil, state: unknownROI ? .unknown : .amber,
        reason: unknownROI ? .noSource : nil, item: "S56", target: Fix.thousandths(250), guide: Fix.thousandths(250),
        trend: unknownROI ? .unknown : .rising, formula: "(benefit - cost) / cost")
    }
    for useCase in FixtureSpend.useCases {
      let scope = ["useCase": useCase.id]
      add(
        "mt.cost-per-1000-calls", scope, Fix.ratio(useCase.cents[index], 310), item: "S52",
        formula: "cost / successful calls × 1000")
    }
    add(
      "mt.cost-per-session", ["useCase": "service-chat"], Fix.cents(7), state: .green, item: "S54",
      formula: "cost / sessions")
    add(
      "mt.cost-per-session", ["useCase": "site-search"], FixedDecimal(nanos: 4_000_000), state: .green, item: "S54",
      formula: "cost / sessions")
    add(
      "mt.efficiency", ["useCase": "product-copy"], unit: .ratio, Fix.thousandths(764), state: .amber, item: "S55",
      formula: "useful / (useful + discarded + repeated)")
    add(
      "mt.roi", ["useCase": "product-copy"], unit: .ratio, Fix.thousandths(310), state: .green, item: "S56",
      formula: "(benefit - cost) / cost")
    add(
      "mt.roi", ["useCase": "personalised-mail"], unit: .ratio, Fix.thousandths(-120), state: .red, item: "S56",
      formula: "(benefit - cost) / cost")
    add(
      "mt.roi", ["useCase": "campaign-images"], unit: .ratio, nil, bounds: .unbounded, state: .unknown,
      reason: .noSource, item: "S56", formula: "(benefit - cost) / cost")
    add(
      "mt.break-factor", ["useCase": "product-copy"], unit: .ratio, Fix.thousandths(1310), item: "H3",
      formula: "benefit / cost")
    add(
      "mt.computable", unit: .count, FixedDecimal(3), state: .amber, item: "S57", target: FixedDecimal(4),
      formula: "metrics with a value")
  }

  private mutating func addEvidence() {
    add(
      "coverage.sources", unit: .ratio, Fix.thousandths(952), state: .amber, target: FixedDecimal(1),
      formula: "source-days that arrived / expected")
    for (source, share) in [("gateway", 1000), ("openai-costs", 1000), ("seats", 571)] {
      add(
        "coverage.source", ["source": source], unit: .ratio, Fix.thousandths(share),
        formula: "days that arrived / expected")
    }
    add(
      "controls.coverage", unit: .ratio, Fix.thousandths(500), state: .red, item: "S62", target: FixedDecimal(1),
      formula: "limited customer-facing use cases / all")
    add(
      "measured.share", unit: .count, FixedDecimal(7), target: FixedDecimal(9), rows: 9,
      formula: "judged headline figures that are known")
  }

  private mutating func addPlaybook() {
    for pitfall in FixtureChecklists.pitfallIDs {
      let scope = ["pitfall": pitfall.id]
      add(
        "pitfall.measure", scope, unit: .ratio, pitfall.measure, bounds: pitfall.measure == nil ? .unbounded : nil,
        reason: pitfall.measure == nil ? .noSource : nil, item: "S37", formula: "what was measured")
      add(
        "pitfall.outcome", scope, unit: .state, nil, state: pitfall.state, item: "S43",
        formula: "measurement against prevention", from: [FigureKey("pitfall.measure", scope: scope, now)])
    }
    add(
      "pitfalls.safe", unit: .count, FixedDecimal(2), state: .red, item: "S43", target: FixedDecimal(5),
      formula: "pitfalls that are safe")
    add(
      "roadmap.progress", unit: .count, FixedDecimal(6), target: FixedDecimal(9), rows: 9, formula: "milestones earned")
    add(
      "roadmap.slip", unit: .days, FixedDecimal(7), state: .amber, item: "S51", target: FixedDecimal(3), rows: 9,
      formula: "days since the oldest open milestone was due")
    for number in 0...8 {
      add(
        "roadmap.milestone", ["milestone": "R\(number).3"], unit: .state, nil,
        state: FixtureChecklists.weekStates[number], item: "S50", rows: 1, formula: "due, done and assertion")
    }
    add("actions.day", unit: .days, FixedDecimal(49), item: "S59", rows: 1, formula: "days since the start")
    add(
      "actions.done", unit: .count, FixedDecimal(2), state: .red, item: "S59", target: FixedDecimal(3), rows: 3,
      formula: "actions done")
    for (id, state) in [("A1", FigureState.green), ("A2", .green), ("A3", .red)] {
      add(
        "actions.item", ["action": id], unit: .state, nil, state: state, item: "S60", rows: 1, formula: "due and done")
    }
  }
}
