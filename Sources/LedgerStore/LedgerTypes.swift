public import CostExports
public import ReportCore

/// One line of `content/ledger/journal.csv`: an act on the ledger.
public struct JournalAct: Sendable, Equatable {
  /// 1, 2, 3 … without gaps.
  public var number: Int
  /// When it was done; later than the act before.
  public var moment: Instant
  /// What was done.
  public var act: Act
  /// A name in `content/ledger/`, or `prices/…` or `mappings/…` in the folder of that name beside it.
  public var file: String
  /// Lower-case hex.
  public var sha256: String
  /// `litellm-spend-logs/1`.
  public var importer: String
  /// Free text; `not kept` for `--no-copy`.
  public var note: String

  /// What can be done to a ledger.
  public enum Act: String, Sendable {
    /// A file was booked.
    case importFile = "import"
    /// A file that was booked is taken back; what it had replaced counts again.
    case withdraw
    /// Prices of a book or an agreement are applied anew to use of some days.
    case rerate = "re-rate"
  }

  /// A line of the journal.
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
  /// When it was recorded.
  public var moment: Instant
  /// As in the journal.
  public var file: String
  /// Lower-case hex.
  public var sha256: String
  /// Registry name of the format.
  public var format: String
  /// Rows booked by it.
  public var rows: Int
  /// What was done: nearly always an import.
  public var act = JournalAct.Act.importFile
  /// The act that took it back, if there is one by then.
  public var withdrawnBy: Int?

  /// An import.
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
  /// The hour, or the source's day.
  public var slot: RollupSlot
  /// Index into `LedgerView.dimensions`.
  public var dimension: Int
  /// Usage, subscription, purchase …: whoever sums decides what is spend.
  public var charge: ChargeKind
  /// What the amounts rest on.
  public var basis: CostBasis
  /// Journal number.
  public var importNumber: Int
  /// Entries; one over several days counts on its first day only.
  public var rows: Int
  /// Calls, the failed ones included.
  public var calls: Int
  /// Calls that failed.
  public var errors: Int
  /// Disjoint counters.
  public var tokens: TokenUsage
  /// What the use is worth, in euro nano-units: of the rows whose euro amount is known.
  public var euroCost: Int64
  /// What the invoices will say, in euro nano-units: of the rows whose euro amount is known.
  public var euroBilled: Int64
  /// Rows without a price (O5); one over several days counts on each of them.
  public var unpricedRows: Int
  /// Their calls.
  public var unpricedCalls: Int
  /// Their tokens.
  public var unpricedTokens: Int
  /// Those among them whose tokens do not bound what they cost: nothing was counted, or something beside tokens; one
  /// over several days counts on each of them.
  public var unboundedRows: Int
  /// Rows with a price but without an exchange rate (O6); one over several days counts on each of them.
  public var unratedRows: Int
  /// First and last source line of the rows the import added here; 0 when it only took away.
  public var firstLine: Int
  /// See `firstLine`.
  public var lastLine: Int

  /// A cell; what is not given is zero.
  public init(
    slot: RollupSlot, dimension: Int, charge: ChargeKind, basis: CostBasis, importNumber: Int, rows: Int = 0,
    calls: Int = 0,
    errors: Int = 0, tokens: TokenUsage = TokenUsage(), euroCost: Int64 = 0, euroBilled: Int64 = 0,
    unpricedRows: Int = 0,
    unpricedCalls: Int = 0, unpricedTokens: Int = 0, unboundedRows: Int = 0, unratedRows: Int = 0, firstLine: Int = 0,
    lastLine: Int = 0
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
    self.unboundedRows = unboundedRows
    self.unratedRows = unratedRows
    self.firstLine = firstLine
    self.lastLine = lastLine
  }
}

/// Days an import speaks for, cost or no cost.
public struct Coverage: Sendable, Equatable {
  /// Journal number.
  public var importNumber: Int
  /// Registry name of the format.
  public var format: String
  /// As in `Dimension`.
  public var provider: String
  /// As in `Dimension`; empty when the source does not name accounts.
  public var account: String
  /// Where the source stands.
  public var rank: SourceRank
  /// True when usage of the same account and days in a source of lower rank is the same money.
  public var replacesLowerRanks: Bool
  /// Days of the source's calendar.
  public var days: ClosedRange<CalendarDay>

  /// Days an import speaks for.
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
  /// Journal number.
  public var importNumber: Int
  /// A day of the source's calendar; the UTC day for requests.
  public var day: CalendarDay
  /// Index into `LedgerView.dimensions`.
  public var dimension: Int
  /// Calls of the busiest end user.
  public var calls: Int

  /// A peak.
  public init(importNumber: Int, day: CalendarDay, dimension: Int, calls: Int) {
    self.importNumber = importNumber
    self.day = day
    self.dimension = dimension
    self.calls = calls
  }
}

/// What a token without a price can have cost at most: the dearest price of its provider in the books known.
public struct TokenCeiling: Sendable, Equatable {
  /// `ProviderNames.family` of the provider.
  public var provider: String
  /// A day of the source's calendar; its exchange rate was taken.
  public var day: CalendarDay
  /// Euro per token × 10¹⁸, rounded up.
  public var attoEuro: Int128

  /// A ceiling.
  public init(provider: String, day: CalendarDay, attoEuro: Int128) {
    self.provider = provider
    self.day = day
    self.attoEuro = attoEuro
  }
}

/// The ledger as known at one moment, for one range of days: all an edition reads. Values only.
public struct LedgerView: Sendable, Equatable {
  /// The moment; nothing recorded later is in here.
  public var asOf: Instant
  /// All imports recorded by then, by number.
  public var imports: [ImportRecord]
  /// Those of the cells and peaks, ordered by their fields.
  public var dimensions: [Dimension]
  /// Cells whose slot may fall into the range (a day wider on both sides), in a fixed order.
  public var cells: [RollupCell]
  /// Of all imports recorded by then, whatever their days.
  public var coverage: [Coverage]
  /// Of the same days as the cells.
  public var userPeaks: [UserPeak]
  /// For the providers and days of cells with unpriced tokens, where books and rates are known; by provider and day.
  public var tokenCeilings: [TokenCeiling] = []
  /// Entries in force in the whole ledger at that moment.
  public var entryCount: Int

  /// A view.
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
