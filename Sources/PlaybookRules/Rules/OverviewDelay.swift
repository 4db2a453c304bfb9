import Registers
public import ReportCore

/// Hours from a use case's go-live to its first attributed cost in the ledger: under 48 green, up to 72 amber (S15). The
/// clock runs on elapsed hours; a go-live that is known by its day leaves 24 hours open.
public struct OverviewDelay: PlaybookRule {
  public static let item = "S15"
  static let bands = Bands(.atMost, green: Fraction(nanos: 47_999_999_999), amber: Fraction(72))

  public init() {}

  public func findings(_ facts: WeekFacts) -> Findings {
    var findings = Findings()
    for overview in facts.overviews {
      let hours = overview.hours(until: facts.evaluatedOn)
      findings.add(
        Figure(
          FigureKey("attribution.hours-to-overview", scope: ["useCase": overview.useCase], facts.period),
          item: Self.item, unit: .hours, hours, state: overview.state(until: facts.evaluatedOn),
          target: FixedDecimal(48),
          rows: 0, formula: "hours from go-live to the first attributed cost in the ledger"))
    }
    return findings
  }
}

/// Which part of the go-lives had an overview of their cost within 48 hours: all green, 90 % amber (S64).
public struct OverviewInTime: PlaybookRule {
  public static let item = "S64"
  private static let bands = Bands(.atLeast, green: Fraction(1), amber: Fraction(FixedDecimal(nanos: 900_000_000)))

  public init() {}

  public func findings(_ facts: WeekFacts) -> Findings {
    let states = facts.overviews.map { $0.state(until: facts.evaluatedOn) }
    let due = states.count { $0 != .notYetDue }
    var findings = Findings()
    guard !states.isEmpty else { return findings }
    let key = FigureKey("attribution.overview-in-time", facts.period)
    let certain = Fraction(Int128(states.count { $0 == .green }), over: Int128(due))
    let possible = Fraction(Int128(states.count { $0 == .green || $0 == .unknown }), over: Int128(due))
    let share =
      due == 0
      ? Interval.unknown(.denominatorZero)
      : Interval(
        lower: certain, value: certain == possible ? certain : nil, upper: possible,
        reason: certain == possible ? nil : .noSource)
    findings.add(
      Figure(
        key, item: Self.item, unit: .ratio, share, state: due == 0 ? .notYetDue : Self.bands.state(of: share),
        target: FixedDecimal(1), rows: 0,
        formula: "go-lives of the last 13 weeks with an overview within 48 hours / go-lives of those weeks",
        from: facts.overviews.map {
          FigureKey("attribution.hours-to-overview", scope: ["useCase": $0.useCase], facts.period)
        }))
    return findings
  }
}

/// A go-live that the ledger can tell of.
public struct Overview: Sendable, Equatable {
  public var useCase: String
  public var goLive: CalendarDay
  /// First and last moment of that day, in the site's time zone.
  public var day: ClosedRange<Instant>
  /// When its first attributed cost came in; nil while none has.
  public var seen: Instant?
  public init(useCase: String, goLive: CalendarDay, day: ClosedRange<Instant>, seen: Instant?) {
    self.useCase = useCase
    self.goLive = goLive
    self.day = day
    self.seen = seen
  }

  /// Elapsed hours; at least those that have passed while nothing has come.
  func hours(until evaluated: CalendarDay) -> Interval {
    let end = seen ?? Self.end(of: evaluated)
    let (shortest, longest) = (Self.hours(day.upperBound, end), Self.hours(day.lowerBound, end))
    guard seen != nil else {
      return Interval(lower: shortest, value: nil, upper: nil, reason: .noSource)
    }
    guard shortest != longest else { return Interval(shortest) }
    return Interval(lower: shortest, value: nil, upper: longest, reason: .noSource)
  }

  func state(until evaluated: CalendarDay) -> FigureState {
    let hours = hours(until: evaluated)
    if seen == nil, hours.lower.map({ $0 < Fraction(48) }) ?? true { return .notYetDue }
    return OverviewDelay.bands.state(of: hours)
  }

  private static func end(of day: CalendarDay) -> Instant { Instant(seconds: Int64(day.number + 1) * 86_400) }

  private static func hours(_ from: Instant, _ to: Instant) -> Fraction {
    let micros = max(to.microseconds - from.microseconds, 0)
    return Fraction(Int128(micros), over: 3_600_000_000) ?? Fraction(0)
  }
}

extension WeekFacts {
  /// Use cases that went live in the last 13 weeks, while the ledger was kept, by the day of evaluation.
  var overviews: [Overview] { ledger.quality.overviews.filter { $0.goLive <= evaluatedOn } }
}
