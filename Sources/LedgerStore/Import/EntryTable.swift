import CostExports
import GRDB
import ReportCore

/// The statements on entries that are there: find what is in force, mark as superseded, book a late euro amount.
enum EntryTable {
  /// An entry in force.
  struct Found {
    var id: Int64
    var importNumber: Int
    var booked: BookedEntry
  }

  /// The entry with that id, which must be in force.
  static func entry(_ id: Int64, in db: Database) throws -> Found? {
    let statement = try db.cachedStatement(sql: select + " WHERE e.id = ?")
    return try Row.fetchOne(statement, arguments: [id]).map(Found.init)
  }

  /// The entries in force of a scope that were booked by imports before `number`.
  static func inForce(scope: Int64, before number: Int, in db: Database) throws -> [Found] {
    let statement = try db.cachedStatement(
      sql: select + " WHERE e.scope = ? AND e.import < ? AND " + isInForce + " ORDER BY e.id")
    return try Row.fetchAll(statement, arguments: [scope, number]).map(Found.init)
  }

  /// The entries in force whose exchange rate had not arrived, from `id` on.
  static func waiting(from id: Int64, limit: Int, in db: Database) throws -> [Found] {
    let statement = try db.cachedStatement(
      sql: select
        + " WHERE e.currency IS NOT NULL AND e.rate IS NULL AND l.entry IS NULL AND e.id >= ? AND " + isInForce
        + " ORDER BY e.id LIMIT ?")
    return try Row.fetchAll(statement, arguments: [id, limit]).map(Found.init)
  }

  static func supersede(_ id: Int64, by number: Int, in db: Database) throws {
    try db.cachedStatement(sql: "INSERT INTO supersession (entry, import) VALUES (?, ?)")
      .execute(arguments: [id, number])
  }

  static func bookLate(_ id: Int64, _ euro: BookedEuro, by number: Int, in db: Database) throws {
    try db.cachedStatement(
      sql: """
        INSERT INTO late_euro (entry, import, euro_cost, euro_billed, rate, rate_day, rate_import)
        VALUES (?, ?, ?, ?, ?, ?, ?)
        """
    ).execute(arguments: [id, number, euro.cost, euro.billed, euro.rate, euro.rateDay?.number, euro.rateImport])
  }

  /// What a `BookedEntry` is made from; `l` is the entry's late euro amount.
  static let columns = """
    e.id, e.import, e.dimension, e.first_day, e.last_day, e.start, e.charge, e.basis, e.price_status, e.calls,
      e.errors, e.input_uncached, e.input_cache_read, e.input_cache_write, e.output, e.output_reasoning, e.cost,
      e.billed, e.currency, coalesce(e.euro_cost, l.euro_cost) AS euro_cost,
      coalesce(e.euro_billed, l.euro_billed) AS euro_billed, coalesce(e.rate, l.rate) AS rate,
      coalesce(e.rate_day, l.rate_day) AS rate_day, coalesce(e.rate_import, l.rate_import) AS rate_import
    """

  private static let select = "SELECT \(columns) FROM entry e LEFT JOIN late_euro l ON l.entry = e.id"

  private static let isInForce = "NOT EXISTS (SELECT 1 FROM supersession s WHERE s.entry = e.id)"
}

extension EntryTable.Found {
  fileprivate init(_ row: Row) {
    id = row["id"]
    importNumber = row["import"]
    booked = BookedEntry(row)
  }
}

extension BookedEntry {
  /// From a row of `entry`, its late euro amount filled in.
  init(_ row: Row) {
    dimension = row["dimension"]
    if let start: Int64 = row["start"] {
      time = .moment(Instant(microseconds: start))
    } else {
      time = .days(CalendarDay(number: row["first_day"]), CalendarDay(number: row["last_day"]))
    }
    // The table's checks keep the raw values inside the enumerations.
    charge = ChargeKind(rawValue: row["charge"]) ?? .usage
    basis = CostBasis(rawValue: row["basis"]) ?? .estimate
    priceStatus = PriceStatus(rawValue: row["price_status"]) ?? .unpriced
    calls = row["calls"]
    errors = row["errors"]
    tokens = TokenUsage(
      inputUncached: row["input_uncached"], inputCacheRead: row["input_cache_read"],
      inputCacheWrite: row["input_cache_write"], output: row["output"], outputReasoning: row["output_reasoning"])
    cost = row["cost"]
    billed = row["billed"]
    currency = (row["currency"] as String?).flatMap { Currency($0) }
    euro = (row["rate"] as String?).map { rate in
      BookedEuro(
        cost: row["euro_cost"], billed: row["euro_billed"], rate: rate,
        rateDay: (row["rate_day"] as Int?).map { CalendarDay(number: $0) }, rateImport: row["rate_import"])
    }
  }
}
