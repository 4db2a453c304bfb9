import GRDB

/// The scopes of one format that a file speaks for; new ones are written as they are met.
struct ScopeTable {
  /// What an import has in a scope.
  struct Extent {
    var firstEntry: Int?
    var lastEntry: Int?
  }

  private let format: String
  private var ids: [String: Int] = [:]
  /// In the order in which the file's rows named them.
  private(set) var places: [Int] = []
  private(set) var extents: [Int: Extent] = [:]

  init(format: String) { self.format = format }

  /// The scopes the file speaks for, in the order of their numbers.
  var all: [(id: Int, extent: Extent)] { extents.sorted { $0.key < $1.key }.map { ($0.key, $0.value) } }

  /// Books the scope that gets the next place.
  mutating func add(_ name: String, in db: Database) throws { places.append(try id(of: name, in: db)) }

  /// Notes that the file has an entry in a scope.
  mutating func note(_ entry: Int, in scope: Int) {
    var extent = extents[scope] ?? Extent()
    extent.firstEntry = extent.firstEntry ?? entry
    extent.lastEntry = entry
    extents[scope] = extent
  }

  /// The id of a scope the file speaks for, booked when it is new.
  @discardableResult
  mutating func id(of name: String, in db: Database) throws -> Int {
    if let id = ids[name] { return id }
    let id = try load(name, db)
    ids[name] = id
    extents[id] = Extent()
    return id
  }

  private func load(_ name: String, _ db: Database) throws -> Int {
    let known = try Int.fetchOne(
      db, sql: "SELECT id FROM scope WHERE format = ? AND name = ?", arguments: [format, name])
    if let known { return known }
    try db.execute(sql: "INSERT INTO scope (format, name) VALUES (?, ?)", arguments: [format, name])
    return Int(db.lastInsertedRowID)
  }
}
