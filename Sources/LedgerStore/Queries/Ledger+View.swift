import CostExports
import GRDB
public import ReportCore

extension Ledger {
  /// The moment of the newest act; nil for an empty ledger.
  public func newestMoment() throws -> Instant? {
    try read { db in
      try Int64.fetchOne(db, sql: "SELECT max(moment) FROM import").map { Instant(microseconds: $0) }
    }
  }

  /// The ledger as known at `asOf` (nil: at its newest act) for `days`, a day wider on both sides. Equal ledgers give
  /// equal views, in the same order; a ledger that had only the acts recorded by then gives the same.
  public func view(asOf: Instant? = nil, days: ClosedRange<CalendarDay>) throws -> LedgerView {
    try read { db in
      let newest = try Int64.fetchOne(db, sql: "SELECT max(moment) FROM import") ?? 0
      let moment = asOf ?? Instant(microseconds: newest)
      let imports = try Ledger.imports(asOf: moment, in: db)
      // Numbers and moments rise together.
      let last = imports.last?.number ?? 0
      let wider = days.lowerBound.number - 1...days.upperBound.number + 1
      var view = LedgerView(asOf: moment, imports: imports)
      let dimensions = try Ledger.dimensions(through: last, wider, db)
      view.dimensions = dimensions.values
      view.cells = try Ledger.cells(through: last, wider, dimensions.indexes, db)
      view.tokenCeilings = try Ledger.tokenCeilings(view.cells, view.dimensions, through: last, db)
      view.userPeaks = try Ledger.userPeaks(through: last, wider, dimensions.indexes, db)
      view.coverage = try Ledger.coverage(through: last, db)
      view.entryCount =
        try Int.fetchOne(db, sql: "SELECT sum(entries - superseded) FROM import WHERE number <= ?", arguments: [last])
        ?? 0
      return view
    }
  }

  static func imports(asOf moment: Instant?, in db: Database) throws -> [ImportRecord] {
    let moment = moment?.microseconds ?? .max
    return try Row.fetchAll(
      db,
      sql: """
        SELECT import.*, (SELECT w.number FROM withdrawal JOIN import w ON w.number = withdrawal.act
          WHERE withdrawal.import = import.number AND w.moment <= ?) AS withdrawn_by
        FROM import WHERE moment <= ? ORDER BY number
        """, arguments: [moment, moment]
    ).map(ImportRecord.init)
  }

  /// The dimensions of the cells and peaks in range, ordered by their fields: not by the order they were met in.
  private static func dimensions(
    through number: Int, _ days: ClosedRange<Int>, _ db: Database
  ) throws -> (values: [Dimension], indexes: [Int: Int]) {
    let rows = try Row.fetchCursor(
      db,
      sql: """
        SELECT * FROM dimension WHERE id IN (
          SELECT dimension FROM rollup WHERE import <= :last AND \(inRange)
          UNION SELECT dimension FROM user_peak WHERE import <= :last AND day BETWEEN :first AND :lastDay)
        ORDER BY \(Dimension.columns.joined(separator: ", "))
        """, arguments: range(number, days))
    var values: [Dimension] = []
    var indexes: [Int: Int] = [:]
    while let row = try rows.next() {
      indexes[try row.value("id")] = values.count
      values.append(try Dimension(row))
    }
    return (values, indexes)
  }

  private static func cells(
    through number: Int, _ days: ClosedRange<Int>, _ indexes: [Int: Int], _ db: Database
  ) throws -> [RollupCell] {
    let rows = try Row.fetchCursor(
      db,
      sql: """
        SELECT * FROM rollup WHERE import <= :last AND \(inRange)
        """, arguments: range(number, days))
    var cells: [(key: [Int], cell: RollupCell)] = []
    while let row = try rows.next() {
      let cell = try RollupCell(row, dimension: indexes[row.value("dimension")] ?? 0)
      let slot = cell.slot.columns
      let key = [slot.kind, slot.slot, cell.dimension, cell.charge.rawValue, cell.basis.rawValue, cell.importNumber]
      cells.append((key, cell))
    }
    cells.sort { $0.key.lexicographicallyPrecedes($1.key) }
    return cells.map(\.cell)
  }

  private static func userPeaks(
    through number: Int, _ days: ClosedRange<Int>, _ indexes: [Int: Int], _ db: Database
  ) throws -> [UserPeak] {
    try Row.fetchAll(
      db, sql: "SELECT * FROM user_peak WHERE import <= ? AND day BETWEEN ? AND ? AND \(isNotWithdrawn)",
      arguments: [number, days.lowerBound, days.upperBound, number]
    )
    .map { row in
      try UserPeak(
        importNumber: row.value("import"), day: CalendarDay(number: row.value("day")),
        dimension: indexes[row.value("dimension")] ?? 0,
        calls: row.value("calls"))
    }
    .sorted { ($0.day, $0.dimension, $0.importNumber) < ($1.day, $1.dimension, $1.importNumber) }
  }

  static func coverage(through number: Int, _ db: Database) throws -> [Coverage] {
    try Row.fetchAll(
      db,
      sql: """
        SELECT coverage.*, import.format AS format FROM coverage JOIN import ON import.number = coverage.import
        WHERE import <= ? AND \(isNotWithdrawn)
        ORDER BY import, provider, account, rank, replaces_lower_ranks, coverage.first_day, coverage.last_day
        """, arguments: [number, number]
    ).map { row in
      try Coverage(
        importNumber: row.value("import"), format: row.value("format"), provider: row.value("provider"),
        account: row.value("account"),
        rank: SourceRank(rawValue: row.value("rank")) ?? .gateway,
        replacesLowerRanks: row.value("replaces_lower_ranks"),
        days: row.days("first_day", "last_day"))
    }
  }

  private static let isNotWithdrawn = "import NOT IN (SELECT import FROM withdrawal WHERE act <= ?)"

  private static let inRange = """
    (slot_kind = 0 AND slot BETWEEN :firstHour AND :lastHour OR slot_kind = 1 AND slot BETWEEN :first AND :lastDay)
    """

  private static func range(_ last: Int, _ days: ClosedRange<Int>) -> StatementArguments {
    [
      "last": last, "first": days.lowerBound, "lastDay": days.upperBound, "firstHour": days.lowerBound * 24,
      "lastHour": days.upperBound * 24 + 23,
    ]
  }
}

extension RollupCell {
  init(_ row: Row, dimension: Int) throws {
    try self.init(
      slot: RollupSlot(kind: row.value("slot_kind"), slot: row.value("slot")), dimension: dimension,
      charge: ChargeKind(rawValue: row.value("charge")) ?? .usage,
      basis: CostBasis(rawValue: row.value("basis")) ?? .estimate,
      importNumber: row.value("import"), rows: row.value("rows"), calls: row.value("calls"),
      errors: row.value("errors"),
      tokens: TokenUsage(
        inputUncached: row.value("input_uncached"), inputCacheRead: row.value("input_cache_read"),
        inputCacheWrite: row.value("input_cache_write"), output: row.value("output"),
        outputReasoning: row.value("output_reasoning")),
      euroCost: row.value("euro_cost"), euroBilled: row.value("euro_billed"), unpricedRows: row.value("unpriced_rows"),
      unpricedCalls: row.value("unpriced_calls"), unpricedTokens: row.value("unpriced_tokens"),
      unboundedRows: row.value("unbounded_rows"), unratedRows: row.value("unrated_rows"),
      firstLine: row.value("first_line"), lastLine: row.value("last_line"))
  }
}
