public import Registers
public import ReportCore
public import Roadmaps

/// Everything a rule may look at when it judges one week, on the week's Sunday.
public struct WeekFacts: Sendable {
  public let week: ISOWeek
  /// The day ticks, due dates and counters are judged on.
  public let evaluatedOn: CalendarDay
  /// Weeks of the series, oldest first, this one last.
  public let seriesWeeks: [ISOWeek]
  public let ledger: LedgerFacts
  public let registers: Registers
  public let checklists: Checklists
  /// What earlier rules of the playbook found.
  public var figures: [FigureKey: Figure] = [:]
  /// Ledger lines behind figures that read the ledger themselves: indices into `LedgerFacts.origins`.
  public var origins: [FigureKey: Set<Int>] = [:]

  public init(
    week: ISOWeek, evaluatedOn: CalendarDay, seriesWeeks: [ISOWeek], ledger: LedgerFacts, registers: Registers,
    checklists: Checklists
  ) {
    self.week = week
    self.evaluatedOn = evaluatedOn
    self.seriesWeeks = seriesWeeks
    self.ledger = ledger
    self.registers = registers
    self.checklists = checklists
  }

  /// The week's period.
  public var period: Period { .week(week) }

  /// Use cases in register order.
  public var useCases: [UseCase] { registers.useCases ?? [] }

  /// An earlier rule's figure for this week.
  public func figure(_ id: String, _ scope: [String: String] = [:]) -> Figure? {
    figures[FigureKey(id, scope: scope, period)]
  }

  /// What a range cost, as an interval: missing rates and missing sources leave it open above, and so does unpriced
  /// use, unless the dearest price of its provider bounds it. With `mayHoldMore`, the euros nobody has attributed may
  /// belong to it as well (O4).
  public func spend(
    _ days: ClosedRange<CalendarDay>, mayHoldMore: Bool = false, where include: (UsageCell) -> Bool = { _ in true }
  ) -> (interval: Interval, tally: Tally) {
    let tally = ledger.tally(days, where: include)
    let known = Fraction(nanos: tally.euro)
    var reason = tally.costReason ?? ledger.gap(in: days)
    var lower = tally.euro
    // A gap hides use that nobody has counted: no price bounds it.
    var upper = ledger.gap(in: days) == nil ? tally.costLimit.map { tally.euro + $0 } : nil
    if mayHoldMore, upper != nil {
      // Charges and credits that nobody owns must not cancel out: each may be somebody's.
      let charges = ledger.tally(days) { $0.isUnclaimed && $0.euro >= 0 }
      let credits = ledger.tally(days) { $0.isUnclaimed && $0.euro < 0 }
      lower += credits.euro
      upper = upper.sum(charges.euro).sum(charges.costLimit).sum(credits.costLimit)
      reason = reason ?? charges.costReason ?? credits.costReason ?? .notAttributed
    }
    guard upper != lower else { return (Interval(known), tally) }
    return (
      Interval(
        lower: Fraction(nanos: lower), value: known, upper: upper.map { Fraction(nanos: $0) }, reason: reason), tally
    )
  }
}

extension Int128? {
  /// The sum; nil when either is not known.
  fileprivate func sum(_ other: Int128?) -> Int128? { flatMap { value in other.map { value + $0 } } }
}

extension UsageCell {
  /// Money that may belong to any use case: no rule has spoken of it.
  var isUnclaimed: Bool { useCase == nil && !isOutsideUseCases }
}
