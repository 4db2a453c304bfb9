public import CostExports
import Pricing
public import ReportCore

/// What will be invoiced for one source day and dimension, in the currency of the export: the sum over the entries in
/// force, without tax. Entries over several days are spread over them.
public struct OriginalAmount: Sendable, Equatable {
  /// Who, what, where.
  public var dimension: Dimension
  /// A day of the source's calendar; the UTC day for requests.
  public var day: CalendarDay
  /// The currency; nil for entries without an amount.
  public var currency: Currency?
  /// In nano-units of the currency.
  public var billed: Int64
  /// Some entry has an amount other than nothing, whatever their sum.
  public var hasMoney: Bool
  /// True for the entries without an amount.
  public var hasUnknown: Bool { currency == nil }

  /// An amount.
  public init(dimension: Dimension, day: CalendarDay, currency: Currency?, billed: Int64, hasMoney: Bool) {
    self.dimension = dimension
    self.day = day
    self.currency = currency
    self.billed = billed
    self.hasMoney = hasMoney
  }
}

extension Ledger {
  /// The original amounts of the entries in force at `asOf` (nil: at the newest act) that pass `filter`, in no
  /// order. Throws a `Diagnostic` when a sum leaves 64 bits.
  public func originalAmounts(_ filter: LedgerEntryFilter, asOf: Instant? = nil) throws -> [OriginalAmount] {
    if let slice { return slice.originals.filter { filter.accepts($0) } }
    var sums: [OriginalKey: (billed: Int64, hasMoney: Bool)] = [:]
    func add(_ entry: LedgerEntry, _ day: CalendarDay, _ nanos: Int64, hasMoney: Bool) throws {
      guard filter.days?.contains(day) ?? true else { return }
      let key = OriginalKey(dimension: entry.dimension, day: day, currency: entry.billed?.currency)
      let known = sums[key] ?? (0, false)
      let (sum, overflow) = known.billed.addingReportingOverflow(nanos)
      guard !overflow else { throw EntryImport.sumOutOfRange("ledger") }
      sums[key] = (sum, known.hasMoney || hasMoney)
    }
    try forEachEntry(filter, asOf: asOf) { entry in
      guard entry.charge != .tax else { return true }
      let hasMoney = entry.billed.map { $0.nanos != 0 } ?? false
      switch (entry.time, entry.billed) {
      case (.moment(let moment), let billed):
        try add(entry, moment.utcDay, billed?.nanos ?? 0, hasMoney: hasMoney)
      case (.days(let first, let last), let billed?):
        for (day, part) in Spread.evenly(billed, over: first...last) {
          try add(entry, day, part.nanos, hasMoney: hasMoney)
        }
      case (.days(let first, let last), nil):
        for day in first...last { try add(entry, day, 0, hasMoney: false) }
      }
      return true
    }
    return sums.map {
      OriginalAmount(
        dimension: $0.key.dimension, day: $0.key.day, currency: $0.key.currency, billed: $0.value.billed,
        hasMoney: $0.value.hasMoney)
    }
  }
}

private struct OriginalKey: Hashable {
  var dimension: Dimension
  var day: CalendarDay
  var currency: Currency?
}

extension LedgerEntryFilter {
  /// Whose imports do not matter: what an import holds of a dimension and day is known by these.
  fileprivate func accepts(_ amount: OriginalAmount) -> Bool {
    (dimensions?.contains(amount.dimension) ?? true) && (days?.contains(amount.day) ?? true)
  }
}
