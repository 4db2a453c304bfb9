import CostExports
import GRDB
import ReportCore

/// The rows of the tables `dimension` and `account` that one format needs; new ones are written as they are met.
struct DimensionTable {
  struct Place {
    var dimension: Int
    var account: Int
  }

  private struct Account: Hashable {
    var provider: String
    var account: String
  }

  private let format: String
  /// In the order of `DimensionNames`.
  private(set) var places: [Place] = []
  private var accounts: [Account: Int] = [:]

  /// Loads what the ledger knows of `format`, and gives the names.
  init(_ db: Database, format: String) throws {
    self.format = format
    let known = try Row.fetchCursor(
      db, sql: "SELECT id, provider, account FROM account WHERE format = ?", arguments: [format])
    while let row = try known.next() {
      accounts[try Account(provider: row.value("provider"), account: row.value("account"))] = try row.value("id")
    }
  }

  /// The dimensions the ledger knows, which get the first places.
  mutating func load(_ db: Database) throws -> [Dimension] {
    let rows = try Row.fetchCursor(db, sql: "SELECT * FROM dimension WHERE source = ? ORDER BY id", arguments: [format])
    var known: [Dimension] = []
    while let row = try rows.next() {
      known.append(try Dimension(row))
      places.append(try Place(dimension: row.value("id"), account: row.value("account_id")))
    }
    return known
  }

  /// Books a dimension, which gets the next place.
  mutating func add(_ dimension: Dimension, to db: Database) throws {
    let account = try accountID(of: dimension, in: db)
    try db.cachedStatement(
      sql: """
        INSERT INTO dimension (account_id, source, provider, account, key_alias, team, project, tags, model, operation,
          route, service_tier)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """
    ).execute(arguments: StatementArguments([account] + Dimension.fields.map { dimension[keyPath: $0.path] }))
    places.append(Place(dimension: Int(db.lastInsertedRowID), account: account))
  }

  private mutating func accountID(of dimension: Dimension, in db: Database) throws -> Int {
    let account = Account(provider: dimension.provider, account: dimension.account)
    if let known = accounts[account] { return known }
    try db.execute(
      sql: "INSERT INTO account (format, provider, account) VALUES (?, ?, ?)",
      arguments: [format, account.provider, account.account])
    let id = Int(db.lastInsertedRowID)
    accounts[account] = id
    return id
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

  init(_ row: Row) throws {
    self.init()
    for (column, field) in zip(Dimension.columns, Dimension.fields) {
      self[keyPath: field.path] = try row.value(column)
    }
  }
}
