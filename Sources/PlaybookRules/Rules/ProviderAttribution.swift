public import ReportCore

/// Which part of each provider's money belongs to a use case; 50 % is the crawl, 80 % the walk, above 90 % the run (S9).
public struct ProviderAttribution: PlaybookRule {
  public static let item = "S9"
  /// Crawl, walk, run.
  public static let marks = [
    FixedDecimal(nanos: 500_000_000), FixedDecimal(nanos: 800_000_000), FixedDecimal(nanos: 900_000_000),
  ]

  public init() {}

  public func findings(_ facts: WeekFacts) -> Findings {
    var findings = Findings()
    let bands = Bands(.atLeast, green: Fraction(Self.marks[2]), amber: Fraction(Self.marks[1]))
    let cells = facts.ledger.cells(in: facts.week.days)
    for provider in Set(cells.filter { $0.euro != 0 || $0.calls != 0 }.map(\.provider)).sorted() {
      let (total, all) = facts.spend(facts.week.days) { $0.provider == provider }
      let owned = facts.ledger.tally(facts.week.days) { $0.provider == provider && $0.useCase != nil }
      let share = Shares.part(owned.euro, of: all.euro, knownWhole: total.isPoint, reason: total.reason)
      findings.add(
        Figure(
          FigureKey("attribution.by-provider", scope: ["provider": provider], facts.period), item: Self.item,
          unit: .ratio, share, state: bands.state(of: share), target: Self.marks[2], rows: facts.ledger.rows(of: all),
          formula: "spend of the provider that a use case owns / spend of the provider",
          from: [FigureKey("spend.by-provider", scope: ["provider": provider], facts.period)]), from: all)
    }
    return findings
  }
}
