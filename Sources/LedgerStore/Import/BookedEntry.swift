import CostExports
import Pricing
import ReportCore

/// What an entry weighs in the roll-ups: the same values whether it is booked, taken away or booked late, so that
/// adding and taking away cancel exactly.
struct BookedEntry: Equatable {
  var dimension: Int64
  var time: RowTime
  var charge: ChargeKind
  var basis: CostBasis
  var priceStatus: PriceStatus
  var calls: Int
  var errors: Int
  var tokens: TokenUsage
  var cost: Int64?
  var billed: Int64?
  /// Nil only when there is no amount.
  var currency: Currency?
  /// Nil when there is no amount, and when its exchange rate has not arrived (O6).
  var euro: BookedEuro?

  /// An amount without a rate.
  var isUnrated: Bool { currency != nil && euro == nil }

  /// First to last day of the source's calendar; a request's day is its UTC day.
  var days: ClosedRange<CalendarDay> {
    switch time {
    case .moment(let moment): moment.utcDay...moment.utcDay
    case .days(let first, let last): first...max(first, last)
    }
  }

  /// Hands over the parts by slot: one for a request or a day, one per day for a longer charge. Amounts and counts are
  /// spread evenly and add up exactly; the row counts once, on the first day; its doubts (unpriced, unrated) on every
  /// day, because on none of them is the sum known.
  func forEachPart(_ body: (RollupSlot, RollupSums) throws -> Void) rethrows {
    switch time {
    case .moment(let moment): try body(.hour(moment.hour), whole)
    case .days(let first, let last) where last <= first: try body(.sourceDay(first), whole)
    case .days(let first, let last):
      let count = first.distance(to: last) + 1
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
        part.unratedRows = whole.unratedRows
        try body(.sourceDay(first.advanced(by: offset)), part)
      }
    }
  }

  private var whole: RollupSums {
    var sums = RollupSums()
    sums.rows = 1
    sums.calls = calls
    sums.errors = errors
    sums.tokens = tokens
    sums.euroCost = Int(euro?.cost ?? 0)
    sums.euroBilled = Int(euro?.billed ?? 0)
    if priceStatus == .unpriced {
      sums.unpricedRows = 1
      sums.unpricedCalls = calls
      sums.unpricedTokens = tokens.total
    }
    sums.unratedRows = isUnrated ? 1 : 0
    return sums
  }
}

/// Euro nano-units with the rate they were made with.
struct BookedEuro: Equatable {
  var cost: Int64?
  var billed: Int64?
  /// Units of the currency per euro, as written; `1` for the euro itself.
  var rate: String
  /// The day the rate is of; nil for the euro itself.
  var rateDay: CalendarDay?
  /// The import that brought the rate; nil for the euro itself.
  var rateImport: Int?
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
