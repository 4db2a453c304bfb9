import GRDB
import ReportCore

extension Ledger {
  /// The acts the ledger consists of, by number, as the journal should have them.
  func acts() throws -> [JournalAct] {
    try read { db in
      try Row.fetchAll(
        db, sql: "SELECT number, moment, act, file, sha256, importer, note FROM import ORDER BY number"
      ).compactMap(JournalAct.init)
    }
  }

  /// Undoes acts that were never finished, those after `number`. Everything an act does carries its number and
  /// nothing is ever changed, so what is left is exactly what was there before them.
  func takeBack(after number: Int) throws {
    try write { db in
      let own = [
        "rollup", "act_days", "coverage", "user_peak", "exchange_rate", "row_key", "import_scope",
        "price_book", "price", "token_ceiling", "price_agreement",
      ]
      for table in own { try db.execute(sql: "DELETE FROM \(table) WHERE import > ?", arguments: [number]) }
      for table in ["supersession", "valuation", "withdrawal", "rest"] {
        try db.execute(sql: "DELETE FROM \(table) WHERE act > ?", arguments: [number])
      }
      try db.execute(sql: "DELETE FROM unrated_block")
      try db.execute(sql: "DELETE FROM entry_block WHERE import > ?", arguments: [number])
      try db.execute(sql: "DELETE FROM import WHERE number > ?", arguments: [number])
      // Names that nothing in the ledger goes by any more.
      try db.execute(
        sql: """
          DELETE FROM dimension WHERE id NOT IN (SELECT dimension FROM rollup UNION SELECT dimension FROM user_peak);
          DELETE FROM account WHERE id NOT IN (SELECT account_id FROM dimension);
          DELETE FROM scope WHERE id NOT IN (SELECT scope FROM import_scope);
          """)
      try PriceTables.removeStrayTerms(db)
      try UnratedBlocks.recount(db)
    }
  }
}
