import GRDB

/// What makes a SQLite file a ledger, and the migrations in order.
enum LedgerSchema {
  /// `Peil` in ASCII, in the header of every ledger.
  static let applicationID: Int32 = 0x5065_696C
  /// The newest schema this program knows.
  static let version: Int32 = 1

  static var migrator: DatabaseMigrator {
    var migrator = DatabaseMigrator()
    // Strings, not Swift types: a shipped migration is never edited.
    migrator.registerMigration("1: entries and roll-ups") { db in
      try db.execute(sql: Migration0001.sql)
    }
    return migrator
  }
}
