import GRDB

/// The scopes of one format, by name; new ones are written as they are met.
struct ScopeTable {
  private let format: String
  private var ids: [String: Int64] = [:]
  private var last: (name: String, id: Int64)?

  init(format: String) { self.format = format }

  /// The ids met so far, in the order of their names.
  var all: [Int64] { ids.sorted { $0.key < $1.key }.map(\.value) }

  /// The id of a scope, booked when it is new.
  mutating func id(of name: String, in db: Database) throws -> Int64 {
    if let last, last.name == name { return last.id }
    let id = try ids[name] ?? load(name, db)
    ids[name] = id
    last = (name, id)
    return id
  }

  private func load(_ name: String, _ db: Database) throws -> Int64 {
    let known = try Int64.fetchOne(
      db, sql: "SELECT id FROM scope WHERE format = ? AND name = ?", arguments: [format, name])
    if let known { return known }
    try db.execute(sql: "INSERT INTO scope (format, name) VALUES (?, ?)", arguments: [format, name])
    return db.lastInsertedRowID
  }
}
