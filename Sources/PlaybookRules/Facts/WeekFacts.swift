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
    if let reason = ledger.gap(in: days) ?? tally.costReason {
      return (Interval(lower: known, value: known, upper: nil, reason: reason), tally)
    }
    guard mayHoldMore else { return (Interval(known), tally) }
    let pool = ledger.tally(days) { $0.useCase == nil && !$0.isOutsideUseCases }
    if let reason = pool.costReason {
      return (Interval(lower: known, value: known, upper: nil, reason: reason), tally)
    }
    guard pool.euro != 0 else { return (Interval(known), tally) }
    let with = Fraction(nanos: tally.euro + pool.euro)
    return (Interval(lower: min(known, with), value: known, upper: max(known, with), reason: .notAttributed), tally)
  }
}
