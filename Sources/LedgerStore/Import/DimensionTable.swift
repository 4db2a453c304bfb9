import CostExports
import GRDB
import ReportCore

/// The distinct dimensions and accounts of a ledger, by value; new ones are written as they are met.
struct DimensionTable {
  /// A file that brings more than this many new ones has a field that explodes.
  static let maximumNew = 5_000

  struct Place {
    var dimension: Int64
    var account: Int64
  }

  struct TooMany: Error {
    /// The field with the most distinct values among the new dimensions, and how many.
    var field: String
    var values: Int
  }

  private struct Account: Hashable {
    var provider: String
    var account: String
  }

  private let format: String
  private var places: [Dimension: Place] = [:]
  private var accounts: [Account: Int64] = [:]
  private var added: [Dimension] = []
  // Rows of one caller tend to follow each other.
  private var last: (dimension: Dimension, place: Place)?

  /// Loads what the ledger knows of `format`.
  init(_ db: Database, format: String) throws {
    self.format = format
    let rows = try Row.fetchCursor(db, sql: "SELECT * FROM dimension WHERE source = ?", arguments: [format])
    while let row = try rows.next() {
      places[Dimension(row)] = Place(dimension: row["id"], account: row["account_id"])
    }
    let known = try Row.fetchCursor(
      db, sql: "SELECT id, provider, account FROM account WHERE format = ?", arguments: [format])
    while let row = try known.next() {
      accounts[Account(provider: row["provider"], account: row["account"])] = row["id"]
    }
  }

  /// The ids of a dimension, booked when it is new.
  mutating func place(of dimension: Dimension, in db: Database) throws -> Place {
    if let last, last.dimension == dimension { return last.place }
    let place = try places[dimension] ?? add(dimension, to: db)
    last = (dimension, place)
    return place
  }

  private mutating func add(_ dimension: Dimension, to db: Database) throws -> Place {
    added.append(dimension)
    guard added.count <= Self.maximumNew else { throw explosion() }
    let account = try accountID(of: dimension, in: db)
    try db.cachedStatement(
      sql: """
        INSERT INTO dimension (account_id, source, provider, account, key_alias, team, project, tags, model, operation,
          route, service_tier)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """
    ).execute(arguments: StatementArguments([account] + Dimension.fields.map { dimension[keyPath: $0.path] }))
    let place = Place(dimension: db.lastInsertedRowID, account: account)
    places[dimension] = place
    return place
  }

  private mutating func accountID(of dimension: Dimension, in db: Database) throws -> Int64 {
    let account = Account(provider: dimension.provider, account: dimension.account)
    if let known = accounts[account] { return known }
    try db.execute(
      sql: "INSERT INTO account (format, provider, account) VALUES (?, ?, ?)",
      arguments: [format, account.provider, account.account])
    accounts[account] = db.lastInsertedRowID
    return db.lastInsertedRowID
  }

  private func explosion() -> TooMany {
    let counts = Dimension.fields.map { field in
      TooMany(field: field.name, values: Set(added.map { $0[keyPath: field.path] }).count)
    }
    return counts.reduce(TooMany(field: "", values: 0)) { $1.values > $0.values ? $1 : $0 }
  }
}

extension Dimension {
  /// In the order of the table's columns, with the words a reader of an export knows.
  static var fields: [(name: String, path: WritableKeyPath<Dimension, String>)] {
    [
      ("source", \.source), ("provider", \.provider), ("account", \.account), ("key alias", \.keyAlias),
      ("team", \.team), ("project", \.project), ("tags", \.tags), ("model", \.model), ("operation", \.operation),
      ("route", \.route), ("service tier", \.serviceTier),
    ]
  }

  static let columns = [
    "source", "provider", "account", "key_alias", "team", "project", "tags", "model", "operation", "route",
    "service_tier",
  ]

  init(_ row: Row) {
    self.init()
    for (column, field) in zip(Dimension.columns, Dimension.fields) { self[keyPath: field.path] = row[column] }
  }
}
