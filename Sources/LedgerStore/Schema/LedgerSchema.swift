import GRDB

/// What makes a SQLite file a ledger, and its schema.
///
/// Entries stand in blocks, some thousand rows in one value, not each in a row of its own: a row of an export comes in
/// once, is never changed, and is read together with its neighbours, so a row in a table with an index on its id costs
/// five times the room and ten times the time and gives nothing for it. What is looked at by hand is in tables: acts,
/// dimensions, roll-ups, coverage, rates, which entries went out of force and what they were valued at later. The rows
/// themselves are shown by `peil explain`, and stand in the export whose line every entry names.
enum LedgerSchema {
  /// `Peil` in ASCII, in the header of every ledger.
  static let applicationID: Int32 = 0x5065_696C
  /// The newest schema this program knows. A ledger of an older one is made again from the journal: it is a function
  /// of the journal, so nothing is lost and there is no second way in which its rows could come about.
  static let version: Int32 = 3

  static var migrator: DatabaseMigrator {
    var migrator = DatabaseMigrator()
    migrator.registerMigration("3: days of acts") { db in try db.execute(sql: Schema0003.sql) }
    return migrator
  }
}
