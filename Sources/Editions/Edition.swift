public import PlaybookRules
public import Registers
public import ReportCore
import Roadmaps

/// One week, fully computed: all that pages, tables, charts, CSV and `numbers.json` may print.
public struct Edition: Sendable {
  public let week: ISOWeek
  /// True for the newest week that has ended.
  public let isCurrent: Bool
  /// The newest moment among the imports this week's figures depend on.
  public let asOf: Instant
  /// The day ticks, due dates and counters are judged on: the week's Sunday.
  public let evaluatedOn: CalendarDay
  public let registers: Registers
  public let figures: FigureBook
  public let verdict: Verdict
  /// At most three, most euro at stake first.
  public let decisions: [Decision]
  /// At most five.
  public let changes: [ChangeNote]
  /// Nil when `content/roadmap.md` is absent; likewise the next two.
  public let roadmap: RoadmapAssessment?
  public let pitfalls: [PitfallAssessment]?
  public let actionPlan: ActionPlanAssessment?
  /// Open and recently closed tasks of the taskforce, most overdue first.
  public let tasks: [AssessedItem]
  public let ledger: LedgerStamp
  /// The weeks of the series, oldest first, this week last; at most 13.
  public let seriesWeeks: [ISOWeek]
  /// What stands behind the figures: sources, files, twins, open questions.
  public let quality: LedgerQuality
  /// What its spend was when it was first known, and what has changed since; nil where nobody has looked.
  public let knownThen: KnownThen?

  public init(
    week: ISOWeek, isCurrent: Bool, asOf: Instant, evaluatedOn: CalendarDay, registers: Registers, figures: FigureBook,
    verdict: Verdict, decisions: [Decision], changes: [ChangeNote], roadmap: RoadmapAssessment?,
    pitfalls: [PitfallAssessment]?, actionPlan: ActionPlanAssessment?, tasks: [AssessedItem], ledger: LedgerStamp,
    seriesWeeks: [ISOWeek], quality: LedgerQuality = LedgerQuality(), knownThen: KnownThen? = nil
  ) {
    self.week = week
    self.isCurrent = isCurrent
    self.asOf = asOf
    self.evaluatedOn = evaluatedOn
    self.registers = registers
    self.figures = figures
    self.verdict = verdict
    self.decisions = decisions
    self.changes = changes
    self.roadmap = roadmap
    self.pitfalls = pitfalls
    self.actionPlan = actionPlan
    self.tasks = tasks
    self.ledger = ledger
    self.seriesWeeks = seriesWeeks
    self.quality = quality
    self.knownThen = knownThen
  }
}

/// A week's spend as it was first known, beside `spend.total` as it is known now.
public struct KnownThen: Sendable, Equatable {
  /// When it was first known: when it was archived, else the Monday evening its edition was due.
  public var due: Instant
  /// `spend.total` as known then, in euro; nil when nothing of the week was known.
  public var spend: FixedDecimal?
  /// What moved it since, in the order in which it was recorded; together with `spend` it gives `spend.total`.
  public var acts: [RestatingAct]
  public init(due: Instant, spend: FixedDecimal?, acts: [RestatingAct]) {
    self.due = due
    self.spend = spend
    self.acts = acts
  }
}

/// The part of the ledger an edition rests on.
public struct LedgerStamp: Sendable, Equatable {
  /// Imports the figures depend on.
  public var imports: Int
  /// Entries in force among them.
  public var entries: Int
  /// Lower-case hex SHA-256 over their sorted SHA-256 lines.
  public var digest: String
  public init(imports: Int, entries: Int, digest: String) {
    self.imports = imports
    self.entries = entries
    self.digest = digest
  }
}

/// Lines of one import that a figure rests on.
public struct TraceSource: Sendable, Equatable, Hashable {
  /// The journal's number.
  public var importNumber: Int
  /// Relative to `content/ledger/`; a register's path for figures from registers.
  public var file: String
  public var sha256: String
  /// Rows added minus rows taken away.
  public var rows: Int
  public var firstLine: Int
  public var lastLine: Int
  public init(importNumber: Int, file: String, sha256: String, rows: Int, firstLine: Int, lastLine: Int) {
    self.importNumber = importNumber
    self.file = file
    self.sha256 = sha256
    self.rows = rows
    self.firstLine = firstLine
    self.lastLine = lastLine
  }
}

/// The figures of an edition, by name.
public struct FigureBook: Sendable {
  /// Sorted by key: the order of `numbers.json`.
  public let all: [Figure]
  private let byKey: [FigureKey: Figure]
  private let sources: [FigureKey: [TraceSource]]

  /// Figures and, for those that read the ledger themselves, the lines they rest on.
  public init(_ figures: [Figure], sources: [FigureKey: [TraceSource]] = [:]) {
    all = figures.sorted { $0.key < $1.key }
    byKey = Dictionary(figures.map { ($0.key, $0) }) { first, _ in first }
    self.sources = sources
  }

  /// Nil when the edition has no such figure.
  public subscript(_ key: FigureKey) -> Figure? { byKey[key] }

  /// The same, by parts.
  public func figure(_ id: String, _ scope: [String: String] = [:], _ period: Period) -> Figure? {
    byKey[FigureKey(id, scope: scope, period)]
  }

  /// One figure per week, nil where there is none.
  public func series(_ id: String, _ scope: [String: String] = [:], weeks: [ISOWeek]) -> [Figure?] {
    weeks.map { figure(id, scope, .week($0)) }
  }

  /// All figures with this id and period, by scope.
  public func figures(_ id: String, _ period: Period) -> [Figure] {
    all.filter { $0.key.id == id && $0.key.period == period }
  }

  /// Imports and line ranges a figure rests on directly; follow `Figure.from` for the rest.
  public func traceSources(of key: FigureKey) -> [TraceSource] { sources[key] ?? [] }
}
