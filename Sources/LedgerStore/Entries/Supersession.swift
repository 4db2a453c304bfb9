import GRDB

/// Which entries went out of force and came back.
enum Supersession {
  /// Books that an entry is replaced by rows of `successor`, or is in force again when there is none, since act `act`.
  static func write(_ entry: Int, act: Int, successor: Int?, _ db: Database) throws {
    let insert = try RawStatement(db, "INSERT INTO supersession (entry, act, successor) VALUES (?, ?, ?)")
    insert.bind(1, entry)
    insert.bind(2, act)
    insert.bind(3, successor)
    try insert.run()
  }

  /// The next entries, in order, that are out of force because of rows of an import.
  static func entries(replacedBy number: Int, after entry: Int, limit: Int, _ db: Database) throws -> [Int] {
    try Int.fetchAll(
      db.cachedStatement(
        sql: """
          SELECT entry FROM supersession s WHERE successor = ? AND entry > ?
            AND NOT EXISTS (SELECT 1 FROM supersession t WHERE t.entry = s.entry AND t.act > s.act)
          ORDER BY entry LIMIT ?
          """), arguments: [number, entry, limit])
  }
}
