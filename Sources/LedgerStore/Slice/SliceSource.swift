import CostExports
import GRDB
import Pricing
import ReportCore

/// What a slice holds beside a window: acts in full, prices that bound use without one, exchange rates.
struct SliceSource {
  let db: Database
  let through: Int
  let window: LedgerWindow

  /// Acts by number, with who took them back and what their amounts rest on (`12@15`: on import 12, since act 15).
  func acts(_ numbers: Set<Int>) throws -> SliceTable {
    let withdrawals = try Row.fetchAll(
      db, sql: "SELECT import, act FROM withdrawal WHERE act <= ?", arguments: [through]
    ).reduce(into: [Int: Int]()) { $0[try $1.value("import")] = try $1.value("act") as Int }
    let rests = try numbers.reduce(into: [Int: [Rest]]()) { $0[$1] = try self.rests(of: $1) }
    var wanted = numbers.union(rests.values.joined().flatMap { [$0.source, $0.act] })
    wanted.formUnion(wanted.compactMap { withdrawals[$0] })
    var table = SliceTable("acts", SliceColumns.acts)
    let select = try db.cachedStatement(sql: "SELECT * FROM import WHERE number = ?")
    for number in wanted.sorted() {
      guard let row = try Row.fetchOne(select, arguments: [number]) else { continue }
      table.add([
        .number(number), .plain(Instant(microseconds: try row.value("moment")).description),
        .plain(try row.value("act")), .words(try row.value("file")), .plain(try row.value("sha256")),
        .words(try row.value("importer")), .words(try row.value("note")), .words(try row.value("format")),
        .number(try row.value("rows") as Int), .money(try row.value("euro_cost")), .number(withdrawals[number]),
        .plain((rests[number] ?? []).map { "\($0.source)@\($0.act)" }.joined(separator: " ")),
      ])
    }
    return table
  }

  private struct Rest {
    var source: Int
    var act: Int
  }

  private func rests(of number: Int) throws -> [Rest] {
    try Row.fetchAll(
      db.cachedStatement(sql: "SELECT source, act FROM rest WHERE import = ? AND act <= ? ORDER BY source"),
      arguments: [number, through]
    ).map { try Rest(source: $0.value("source"), act: $0.value("act")) }
  }

  /// The dearest token of each provider that has use without a price here, in every book known.
  func books() throws -> (table: SliceTable, acts: Set<Int>) {
    let unpriced = window.cells.filter { $0.unpricedTokens != 0 }.map(\.dimension)
    let providers = Set(Set(unpriced).map { ProviderNames.family(window.dimensions[$0].provider) })
    var table = SliceTable("ceilings", SliceColumns.ceilings)
    var acts: Set<Int> = []
    let rows = try Row.fetchAll(
      db,
      sql: """
        SELECT c.import, b.day, c.provider, c.price FROM token_ceiling c JOIN price_book b USING (import)
        WHERE c.import <= ? ORDER BY c.import, c.provider
        """, arguments: [through])
    for row in rows {
      let (act, provider): (Int, String) = (try row.value("import"), try row.value("provider"))
      guard providers.contains(provider) else { continue }
      acts.insert(act)
      table.add([
        .number(act), .day(CalendarDay(number: try row.value("day"))), .words(provider),
        .plain(try row.value("price")),
      ])
    }
    return (table, acts)
  }

  /// The dollar's rates of the days and of those before that they may rest on.
  func rates() throws -> (table: SliceTable, acts: Set<Int>) {
    var table = SliceTable("rates", SliceColumns.rates)
    var acts: Set<Int> = []
    let rows = try Row.fetchAll(
      db,
      sql: """
        SELECT day, currency, import, rate FROM exchange_rate
        WHERE currency = 'USD' AND import <= ? AND day BETWEEN ? AND ? ORDER BY day, currency, import
        """,
      arguments: [
        through, window.days.lowerBound.number - RateBook.longestGap - 1, window.days.upperBound.number + 1,
      ])
    for row in rows {
      let act: Int = try row.value("import")
      acts.insert(act)
      table.add([
        .day(CalendarDay(number: try row.value("day"))), .plain(try row.value("currency")), .number(act),
        .plain(try row.value("rate")),
      ])
    }
    return (table, acts)
  }
}
