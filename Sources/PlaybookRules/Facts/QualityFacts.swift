public import ReportCore

/// What the rules about the ledger itself look at: evidence, deliveries, keys, twins. Values only.
public struct QualityFacts: Sendable {
  /// Money of record with its evidence, before it is spread over use cases; by source day.
  public let records: [RecordCell]
  public var keys: [KeyCell]
  public var sources: [SourceFacts]
  /// By provider, counted source and source left out.
  public var twins: [TwinFact]
  /// Days that any source of a provider has spoken for, by provider in lower case; ordered and merged.
  public var covered: [String: [ClosedRange<CalendarDay>]]
  /// Use cases that went live in the weeks that are looked at while the ledger was kept, in the register's order.
  public var overviews: [Overview]
  /// What the ledger holds of invoices in other currencies than the euro, in those currencies, by line of the register;
  /// absent where not all of it is in that currency.
  public var originals: [Int: Money]
  /// The days an edition reads; nil for all that there are.
  var window: ClosedRange<CalendarDay>?

  public init(
    records: [RecordCell] = [], keys: [KeyCell] = [], sources: [SourceFacts] = [], twins: [TwinFact] = [],
    covered: [String: [ClosedRange<CalendarDay>]] = [:], overviews: [Overview] = [],
    originals: [Int: Money] = [:]
  ) {
    self.records = DayOrder.ordered(records, by: \.sourceDay)
    self.keys = keys
    self.sources = sources
    self.twins = twins
    self.covered = covered
    self.overviews = overviews
    self.originals = originals
  }

  /// Money of record whose source days fall in a range.
  public func records(on days: ClosedRange<CalendarDay>) -> ArraySlice<RecordCell> {
    // The site's days begin within a day of the source's.
    let first = max(days.lowerBound, window?.lowerBound.advanced(by: -1) ?? days.lowerBound)
    let last = min(days.upperBound, window?.upperBound.advanced(by: 1) ?? days.upperBound)
    guard first <= last else { return [] }
    return records[firstIndex(from: first)..<firstIndex(from: last.advanced(by: 1))]
  }

  private func firstIndex(from day: CalendarDay) -> Int {
    var low = 0
    var high = records.count
    while low < high {
      let middle = (low + high) / 2
      if records[middle].sourceDay < day { low = middle + 1 } else { high = middle }
    }
    return low
  }
}

/// Money of record of one roll-up slot, as its source states it.
public struct RecordCell: Sendable {
  /// What the charge is.
  public enum Kind: Sendable { case usage, fee, credit, correction, purchase, tax }

  /// The site's own day.
  public var day: CalendarDay
  /// The day of the source's calendar, by which invoices go.
  public var sourceDay: CalendarDay
  public var provider: String
  /// Registry name of the format.
  public var format: String
  public var kind: Kind
  public var basis: EuroBasis
  /// What the use is worth, in euro nano-units.
  public var euro: Int64
  /// What the invoice will say, in euro nano-units.
  public var billed: Int64
  public var unpricedCalls: Int
  public var unpricedTokens: Int
  public var unratedRows: Int
  /// True while the source may still change it.
  public var isProvisional: Bool
  /// Index into `LedgerFacts.origins`.
  public var origin: Int

  public init(
    day: CalendarDay, sourceDay: CalendarDay? = nil, provider: String, format: String = "", kind: Kind = .usage,
    basis: EuroBasis = .provider, euro: Int64, billed: Int64? = nil, unpricedCalls: Int = 0, unpricedTokens: Int = 0,
    unratedRows: Int = 0, isProvisional: Bool = false, origin: Int
  ) {
    self.day = day
    self.sourceDay = sourceDay ?? day
    self.provider = provider
    self.format = format
    self.kind = kind
    self.basis = basis
    self.euro = euro
    self.billed = billed ?? euro
    self.unpricedCalls = unpricedCalls
    self.unpricedTokens = unpricedTokens
    self.unratedRows = unratedRows
    self.isProvisional = isProvisional
    self.origin = origin
  }

  /// Spend: prepaid top-ups and tax are not.
  public var isSpend: Bool { kind != .purchase && kind != .tax }
}

/// What one key did for one use case on one day, by whichever source names keys.
public struct KeyCell: Sendable, Equatable {
  public var day: CalendarDay
  public var provider: String
  /// The key's alias.
  public var key: String
  /// Nil when no rule gives it one.
  public var useCase: String?
  /// Some rule spoke, if only to say: belongs to no use case.
  public var isRuled: Bool
  public var calls: Int
  /// What the source that names the key says it cost, in euro nano-units.
  public var euro: Int64
  public init(
    day: CalendarDay, provider: String, key: String, useCase: String?, isRuled: Bool, calls: Int, euro: Int64
  ) {
    self.day = day
    self.provider = provider
    self.key = key
    self.useCase = useCase
    self.isRuled = isRuled
    self.calls = calls
    self.euro = euro
  }
}

/// A source as it was delivered: one line of `sources.yml`, or a format that came without being expected.
public struct SourceFacts: Sendable {
  /// The id in `sources.yml`, else the format's name.
  public var id: String
  public var format: String
  /// Nil for a source that nobody expects.
  public var owner: String?
  public var maximumAgeDays: Int?
  public var basis: EuroBasis
  /// Days after a day's end within which the source may still change it.
  public var settlingDays: Int
  /// By moment.
  public var deliveries: [Delivery]
  /// What it said, by source day; counted or not.
  public var days: [SourceDay]
  public init(
    id: String, format: String, owner: String? = nil, maximumAgeDays: Int? = nil, basis: EuroBasis, settlingDays: Int,
    deliveries: [Delivery] = [], days: [SourceDay] = []
  ) {
    self.id = id
    self.format = format
    self.owner = owner
    self.maximumAgeDays = maximumAgeDays
    self.basis = basis
    self.settlingDays = settlingDays
    self.deliveries = deliveries
    self.days = days
  }

  /// A file and the days it spoke for.
  public struct Delivery: Sendable, Equatable {
    /// The journal's number.
    public var importNumber: Int
    /// The site's day on which it came in.
    public var received: CalendarDay
    public var file: String
    public var days: ClosedRange<CalendarDay>
    public init(importNumber: Int, received: CalendarDay, file: String, days: ClosedRange<CalendarDay>) {
      self.importNumber = importNumber
      self.received = received
      self.file = file
      self.days = days
    }
  }

  /// The sums of one source day.
  public struct SourceDay: Sendable, Equatable {
    public var day: CalendarDay
    public var rows: Int
    /// In euro nano-units.
    public var euro: Int64
    public init(day: CalendarDay, rows: Int, euro: Int64) {
      self.day = day
      self.rows = rows
      self.euro = euro
    }
  }

  /// The deliveries that an edition of this day knows, oldest first: what spoke only of later days does not count.
  public func deliveries(until day: CalendarDay) -> [Delivery] { deliveries.filter { $0.days.lowerBound <= day } }

  /// True when the newest file that speaks for the day came before it was settled. A file from before the day itself
  /// states a fee in advance: nothing about that is still being written.
  public func isProvisional(_ day: CalendarDay) -> Bool {
    guard settlingDays > 0, let newest = deliveries.last(where: { $0.days.contains(day) }) else { return false }
    return (0...settlingDays).contains(day.distance(to: newest.received))
  }
}

/// Two sources that seem to tell the same money.
public struct TwinFact: Sendable, Equatable {
  /// How they are known to be twins; the raw value is the strings key after `quality.twin.`.
  public enum Kind: String, Sendable, CaseIterable {
    /// Two reports of one account's use: one is counted.
    case sameAccount = "same-account"
    /// Two routes with equal calls and tokens: one is counted.
    case sameCalls = "same-calls"
    /// Likely, not certain: both are counted until somebody decides.
    case suspected
  }

  public var kind: Kind
  public var provider: String
  /// Registry names of the formats.
  public var counted: String
  public var other: String
  public var day: CalendarDay
  /// What each says, in euro nano-units.
  public var countedEuro: Int64
  public var otherEuro: Int64
  public init(
    kind: Kind, provider: String, counted: String, other: String, day: CalendarDay, countedEuro: Int64,
    otherEuro: Int64
  ) {
    self.kind = kind
    self.provider = provider
    self.counted = counted
    self.other = other
    self.day = day
    self.countedEuro = countedEuro
    self.otherEuro = otherEuro
  }
}
