import CostExports
import GRDB
public import ReportCore

extension Ledger {
  /// What an edition reads for `days` as known at `asOf`, with all acts recorded since `since`. What it takes depends
  /// on the days asked for, not on how many others the ledger has.
  public func window(
    asOf: Instant, days: ClosedRange<CalendarDay>, since: Instant
  ) throws -> LedgerWindow {
    try read { db in
      let reader = WindowReader(
        db: db, through: try Ledger.lastAct(asOf: asOf, db),
        days: days.lowerBound.number - 1...days.upperBound.number + 1)
      let (raw, ids) = try reader.cells()
      let peaks = try reader.userPeaks()
      let dimensions = try reader.dimensions(ids.union(peaks.map(\.dimension)))
      let coverage = try reader.coverage()
      let cells = reader.ordered(raw, dimensions.places)
      var numbers = Set(cells.map(\.importNumber))
      numbers.formUnion(peaks.map(\.importNumber))
      numbers.formUnion(coverage.map(\.importNumber))
      let (acts, earlier) = try reader.acts(numbers, since: since)
      return LedgerWindow(
        asOf: asOf, days: days, acts: acts, earlierActs: earlier, dimensions: dimensions.values, cells: cells,
        coverage: coverage, userPeaks: reader.ordered(peaks, dimensions.places))
    }
  }

  /// A window's view at a moment, with what use without a price can have cost at most by what was known then.
  public func view(_ window: LedgerWindow, asOf moment: Instant) throws -> LedgerView {
    var view = window.view(asOf: moment)
    guard view.cells.contains(where: { $0.unpricedTokens != 0 }) else { return view }
    view.tokenCeilings = try read { db in
      try Ledger.tokenCeilings(
        view.cells, view.dimensions, through: try Ledger.lastAct(asOf: moment, db), db)
    }
    return view
  }
}

/// Reads the tables for a range of days.
struct WindowReader {
  let db: Database
  /// The last act that counts.
  let through: Int
  let days: ClosedRange<Int>

  /// Cells in the order of their slots, dimensions as the ledger numbers them, and which these are.
  func cells() throws -> (cells: [RollupCell], dimensions: Set<Int>) {
    let select = try RawStatement(
      db,
      """
      SELECT \(WindowReader.columns) FROM rollup WHERE slot_kind = ? AND slot BETWEEN ? AND ? AND import <= ?
      """)
    var cells: [RollupCell] = []
    var dimensions: Set<Int> = []
    for (kind, slots) in [(0, days.lowerBound * 24...days.upperBound * 24 + 23), (1, days)] {
      select.bind(1, kind)
      select.bind(2, slots.lowerBound)
      select.bind(3, slots.upperBound)
      select.bind(4, through)
      while try select.next() {
        let cell = try RollupCell(select, kind: kind)
        if cell.dimension != cells.last?.dimension { dimensions.insert(cell.dimension) }
        cells.append(cell)
      }
    }
    return (cells, dimensions)
  }

  /// The same with dimensions by their place, ordered within each slot by dimension, charge, basis and import.
  func ordered(_ raw: [RollupCell], _ places: [Int: Int]) -> [RollupCell] {
    var cells = raw
    for index in cells.indices { cells[index].dimension = places[cells[index].dimension] ?? 0 }
    var start = cells.startIndex
    while start < cells.endIndex {
      var end = start
      while end < cells.endIndex, cells[end].slot == cells[start].slot { end += 1 }
      if end - start > 1 {
        cells[start..<end].sort {
          ($0.dimension, $0.charge.rawValue, $0.basis.rawValue, $0.importNumber)
            < ($1.dimension, $1.charge.rawValue, $1.basis.rawValue, $1.importNumber)
        }
      }
      start = end
    }
    return cells
  }

  /// With dimensions as the ledger numbers them.
  func userPeaks() throws -> [UserPeak] {
    let select = try RawStatement(
      db, "SELECT day, import, dimension, calls FROM user_peak WHERE day BETWEEN ? AND ? AND import <= ?")
    select.bind(1, days.lowerBound)
    select.bind(2, days.upperBound)
    select.bind(3, through)
    var peaks: [UserPeak] = []
    while try select.next() {
      peaks.append(
        UserPeak(
          importNumber: try select.value(1), day: CalendarDay(number: try select.value(0)),
          dimension: try select.value(2), calls: try select.value(3)))
    }
    return peaks
  }

  /// The same with dimensions by their place, by day, dimension and import.
  func ordered(_ raw: [UserPeak], _ places: [Int: Int]) -> [UserPeak] {
    raw.map { peak in
      var peak = peak
      peak.dimension = places[peak.dimension] ?? 0
      return peak
    }.sorted { ($0.day, $0.dimension, $0.importNumber) < ($1.day, $1.dimension, $1.importNumber) }
  }

  /// Dimensions ordered by their fields, and the place of each.
  func dimensions(_ ids: Set<Int>) throws -> (values: [Dimension], places: [Int: Int]) {
    // SQLite's limit on a statement is far beyond this; beyond it all are read, and those that are wanted kept.
    let wanted = ids.count < 50_000 ? "WHERE id IN (\(ids.sorted().map(String.init).joined(separator: ",")))" : ""
    let rows = try Row.fetchCursor(
      db, sql: "SELECT * FROM dimension \(wanted) ORDER BY \(Dimension.columns.joined(separator: ", "))")
    var values: [Dimension] = []
    var places: [Int: Int] = [:]
    while let row = try rows.next() {
      let id: Int = try row.value("id")
      guard ids.contains(id) else { continue }
      places[id] = values.count
      values.append(try Dimension(row))
    }
    return (values, places)
  }

  /// Whatever imports speak for that speak for a day of the range, or for days around it.
  func coverage() throws -> [Coverage] {
    try Row.fetchAll(
      db,
      sql: """
        SELECT coverage.*, import.format AS format FROM coverage JOIN import ON import.number = coverage.import
        WHERE import IN (
          SELECT import FROM coverage WHERE import <= ? GROUP BY import
          HAVING max(last_day) >= ? AND min(first_day) <= ?)
        ORDER BY import, provider, account, rank, replaces_lower_ranks, coverage.first_day, coverage.last_day
        """, arguments: [through, days.lowerBound, days.upperBound]
    ).map(Coverage.init)
  }

  private static let columns = [
    "slot", "import", "dimension", "charge", "basis", "rows", "calls", "errors", "input_uncached", "input_cache_read",
    "input_cache_write", "output", "output_reasoning", "euro_cost", "euro_billed", "unpriced_rows", "unpriced_calls",
    "unpriced_tokens", "unbounded_rows", "unrated_rows", "first_line", "last_line",
  ].joined(separator: ", ")
}

extension RollupCell {
  /// From the columns that the reader selects.
  fileprivate init(_ row: RawStatement, kind: Int) throws {
    try self.init(
      slot: RollupSlot(kind: kind, slot: row.value(0)), dimension: row.value(2),
      charge: ChargeKind(rawValue: row.value(3)) ?? .usage, basis: CostBasis(rawValue: row.value(4)) ?? .estimate,
      importNumber: row.value(1), rows: row.value(5), calls: row.value(6), errors: row.value(7),
      tokens: TokenUsage(
        inputUncached: row.value(8), inputCacheRead: row.value(9), inputCacheWrite: row.value(10),
        output: row.value(11), outputReasoning: row.value(12)),
      euroCost: Int64(row.value(13)), euroBilled: Int64(row.value(14)), unpricedRows: row.value(15),
      unpricedCalls: row.value(16), unpricedTokens: row.value(17), unboundedRows: row.value(18),
      unratedRows: row.value(19), firstLine: row.value(20), lastLine: row.value(21))
  }
}
