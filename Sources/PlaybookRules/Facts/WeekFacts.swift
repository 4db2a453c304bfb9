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

  /// What a range cost, as an interval: unpriced use, missing rates and missing sources leave it open above. With
  /// `mayHoldMore`, the euros nobody has attributed may belong to it as well (O4).
  public func spend(
    _ days: ClosedRange<CalendarDay>, mayHoldMore: Bool = false, where include: (UsageCell) -> Bool = { _ in true }
  ) -> (interval: Interval, tally: Tally) {
    let tally = ledger.tally(days, where: include)
    let known = Fraction(nanos: tally.euro)
    if let reason = tally.costReason ?? ledger.gap(in: days) {
      return (Interval(lower: known, value: known, upper: nil, reason: reason), tally)
    }
    guard mayHoldMore else { return (Interval(known), tally) }
    // Charges and credits that nobody owns must not cancel out: each may be somebody's.
    let charges = ledger.tally(days) { $0.isUnclaimed && $0.euro >= 0 }
    let credits = ledger.tally(days) { $0.isUnclaimed && $0.euro < 0 }
    if let reason = charges.costReason ?? credits.costReason {
      return (Interval(lower: known, value: known, upper: nil, reason: reason), tally)
    }
    guard charges.euro != 0 || credits.euro != 0 else { return (Interval(known), tally) }
    return (
      Interval(
        lower: Fraction(nanos: tally.euro + credits.euro), value: known,
        upper: Fraction(nanos: tally.euro + charges.euro), reason: .notAttributed), tally
    )
  }
}

extension UsageCell {
  /// Money that may belong to any use case: no rule has spoken of it.
  var isUnclaimed: Bool { useCase == nil && !isOutsideUseCases }
}
