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
    /// The file's number for its end user; negative for nobody and for an entry of another import.
    var user: Int32
    /// Candidates of one set have one hash.
    var set: Int32
    /// What the whole id comes to; nil for an entry that is out of force already.
    var mark: Mark?
  }

  /// 128 bits of an id, with keys that differ from run to run: nobody can make two ids that share them.
  private struct Mark: Hashable {
    var first: Int
    var second: Int

    init(_ id: [UInt8]) {
      var first = Hasher()
      var second = Hasher()
      second.combine(true)
      id.withUnsafeBytes { bytes in
        first.combine(bytes: bytes)
        second.combine(bytes: bytes)
      }
      self.first = first.finalize()
      self.second = second.finalize()
    }
  }

  /// Candidates looked at together, in the order of their blocks; 40 bytes each.
  static let limit = 1 << 17

  private let db: Database
  private let importNumber: Int
  private let firstEntry: Int
  private let table: RowKeyTable
  private let limit: Int
  private var candidates = ContiguousArray<Candidate>()
  private var set: Int32 = 0
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
      set &+= 1
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
    try mark()
    var replaced = ContiguousArray<Replaced>()
    var rest = ContiguousArray<Candidate>()
    var start = 0
    while start < candidates.count {
      var end = start + 1
      while end < candidates.count, candidates[end].set == candidates[start].set { end += 1 }
      let last = settle(start..<end, &replaced)
      if open, end == candidates.count { rest.append(contentsOf: last.map { candidates[$0] }) }
      start = end
    }
    candidates = rest
    settled = rest.count
    replaced.sort { $0.entry < $1.entry }
    return replaced
  }

  /// Finds what is replaced in one set; gives the last candidate with each id, in order.
  private func settle(_ range: Range<Int>, _ replaced: inout ContiguousArray<Replaced>) -> [Int] {
    func replace(_ index: Int) {
      replaced.append(Replaced(entry: candidates[index].entry, user: candidates[index].user))
    }
    if range.count == 2, let one = candidates[range.lowerBound].mark, let other = candidates[range.lowerBound + 1].mark
    {
      guard one == other else { return Array(range) }
      replace(range.lowerBound)
      return [range.lowerBound + 1]
    }
    var last: [Mark: Int] = [:]
    for index in range {
      guard let mark = candidates[index].mark else { continue }
      if let before = last.updateValue(index, forKey: mark) { replace(before) }
    }
    return last.values.sorted()
  }

  /// Looks at the ids of the candidates, block by block.
  private mutating func mark() throws {
    var entries = EntryTable(db)
    var id: [UInt8] = []
    for index in candidates.indices.sorted(by: { candidates[$0].entry < candidates[$1].entry })
    where candidates[index].mark == nil {
      let entry = candidates[index].entry
      let view = try entries.view(entry >> EntryBlock.shift)
      let place = entry & (EntryBlock.capacity - 1)
      guard entry >= firstEntry || view.isInForce(place) else { continue }
      try view.readRowID(place, into: &id)
      candidates[index].mark = Mark(id)
    }
  }
}
