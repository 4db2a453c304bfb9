public import ReportCore
public import Roadmaps

/// The one sentence of an edition, as values: the words come from the strings files (look.md 4.1).
public struct Verdict: Sendable, Equatable {
  /// Green, amber, red, unknown or not yet due; that of `budget.used-week`.
  public var state: FigureState
  /// `spend.total` of the week.
  public var spend: FigureKey
  /// `budget.used-week`.
  public var budgetUsed: FigureKey
  /// Spend ÷ budget − 1, exact to nine decimals; nil without a budget.
  public var deviation: FixedDecimal?
  public var cause: Cause
  /// What keeps the verdict unknown.
  public var reason: UnknownReason?
  /// From when it can be judged (not yet due).
  public var judgedFrom: CalendarDay?

  /// Who explains a deviation of five per cent or more.
  public enum Cause: Sendable, Equatable {
    /// No deviation worth naming, or no budgets to tell.
    case none
    /// One use case explains at least half of the overspend.
    case one(useCase: String, share: FixedDecimal)
    /// Two use cases together explain at least 70 %.
    case two(first: String, second: String, share: FixedDecimal)
    /// Spread over this many use cases.
    case spread(count: Int)
  }

  public init(
    state: FigureState, spend: FigureKey, budgetUsed: FigureKey, deviation: FixedDecimal?, cause: Cause,
    reason: UnknownReason?, judgedFrom: CalendarDay?
  ) {
    self.state = state
    self.spend = spend
    self.budgetUsed = budgetUsed
    self.deviation = deviation
    self.cause = cause
    self.reason = reason
    self.judgedFrom = judgedFrom
  }
}

/// Something the board or the taskforce should settle this week, ranked by euro at stake.
public struct Decision: Sendable, Equatable {
  /// Key of its sentences in the strings files.
  public var kind: Kind
  /// What it is about: a use case id, a model, a vendor, a checklist item id.
  public var subject: String
  /// Euro a week in play; nil when it cannot be told.
  public var stake: FixedDecimal?
  /// An owner's id.
  public var owner: String?
  /// Until when it can be settled.
  public var deadline: CalendarDay?
  /// The number that makes it green: a budget, a share, a limit; its meaning depends on `kind`.
  public var greenWhen: FixedDecimal?
  /// The figures it rests on.
  public var from: [FigureKey]

  /// What kinds there are; the raw value is the strings key after `decision.`.
  public enum Kind: String, Sendable, CaseIterable {
    /// A use case is over its budget: brake it or re-index the budget. `greenWhen`: euro a week.
    case overBudget = "over-budget"
    /// The kill switch did not stop a day above 110 %. `greenWhen`: euro a day at which it must act.
    case killSwitch = "kill-switch"
    /// A customer-facing use case has no limit per address or user.
    case noLimit = "no-limit"
    /// A model has no price. `greenWhen` is nil.
    case unpricedModel = "unpriced-model"
    /// Money belongs to nobody. `greenWhen`: the share allowed (0.10).
    case notAttributed = "not-attributed"
    /// An expected source does not arrive; subject: the source's id.
    case missingSource = "missing-source"
    /// A milestone is overdue; subject: the item's id. `stake` is nil.
    case overdueMilestone = "overdue-milestone"
    /// An action of the 30-day plan is overdue; subject: the item's id.
    case overdueAction = "overdue-action"
  }

  public init(
    kind: Kind, subject: String, stake: FixedDecimal?, owner: String?, deadline: CalendarDay?, greenWhen: FixedDecimal?,
    from: [FigureKey]
  ) {
    self.kind = kind
    self.subject = subject
    self.stake = stake
    self.owner = owner
    self.deadline = deadline
    self.greenWhen = greenWhen
    self.from = from
  }
}

/// What became of a claim when it was held against the figures.
public enum Proof: String, Sendable {
  /// No assertion to hold against.
  case claim
  /// The assertion holds.
  case fact
  /// The figures cannot tell.
  case unproven
  /// Ticked, but the figures say otherwise: papieren maatregel.
  case contradicted
}

/// A task with its state on the day of evaluation.
public struct AssessedItem: Sendable, Equatable {
  public var item: ChecklistItem
  /// Ticked by the day of evaluation.
  public var isDone: Bool
  public var state: FigureState
  public var proof: Proof
  /// The figure its assertion was held against.
  public var measured: FigureKey?
  /// Calendar days done or still open after the due date; 0 on time, nil without a due date.
  public var slipDays: Int?
  public init(
    item: ChecklistItem, isDone: Bool, state: FigureState, proof: Proof, measured: FigureKey?, slipDays: Int?
  ) {
    self.item = item
    self.isDone = isDone
    self.state = state
    self.proof = proof
    self.measured = measured
    self.slipDays = slipDays
  }
}

/// One of the weeks 0–8 of the rollout.
public struct RoadmapWeek: Sendable, Equatable {
  /// 0…8.
  public var number: Int
  public var section: ChecklistSection
  public var items: [AssessedItem]
  public var state: FigureState
  /// Monday to Sunday as planned.
  public var planned: ClosedRange<CalendarDay>
  /// From the planned start to the day its last item was ticked, or to today when it has begun and is open; nil
  /// before it begins.
  public var actual: ClosedRange<CalendarDay>?
  /// The days still to come of an open week, by the present slip; nil when closed.
  public var forecast: ClosedRange<CalendarDay>?
  /// Slip of its milestone in calendar days; nil when not yet due or without one.
  public var slipDays: Int?
  public init(
    number: Int, section: ChecklistSection, items: [AssessedItem], state: FigureState,
    planned: ClosedRange<CalendarDay>,
    actual: ClosedRange<CalendarDay>?, forecast: ClosedRange<CalendarDay>?, slipDays: Int?
  ) {
    self.number = number
    self.section = section
    self.items = items
    self.state = state
    self.planned = planned
    self.actual = actual
    self.forecast = forecast
    self.slipDays = slipDays
  }
}

/// The rollout on the day of evaluation (S50, S51).
public struct RoadmapAssessment: Sendable, Equatable {
  public var weeks: [RoadmapWeek]
  /// Day of the 56, 1-based; nil before the start.
  public var dayNumber: Int?
  /// Figures: `roadmap.slip`, `roadmap.progress`.
  public var slip: FigureKey
  public var progress: FigureKey
  public init(weeks: [RoadmapWeek], dayNumber: Int?, slip: FigureKey, progress: FigureKey) {
    self.weeks = weeks
    self.dayNumber = dayNumber
    self.slip = slip
    self.progress = progress
  }
}

/// The four outcomes of pitfall × prevention (S43), and the fifth: cannot be told.
public enum PitfallOutcome: String, Sendable, CaseIterable {
  /// No pitfall, prevention on.
  case safe
  /// No pitfall, no prevention.
  case luck
  /// Ticked, but the figures show the pitfall.
  case paperMeasure = "paper-measure"
  /// Pitfall, and no prevention.
  case gap
  /// Either measurement is missing.
  case unknown
}

/// One pitfall against its preventions.
public struct PitfallAssessment: Sendable, Equatable {
  /// `unlimited-chatbot`, `overkill-models`, `no-memory`, `shadow-ai`, `no-alarm`.
  public var id: String
  public var section: ChecklistSection
  public var items: [AssessedItem]
  /// Nil: cannot be told from the figures.
  public var isPresent: Bool?
  /// All its preventions are ticked.
  public var isClaimed: Bool
  public var outcome: PitfallOutcome
  public var state: FigureState
  /// The measurement: `pitfall.measure[pitfall=…]`.
  public var measured: FigureKey
  public init(
    id: String, section: ChecklistSection, items: [AssessedItem], isPresent: Bool?, isClaimed: Bool,
    outcome: PitfallOutcome,
    state: FigureState, measured: FigureKey
  ) {
    self.id = id
    self.section = section
    self.items = items
    self.isPresent = isPresent
    self.isClaimed = isClaimed
    self.outcome = outcome
    self.state = state
    self.measured = measured
  }
}

/// The three actions within 30 days (S59–S62).
public struct ActionPlanAssessment: Sendable, Equatable {
  public var items: [AssessedItem]
  /// Day of the 30, 1-based, may exceed 30; nil when no start date is set.
  public var dayNumber: Int?
  public var deadline: CalendarDay?
  public var state: FigureState
  public init(items: [AssessedItem], dayNumber: Int?, deadline: CalendarDay?, state: FigureState) {
    self.items = items
    self.dayNumber = dayNumber
    self.deadline = deadline
    self.state = state
  }
}

/// Something that changed since last week and that a reader should know.
public struct ChangeNote: Sendable, Equatable {
  public var kind: Kind
  /// A use case id, a model, a source.
  public var subject: String
  /// Euro, counts or days, by kind.
  public var amount: FixedDecimal?
  public var from: [FigureKey]
  /// What kinds there are; the raw value is the strings key after `change.`.
  public enum Kind: String, Sendable, CaseIterable {
    /// Largest riser against last week; `amount` in euro.
    case rise
    /// Largest faller; `amount` in euro, negative.
    case fall
    /// A model seen for the first time in 13 weeks; `amount` its euro this week.
    case newModel = "new-model"
    /// Unpriced use; `amount` calls.
    case unpriced
    /// Days over 110 % of a day budget; `amount` days.
    case breach
    /// The week's spend as first known differs from now; `amount` in euro.
    case restated
    /// An expected source has gaps; `amount` days missing.
    case missingSource = "missing-source"
  }
  public init(kind: Kind, subject: String, amount: FixedDecimal?, from: [FigureKey]) {
    self.kind = kind
    self.subject = subject
    self.amount = amount
    self.from = from
  }
}
