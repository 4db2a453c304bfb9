import GRDB
import ReportCore

extension Ledger {
  /// The acts the ledger consists of, by number, as the journal should have them.
  func acts() throws -> [JournalAct] {
    try read { db in
      try Row.fetchAll(
        db, sql: "SELECT number, moment, act, file, sha256, importer, note FROM import ORDER BY number"
      ).compactMap { row in
        guard let act = JournalAct.Act(rawValue: row["act"]) else { return nil }
        return JournalAct(
          number: row["number"], moment: Instant(microseconds: row["moment"]), act: act, file: row["file"],
          sha256: row["sha256"], importer: row["importer"], note: row["note"])
      }
    }
  }

  /// Undoes acts that were never finished, those after `number`. Everything an act does carries its number and
  /// nothing is ever changed, so what is left is exactly what was there before them.
  func takeBack(after number: Int) throws {
    try write { db in
      for table in ["rollup", "coverage", "user_peak", "exchange_rate", "late_euro", "supersession"] {
        try db.execute(sql: "DELETE FROM \(table) WHERE import > ?", arguments: [number])
      }
      let first = try Int64.fetchOne(
        db, sql: "SELECT min(first_entry) FROM import WHERE number > ?", arguments: [number])
      if let first { try db.execute(sql: "DELETE FROM entry WHERE id >= ?", arguments: [first]) }
      try db.execute(sql: "DELETE FROM import WHERE number > ?", arguments: [number])
    }
  }
}
