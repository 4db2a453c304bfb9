import GRDB

/// The keys of the ledger's rows, import by import.
struct RowKeyTable {
  /// Keys in one row of the table, at most.
  static let size = 8_192
  private let db: Database

  init(_ db: Database) { self.db = db }

  /// The imports, not withdrawn, that have rows of a group, among those after `first` and before `last`.
  func imports(_ group: RowKeyGroup, after first: Int = 0, before last: Int) throws -> [Int] {
    let select = try RawStatement(
      db,
      """
      SELECT DISTINCT import FROM row_key WHERE account = ? AND day = ? AND import > ? AND import < ?
        AND import NOT IN (SELECT import FROM withdrawal) ORDER BY import
      """)
    select.bind(1, group.account)
    select.bind(2, group.day)
    select.bind(3, first)
    select.bind(4, last)
    var imports: [Int] = []
    while try select.next() { imports.append(select.integer(0)) }
    return imports
  }

  /// Writes some keys of an import, in order.
  func write(_ words: ContiguousArray<Int>, group: RowKeyGroup, importNumber: Int) throws {
    guard let first = words.first else { return }
    let insert = try RawStatement(
      db, "INSERT INTO row_key (account, day, import, first, keys) VALUES (?, ?, ?, ?, ?)")
    insert.bind(1, group.account)
    insert.bind(2, group.day)
    insert.bind(3, importNumber)
    insert.bind(4, first)
    try words.withUnsafeBytes { bytes in try insert.binding(5, bytes) { try insert.run() } }
  }
}

/// Walks the keys that an import has in a group, forward only, and leaps over what nobody asks for.
struct RowKeyCursor {
  /// The number of the import's first entry.
  let firstEntry: Int
  private let db: Database
  private let group: RowKeyGroup
  private let importNumber: Int
  private var words = ContiguousArray<Int>()
  private var next = 0
  private var isAtEnd = false

  init(_ db: Database, _ group: RowKeyGroup, importNumber: Int) throws {
    self.db = db
    self.group = group
    self.importNumber = importNumber
    firstEntry =
      try Int.fetchOne(db, sql: "SELECT first_entry FROM import WHERE number = ?", arguments: [importNumber]) ?? 0
  }

  /// Hands over the entries whose ids have that hash. Hashes must be asked for in rising order.
  mutating func entries(hash: Int, _ body: (Int) -> Void) throws {
    try seek(hash << 32)
    while !isAtEnd, words[next] >> 32 == hash {
      body(firstEntry + (words[next] & 0xFFFF_FFFF))
      next += 1
      if next == words.count { try load(after: words[next - 1]) }
    }
  }

  /// Goes to the first word not below `target`.
  private mutating func seek(_ target: Int) throws {
    if isAtEnd { return }
    if words.isEmpty { try load(around: target) }
    while !isAtEnd {
      if let last = words.last, last >= target {
        var low = next
        var high = words.count - 1
        while low < high {
          let middle = (low + high) / 2
          if words[middle] < target { low = middle + 1 } else { high = middle }
        }
        next = low
        return
      }
      try load(around: target)
    }
  }

  /// Loads the piece in which `target` would be, or the one behind it when that has been read.
  private mutating func load(around target: Int) throws {
    let seen = words.first ?? -1
    let last = words.last ?? -1
    let select = try RawStatement(
      db,
      """
      SELECT first, keys FROM row_key WHERE account = ? AND day = ? AND import = ? AND first <= ?
      ORDER BY first DESC LIMIT 1
      """)
    bind(select, target)
    let isFound = try select.next() && select.integer(0) > seen
    if isFound { read(select.blob(1)) }
    select.reset()
    if !isFound { try load(after: last) }
  }

  private mutating func load(after word: Int) throws {
    let select = try RawStatement(
      db,
      """
      SELECT first, keys FROM row_key WHERE account = ? AND day = ? AND import = ? AND first > ?
      ORDER BY first LIMIT 1
      """)
    bind(select, word)
    if try select.next() { read(select.blob(1)) } else { isAtEnd = true }
    select.reset()
  }

  private func bind(_ select: RawStatement, _ word: Int) {
    select.bind(1, group.account)
    select.bind(2, group.day)
    select.bind(3, importNumber)
    select.bind(4, word)
  }

  private mutating func read(_ blob: UnsafeRawBufferPointer) {
    words.removeAll(keepingCapacity: true)
    next = 0
    for index in 0..<blob.count / 8 {
      words.append(Int(littleEndian: blob.loadUnaligned(fromByteOffset: index * 8, as: Int.self)))
    }
    isAtEnd = words.isEmpty
  }
}
