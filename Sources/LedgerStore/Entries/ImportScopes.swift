import GRDB

/// Which imports speak for a scope, and where their rows of it are.
enum ImportScopes {
  static func write(_ scope: Int, _ extent: ScopeTable.Extent, importNumber: Int, _ db: Database) throws {
    try db.cachedStatement(
      sql: "INSERT INTO import_scope (scope, import, first_entry, last_entry) VALUES (?, ?, ?, ?)"
    ).execute(arguments: [scope, importNumber, extent.firstEntry, extent.lastEntry])
  }

  /// The last import before `number`, not withdrawn, that speaks for a scope: what came before it is out of force.
  static func last(
    _ scope: Int, before number: Int, _ db: Database
  ) throws -> (importNumber: Int, extent: ScopeTable.Extent)? {
    let statement = try db.cachedStatement(
      sql: """
        SELECT import, first_entry, last_entry FROM import_scope WHERE scope = ? AND import < ?
          AND import NOT IN (SELECT import FROM withdrawal) ORDER BY import DESC LIMIT 1
        """)
    return try Row.fetchOne(statement, arguments: [scope, number]).map { row in
      try (
        row.value("import"), ScopeTable.Extent(firstEntry: row.value("first_entry"), lastEntry: row.value("last_entry"))
      )
    }
  }

  /// The first import after `number`, not withdrawn, that speaks for a scope; nil when there is none.
  static func first(_ scope: Int, after number: Int, _ db: Database) throws -> Int? {
    let statement = try db.cachedStatement(
      sql: """
        SELECT import FROM import_scope WHERE scope = ? AND import > ?
          AND import NOT IN (SELECT import FROM withdrawal) ORDER BY import LIMIT 1
        """)
    return try Int.fetchOne(statement, arguments: [scope, number])
  }
}

/// Some scopes of one import, and the entries among which theirs are: one walk finds them all.
struct ScopeReach {
  private var scopes: Set<Int> = []
  private var entries: ClosedRange<Int>?

  mutating func add(_ scope: Int, _ extent: ScopeTable.Extent) {
    scopes.insert(scope)
    guard let first = extent.firstEntry, let last = extent.lastEntry else { return }
    entries = entries.map { min($0.lowerBound, first)...max($0.upperBound, last) } ?? first...last
  }

  /// Hands over the entries of these scopes, in order.
  func forEachEntry(_ db: Database, _ body: (_ entry: Int, EntryView, _ index: Int) throws -> Void) throws {
    guard let entries else { return }
    var table = EntryTable(db)
    for block in entries.lowerBound >> EntryBlock.shift...entries.upperBound >> EntryBlock.shift {
      let view = try table.view(block)
      for index in 0..<view.block.count {
        let record = try EntryTable.reading(block) { () throws(DamagedBlock) in try view.block.record(index) }
        if scopes.contains(record.scope) { try body(block << EntryBlock.shift + index, view, index) }
      }
    }
  }
}
