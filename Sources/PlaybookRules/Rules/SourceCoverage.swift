import Registers
import ReportCore

/// Whether everything that was expected has come (H9): a page can prove freshness, not provide it.
public struct SourceCoverage: PlaybookRule {
  public static let item = "S9"

  public init() {}

  public func findings(_ facts: WeekFacts) -> Findings {
    var findings = Findings()
    var expectedDays = 0
    var missingDays = 0
    var parts: [FigureKey] = []
    for source in facts.ledger.expected ?? [] {
      let expected = source.expectedDays(in: facts.week.days).count
      guard expected > 0 else { continue }
      let missing = source.missingDays(in: facts.week.days).count
      let key = FigureKey("coverage.source", scope: ["source": source.expectation.id], facts.period)
      parts.append(key)
      findings.add(figure(key, expected - missing, of: expected, from: []))
      expectedDays += expected
      missingDays += missing
    }
    findings.add(
      figure(FigureKey("coverage.sources", facts.period), expectedDays - missingDays, of: expectedDays, from: parts))
    return findings
  }

  private func figure(_ key: FigureKey, _ arrived: Int, of expected: Int, from: [FigureKey]) -> Figure {
    let share = Fraction(Int128(arrived), over: Int128(expected)).map { Interval($0) } ?? .unknown(.noSource)
    let bands = Bands(.atLeast, green: Fraction(1), amber: Fraction(FixedDecimal(nanos: 900_000_000)))
    return Figure(
      key, item: Self.item, unit: .ratio, share, state: bands.state(of: share), target: FixedDecimal(1), rows: 0,
      formula: "expected source days that arrived / expected source days", from: from)
  }
}
