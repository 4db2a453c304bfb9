import ReportCore

/// How many of the four MT metrics can be called up; one whose interval is wider than 20 % counts half (S57).
public struct MetricsComputable: PlaybookRule {
  public static let item = "S57"
  static let metrics = ["mt.cost-per-1000-calls", "mt.cost-per-session", "mt.efficiency", "mt.roi"]

  public init() {}

  public func findings(_ facts: WeekFacts) -> Findings {
    let halves = Self.metrics.compactMap { facts.figure($0) }.reduce(0) { $0 + Self.halves($1) }
    let count = Interval(Fraction(Int128(halves), over: 2) ?? Fraction(0))
    let bands = Bands(.atLeast, green: Fraction(4), amber: Fraction(3))
    var findings = Findings()
    findings.add(
      Figure(
        FigureKey("mt.computable", facts.period), item: Self.item, unit: .count, count, state: bands.state(of: count),
        target: FixedDecimal(4), rows: 0, formula: "MT metrics with a value; an interval wider than 20 % counts half",
        from: Self.metrics.map { FigureKey($0, facts.period) }))
    return findings
  }

  private static func halves(_ figure: Figure) -> Int {
    guard let value = figure.value else { return 0 }
    guard let lower = figure.lower, let upper = figure.upper else { return 1 }
    return (upper.nanos - lower.nanos) * 5 <= Int128(value.nanos.magnitude) ? 2 : 1
  }
}
