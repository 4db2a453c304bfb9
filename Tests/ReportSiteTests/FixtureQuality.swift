import Editions
import PlaybookRules
import ReportCore

/// What stands behind the figures of week 47: an invoice that differs, one that is missing, a twin, a loose key.
enum FixtureQuality {
  private static let week = FixtureSpend.weeks[11]
  private static let now = Period.week(FixtureSpend.weeks[11])
  private static let october = Fix.month(10)

  static var quality: LedgerQuality {
    LedgerQuality(
      sources: [
        SourceStatus(
          id: "gateway", format: "litellm-spend-logs", isExpected: true, owner: "it", basis: .gateway,
          lastFile: "litellm-2026-w47.csv", received: Fix.day(11, 23), days: Fix.day(8, 31)...Fix.day(11, 22),
          maximumAgeDays: 3, settlingDays: 1),
        SourceStatus(
          id: "focus-csv", format: "focus-csv", isExpected: false, owner: nil, basis: .provider, lastFile: nil,
          received: nil, days: nil, maximumAgeDays: nil, settlingDays: 5),
      ],
      imports: [
        ImportLine(
          number: 47, moment: Instant(seconds: 1_795_413_600), file: "litellm-2026-w47.csv",
          format: "litellm-spend-logs", rows: 3820, euro: Fix.cents(35_139), sha256: String(repeating: "a1", count: 32)),
        ImportLine(
          number: 46, moment: Instant(seconds: 1_795_413_599), act: "withdraw", file: "=openai|cost.csv",
          format: "openai-cost-csv", rows: 0, euro: Fix.cents(-1_250), sha256: String(repeating: "b2", count: 32)),
      ],
      earlierImports: 2,
      twins: [
        TwinFact(
          kind: .sameAccount, provider: "openai", counted: "openai-cost-csv", other: "focus-csv",
          day: Fix.day(11, 16), countedEuro: 40_000_000_000, otherEuro: 39_500_000_000)
      ],
      questions: [
        OpenQuestion(
          kind: .unpriced, reason: .noPrice, subject: "mistral-medium-2611", period: now, lower: .zero, upper: nil,
          owner: "it", figure: FigureKey("spend.total", now)),
        OpenQuestion(
          kind: .missingInvoice, reason: .noSource, subject: "mistral", period: october, lower: Fix.cents(-10_004),
          upper: .zero, owner: nil, figure: key("unexplained", "mistral")),
      ],
      unknownKeys: [
        KeyFinding(provider: "openai", key: "<b>test</b>", useCases: [], calls: 16, euro: 7_050_000_000)
      ],
      sharedKeys: [
        KeyFinding(
          provider: "openai", key: "team-key", useCases: ["service-chat", "product-copy"], calls: 900,
          euro: 61_000_000_000)
      ],
      restatement: Restatement(
        due: Instant(seconds: 1_795_474_800),
        acts: [
          RestatingAct(
            importNumber: 51, moment: Instant(seconds: 1_796_018_400), file: "openai-cost-2026-w47-re-export.csv",
            rows: 3, euro: Fix.cents(456), figure: part("51")),
          RestatingAct(
            importNumber: nil, moment: Instant(seconds: 1_796_623_200), file: "", rows: 0, euro: Fix.cents(-50),
            figure: part("other")),
        ]))
  }

  static var figures: [Figure] {
    var figures = bridge("openai", ledger: 56_949, invoice: 57_191, parts: ["currency": 42], rest: 200, state: .green)
    figures += bridge("mistral", ledger: 10_004, invoice: nil, parts: [:], rest: 0, state: .unknown)
    figures += ["ledger", "invoice", "difference", "explained", "unexplained"].map { id in
      figure(
        FigureKey("reconciliation.\(id)", october), id == "ledger" ? Fix.cents(66_953) : nil,
        state: id == "unexplained" ? .unknown : nil)
    }
    for (basis, cents) in [
      ("invoice", 20_000), ("provider", 0), ("allocated", 36_949), ("gateway", 10_004), ("estimate", 0),
    ] {
      figures.append(figure(FigureKey("quality.by-basis", scope: ["basis": basis], october), Fix.cents(cents)))
    }
    figures.append(
      figure(FigureKey("quality.invoiced-share", october), Fix.thousandths(851), .ratio, state: .amber))
    figures.append(figure(FigureKey("quality.without-basis", october), Fix.cents(10_004)))
    figures.append(figure(FigureKey("quality.checks", now), FixedDecimal(2), .count, state: .amber, target: 3))
    for (check, state) in [("use-cases", FigureState.green), ("bridges", .green), ("capture", .amber)] {
      figures.append(
        Figure(
          FigureKey("quality.check", scope: ["check": check], now), unit: .state, value: nil, state: state, rows: 0,
          formula: "whether it holds"))
    }
    for (provider, share, state) in [("openai", 962, FigureState.green), ("mistral", 514, .red)] {
      figures.append(
        figure(
          FigureKey("attribution.by-provider", scope: ["provider": provider], now), Fix.thousandths(share), .ratio,
          state: state, target: 1))
    }
    figures.append(
      Figure(
        FigureKey("attribution.hours-to-overview", scope: ["useCase": "service-chat"], now), item: "S15", unit: .hours,
        value: nil, bounds: Bounds(FixedDecimal(31), FixedDecimal(55)), state: .unknown, reason: .noSource, rows: 0,
        formula: "hours"))
    let source = { (id: String) in FigureKey("source.\(id)", scope: ["source": "gateway"], now) }
    figures.append(figure(source("age"), .zero, .days, state: .green, target: 3))
    figures.append(figure(source("rows"), FixedDecimal(3820), .count))
    figures.append(figure(source("euro"), Fix.cents(35_139)))
    figures.append(figure(source("provisional"), FixedDecimal(2), .count))
    figures.append(figure(FigureKey("spend.provisional", now), Fix.cents(11_820)))
    figures.append(figure(FigureKey("spend.restated", now), Fix.cents(406)))
    figures.append(figure(part("51"), Fix.cents(456)))
    figures.append(figure(part("other"), Fix.cents(-50)))
    return figures
  }

  private static func key(_ id: String, _ provider: String) -> FigureKey {
    FigureKey("reconciliation.\(id)", scope: ["provider": provider], october)
  }

  private static func part(_ number: String) -> FigureKey {
    FigureKey("spend.restated-by-import", scope: ["import": number], now)
  }

  private static func bridge(
    _ provider: String, ledger: Int, invoice: Int?, parts: [String: Int], rest: Int, state: FigureState
  ) -> [Figure] {
    let known = { (cents: Int) in invoice == nil ? nil : Fix.cents(cents) }
    let explained = parts.values.reduce(0, +)
    let named = invoice == nil ? [] : ["timing", "prepaid", "credits", "currency", "missing-days", "estimate"]
    return [
      figure(key("ledger", provider), Fix.cents(ledger)),
      figure(key("invoice", provider), invoice.map(Fix.cents), rows: 1),
      figure(key("difference", provider), known((invoice ?? 0) - ledger)),
      figure(key("explained", provider), known(explained)),
      figure(key("unexplained", provider), known(rest), state: state),
    ]
      + named.map {
        figure(
          FigureKey("reconciliation.part", scope: ["provider": provider, "part": $0], october),
          Fix.cents(parts[$0] ?? 0))
      }
  }

  private static func figure(
    _ key: FigureKey, _ value: FixedDecimal?, _ unit: FigureUnit = .euro, state: FigureState? = nil,
    target: Int? = nil, rows: Int = 12
  ) -> Figure {
    Figure(
      key, item: "S9", unit: unit, value: value, bounds: value == nil ? .unbounded : nil, state: state,
      reason: value == nil ? .noSource : nil, target: target.map { FixedDecimal($0) }, rows: rows,
      formula: "as the rule says")
  }
}
