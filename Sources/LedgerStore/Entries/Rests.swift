import GRDB

/// Which imports' amounts rest on which imports of rates, prices or mappings: those cannot be withdrawn before them.
enum Rests {
  /// Notes, since act `act`, that amounts of an import rest on what `source` brought.
  static func note(importNumber: Int, on source: Int, act: Int, _ db: Database) throws {
    try db.cachedStatement(sql: "INSERT OR IGNORE INTO rest (import, source, act) VALUES (?, ?, ?)")
      .execute(arguments: [importNumber, source, act])
  }
}
