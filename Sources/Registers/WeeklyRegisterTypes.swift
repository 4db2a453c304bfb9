public import ReportCore

/// One line of `returns.csv`: what a use case gave back in a week.
public struct ReturnRow: Sendable, Equatable {
  public var useCase: String
  public var week: ISOWeek
  /// Saved hours × rate, or extra revenue; never both for the same work.
  public var benefit: Money
  public var basis: Basis
  /// Nil is a claim.
  public var evidence: String?
  public var line: Int
  public enum Basis: String, Sendable, CaseIterable { case hours, revenue, margin }
  public init(useCase: String, week: ISOWeek, benefit: Money, basis: Basis, evidence: String?, line: Int) {
    self.useCase = useCase
    self.week = week
    self.benefit = benefit
    self.basis = basis
    self.evidence = evidence
    self.line = line
  }
}

/// One line of `outcomes.csv`: what a use case did in a week. A missing number is nil, never 0.
public struct OutcomeRow: Sendable, Equatable {
  public var useCase: String
  public var week: ISOWeek
  public var sessions: Int?
  public var useful: Int?
  public var discarded: Int?
  public var repeated: Int?
  /// Outputs nobody judged: they widen the efficiency.
  public var unjudged: Int?
  public var line: Int
  public init(
    useCase: String, week: ISOWeek, sessions: Int?, useful: Int?, discarded: Int?, repeated: Int?, unjudged: Int?,
    line: Int
  ) {
    self.useCase = useCase
    self.week = week
    self.sessions = sessions
    self.useful = useful
    self.discarded = discarded
    self.repeated = repeated
    self.unjudged = unjudged
    self.line = line
  }
}

/// One line of `invoices.csv`: an invoice, or with amounts below zero a credit note.
public struct Invoice: Sendable, Equatable {
  /// The day on it.
  public var date: CalendarDay
  /// As the ledger names it, in any capitals.
  public var provider: String
  public var number: String
  /// The days it is for, both included.
  public var period: ClosedRange<CalendarDay>
  /// Without tax, in the invoice's currency.
  public var amount: Money
  /// Nil when nobody wrote it down.
  public var tax: Money?
  /// What finance booked in euro, without tax; nil for another currency that is not booked yet.
  public var booked: Money?
  public var note: String?
  public var line: Int
  public init(
    date: CalendarDay, provider: String, number: String, period: ClosedRange<CalendarDay>, amount: Money,
    tax: Money? = nil, booked: Money?, note: String? = nil, line: Int
  ) {
    self.date = date
    self.provider = provider
    self.number = number
    self.period = period
    self.amount = amount
    self.tax = tax
    self.booked = booked
    self.note = note
    self.line = line
  }

  /// The month it counts for: the one that most of its days lie in, the earlier of two equals.
  public var month: CalendarMonth {
    var month = CalendarMonth(containing: period.lowerBound)
    var most = (month: month, days: 0)
    while month.firstDay <= period.upperBound {
      let days = month.days.clamped(to: period)
      let count = days.lowerBound.distance(to: days.upperBound) + 1
      if count > most.days { most = (month, count) }
      month = CalendarMonth(containing: month.lastDay.advanced(by: 1))
    }
    return most.month
  }
}

/// Everything people keep in `content/`, read together. A register whose file is absent is nil, and that is
/// different from an empty one: what it would have said is unknown.
public struct Registers: Sendable, Equatable {
  public var site: SiteRegister
  public var sources: [SourceExpectation]?
  public var attribution: [AttributionRule]?
  public var useCases: [UseCase]?
  public var budgets: [Budget]?
  public var modelClasses: [ModelClassRule]?
  public var selfHosted: [SelfHostedModel]?
  public var controls: [Control]?
  public var returns: [ReturnRow]?
  public var outcomes: [OutcomeRow]?
  public var invoices: [Invoice]?
  public var waivers: [Waiver]?
  public init(
    site: SiteRegister = SiteRegister(), sources: [SourceExpectation]? = nil, attribution: [AttributionRule]? = nil,
    useCases: [UseCase]? = nil, budgets: [Budget]? = nil, modelClasses: [ModelClassRule]? = nil,
    selfHosted: [SelfHostedModel]? = nil, controls: [Control]? = nil,
    returns: [ReturnRow]? = nil, outcomes: [OutcomeRow]? = nil,
    invoices: [Invoice]? = nil, waivers: [Waiver]? = nil
  ) {
    self.site = site
    self.sources = sources
    self.attribution = attribution
    self.useCases = useCases
    self.budgets = budgets
    self.modelClasses = modelClasses
    self.selfHosted = selfHosted
    self.controls = controls
    self.returns = returns
    self.outcomes = outcomes
    self.invoices = invoices
    self.waivers = waivers
  }
}
