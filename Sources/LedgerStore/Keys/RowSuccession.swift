import GRDB

/// Finds the rows that rows of an import replace: of those with the same id of the same account and day, the last one
/// counts. Works through the keys group by group and looks at the ids themselves wherever hashes are equal.
struct RowSuccession {
  /// An entry that a later one with the same id replaces.
  struct Replaced {
    var entry: Int
    /// The file's number for its end user; negative for nobody and for an entry of another import.
    var user: Int32
  }

  /// Rows whose hash is that of another row.
  private struct Candidate {
    var entry: Int
    var user: Int32
    /// Candidates of one set have one hash.
    var set: Int
  }

  /// Candidates looked at together, in the order of their blocks.
  static let limit = 1 << 15

  private let limit: Int
  private let db: Database
  private let importNumber: Int
  private let firstEntry: Int
  private let table: RowKeyTable
  private var candidates = ContiguousArray<Candidate>()
  private var set = 0
  private var settled = 0

  init(_ db: Database, importNumber: Int, firstEntry: Int, limit: Int = RowSuccession.limit) {
    self.limit = limit
    self.db = db
    self.importNumber = importNumber
    self.firstEntry = firstEntry
    table = RowKeyTable(db)
  }

  /// Writes the keys into the ledger, and hands over what is replaced, some thousand at a time.
  mutating func run(_ keys: inout RowKeys, replaced: (ContiguousArray<Replaced>) throws -> Void) throws {
    try keys.drain { group, next in try self.run(group, next, replaced) }
    try replaced(try settle(open: false))
  }

  private mutating func run(
    _ group: RowKeyGroup, _ next: () throws -> RowKey?, _ replaced: (ContiguousArray<Replaced>) throws -> Void
  ) throws {
    var earlier = try table.imports(group, before: importNumber).map {
      try RowKeyCursor(db, group, importNumber: $0)
    }
    var words = ContiguousArray<Int>()
    var key = try next()
    while let first = key {
      set += 1
      let start = candidates.count
      for index in earlier.indices {
        try earlier[index].entries(hash: first.hash) { entry in
          candidates.append(Candidate(entry: entry, user: -1, set: set))
        }
      }
      while let own = key, own.hash == first.hash {
        words.append(own.word)
        if words.count == RowKeyTable.size {
          try table.write(words, group: group, importNumber: importNumber)
          words.removeAll(keepingCapacity: true)
        }
        candidates.append(Candidate(entry: firstEntry + own.ordinal, user: own.user, set: set))
        if candidates.count - settled >= limit { try replaced(try settle(open: true)) }
        key = try next()
      }
      if candidates.count == start + 1 { candidates.removeLast() }
    }
    try table.write(words, group: group, importNumber: importNumber)
  }

  /// Decides about the candidates. Those of the set that is still open stay when they are the last with their id.
  private mutating func settle(open: Bool) throws -> ContiguousArray<Replaced> {
    let ids = try self.ids()
    var replaced = ContiguousArray<Replaced>()
    var rest = ContiguousArray<Candidate>()
    var start = 0
    while start < candidates.count {
      let current = candidates[start].set
      var end = start + 1
      while end < candidates.count, candidates[end].set == current { end += 1 }
      var last: [[UInt8]: Int] = [:]
      for index in start..<end {
        guard let id = ids[index] else { continue }
        if let before = last.updateValue(index, forKey: id) {
          replaced.append(Replaced(entry: candidates[before].entry, user: candidates[before].user))
        }
      }
      if open, current == set { rest.append(contentsOf: last.values.sorted().map { candidates[$0] }) }
      start = end
    }
    candidates = rest
    settled = rest.count
    replaced.sort { $0.entry < $1.entry }
    return replaced
  }

  /// The ids of the candidates; nil for entries that are out of force already.
  private func ids() throws -> [[UInt8]?] {
    var ids = [[UInt8]?](repeating: nil, count: candidates.count)
    var entries = EntryTable(db)
    for index in candidates.indices.sorted(by: { candidates[$0].entry < candidates[$1].entry }) {
      let entry = candidates[index].entry
      let view = try entries.view(entry >> EntryBlock.shift)
      let place = entry & (EntryBlock.capacity - 1)
      if entry >= firstEntry || view.isInForce(place) { ids[index] = try view.rowID(place) }
    }
    return ids
  }
}
