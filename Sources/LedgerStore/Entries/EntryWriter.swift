import CostExports
import GRDB
import ReportCore

/// Writes the entries of one import, block by block.
struct EntryWriter {
  private let db: Database
  private let importNumber: Int
  private let columns = EntryColumns()
  private var bytes = BlockWriter()
  /// The block in the making.
  private var block: Int
  private var firstDay = Int.max
  private var lastDay = Int.min
  private var unpriced = 0
  private var unrated = 0
  /// The number the next entry gets.
  private(set) var nextEntry: Int
  /// The number of the first entry.
  let firstEntry: Int

  init(_ db: Database, importNumber: Int) throws {
    self.db = db
    self.importNumber = importNumber
    block = (try Int.fetchOne(db, sql: "SELECT max(id) FROM entry_block") ?? 0) + 1
    firstEntry = block << EntryBlock.shift
    nextEntry = firstEntry
  }

  /// Adds an entry to the block and gives its number. A block takes `EntryBlock.capacity` of them.
  mutating func add(_ record: EntryRecord) -> Int {
    columns.append(record)
    firstDay = min(firstDay, record.firstDay)
    lastDay = max(lastDay, record.lastDay)
    if record.priceStatus == .unpriced { unpriced += 1 }
    if record.isUnrated { unrated += 1 }
    defer { nextEntry += 1 }
    return nextEntry
  }

  /// Writes the block. All but an import's last must be full, so that entries are numbered without gaps. The records
  /// refer to `terms` by place.
  mutating func finishBlock(
    terms: [MoneyTerms], rowIDs: UnsafeBufferPointer<UInt8>, ends: UnsafeBufferPointer<Int>,
    extras: [(index: Int, extras: EntryExtras)]
  ) throws {
    guard columns.count > 0 else { return }
    bytes.reset()
    let used = useOwnTerms(terms)
    bytes.write(columns, terms: used, rowIDs: rowIDs, ends: ends, extras: extras)
    let insert = try RawStatement(
      db,
      """
      INSERT INTO entry_block (id, import, entries, first_line, last_line, first_day, last_day, unpriced, unrated, body)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """)
    let lines = columns.column(.line)
    let numbers = [
      block, importNumber, columns.count, lines.min() ?? 0, lines.max() ?? 0, firstDay, lastDay, unpriced, unrated,
    ]
    for (index, number) in numbers.enumerated() { insert.bind(Int32(index + 1), number) }
    try bytes.bytes.withUnsafeBytes { body in try insert.binding(10, body) { try insert.run() } }
    try UnratedBlocks.set(block, entries: unrated, db)
    columns.reset()
    block += 1
    firstDay = .max
    lastDay = .min
    unpriced = 0
    unrated = 0
  }

  /// Numbers the terms of this block alone, in the order they are met in.
  private func useOwnTerms(_ terms: [MoneyTerms]) -> [MoneyTerms] {
    var places: [Int: Int] = [:]
    var used: [MoneyTerms] = []
    var last = (all: -1, own: 0)
    columns.map(.terms) { all in
      if all == last.all { return last.own }
      let own = places[all] ?? used.count
      if own == used.count, terms.indices.contains(all) {
        places[all] = own
        used.append(terms[all])
      }
      last = (all, own)
      return own
    }
    return used
  }
}
