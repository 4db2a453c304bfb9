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
}
