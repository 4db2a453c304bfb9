public import CostExports
public import ReportCore

/// One line of `content/ledger/journal.csv`: an act on the ledger.
public struct JournalAct: Sendable, Equatable {
  /// 1, 2, 3 … without gaps.
  public var number: Int
  public var moment: Instant
  public var act: Act
  /// Relative to `content/ledger/`; a file that was not kept has its name only.
  public var file: String
  /// Lower-case hex.
  public var sha256: String
  /// `litellm-spend-logs/1`.
  public var importer: String
  /// Free text; `not kept` for `--no-copy`.
  public var note: String
  public enum Act: String, Sendable { case importFile = "import" }
  public init(
    number: Int, moment: Instant, act: Act, file: String, sha256: String, importer: String, note: String
  ) {
    self.number = number
    self.moment = moment
    self.act = act
    self.file = file
    self.sha256 = sha256
    self.importer = importer
    self.note = note
  }
}

/// One import as the ledger knows it.
public struct ImportRecord: Sendable, Equatable {
  /// The journal's number.
  public var number: Int
  public var moment: Instant
  public var file: String
  public var sha256: String
  /// Registry name of the format.
  public var format: String
  /// Rows booked by it.
  public var rows: Int
  public init(number: Int, moment: Instant, file: String, sha256: String, format: String, rows: Int) {
    self.number = number
    self.moment = moment
    self.file = file
    self.sha256 = sha256
    self.format = format
    self.rows = rows
  }
}

/// Where in time a roll-up cell stands.
public enum RollupSlot: Hashable, Sendable {
  /// Hours since the epoch, UTC.
  case hour(Int)
  /// A day of the source's own calendar, counted by its date.
  case sourceDay(CalendarDay)
}

/// The sum over some roll-up rows: one slot × dimension × charge × import. Signed: an import that supersedes
/// earlier rows also carries their negatives.
public struct RollupCell: Sendable, Equatable {
  public var slot: RollupSlot
  /// Index into `LedgerView.dimensions`.
  public var dimension: Int
  public var charge: ChargeKind
  public var basis: CostBasis
  /// Journal number.
  public var importNumber: Int
  public var rows: Int
  public var calls: Int
  public var errors: Int
  public var tokens: TokenUsage
  /// Euro nano-units of the rows whose euro amount is known.
  public var euroCost: Int64
  public var euroBilled: Int64
  /// Rows, calls and tokens without a price (O5).
  public var unpricedRows: Int
  public var unpricedCalls: Int
  public var unpricedTokens: Int
  /// Rows with a price but without an exchange rate (O6).
  public var unratedRows: Int
  /// First and last source line of the rows the import added here; 0 when it only took away.
  public var firstLine: Int
  public var lastLine: Int
  public init(
    slot: RollupSlot, dimension: Int, charge: ChargeKind, basis: CostBasis, importNumber: Int, rows: Int = 0,
    calls: Int = 0,
    errors: Int = 0, tokens: TokenUsage = TokenUsage(), euroCost: Int64 = 0, euroBilled: Int64 = 0,
    unpricedRows: Int = 0,
    unpricedCalls: Int = 0, unpricedTokens: Int = 0, unratedRows: Int = 0, firstLine: Int = 0, lastLine: Int = 0
  ) {
    self.slot = slot
    self.dimension = dimension
    self.charge = charge
    self.basis = basis
    self.importNumber = importNumber
    self.rows = rows
    self.calls = calls
    self.errors = errors
    self.tokens = tokens
    self.euroCost = euroCost
    self.euroBilled = euroBilled
    self.unpricedRows = unpricedRows
    self.unpricedCalls = unpricedCalls
    self.unpricedTokens = unpricedTokens
    self.unratedRows = unratedRows
    self.firstLine = firstLine
    self.lastLine = lastLine
  }
}

/// Days an import speaks for, cost or no cost.
public struct Coverage: Sendable, Equatable {
  public var importNumber: Int
  /// Registry name of the format.
  public var format: String
  /// As in `Dimension`.
  public var provider: String
  public var account: String
  public var rank: SourceRank
  /// True when usage of the same account and days in a source of lower rank is the same money.
  public var replacesLowerRanks: Bool
  /// Days of the source's calendar.
  public var days: ClosedRange<CalendarDay>
  public init(
    importNumber: Int, format: String, provider: String, account: String, rank: SourceRank, replacesLowerRanks: Bool,
    days: ClosedRange<CalendarDay>
  ) {
    self.importNumber = importNumber
    self.format = format
    self.provider = provider
    self.account = account
    self.rank = rank
    self.replacesLowerRanks = replacesLowerRanks
    self.days = days
  }
}

/// The most calls by one end user on one source day, per dimension and import.
public struct UserPeak: Sendable, Equatable {
  public var importNumber: Int
  public var day: CalendarDay
  public var dimension: Int
  public var calls: Int
  public init(importNumber: Int, day: CalendarDay, dimension: Int, calls: Int) {
    self.importNumber = importNumber
    self.day = day
    self.dimension = dimension
    self.calls = calls
  }
}

/// The ledger as known at one moment, for one range of days: all an edition reads. Values only.
public struct LedgerView: Sendable, Equatable {
  /// The moment; nothing recorded later is in here.
  public var asOf: Instant
  /// All imports recorded by then, by number.
  public var imports: [ImportRecord]
  public var dimensions: [Dimension]
  /// Cells whose slot may fall into the range (a day wider on both sides), in a fixed order.
  public var cells: [RollupCell]
  public var coverage: [Coverage]
  public var userPeaks: [UserPeak]
  /// Entries in force in the whole ledger at that moment.
  public var entryCount: Int
  public init(
    asOf: Instant, imports: [ImportRecord] = [], dimensions: [Dimension] = [], cells: [RollupCell] = [],
    coverage: [Coverage] = [], userPeaks: [UserPeak] = [], entryCount: Int = 0
  ) {
    self.asOf = asOf
    self.imports = imports
    self.dimensions = dimensions
    self.cells = cells
    self.coverage = coverage
    self.userPeaks = userPeaks
    self.entryCount = entryCount
  }
}
