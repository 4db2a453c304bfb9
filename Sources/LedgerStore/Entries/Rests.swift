import GRDB

/// Which imports' amounts rest on which imports of rates, prices or mappings: those cannot be withdrawn before them.
enum Rests {
  /// Notes, since act `act`, that amounts of an import rest on what `source` brought.
  static func note(importNumber: Int, on source: Int, act: Int, _ db: Database) throws {
    try db.cachedStatement(sql: "INSERT OR IGNORE INTO rest (import, source, act) VALUES (?, ?, ?)")
      .execute(arguments: [importNumber, source, act])
  }

  /// The imports that stand and rest on `source`, in order.
  static func imports(on source: Int, _ db: Database) throws -> [Int] {
    try Int.fetchAll(
      db,
      sql: """
        SELECT import FROM rest WHERE source = ? AND import NOT IN (SELECT import FROM withdrawal) ORDER BY import
        """, arguments: [source])
  }
}
