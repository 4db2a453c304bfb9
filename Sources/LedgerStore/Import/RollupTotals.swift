import GRDB
import ReportCore

/// What one act changes in the sums over everything: its own line in the table `import`.
struct RollupTotals {
  private(set) var euroCost = 0
  private(set) var euroBilled = 0
  private var gross = Gross()

  /// The sizes of amounts and counts, whatever their signs. While these of all entries in force stay in 64 bits, every
  /// sum over some of them does.
  private struct Gross {
    var cost = 0
    var billed = 0
    var calls = 0
    var tokens = 0

    mutating func add(_ other: Gross, sign: RollupSums.Sign) throws(SumOutOfRange) {
      var overflow = false
      func add(_ value: Int, to sum: inout Int) {
        let (result, wrapped) = sum.addingReportingOverflow(value &* sign.rawValue)
        sum = result
        overflow = overflow || wrapped
      }
      add(other.cost, to: &cost)
      add(other.billed, to: &billed)
      add(other.calls, to: &calls)
      add(other.tokens, to: &tokens)
      if overflow { throw SumOutOfRange() }
    }
  }

  mutating func apply(_ record: EntryRecord, sign: RollupSums.Sign) throws(SumOutOfRange) {
    // Within the gross sums, which are checked.
    euroCost &+= record.euroCost &* sign.rawValue
    euroBilled &+= record.euroBilled &* sign.rawValue
    let tokens = record.tokens
    try gross.add(
      Gross(
        cost: abs(record.euroCost), billed: abs(record.euroBilled), calls: abs(record.calls) &+ abs(record.errors),
        tokens: abs(tokens.inputUncached) &+ abs(tokens.inputCacheRead) &+ abs(tokens.inputCacheWrite)
          &+ abs(tokens.output) &+ abs(tokens.outputReasoning)),
      sign: sign)
  }

  /// Writes them into the act's line, after making sure that the sums over all acts stay in 64 bits.
  func write(_ db: Database, importNumber: Int) throws {
    var all = gross
    let select = try RawStatement(
      db, "SELECT gross_cost, gross_billed, gross_calls, gross_tokens FROM import WHERE number < ?")
    select.bind(1, importNumber)
    var earlier = Gross()
    while try select.next() {
      // What is taken back is part of what was added: together they are in range, whatever the order.
      earlier.cost &+= select.integer(0)
      earlier.billed &+= select.integer(1)
      earlier.calls &+= select.integer(2)
      earlier.tokens &+= select.integer(3)
    }
    try all.add(earlier, sign: .plus)
    try db.execute(
      sql: """
        UPDATE import SET euro_cost = ?, euro_billed = ?, gross_cost = ?, gross_billed = ?, gross_calls = ?,
          gross_tokens = ? WHERE number = ?
        """,
      arguments: [euroCost, euroBilled, gross.cost, gross.billed, gross.calls, gross.tokens, importNumber])
  }
}
