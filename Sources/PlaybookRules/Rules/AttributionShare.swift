import ReportCore

/// Which part of the money belongs to a use case: above 90 % green, above 80 % amber (S9).
public struct AttributionShare: PlaybookRule {
  public static let item = "S9"

  public init() {}

  public func findings(_ facts: WeekFacts) -> Findings {
    let (total, all) = facts.spend(facts.week.days)
    let attributed = facts.ledger.tally(facts.week.days) { $0.useCase != nil }
    let share = Shares.part(attributed.euro, of: all.euro, knownWhole: total.isPoint, reason: total.reason)
    let bands = Bands(
      .atLeast, green: Fraction(FixedDecimal(nanos: 900_000_000)), amber: Fraction(FixedDecimal(nanos: 800_000_000)))
    var findings = Findings()
    findings.add(
      Figure(
        FigureKey("attribution.share", facts.period), item: Self.item, unit: .ratio, share,
        state: bands.state(of: share),
        target: FixedDecimal(nanos: 900_000_000), rows: 0, formula: "spend of all use cases / spend",
        from: [FigureKey("spend.total", facts.period), FigureKey("spend.not-attributed", facts.period)]))
    return findings
  }
}

/// Shares of a whole that may be only partly known.
enum Shares {
  /// The share; anything from nothing to all of it when the whole is not known.
  static func part(_ part: Int128, of whole: Int128, knownWhole: Bool, reason: UnknownReason?) -> Interval {
    guard whole > 0, part >= 0, part <= whole, let share = Fraction(part, over: whole) else {
      return Interval(lower: Fraction(0), value: nil, upper: Fraction(1), reason: reason ?? .denominatorZero)
    }
    return knownWhole
      ? Interval(share) : Interval(lower: Fraction(0), value: share, upper: Fraction(1), reason: reason ?? .noSource)
  }
}
