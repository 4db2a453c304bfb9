import ReportCore

/// The additive part of a roll-up cell.
struct RollupSums: Equatable {
  var rows = 0
  var calls = 0
  var errors = 0
  var tokens = TokenUsage()
  var euroCost = 0
  var euroBilled = 0
  var unpricedRows = 0
  var unpricedCalls = 0
  var unpricedTokens = 0
  var unboundedRows = 0
  var unratedRows = 0

  var isZero: Bool { self == RollupSums() }

  /// Adds `other`, or takes it away. Throws rather than wrap round: the numbers come from files.
  mutating func add(_ other: RollupSums, sign: Sign) throws(SumOutOfRange) {
    let factor = sign.rawValue
    var overflow = false
    // The amounts of one entry are far from the limits, so turning their sign is safe.
    func add(_ value: Int, to sum: inout Int) {
      let (result, wrapped) = sum.addingReportingOverflow(value &* factor)
      sum = result
      overflow = overflow || wrapped
    }
    add(other.rows, to: &rows)
    add(other.calls, to: &calls)
    add(other.errors, to: &errors)
    add(other.tokens.inputUncached, to: &tokens.inputUncached)
    add(other.tokens.inputCacheRead, to: &tokens.inputCacheRead)
    add(other.tokens.inputCacheWrite, to: &tokens.inputCacheWrite)
    add(other.tokens.output, to: &tokens.output)
    add(other.tokens.outputReasoning, to: &tokens.outputReasoning)
    add(other.euroCost, to: &euroCost)
    add(other.euroBilled, to: &euroBilled)
    add(other.unpricedRows, to: &unpricedRows)
    add(other.unpricedCalls, to: &unpricedCalls)
    add(other.unpricedTokens, to: &unpricedTokens)
    add(other.unboundedRows, to: &unboundedRows)
    add(other.unratedRows, to: &unratedRows)
    if overflow { throw SumOutOfRange() }
  }

  enum Sign: Int { case plus = 1, minus = -1 }
}

/// A sum that leaves 64 bits.
struct SumOutOfRange: Error {}
