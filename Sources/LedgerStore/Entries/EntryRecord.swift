import CostExports
import Pricing
import ReportCore

/// The numbers of one entry, without a single reference: what a row weighs, whether it is booked, taken away, valued
/// anew or put back, so that adding and taking away cancel exactly.
struct EntryRecord: Equatable {
  struct Flags: OptionSet, Equatable {
    let rawValue: Int
    /// The time is a moment; else whole days.
    static let moment = Flags(rawValue: 1)
    /// There is a cost.
    static let cost = Flags(rawValue: 2)
    /// There is a billed amount.
    static let billed = Flags(rawValue: 4)
    /// The exchange rate is known, so the amounts there are have their euro amounts.
    static let rated = Flags(rawValue: 8)
    /// The source gave the row an id.
    static let rowID = Flags(rawValue: 16)
    /// Its tokens do not bound what it cost: none were counted, or something with a price of its own was.
    static let unbounded = Flags(rawValue: 32)
  }

  var flags: Flags = []
  var charge = ChargeKind.usage
  var basis = CostBasis.estimate
  var priceStatus = PriceStatus.unpriced
  /// 1-based line in the file.
  var line = 0
  /// Row of the table `dimension`.
  var dimension = 0
  /// Row of the table `scope`; 0 for none.
  var scope = 0
  /// Microseconds since 1970, for a moment.
  var start = 0
  /// Days since 1970; a moment's is its UTC day.
  var firstDay = 0
  var lastDay = 0
  var calls = 0
  var errors = 0
  var tokens = TokenUsage()
  /// Nano-units of the currency; 0 without `Flags.cost`.
  var cost = 0
  var billed = 0
  /// Nano-units of the euro; 0 without `Flags.rated`.
  var euroCost = 0
  var euroBilled = 0
  /// Which of the terms of money at hand: a block's, or a booking's. Means nothing without an amount.
  var terms = 0
  /// The import of prices the amounts were made with; 0 when the source stated them.
  var priceImport = 0

  /// True when there is a cost or a billed amount.
  var hasAmount: Bool { !flags.isDisjoint(with: [.cost, .billed]) }

  /// An amount without a rate (O6).
  var isUnrated: Bool { hasAmount && !flags.contains(.rated) }

  var time: RowTime {
    if flags.contains(.moment) { return .moment(Instant(microseconds: Int64(start))) }
    return .days(CalendarDay(number: firstDay), CalendarDay(number: lastDay))
  }

  /// The hour of a moment, since 1970; else the first day.
  var slot: (kind: Int, slot: Int) {
    guard flags.contains(.moment) else { return (1, firstDay) }
    return (0, Instant(microseconds: Int64(start)).hour)
  }

  /// All of it, as one part.
  var whole: RollupSums {
    var sums = RollupSums()
    sums.rows = 1
    sums.calls = calls
    sums.errors = errors
    sums.tokens = tokens
    sums.euroCost = euroCost
    sums.euroBilled = euroBilled
    if priceStatus == .unpriced {
      sums.unpricedRows = 1
      sums.unpricedCalls = calls
      sums.unpricedTokens = tokens.total
      sums.unboundedRows = flags.contains(.unbounded) ? 1 : 0
    }
    sums.unratedRows = isUnrated ? 1 : 0
    return sums
  }

  /// Hands over the parts of a charge over several days, one per day. Amounts and counts are spread evenly and add up
  /// exactly; the row counts once, on the first day; its doubts (unpriced, unrated) on every day, because on none of
  /// them is the sum known.
  func forEachDay(_ body: (_ day: Int, RollupSums) throws -> Void) rethrows {
    let count = lastDay - firstDay + 1
    let whole = self.whole
    var parts = Array(repeating: RollupSums(), count: count)
    for field in RollupSums.spreadFields where whole[keyPath: field] != 0 {
      let shares = Spread.evenly(nanos: Int64(whole[keyPath: field]), days: count)
      for (offset, share) in shares.enumerated() { parts[offset][keyPath: field] = Int(share) }
    }
    parts[0].rows = 1
    for (offset, part) in parts.enumerated() {
      var part = part
      part.unpricedRows = whole.unpricedRows
      part.unboundedRows = whole.unboundedRows
      part.unratedRows = whole.unratedRows
      try body(firstDay + offset, part)
    }
  }
}

/// The money's terms of an entry: few in a file, so entries refer to them by number.
struct MoneyTerms: Hashable {
  var currency: Currency
  /// Units of the currency per euro, as written; `1` for the euro itself; nil when the rate has not arrived (O6).
  var rate: String?
  /// The day the rate is of; nil for the euro itself.
  var rateDay: CalendarDay?
  /// The import that brought the rate; nil for the euro itself.
  var rateImport: Int?
}

/// What few entries have beside their numbers; prices may rest on it.
struct EntryExtras: Equatable {
  var meters = Meters()
  var contextTokens: Int?
  var region = ""

  var isEmpty: Bool { meters.isEmpty && contextTokens == nil && region.isEmpty }
}

extension RollupSums {
  /// What a charge over several days divides among them.
  fileprivate static var spreadFields: [WritableKeyPath<RollupSums, Int>] {
    [
      \.calls, \.errors, \.tokens.inputUncached, \.tokens.inputCacheRead, \.tokens.inputCacheWrite, \.tokens.output,
      \.tokens.outputReasoning, \.euroCost, \.euroBilled, \.unpricedCalls, \.unpricedTokens,
    ]
  }
}
