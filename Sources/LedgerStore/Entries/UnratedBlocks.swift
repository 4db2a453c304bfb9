import GRDB

/// Blocks in which entries wait for an exchange rate.
enum UnratedBlocks {
  /// Says how many wait in a block.
  static func set(_ block: Int, entries: Int, _ db: Database) throws {
    if entries > 0 {
      try db.cachedStatement(sql: "INSERT OR REPLACE INTO unrated_block (block, entries) VALUES (?, ?)")
        .execute(arguments: [block, entries])
    } else {
      try db.cachedStatement(sql: "DELETE FROM unrated_block WHERE block = ?").execute(arguments: [block])
    }
  }

  /// Finds them again, from the entries themselves.
  static func recount(_ db: Database) throws {
    let blocks = try Int.fetchAll(
      db,
      sql: """
        SELECT id FROM entry_block WHERE unrated > 0 AND import NOT IN (SELECT import FROM withdrawal) ORDER BY id
        """)
    for id in blocks {
      var table = EntryTable(db)
      let view = try table.view(id)
      try set(id, entries: try (0..<view.block.count).count { try view.record($0).isUnrated }, db)
    }
  }

  static func all(_ db: Database) throws -> [Int] {
    try Int.fetchAll(db, sql: "SELECT block FROM unrated_block ORDER BY block")
  }
}
