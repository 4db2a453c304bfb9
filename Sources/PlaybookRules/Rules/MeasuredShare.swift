import ReportCore

/// How many of the headline figures can be judged: a group always prints its coverage (`playbook-spec.md` 0.2).
public struct MeasuredShare: PlaybookRule {
  public static let item = "S57"
  static let headline =
    ["budget.used-week"] + MetricsComputable.metrics
    + ["attribution.share", "coverage.sources", "pitfalls.safe", "roadmap.slip"]

  public init() {}

  public func findings(_ facts: WeekFacts) -> Findings {
    let judged = Self.headline.count { id in facts.figure(id)?.state.map { $0 != .unknown } ?? false }
    var findings = Findings()
    findings.add(
      Figure(
        FigureKey("measured.share", facts.period), item: Self.item, unit: .count, Interval(Fraction(judged)),
        target: FixedDecimal(Self.headline.count), rows: 0, formula: "headline figures with a state other than unknown",
        from: Self.headline.map { FigureKey($0, facts.period) }))
    return findings
  }
}
