import GRDB
import ReportCore

/// Counts calls per end user of one file to find the busiest; only the height of the peak is stored, never whose.
struct UserPeaks {
  /// Users of a day and dimension held in memory, 32 bytes each.
  static let limit = 1 << 17

  private struct Calls: Comparable {
    var day: Int
    var dimension: Int
    var user: Int
    var calls: Int

    func isSame(_ other: Calls) -> Bool { user == other.user && dimension == other.dimension && day == other.day }

    var hash: UInt {
      let mixed = UInt(bitPattern: user) ^ UInt(bitPattern: dimension) << 20 ^ UInt(bitPattern: day) << 44
      let (high, low) = (mixed ^ 0x9E37_79B9_7F4A_7C15).multipliedFullWidth(by: 0xD6E8_FEB8_6659_FD93)
      return high ^ low
    }

    static func < (left: Self, right: Self) -> Bool {
      (left.day, left.dimension, left.user) < (right.day, right.dimension, right.user)
    }
  }

  private let limit: Int
  private var spill: SpillTable
  private var runs = 0
  private var calls = ContiguousArray<Calls>()
  private var table: PlaceTable

  init(_ db: Database, limit: Int = UserPeaks.limit) {
    self.limit = limit
    spill = SpillTable(db, "user_calls_run")
    table = PlaceTable()
  }

  /// Counts calls; a negative number takes back what was counted before.
  mutating func count(_ number: Int, user: Int32, day: Int, dimension: Int) throws {
    let own = Calls(day: day, dimension: dimension, user: Int(user), calls: number)
    if let place = table.find(own.hash, { calls[$0].isSame(own) }) {
      calls[place].calls &+= number
      return
    }
    if calls.count >= limit {
      try spill.write(list: 0, run: runs, ContiguousArray(calls.sorted()))
      runs += 1
      calls.removeAll(keepingCapacity: true)
      table.clear()
    }
    calls.append(own)
    table.insert(own.hash, count: calls.count) { calls[$0].hash }
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
    calls.sort()
    var merge = try SpillMerge(spill, list: 0, memory: calls)
    calls = []
    table.clear()
    var peak: Calls?
    var user: Calls?
    while let next = try merge.next() {
      if let same = user, same.isSame(next) {
        user?.calls &+= next.calls
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
