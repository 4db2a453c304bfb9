import ReportCore

/// Sources that tell the same money: what was left out so that it counts once, and what may still count twice (S9).
public struct TwinSources: PlaybookRule {
  public static let item = "S9"

  public init() {}

  public func findings(_ facts: WeekFacts) -> Findings {
    let twins = facts.twins
    let certain = twins.filter { $0.kind != .suspected }
    let suspected = twins.filter { $0.kind == .suspected }
    var findings = Findings()
    findings.add(
      Figure(
        FigureKey("quality.twin-euro", facts.period), item: Self.item, unit: .euro,
        Interval(Fraction(nanos: certain.reduce(Int128(0)) { $0 + Int128($1.otherEuro) })), rows: 0,
        formula: "what twins say of the week, which is left out because another source counts it"))
    let gap = facts.ledger.gap(in: facts.week.days)
    let known = Fraction(suspected.count)
    let count = gap.map { Interval(lower: known, value: known, upper: nil, reason: $0) } ?? Interval(known)
    let state = suspected.isEmpty ? Bands(.atMost, green: known, amber: known).state(of: count) : .unknown
    findings.add(
      Figure(
        FigureKey("quality.twins-suspected", facts.period), item: Self.item, unit: .count, count, state: state,
        reason: suspected.isEmpty ? nil : .sourcesContradict, target: .zero, rows: 0,
        formula: "pairs of sources that may tell the same money and both count"))
    return findings
  }
}

extension WeekFacts {
  /// The twins of the week, its days added up; certain ones first, then by provider and source.
  public var twins: [TwinFact] {
    var sums: [[String]: TwinFact] = [:]
    for twin in ledger.quality.twins where week.days.contains(twin.day) {
      let key = [twin.kind.rawValue, twin.provider, twin.counted, twin.other]
      guard var sum = sums[key] else {
        sums[key] = twin
        continue
      }
      sum.day = min(sum.day, twin.day)
      sum.countedEuro += twin.countedEuro
      sum.otherEuro += twin.otherEuro
      sums[key] = sum
    }
    return sums.sorted { $0.key.lexicographicallyPrecedes($1.key) }.map(\.value)
  }
}
