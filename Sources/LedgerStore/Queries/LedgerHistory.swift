public import CostExports
public import ReportCore

/// One act on the ledger and what it did.
public struct LedgerAct: Sendable, Equatable {
  /// The act's line in the journal.
  public var line: JournalAct
  /// Registry name of the file's format.
  public var format: String
  /// Rows its file had: entries, or exchange rates.
  public var rows: Int
  /// Entries that came into force by it, and that went out of force.
  public var entered: Int
  /// See `entered`.
  public var left: Int
  /// The days its entries are of: the source's, UTC days for requests; nil without entries.
  public var days: ClosedRange<CalendarDay>?
  /// How much the sum of all costs changed, in euro nano-units; of what has a euro amount.
  public var euroCost: Int64
  /// How much the sum of all billed amounts changed, in euro nano-units.
  public var euroBilled: Int64
  /// The act that took it back, if there is one by then.
  public var withdrawnBy: Int?
}

/// One act in full.
public struct LedgerActDetail: Sendable, Equatable {
  /// The act.
  public var act: LedgerAct
  /// Of which imports entries went out of force by it, and how many; by number. A withdrawal's own import is the last.
  public var superseded: [Share]
  /// Of which imports entries came back into force by it, and how many; by number.
  public var restored: [Share]
  /// Of which imports entries were valued by it, and how many: at a rate that had come, or at other prices; by number.
  public var valued: [Share]
  /// The imports of rates, prices or mappings its amounts rest on, by number.
  public var restsOn: [Int]
  /// The imports whose amounts rest on it, by number.
  public var carries: [Int]
  /// What it speaks for.
  public var coverage: [Coverage]

  /// Entries of one import.
  public struct Share: Sendable, Equatable {
    /// Its number.
    public var importNumber: Int
    /// How many.
    public var entries: Int
  }
}

/// What changed between two moments for one day and one dimension.
public struct LedgerDifference: Sendable, Equatable {
  /// The UTC day of requests, the source's day of other charges.
  public var day: CalendarDay
  /// Who, what, where.
  public var dimension: Dimension
  /// Usage, subscription …
  public var charge: ChargeKind
  /// What the amounts rest on.
  public var basis: CostBasis
  /// Entries more or less; one over several days counts on its first.
  public var rows: Int
  /// Calls more or less.
  public var calls: Int
  /// Tokens more or less.
  public var tokens: TokenUsage
  /// Cost more or less, in euro nano-units.
  public var euroCost: Int64
  /// Billed amount more or less, in euro nano-units.
  public var euroBilled: Int64
  /// Rows without a price more or less.
  public var unpricedRows: Int
  /// Rows without an exchange rate more or less.
  public var unratedRows: Int
  /// The acts that made the difference, by number.
  public var acts: [Int]
}
