public import PlaybookRules
public import ReportCore

/// What a controller looks at before the figures: what came in, what counts double, what is missing, what changed.
/// Whatever of it is a number stands in the figures; here is what has no number.
public struct LedgerQuality: Sendable, Equatable {
  /// In the order of `sources.yml`, then what came without being expected.
  public var sources: [SourceStatus]
  /// Files known to the edition that came in since the days it reads began, newest first.
  public var imports: [ImportLine]
  /// How many acts were recorded before those.
  public var earlierImports: Int
  public var twins: [TwinFact]
  /// Most euros of uncertainty first.
  public var questions: [OpenQuestion]
  public var unknownKeys: [KeyFinding]
  public var sharedKeys: [KeyFinding]
  /// Nil while the week is as it was first known.
  public var restatement: Restatement?

  /// Nothing known.
  public init(
    sources: [SourceStatus] = [], imports: [ImportLine] = [], earlierImports: Int = 0,
    twins: [TwinFact] = [], questions: [OpenQuestion] = [],
    unknownKeys: [KeyFinding] = [], sharedKeys: [KeyFinding] = [], restatement: Restatement? = nil
  ) {
    self.sources = sources
    self.imports = imports
    self.earlierImports = earlierImports
    self.twins = twins
    self.questions = questions
    self.unknownKeys = unknownKeys
    self.sharedKeys = sharedKeys
    self.restatement = restatement
  }
}

/// A source as it was delivered by the end of a week.
public struct SourceStatus: Sendable, Equatable {
  /// The id in `sources.yml`, else the format's name: the scope of its figures.
  public var id: String
  public var format: String
  /// True when `sources.yml` names it.
  public var isExpected: Bool
  public var owner: String?
  public var basis: EuroBasis
  /// The newest file; nil when none has come.
  public var lastFile: String?
  /// The site's day on which it came.
  public var received: CalendarDay?
  /// First to last day it has spoken for.
  public var days: ClosedRange<CalendarDay>?
  /// Days after which its newest day is too old.
  public var maximumAgeDays: Int?
  /// Days after a day's end within which it may still change.
  public var settlingDays: Int
  public init(
    id: String, format: String, isExpected: Bool, owner: String?, basis: EuroBasis, lastFile: String?,
    received: CalendarDay?, days: ClosedRange<CalendarDay>?, maximumAgeDays: Int?, settlingDays: Int
  ) {
    self.id = id
    self.format = format
    self.isExpected = isExpected
    self.owner = owner
    self.basis = basis
    self.lastFile = lastFile
    self.received = received
    self.days = days
    self.maximumAgeDays = maximumAgeDays
    self.settlingDays = settlingDays
  }
}

extension SourceStatus {
  init(_ source: SourceFacts, until day: CalendarDay) {
    let deliveries = source.deliveries(until: day)
    let first = deliveries.map(\.days.lowerBound).min()
    let last = deliveries.map { min($0.days.upperBound, day) }.max()
    self.init(
      id: source.id, format: source.format, isExpected: source.maximumAgeDays != nil, owner: source.owner,
      basis: source.basis, lastFile: deliveries.last?.file, received: deliveries.last?.received,
      days: first.flatMap { first in last.map { first...max(first, $0) } }, maximumAgeDays: source.maximumAgeDays,
      settlingDays: source.settlingDays)
  }
}

/// One act of the journal, as the page lists it.
public struct ImportLine: Sendable, Equatable {
  /// The journal's number.
  public var number: Int
  public var moment: Instant
  /// As the journal writes it: `import`, `withdraw`.
  public var act: String
  /// Relative to `content/ledger/`.
  public var file: String
  /// Registry name of the format.
  public var format: String
  public var rows: Int
  /// What it added to the ledger less what it took away, in euro, counted or not.
  public var euro: FixedDecimal
  /// Lower-case hex.
  public var sha256: String
  public init(
    number: Int, moment: Instant, act: String = "import", file: String, format: String, rows: Int, euro: FixedDecimal,
    sha256: String
  ) {
    self.number = number
    self.moment = moment
    self.act = act
    self.file = file
    self.format = format
    self.rows = rows
    self.euro = euro
    self.sha256 = sha256
  }
}

/// A week that is no longer as it was first known. Figures: `spend.total-first-known`, `spend.restated` and
/// `spend.restated-by-import`, whose parts add up to it.
public struct Restatement: Sendable, Equatable {
  /// When the edition was due: what is in it had been recorded by then.
  public var due: Instant
  /// In the order in which they were recorded; those that moved nothing are left out.
  public var acts: [RestatingAct]
  public init(due: Instant, acts: [RestatingAct]) {
    self.due = due
    self.acts = acts
  }
}

/// An act of the journal that moved a week's total after its edition was due.
public struct RestatingAct: Sendable, Equatable {
  /// The journal's number; nil for everything that came after the acts that are told apart.
  public var importNumber: Int?
  public var moment: Instant
  public var file: String
  /// Rows it booked, for whatever days.
  public var rows: Int
  /// By how much it moved the week's total, in euro.
  public var euro: FixedDecimal
  /// `spend.restated-by-import`.
  public var figure: FigureKey
  public init(
    importNumber: Int?, moment: Instant, file: String, rows: Int, euro: FixedDecimal, figure: FigureKey
  ) {
    self.importNumber = importNumber
    self.moment = moment
    self.file = file
    self.rows = rows
    self.euro = euro
    self.figure = figure
  }
}
