public import ReportCore

/// `site.yml`: what the site is called and how it counts.
public struct SiteRegister: Sendable, Equatable {
  /// The company, as headlines name it.
  public var company: String
  /// IANA time zone of days and weeks.
  public var timeZone: String
  /// The languages of the site, the first at the root: `nl`, `en`.
  public var languages: [String]
  /// The rollout's day 1 (a Monday); nil until the company has started.
  public var rolloutStart: CalendarDay?
  /// The 30-day action plan's day 1.
  public var actionPlanStart: CalendarDay?
  /// Local clock time the weekly edition is due on Monday, `08:00`.
  public var editionDue: String?
  /// Printed beside every rate: the policy, in the site's own words, by language.
  public var exchangeRateNote: [String: String]
  /// Roles that may own something: id → name by language. No personal names needed.
  public var owners: [Owner]
  /// MT targets of the company itself, newest `validFrom` last.
  public var targets: [Target]
  /// How far ledger and invoices may lie apart.
  public var reconciliation: ReconciliationPolicy
  /// How long archived editions are kept, and why.
  public var retention: RetentionPolicy

  public init(
    company: String = "", timeZone: String = "Europe/Amsterdam", languages: [String] = ["nl", "en"],
    rolloutStart: CalendarDay? = nil, actionPlanStart: CalendarDay? = nil, editionDue: String? = nil,
    exchangeRateNote: [String: String] = [:], owners: [Owner] = [], targets: [Target] = [],
    reconciliation: ReconciliationPolicy = ReconciliationPolicy(), retention: RetentionPolicy = RetentionPolicy()
  ) {
    self.company = company
    self.timeZone = timeZone
    self.languages = languages
    self.rolloutStart = rolloutStart
    self.actionPlanStart = actionPlanStart
    self.editionDue = editionDue
    self.exchangeRateNote = exchangeRateNote
    self.owners = owners
    self.targets = targets
    self.reconciliation = reconciliation
    self.retention = retention
  }
}

/// When a difference between ledger and invoice is small enough, and when an invoice is late.
public struct ReconciliationPolicy: Sendable, Equatable {
  /// On level up to this share of the invoice, or up to `toleranceEuro`, whichever is more; twice that is attention.
  public var toleranceShare: FixedDecimal
  public var toleranceEuro: FixedDecimal
  /// Days after the end of a month within which its invoice may still come.
  public var invoiceDays: Int
  public init(
    toleranceShare: FixedDecimal = FixedDecimal(nanos: 10_000_000), toleranceEuro: FixedDecimal = FixedDecimal(1),
    invoiceDays: Int = 15
  ) {
    self.toleranceShare = toleranceShare
    self.toleranceEuro = toleranceEuro
    self.invoiceDays = invoiceDays
  }
}

/// A role that can own a use case, a budget or a task.
public struct Owner: Sendable, Equatable {
  /// `it`, `marketing`, `finance`.
  public var id: String
  /// By language.
  public var name: [String: String]
  public init(id: String, name: [String: String]) {
    self.id = id
    self.name = name
  }
}

/// The company's own target for one of the MT metrics.
public struct Target: Sendable, Equatable {
  /// Figure id: `mt.cost-per-1000-calls`, `mt.cost-per-session`, `mt.efficiency`, `mt.roi`.
  public var metric: String
  /// Euro for costs, a ratio (0.78) for shares.
  public var value: FixedDecimal
  /// First day it counts.
  public var validFrom: CalendarDay
  public init(metric: String, value: FixedDecimal, validFrom: CalendarDay) {
    self.metric = metric
    self.value = value
    self.validFrom = validFrom
  }
}

/// One line of `sources.yml`: what is expected to arrive, and for which accounts it speaks.
public struct SourceExpectation: Sendable, Equatable {
  /// Own name, `openai-costs`.
  public var id: String
  /// Registry name of the format, `openai-cost-csv`.
  public var format: String
  /// Provider accounts it covers (provider ids as in the ledger, `openai`).
  public var providers: [String]
  /// `daily` sources must cover every day; `monthly` ones every calendar month that has ended.
  public var cadence: Cadence
  /// First day it is expected; nil: used when present, never missed.
  public var expectedFrom: CalendarDay?
  /// Days after which the newest covered day counts as too old (O2).
  public var maximumAgeDays: Int
  /// Who delivers it.
  public var owner: String
  /// Where the format stands among others, instead of where it usually does; nil leaves it there.
  public var rank: Rank?
  /// Days after a day's end within which the source may still change it; nil for what is usual for the format.
  public var settlingDays: Int?
  public enum Cadence: String, Sendable, CaseIterable { case daily, monthly }
  /// Where a source stands when several cover the same account and day, highest first.
  public enum Rank: String, Sendable, CaseIterable {
    case bill
    case providerUsage = "provider-usage"
    case gateway, observability
    /// Never part of a total.
    case reference
  }
  public init(
    id: String, format: String, providers: [String], cadence: Cadence, expectedFrom: CalendarDay?, maximumAgeDays: Int,
    owner: String, rank: Rank? = nil, settlingDays: Int? = nil
  ) {
    self.id = id
    self.format = format
    self.providers = providers
    self.cadence = cadence
    self.expectedFrom = expectedFrom
    self.maximumAgeDays = maximumAgeDays
    self.owner = owner
    self.rank = rank
    self.settlingDays = settlingDays
  }
}

/// One rule of `attribution.yml`; the first that matches on the day of use wins.
public struct AttributionRule: Sendable, Equatable {
  /// The use case, or nil to say on purpose: not attributed.
  public var useCase: String?
  /// Field → pattern. Fields: provider, account, key, team, project, tag, model, operation. A pattern is exact text,
  /// with `*` at its end for a prefix.
  public var match: [String: String]
  public var validFrom: CalendarDay?
  /// The rule's line in the file.
  public var line: Int
  public init(useCase: String?, match: [String: String], validFrom: CalendarDay?, line: Int) {
    self.useCase = useCase
    self.match = match
    self.validFrom = validFrom
    self.line = line
  }
}

/// One entry of `use-cases.yml`; the order is the order of series on all pages.
public struct UseCase: Sendable, Equatable {
  public var id: String
  /// Full name by language.
  public var name: [String: String]
  /// At most 18 characters, by language.
  public var shortName: [String: String]
  public var category: Category
  public var taskKind: TaskKind?
  public var customerFacing: Bool
  /// Nil counts as critical.
  public var critical: Bool?
  public var owner: String
  public var goLive: CalendarDay?
  /// Counters expected each week in `outcomes.csv`: any of sessions, outputs.
  public var expects: [Outcome]
  /// True when `returns.csv` must have a row per week.
  public var expectsReturns: Bool
  public var line: Int
  public enum Category: String, Sendable, CaseIterable { case content, service, personalisation, other }
  public enum TaskKind: String, Sendable, CaseIterable { case basic, standard, complex }
  public enum Outcome: String, Sendable, CaseIterable { case sessions, outputs }
  public init(
    id: String, name: [String: String], shortName: [String: String], category: Category, taskKind: TaskKind?,
    customerFacing: Bool, critical: Bool?, owner: String, goLive: CalendarDay?, expects: [Outcome],
    expectsReturns: Bool,
    line: Int
  ) {
    self.id = id
    self.name = name
    self.shortName = shortName
    self.category = category
    self.taskKind = taskKind
    self.customerFacing = customerFacing
    self.critical = critical
    self.owner = owner
    self.goLive = goLive
    self.expects = expects
    self.expectsReturns = expectsReturns
    self.line = line
  }
}

/// One entry of `budgets.yml`.
public struct Budget: Sendable, Equatable {
  /// A use case's id, or `total`.
  public var scope: String
  public var period: BudgetPeriod
  /// Euro.
  public var amount: Money
  public var validFrom: CalendarDay
  public var approvedBy: String?
  public var line: Int
  public enum BudgetPeriod: String, Sendable, CaseIterable { case day, week, month }
  public init(
    scope: String, period: BudgetPeriod, amount: Money, validFrom: CalendarDay, approvedBy: String?, line: Int
  ) {
    self.scope = scope
    self.period = period
    self.amount = amount
    self.validFrom = validFrom
    self.approvedBy = approvedBy
    self.line = line
  }
}

/// One entry of `model-classes.yml`.
public struct ModelClassRule: Sendable, Equatable {
  /// Exact model name, or a prefix ending in `*`.
  public var model: String
  public var modelClass: ModelClass
  public var validFrom: CalendarDay?
  public enum ModelClass: String, Sendable, CaseIterable {
    case premium, balanced
    case openSource = "open-source"
    case subscription
  }
  public init(model: String, modelClass: ModelClass, validFrom: CalendarDay?) {
    self.model = model
    self.modelClass = modelClass
    self.validFrom = validFrom
  }
}

/// One entry of `controls.yml`: a limit or cap that is in force somewhere.
public struct Control: Sendable, Equatable {
  /// The use case it protects.
  public var useCase: String
  public var kind: Kind
  /// The limit's number; calls for rate limits, a ratio (1.10) for a kill switch, euro for a cap.
  public var limit: FixedDecimal
  public var activeFrom: CalendarDay
  /// What proves it: a file, a ticket, a drill. Nil is a claim.
  public var evidence: String?
  public var line: Int
  public enum Kind: String, Sendable, CaseIterable {
    case perIP = "per-ip"
    case perUser = "per-user"
    case perKey = "per-key"
    case perMinute = "per-minute"
    case perHour = "per-hour"
    case dayCap = "day-cap"
    case killSwitch = "kill-switch"
    case cache
    case gatewayOnly = "gateway-only"
    case tieringPolicy = "tiering-policy"
  }
  public init(
    useCase: String, kind: Kind, limit: FixedDecimal, activeFrom: CalendarDay, evidence: String?, line: Int
  ) {
    self.useCase = useCase
    self.kind = kind
    self.limit = limit
    self.activeFrom = activeFrom
    self.evidence = evidence
    self.line = line
  }
}
