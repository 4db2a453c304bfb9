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
      let reader = WindowReader(
        db: db, through: last, days: days.lowerBound.number - 1...days.upperBound.number + 1)
      var view = LedgerView(asOf: moment, imports: imports)
      let (raw, ids) = try reader.cells()
      let withdrawn = Set(imports.filter { $0.withdrawnBy != nil }.map(\.number))
      let peaks = try reader.userPeaks().filter { !withdrawn.contains($0.importNumber) }
      let dimensions = try reader.dimensions(ids.union(peaks.map(\.dimension)))
      view.dimensions = dimensions.values
      view.cells = reader.ordered(raw, dimensions.places)
      view.tokenCeilings = try Ledger.tokenCeilings(view.cells, view.dimensions, through: last, db)
      view.userPeaks = reader.ordered(peaks, dimensions.places)
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

  static func coverage(through number: Int, _ db: Database) throws -> [Coverage] {
    try Row.fetchAll(
      db,
      sql: """
        SELECT coverage.*, import.format AS format FROM coverage JOIN import ON import.number = coverage.import
        WHERE import <= ? AND \(isNotWithdrawn)
        ORDER BY import, provider, account, rank, replaces_lower_ranks, coverage.first_day, coverage.last_day
        """, arguments: [number, number]
    ).map(Coverage.init)
  }

  private static let isNotWithdrawn = "import NOT IN (SELECT import FROM withdrawal WHERE act <= ?)"
}

extension Coverage {
  /// From a row of `coverage` with the import's `format`.
  init(_ row: Row) throws {
    try self.init(
      importNumber: row.value("import"), format: row.value("format"), provider: row.value("provider"),
      account: row.value("account"), rank: SourceRank(rawValue: row.value("rank")) ?? .gateway,
      replacesLowerRanks: row.value("replaces_lower_ranks"), days: row.days("first_day", "last_day"))
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
