import Registers
import ReportCore

/// What each source delivered: how old it is against its permitted age, what it says of the week, and which days of it
/// may still change (H9).
public struct SourceFreshness: PlaybookRule {
  public static let item = "S9"

  public init() {}

  public func findings(_ facts: WeekFacts) -> Findings {
    var findings = Findings()
    for source in facts.ledger.quality.sources { add(source, to: &findings, facts) }
    var tally = Tally()
    for cell in facts.ledger.quality.records(on: facts.daysAround) where cell.isProvisional && cell.isSpend {
      if facts.week.days.contains(cell.day) { tally.add(cell) }
    }
    findings.add(
      Figure(
        FigureKey("spend.provisional", facts.period), item: Self.item, unit: .euro,
        Interval(Fraction(nanos: tally.euro)), rows: facts.ledger.rows(of: tally),
        formula: "spend of days that came in before their source had settled"), from: tally)
    return findings
  }

  private func add(_ source: SourceFacts, to findings: inout Findings, _ facts: WeekFacts) {
    let scope = ["source": source.id]
    let key = { (id: String) in FigureKey("source.\(id)", scope: scope, facts.period) }
    let week = facts.week.days
    let newest = source.deliveries(until: facts.evaluatedOn).map(\.days.upperBound).max()
    let age = newest.map { Fraction(max($0.distance(to: facts.evaluatedOn), 0)) }
    let interval = age.map { Interval($0) } ?? .unknown(.noSource)
    findings.add(
      Figure(
        key("age"), item: Self.item, unit: .days, interval,
        state: source.maximumAgeDays.map { Bands(.atMost, target: FixedDecimal($0)).state(of: interval) },
        target: source.maximumAgeDays.map { FixedDecimal($0) }, rows: 0,
        formula: "days from the newest day the source spoke for to the end of the week"))
    let days = source.days.filter { week.contains($0.day) }
    let rows = days.reduce(0) { $0 + $1.rows }
    findings.add(
      Figure(
        key("rows"), item: Self.item, unit: .count, Interval(Fraction(rows)), rows: rows,
        formula: "rows in force for days of the week, counted or not"))
    findings.add(
      Figure(
        key("euro"), item: Self.item, unit: .euro,
        Interval(Fraction(nanos: days.reduce(Int128(0)) { $0 + Int128($1.euro) })), rows: rows,
        formula: "what the source says of the week, counted or not: to hold against its own total"))
    let provisional = week.count { source.isProvisional($0) }
    findings.add(
      Figure(
        key("provisional"), item: Self.item, unit: .count, Interval(Fraction(provisional)), rows: 0,
        formula: "days of the week that came in within \(source.settlingDays) days of their end"))
  }
}

extension WeekFacts {
  /// Source days that may hold something of the week's own days.
  var daysAround: ClosedRange<CalendarDay> { week.firstDay.advanced(by: -1)...week.lastDay.advanced(by: 1) }
}
