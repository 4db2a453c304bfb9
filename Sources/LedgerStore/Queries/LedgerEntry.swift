public import CostExports
public import ReportCore

/// One row of an export as it was booked, for explanations and for the auditor.
public struct LedgerEntry: Sendable, Equatable {
  /// The journal's number of the import that booked it.
  public var importNumber: Int
  /// The import's file, relative to `content/ledger/`.
  public var file: String
  /// 1-based line in that file.
  public var line: Int
  /// The source's own id of the row; nil when it has none.
  public var rowID: String?
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
  /// Quantities with a price of their own.
  public var meters: Meters
  /// The size of the prompt, or of the largest one the row sums up, where the source tells.
  public var contextTokens: Int?
  /// Where the source says the use was processed; empty when it does not say.
  public var region: String
  /// What the use is worth, in the currency of the export or of its price; nil when unpriced.
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
  /// The import that brought the price; nil when the source stated the amount.
  public var priceImport: Int?
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
  /// The entry at `index` of a view, as it is valued there.
  init(_ view: EntryView, _ index: Int, _ record: EntryRecord, importNumber: Int, file: String, dimension: Dimension)
    throws
  {
    let terms = view.terms(of: record, at: index)
    let extras = view.block.extras(index)
    self.importNumber = importNumber
    self.file = file
    line = record.line
    let id = try view.rowID(index)
    rowID = id.isEmpty ? nil : String(decoding: id, as: UTF8.self)
    time = record.time
    self.dimension = dimension
    charge = record.charge
    basis = record.basis
    priceStatus = record.priceStatus
    calls = record.calls
    errors = record.errors
    tokens = record.tokens
    meters = extras.meters
    contextTokens = extras.contextTokens
    region = extras.region
    let isRated = record.flags.contains(.rated)
    if let terms {
      let hasCost = record.flags.contains(.cost)
      let hasBilled = record.flags.contains(.billed)
      cost = hasCost ? Money(nanos: Int64(record.cost), currency: terms.currency) : nil
      billed = hasBilled ? Money(nanos: Int64(record.billed), currency: terms.currency) : nil
      euroCost = isRated && hasCost ? Int64(record.euroCost) : nil
      euroBilled = isRated && hasBilled ? Int64(record.euroBilled) : nil
    }
    rate = terms?.rate
    rateDay = terms?.rateDay
    rateImport = terms?.rateImport
    priceImport = record.priceImport == 0 ? nil : record.priceImport
  }
}
