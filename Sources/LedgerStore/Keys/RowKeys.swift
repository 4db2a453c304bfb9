import GRDB

/// Gathers the keys of an import's rows by account and day, so many in memory at a time, and hands them over sorted.
struct RowKeys {
  /// Keys held in memory, 16 bytes each: those of a month of a million requests.
  static let limit = 1 << 20
  private static let slots = 64

  private let limit: Int
  private var spill: SpillTable
  private var lists: [ContiguousArray<RowKey>] = []
  private var places: [Int: Int] = [:]
  private var held = 0
  private var runs = 0
  /// Where the groups were that were asked for last, by account.
  private var recent = Array(repeating: (packed: -1, place: 0), count: slots)

  init(_ db: Database, limit: Int = RowKeys.limit) {
    self.limit = limit
    spill = SpillTable(db, "row_key_run")
  }

  mutating func add(_ key: RowKey, to group: RowKeyGroup) throws {
    lists[place(of: group)].append(key)
    held += 1
    if held >= limit { try flush() }
  }

  private mutating func place(of group: RowKeyGroup) -> Int {
    let slot = group.account & (RowKeys.slots - 1)
    if recent[slot].packed == group.packed { return recent[slot].place }
    let place = places[group.packed] ?? lists.count
    if place == lists.count {
      places[group.packed] = place
      lists.append([])
    }
    recent[slot] = (group.packed, place)
    return place
  }

  private mutating func flush() throws {
    for (packed, place) in places.sorted(by: { $0.key < $1.key }) {
      lists[place].sortByWord()
      try spill.write(list: packed, run: runs, lists[place])
    }
    runs += 1
    held = 0
    lists = []
    places = [:]
    recent = Array(repeating: (-1, 0), count: RowKeys.slots)
  }

  /// Everything gathered; nothing is left here.
  mutating func take() -> RowKeys {
    let all = self
    lists = []
    places = [:]
    recent = []
    return all
  }

  /// Hands over every group with its keys, groups and keys in order, once.
  mutating func drain(_ body: (RowKeyGroup, () throws -> RowKey?) throws -> Void) throws {
    let groups = Set(places.keys).union(try spill.lists())
    for packed in groups.sorted() {
      var memory = ContiguousArray<RowKey>()
      if let place = places[packed] {
        swap(&memory, &lists[place])
        memory.sortByWord()
      }
      if runs == 0 {
        var next = 0
        try body(RowKeyGroup(packed: packed)) {
          guard next < memory.count else { return nil }
          defer { next += 1 }
          return memory[next]
        }
      } else {
        var merge = try SpillMerge(spill, list: packed, memory: memory)
        memory = []
        try body(RowKeyGroup(packed: packed)) { try merge.next() }
      }
    }
    try spill.clear()
  }
}
