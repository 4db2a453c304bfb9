import CostExports
import GRDB
import ReportCore

/// The entries of a ledger as they stand after some act. Keeps the block that was asked for last.
struct EntryTable {
  private let db: Database
  /// Acts after this one have not happened.
  private let through: Int
  private var last: EntryView?

  /// All entries as they stand after act `through`.
  init(_ db: Database, through: Int = .max) {
    self.db = db
    self.through = through
  }

  /// The block with that number, as it was at the first call in a row of calls for the same one.
  mutating func view(_ block: Int) throws -> EntryView {
    if let last, last.block.id == block { return last }
    let (importNumber, body) = try EntryTable.block(block, db)
    let state = try BlockState(block, through: through, db)
    let view = EntryView(block: body, importNumber: importNumber, state: state)
    last = view
    return view
  }

  /// Forgets the block that was asked for last: entries of it have changed.
  mutating func forget() { last = nil }

  /// The block with that number, and the import that brought it.
  private static func block(_ id: Int, _ db: Database) throws -> (importNumber: Int, EntryBlock) {
    let select = try RawStatement(db, "SELECT body, import FROM entry_block WHERE id = ?")
    select.bind(1, id)
    defer { select.reset() }
    guard try select.next() else { throw damaged(id) }
    var body: [UInt8] = []
    let blob = select.blob(0)
    body.reserveCapacity(blob.count + 8)
    body.append(contentsOf: blob)
    body.append(contentsOf: repeatElement(0, count: 8))
    let importNumber = select.integer(1)
    return (importNumber, try reading(id) { () throws(DamagedBlock) in try EntryBlock(id: id, padded: body) })
  }

  /// Tells of a damaged block as SQLite tells of a damaged page.
  static func reading<Value>(_ block: Int, _ body: () throws(DamagedBlock) -> Value) throws(DatabaseError) -> Value {
    do {
      return try body()
    } catch {
      throw damaged(block)
    }
  }

  private static func damaged(_ block: Int) -> DatabaseError {
    DatabaseError(resultCode: .SQLITE_CORRUPT, message: "block \(block) of the entries is malformed")
  }
}

/// A block together with what acts have changed about its entries.
struct EntryView {
  let block: EntryBlock
  let importNumber: Int
  let state: BlockState

  /// False when the entry at `index` was superseded. Says nothing about the withdrawal of its import.
  func isInForce(_ index: Int) -> Bool { state.successors[index] == nil }

  /// The entry at `index`, with the amounts it has now.
  func record(_ index: Int) throws -> EntryRecord {
    var record = try EntryTable.reading(block.id) { () throws(DamagedBlock) in try block.record(index) }
    state.valuations[index]?.apply(to: &record)
    return record
  }

  /// What the amounts of that record of the entry at `index` are based on; nil when it has none.
  func terms(of record: EntryRecord, at index: Int) -> MoneyTerms? {
    guard record.hasAmount else { return nil }
    return state.valuations[index].map(\.terms) ?? block.terms[record.terms]
  }

  /// The source's own id of the row at `index`; empty when it has none.
  func rowID(_ index: Int) throws -> [UInt8] {
    var id: [UInt8] = []
    try readRowID(index, into: &id)
    return id
  }

  /// Puts the id into `id`, whatever was in there.
  func readRowID(_ index: Int, into id: inout [UInt8]) throws {
    try EntryTable.reading(block.id) { () throws(DamagedBlock) in try block.readRowID(index, into: &id) }
  }
}

/// What has become of the entries of one block, by place.
struct BlockState {
  /// The imports whose rows superseded entries.
  private(set) var successors: [Int: Int] = [:]
  private(set) var valuations: [Int: Valuation] = [:]

  /// As it stands after act `through`.
  init(_ block: Int, through: Int, _ db: Database) throws {
    let first = block << EntryBlock.shift
    let superseded = try RawStatement(
      db,
      """
      SELECT entry, successor FROM supersession WHERE entry BETWEEN ? AND ? AND act <= ? ORDER BY entry, act
      """)
    superseded.bind(1, first)
    superseded.bind(2, first + EntryBlock.capacity - 1)
    superseded.bind(3, through)
    while try superseded.next() { successors[superseded.integer(0) - first] = superseded.optionalInteger(1) }
    valuations = try Valuation.all(first..<first + EntryBlock.capacity, through: through, db)
  }
}
