import CostExports
import GRDB
import ReportCore
import Testing

@testable import LedgerStore

/// Ids of rows: found again whatever the order, the number of rows and their hashes.
struct RowKeyTests {
  private func hash(_ id: String) -> Int { Array(id.utf8).withUnsafeBufferPointer(RowKey.hash) }

  /// Two ids with the same 31 bits: among 120,000 there are some three.
  private func twins() throws -> (String, String) {
    var seen: [Int: String] = [:]
    for number in 0..<1_000_000 {
      let id = "chatcmpl-\(number)"
      if let other = seen.updateValue(id, forKey: hash(id)) { return (other, id) }
    }
    throw NoTwins()
  }

  private struct NoTwins: Error {}

  @Test func `ids that only share a hash are other rows, in one file and in two`() throws {
    let (one, other) = try twins()
    let ledger = try Ledger.of([
      Fixture.content([Fixture.request(one, line: 2), Fixture.request(other, line: 3)]),
      Fixture.content([Fixture.request(other, line: 4)]),
    ])
    #expect(try ledger.entries(LedgerEntryFilter(), limit: 9).map(\.line) == [2, 4])
    #expect(try ledger.entries(LedgerEntryFilter(), limit: 9).map(\.rowID) == [one, other])
    try ledger.withdraw(2, at: 3)
    #expect(try ledger.entries(LedgerEntryFilter(), limit: 9).map(\.line) == [2, 3])
  }

  @Test func `the hash of an id is the same in every version`() {
    // Written into ledgers: another hash would be another schema.
    #expect(hash("") == RowKeyTests.known[0] && hash("a") == RowKeyTests.known[1])
    #expect(hash("chatcmpl-0123456789abcdef") == RowKeyTests.known[2])
  }

  /// Worked out in Python from the same constants.
  private static let known = [69_762_236, 1_418_736_974, 311_164_587]

  @Test(arguments: [3, 64, 1_000, 100_000])
  func `keys come back sorted, however many fit into memory`(limit: Int) throws {
    let queue = try DatabaseQueue()
    var generator = SeededGenerator(state: UInt64(limit))
    try queue.write { db in
      var keys = RowKeys(db, limit: limit)
      var expected: [Int: [RowKey]] = [:]
      for ordinal in 0..<(limit < 100 ? 300 : 3_000) {
        let group = RowKeyGroup(
          account: Int.random(in: 1...3, using: &generator), day: Int.random(in: -1...2, using: &generator))
        let hash = Int.random(in: 0..<(ordinal % 3 == 0 ? 5 : 1 << 31), using: &generator)
        let key = RowKey(hash: hash, ordinal: ordinal, user: Int32(ordinal % 7))
        expected[group.packed, default: []].append(key)
        try keys.add(key, to: group)
      }
      var gathered = keys.take()
      var groups: [Int] = []
      try gathered.drain { group, next in
        groups.append(group.packed)
        var found: [RowKey] = []
        while let key = try next() { found.append(key) }
        #expect(found == expected[group.packed]?.sorted())
        #expect(found.map(\.user) == expected[group.packed]?.sorted().map(\.user))
      }
      #expect(groups == expected.keys.sorted())
      #expect(groups.map { RowKeyGroup(packed: $0).day }.contains(-1))
    }
  }

  @Test func `an equal many keys are sorted as quickly as others`() {
    var keys = ContiguousArray((0..<200_000).map { RowKey(hash: 7, ordinal: 199_999 - $0, user: 0) })
    keys.sortByWord()
    #expect(keys.map(\.ordinal) == Array(0..<200_000))
  }

  @Test(arguments: 1...3)
  func `in a file of many blocks the last row with an id counts, and a file after it replaces it`(seed: Int) throws {
    var generator = SeededGenerator(state: UInt64(seed))
    func rows(_ count: Int, from line: Int) -> [ExportRow] {
      (0..<count).map { index in
        Fixture.request(
          "id-\(Int.random(in: 0..<6_000, using: &generator))", day: 20_500 + Int.random(in: 0...1, using: &generator),
          dollars: Int64(index), line: line + index, user: index % 5)
      }
    }
    let first = rows(10_000, from: 2)
    let second = rows(5_000, from: 20_000)
    let ledger = try Ledger.of([Fixture.content(first), Fixture.content(second)])
    var last: [String: Int] = [:]
    for row in first + second { last["\(row.id ?? "")\(row.time)"] = row.line }
    let found = try ledger.entries(LedgerEntryFilter(), limit: 100_000).map(\.line)
    #expect(found == last.values.sorted())
    #expect(try ledger.view().rows == last.count)
    let users = Dictionary(grouping: first) { "\($0.id ?? "")\($0.time)" }.compactMap { $0.value.last?.endUser }
    #expect(try ledger.view(at: 1).userPeaks.map(\.calls).max() ?? 0 >= users.count / 10)
    try ledger.withdraw(2, at: 3)
    #expect(try ledger.view().figures == ledger.view(at: 1).figures)
  }

  @Test(arguments: [1, 2, 7, 1_000])
  func `what is replaced does not depend on how many rows are looked at together`(limit: Int) throws {
    var generator = SeededGenerator(state: 3)
    let ids = (0..<400).map { _ in "id-\(Int.random(in: 0..<90, using: &generator))" }
    let ledger = try Ledger.of([Fixture.content(ids.enumerated().map { Fixture.request($1, line: $0 + 2) })])
    var last: [String: Int] = [:]
    var expected: [Int] = []
    for (index, id) in ids.enumerated() {
      if let before = last.updateValue(index, forKey: id) { expected.append(before) }
    }
    try ledger.write { db in
      let first = try Int.fetchOne(db, sql: "SELECT first_entry FROM import") ?? 0
      try db.execute(sql: "DELETE FROM row_key; DELETE FROM supersession")
      var keys = RowKeys(db)
      for (index, id) in ids.enumerated() {
        // Five hashes for all: sets of many ids.
        let key = RowKey(hash: hash(id) % 5, ordinal: index, user: Int32(index))
        try keys.add(key, to: RowKeyGroup(account: 1, day: 20_499))
      }
      var succession = RowSuccession(db, importNumber: 1, firstEntry: first, limit: limit)
      var found: [Int] = []
      try succession.run(&keys) { replaced in
        #expect(replaced.allSatisfy { Int($0.user) == $0.entry - first })
        found += replaced.map { $0.entry - first }
      }
      #expect(found.sorted() == expected.sorted())
    }
  }

  @Test func `one id ten thousand times is one row`() throws {
    let rows = (0..<10_000).map { Fixture.request("again", line: $0 + 2, user: $0) }
    let ledger = try Ledger.of([Fixture.content(rows)])
    let view = try ledger.view()
    #expect(view.rows == 1 && view.entryCount == 1 && view.userPeaks.map(\.calls) == [1])
    #expect(try ledger.entries(LedgerEntryFilter(), limit: 9).map(\.line) == [10_001])
  }
}

/// What is gathered beyond its share of memory gives the same sums.
struct GatheringTests {
  @Test(arguments: [1, 5, 100_000])
  func `the busiest users are the same, however many fit into memory`(limit: Int) throws {
    let ledger = try Ledger.of([Fixture.content([Fixture.request("a")])])
    var generator = SeededGenerator(state: 9)
    var calls: [String: Int] = [:]
    var peaks: [Int: Int] = [:]
    try ledger.write { db in
      var counting = UserPeaks(db, limit: limit)
      for _ in 0..<500 {
        let day = Int.random(in: 20_500...20_509, using: &generator)
        let user = Int32.random(in: 0...6, using: &generator)
        let number = Int.random(in: -1...4, using: &generator)
        try counting.count(number, user: user, day: day, dimension: 1)
        calls["\(day) \(user)", default: 0] += number
      }
      try counting.finish(db, importNumber: 1)
      for (key, calls) in calls {
        let day = Int(key.prefix { $0 != " " }) ?? 0
        peaks[day] = max(peaks[day] ?? 0, calls)
      }
      let found = try Row.fetchAll(db, sql: "SELECT day, calls FROM user_peak ORDER BY day")
      #expect(
        found.map { [$0["day"] as Int, $0["calls"] as Int] }
          == peaks.sorted { $0.key < $1.key }.map { [$0.key, $0.value] })
    }
  }

  @Test(arguments: [1, 7, 100_000])
  func `roll-ups are the same, however many cells fit into memory`(limit: Int) throws {
    let ledger = try Ledger.of([Fixture.content([Fixture.request("a")])])
    var generator = SeededGenerator(state: 4)
    try ledger.write { db in
      try db.execute(sql: "DELETE FROM rollup")
      var sums: [Int: [Int]] = [:]
      var deltas = RollupDeltas(db, importNumber: 1, limit: limit)
      for line in 2..<400 {
        var record = EntryRecord()
        record.dimension = 1
        record.line = line
        record.firstDay = Int.random(in: 20_500...20_520, using: &generator)
        record.lastDay = record.firstDay
        record.calls = Int.random(in: 0...9, using: &generator)
        record.euroCost = Int.random(in: -99...99, using: &generator)
        let day = sums[record.firstDay] ?? [0, 0, 0, line, line]
        if line % 3 == 0 {
          try deltas.takeAway(record)
          sums[record.firstDay] = [day[0] - 1, day[1] - record.calls, day[2] - record.euroCost, day[3], day[4]]
        } else {
          try deltas.add(record)
          let first = sums[record.firstDay] == nil || day[3] == 0 ? line : day[3]
          sums[record.firstDay] = [day[0] + 1, day[1] + record.calls, day[2] + record.euroCost, first, line]
        }
        if line % 3 == 0, day[0] == 0, day[1] == 0, day[3] == line { sums[record.firstDay]?[3...4] = [0, 0] }
      }
      try deltas.finish()
      let found = try Row.fetchAll(
        db, sql: "SELECT slot, rows, calls, euro_cost, first_line, last_line FROM rollup ORDER BY slot")
      let columns = ["slot", "rows", "calls", "euro_cost", "first_line", "last_line"]
      #expect(
        found.map { row in columns.map { row[$0] as Int } }
          == sums.sorted { $0.key < $1.key }.map { [$0.key] + $0.value })
    }
  }
}
