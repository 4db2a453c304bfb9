import Registers
import ReportCore

/// Which part of the money runs under a proven day cap or kill switch (S6).
public struct CappedShare: PlaybookRule {
  public static let item = "S6"

  public init() {}

  public func findings(_ facts: WeekFacts) -> Findings {
    let key = FigureKey("budget.capped-share", facts.period)
    let bands = Bands(.atLeast, green: Fraction(1), amber: Fraction(FixedDecimal(nanos: 900_000_000)))
    var share = Interval(lower: Fraction(0), value: nil, upper: Fraction(1), reason: .noSource)
    if let controls = facts.registers.controls {
      let capped = Set(
        controls.filter {
          ($0.kind == .dayCap || $0.kind == .killSwitch) && $0.evidence != nil && $0.activeFrom <= facts.evaluatedOn
        }.map(\.useCase))
      let (usage, all) = facts.spend(facts.week.days) { $0.isUsage }
      let under = facts.ledger.tally(facts.week.days) { $0.isUsage && $0.useCase.map(capped.contains) == true }
      share = Shares.part(under.euro, of: all.euro, knownWhole: usage.isPoint, reason: usage.reason)
    }
    var findings = Findings()
    findings.add(
      Figure(
        key, item: Self.item, unit: .ratio, share, state: bands.state(of: share), target: FixedDecimal(1), rows: 0,
        formula: "pay-per-use spend of use cases with a proven day cap or kill switch / pay-per-use spend",
        from: [FigureKey("spend.total", facts.period)]))
    return findings
  }
}
