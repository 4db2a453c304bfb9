import GRDB

/// The days on which acts changed roll-ups, kept with each act, so that nobody has to look through all roll-ups to learn
/// what one import touched.
enum ActDays {
  /// Writes an act's days, those in a row as one.
  static func write(_ days: Set<Int>, importNumber: Int, _ db: Database) throws {
    guard !days.isEmpty else { return }
    let insert = try db.cachedStatement(sql: "INSERT INTO act_days (import, first_day, last_day) VALUES (?, ?, ?)")
    for run in runs(days.sorted()) {
      try insert.execute(arguments: [importNumber, run.lowerBound, run.upperBound])
    }
  }

  /// Neighbours joined.
  private static func runs(_ sorted: [Int]) -> [ClosedRange<Int>] {
    sorted.reduce(into: []) { runs, day in
      if let last = runs.last, last.upperBound + 1 == day {
        runs[runs.count - 1] = last.lowerBound...day
      } else {
        runs.append(day...day)
      }
    }
  }
}
