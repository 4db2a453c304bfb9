public import CostExports
import GRDB
public import ReportCore

/// One row of an export as it was booked, for explanations and for the auditor.
public struct LedgerEntry: Sendable, Equatable {
  /// The journal's number of the import that booked it.
  public var importNumber: Int
  /// The import's file, relative to `content/ledger/`.
  public var file: String
  /// 1-based line in that file.
  public var line: Int
  /// A moment, or days of the source's calendar.
  public var time: RowTime
  /// Who, what, where.
  public var dimension: Dimension
  /// Usage, subscription, purchase …
  public var charge: ChargeKind
  /// What the amounts rest on.
  public var basis: CostBasis
  /// Priced, free or unpriced.
  public var priceStatus: PriceStatus
  /// Calls, the failed ones included.
  public var calls: Int
  /// Calls that failed.
  public var errors: Int
  /// Disjoint counters.
  public var tokens: TokenUsage
  /// What the use is worth, in the currency of the export; nil when unpriced.
  public var cost: Money?
  /// What the invoice will say, in the currency of the export; nil when unpriced.
  public var billed: Money?
  /// The cost in euro nano-units; nil when there is no amount or no rate.
  public var euroCost: Int64?
  /// The billed amount in euro nano-units; nil when there is no amount or no rate.
  public var euroBilled: Int64?
  /// Units of the currency per euro, as written; nil without a rate, `1` for the euro.
  public var rate: String?
  /// The day the rate is of; nil for the euro.
  public var rateDay: CalendarDay?
  /// The import that brought the rate; nil for the euro.
  public var rateImport: Int?
}

/// Which entries to give; everything nil means all.
public struct LedgerEntryFilter: Sendable {
  /// Journal numbers of the imports that booked them.
  public var imports: Set<Int>?
  /// Days of the source's calendar that the entry touches; UTC days for requests.
  public var days: ClosedRange<CalendarDay>?
  /// Who, what, where: as they stand in `LedgerView.dimensions`.
  public var dimensions: Set<Dimension>?
  /// Kinds of charge.
  public var charges: Set<ChargeKind>?

  /// A filter.
  public init(
    imports: Set<Int>? = nil, days: ClosedRange<CalendarDay>? = nil, dimensions: Set<Dimension>? = nil,
    charges: Set<ChargeKind>? = nil
  ) {
    self.imports = imports
    self.days = days
    self.dimensions = dimensions
    self.charges = charges
  }
}

extension LedgerEntry {
  init(_ row: Row, dimension: Dimension) {
    let booked = BookedEntry(row)
    importNumber = row["import"]
    file = row["file"]
    line = row["line"]
    time = booked.time
    self.dimension = dimension
    charge = booked.charge
    basis = booked.basis
    priceStatus = booked.priceStatus
    calls = booked.calls
    errors = booked.errors
    tokens = booked.tokens
    cost = booked.currency.flatMap { currency in booked.cost.map { Money(nanos: $0, currency: currency) } }
    billed = booked.currency.flatMap { currency in booked.billed.map { Money(nanos: $0, currency: currency) } }
    euroCost = booked.euro?.cost
    euroBilled = booked.euro?.billed
    rate = booked.euro?.rate
    rateDay = booked.euro?.rateDay
    rateImport = booked.euro?.rateImport
  }
}
