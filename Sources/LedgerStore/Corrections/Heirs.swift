import GRDB

/// For entries whose successor was withdrawn: which import that still stands replaces them, if any does.
struct Heirs {
  /// By entry. Entries of withdrawn imports are left out: nothing becomes of them.
  private(set) var all: [(entry: Int, heir: Int?)] = []

  /// An entry with an id of the source's own.
  private struct Keyed {
    /// Its place in `all`.
    var place: Int
    var entry: Int
    var importNumber: Int
    var hash: Int
    var id: [UInt8]
  }

  /// `entries` in rising order.
  init(_ db: Database, of entries: [Int]) throws {
    let withdrawn = Set(try Int.fetchAll(db, sql: "SELECT import FROM withdrawal"))
    var table = EntryTable(db)
    var groups: [Int: [Keyed]] = [:]
    var accounts: [Int: Int] = [:]
    for entry in entries {
      let view = try table.view(entry >> EntryBlock.shift)
      guard !withdrawn.contains(view.importNumber) else { continue }
      let index = entry & (EntryBlock.capacity - 1)
      let record = try view.record(index)
      let heir = record.scope == 0 ? nil : try ImportScopes.first(record.scope, after: view.importNumber, db)
      let id = try view.rowID(index)
      if !id.isEmpty {
        let account = try accounts[record.dimension] ?? Heirs.account(of: record.dimension, db)
        accounts[record.dimension] = account
        let group = RowKeyGroup(account: account, day: record.firstDay)
        groups[group.packed, default: []].append(
          Keyed(
            place: all.count, entry: entry, importNumber: view.importNumber,
            hash: id.withUnsafeBufferPointer(RowKey.hash), id: id))
      }
      all.append((entry, heir))
    }
    for (packed, keyed) in groups.sorted(by: { $0.key < $1.key }) {
      try find(keyed, in: RowKeyGroup(packed: packed), db)
    }
  }

  private static func account(of dimension: Int, _ db: Database) throws -> Int {
    try Int.fetchOne(
      db.cachedStatement(sql: "SELECT account_id FROM dimension WHERE id = ?"), arguments: [dimension]) ?? 0
  }

  /// Looks for rows with the same ids in the imports that came later and still stand.
  private mutating func find(_ keyed: [Keyed], in group: RowKeyGroup, _ db: Database) throws {
    let keyed = keyed.sorted { ($0.hash, $0.entry) < ($1.hash, $1.entry) }
    let first = keyed.map(\.importNumber).min() ?? 0
    for later in try RowKeyTable(db).imports(group, after: first, before: .max) {
      var cursor = try RowKeyCursor(db, group, importNumber: later)
      var matches: [(entry: Int, keyed: Range<Int>)] = []
      var start = 0
      while start < keyed.count {
        var end = start + 1
        while end < keyed.count, keyed[end].hash == keyed[start].hash { end += 1 }
        try cursor.entries(hash: keyed[start].hash) { matches.append(($0, start..<end)) }
        start = end
      }
      var table = EntryTable(db)
      for match in matches.sorted(by: { $0.entry < $1.entry }) {
        let view = try table.view(match.entry >> EntryBlock.shift)
        let id = try view.rowID(match.entry & (EntryBlock.capacity - 1))
        for index in match.keyed where keyed[index].importNumber < later && keyed[index].id == id {
          let place = keyed[index].place
          all[place].heir = min(all[place].heir ?? .max, later)
        }
      }
    }
  }
}
