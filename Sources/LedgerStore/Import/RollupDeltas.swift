import CostExports
import GRDB
import ReportCore

/// What one import changes in the roll-ups, gathered in memory: bounded by hours × dimensions, not by rows.
struct RollupDeltas {
  struct Key: Hashable, Comparable {
    var kind: Int
    var slot: Int
    var dimension: Int64
    var charge: Int
    var basis: Int

    static func < (left: Self, right: Self) -> Bool {
      (left.kind, left.slot, left.dimension, left.charge, left.basis)
        < (right.kind, right.slot, right.dimension, right.charge, right.basis)
    }
  }

  struct Delta {
    var sums = RollupSums()
    var firstLine = 0
    var lastLine = 0

    mutating func apply(_ part: RollupSums, sign: RollupSums.Sign, line: Int?) throws(SumOutOfRange) {
      try sums.add(part, sign: sign)
      guard let line else { return }
      firstLine = firstLine == 0 ? line : min(firstLine, line)
      lastLine = max(lastLine, line)
    }
  }

  private(set) var deltas: [Key: Delta] = [:]

  /// Adds an entry of this import's own file, standing on `line`.
  mutating func add(_ entry: BookedEntry, line: Int) throws {
    try apply(entry, sign: .plus, line: line)
  }

  /// Takes an entry away at its old place.
  mutating func takeAway(_ entry: BookedEntry) throws {
    try apply(entry, sign: .minus, line: nil)
  }

  /// Puts `new` in the place of `old`: the same entry, whose euro amount has become known.
  mutating func replace(_ old: BookedEntry, by new: BookedEntry) throws {
    try apply(old, sign: .minus, line: nil)
    try apply(new, sign: .plus, line: nil)
  }

  private mutating func apply(_ entry: BookedEntry, sign: RollupSums.Sign, line: Int?) throws {
    try entry.forEachPart { slot, sums in
      let (kind, slot) = slot.columns
      let key = Key(
        kind: kind, slot: slot, dimension: entry.dimension, charge: entry.charge.rawValue, basis: entry.basis.rawValue)
      try deltas[key, default: Delta()].apply(sums, sign: sign, line: line)
    }
  }

  /// Writes what is not nothing, in key order.
  func write(_ db: Database, importNumber: Int) throws {
    let statement = try db.cachedStatement(
      sql: """
        INSERT INTO rollup (slot_kind, slot, import, dimension, charge, basis, rows, calls, errors, input_uncached,
          input_cache_read, input_cache_write, output, output_reasoning, euro_cost, euro_billed, unpriced_rows,
          unpriced_calls, unpriced_tokens, unrated_rows, first_line, last_line)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """)
    for key in deltas.keys.sorted() {
      guard let delta = deltas[key], delta.firstLine > 0 || !delta.sums.isZero else { continue }
      let sums = delta.sums
      try statement.execute(arguments: [
        key.kind, key.slot, importNumber, key.dimension, key.charge, key.basis, sums.rows, sums.calls, sums.errors,
        sums.tokens.inputUncached, sums.tokens.inputCacheRead, sums.tokens.inputCacheWrite, sums.tokens.output,
        sums.tokens.outputReasoning, sums.euroCost, sums.euroBilled, sums.unpricedRows, sums.unpricedCalls,
        sums.unpricedTokens, sums.unratedRows, delta.firstLine, delta.lastLine,
      ])
    }
  }
}

extension RollupSlot {
  /// How the slot is stored.
  var columns: (kind: Int, slot: Int) {
    switch self {
    case .hour(let hour): (0, hour)
    case .sourceDay(let day): (1, day.number)
    }
  }

  init(kind: Int, slot: Int) {
    self = kind == 0 ? .hour(slot) : .sourceDay(CalendarDay(number: slot))
  }
}
