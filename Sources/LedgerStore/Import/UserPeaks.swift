import GRDB
import ReportCore

/// Counts calls per end user of one file to find the busiest; only the height of the peak is stored, never whose.
struct UserPeaks {
  /// Users of a day and dimension held in memory, 32 bytes each.
  static let limit = 1 << 17

  private struct Key: Hashable {
    var day: Int
    var dimension: Int
    var user: Int32

    func hash(into hasher: inout Hasher) { hasher.combine(day &* 0x1_0000_0001 ^ dimension &* 0x9E37_79B9 ^ Int(user)) }
  }

  private struct Calls: Comparable {
    var day: Int
    var dimension: Int
    var user: Int
    var calls: Int

    static func < (left: Self, right: Self) -> Bool {
      (left.day, left.dimension, left.user) < (right.day, right.dimension, right.user)
    }
  }

  private var spill: SpillTable
  private var runs = 0
  private var calls: [Key: Int] = [:]

  init(_ db: Database) { spill = SpillTable(db, "user_calls_run") }

  /// Counts calls; a negative number takes back what was counted before.
  mutating func count(_ number: Int, user: Int32, day: Int, dimension: Int) throws {
    calls[Key(day: day, dimension: dimension, user: user), default: 0] &+= number
    guard calls.count >= UserPeaks.limit else { return }
    try spill.write(list: 0, run: runs, sorted())
    runs += 1
    calls.removeAll(keepingCapacity: true)
  }

  private func sorted() -> ContiguousArray<Calls> {
    ContiguousArray(
      calls.map { key, calls in Calls(day: key.day, dimension: key.dimension, user: Int(key.user), calls: calls) }
        .sorted())
  }

  /// Writes the peak of each day and dimension.
  mutating func finish(_ db: Database, importNumber: Int) throws {
    let insert = try RawStatement(db, "INSERT INTO user_peak (day, import, dimension, calls) VALUES (?, ?, ?, ?)")
    func write(_ peak: Calls) throws {
      guard peak.calls > 0 else { return }
      insert.bind(1, peak.day)
      insert.bind(2, importNumber)
      insert.bind(3, peak.dimension)
      insert.bind(4, peak.calls)
      try insert.run()
    }
    var merge = try SpillMerge(spill, list: 0, memory: sorted())
    calls = [:]
    var peak: Calls?
    var user: Calls?
    while let next = try merge.next() {
      if var same = user, (same.day, same.dimension, same.user) == (next.day, next.dimension, next.user) {
        same.calls &+= next.calls
        user = same
        continue
      }
      if let done = user { peak = try higher(done, than: peak, write) }
      user = next
    }
    if let done = user { peak = try higher(done, than: peak, write) }
    if let peak { try write(peak) }
    try spill.clear()
  }

  /// The peak of the place of `user`; that of the place before is written.
  private func higher(_ user: Calls, than peak: Calls?, _ write: (Calls) throws -> Void) throws -> Calls {
    guard let peak else { return user }
    if (peak.day, peak.dimension) == (user.day, user.dimension) { return peak.calls < user.calls ? user : peak }
    try write(peak)
    return user
  }
}
