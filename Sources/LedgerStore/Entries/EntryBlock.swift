import CostExports
import ReportCore

/// Some thousand entries of one import, in the order of their lines, as they stand in the ledger.
///
/// The body, format 1 (`BlockWriter` says what numbers, texts and columns are): the byte 1; the number of entries; the
/// columns in the order of `EntryColumns.Column`; the terms of money that the entries refer to (how many; of each the
/// currency, the rate or an empty text, the rate's day plus one or 0, the rate's import or 0); the row ids
/// (`RowIDColumn`); the extras.
struct EntryBlock {
  /// Entries in a full block: all of an import's but the last.
  static let capacity = 1 << shift
  /// An entry's id is its block's, shifted left by this, plus its place in the block.
  static let shift = 12
  /// The first byte of a body.
  static let format: UInt8 = 1

  let id: Int
  let count: Int
  let terms: [MoneyTerms]
  private let bytes: [UInt8]
  private let columns: [BlockColumn]
  private let rowIDs: RowIDColumn
  private let extras: [Int: EntryExtras]

  /// Reads a body behind which eight bytes have been added.
  init(id: Int, padded body: [UInt8]) throws(DamagedBlock) {
    self.id = id
    bytes = body
    var reader = BlockReader(padded: body)
    guard try reader.byte() == EntryBlock.format else { throw DamagedBlock() }
    count = try reader.count(atMost: EntryBlock.capacity)
    var columns: [BlockColumn] = []
    for _ in EntryColumns.Column.allCases { columns.append(try reader.column(count)) }
    self.columns = columns
    var terms: [MoneyTerms] = []
    for _ in 0..<(try reader.count(atMost: count)) { terms.append(try MoneyTerms(&reader)) }
    self.terms = terms
    rowIDs = try RowIDColumn(&reader, count: count)
    extras = try reader.extras(count)
  }

  /// The ids of the entries in the block.
  var entries: Range<Int> { id << EntryBlock.shift..<id << EntryBlock.shift + count }

  /// The entry at `index`, below `count`.
  func record(_ index: Int) throws(DamagedBlock) -> EntryRecord {
    guard (0..<count).contains(index) else { throw DamagedBlock() }
    var record = EntryRecord()
    let kind = bytes.withUnsafeBytes { columns[0].value(index, in: $0) }
    try record.read(kind: kind)
    let isMoment = record.flags.contains(.moment)
    let more = bytes.withUnsafeBytes { bytes in
      func value(_ column: EntryColumns.Column) -> Int { columns[column.rawValue].value(index, in: bytes) }
      record.line = value(.line)
      record.dimension = value(.dimension)
      record.scope = value(.scope)
      record.start = value(.start)
      record.firstDay = isMoment ? Instant(microseconds: Int64(record.start)).utcDay.number : value(.firstDay)
      record.calls = value(.calls)
      record.errors = value(.errors)
      record.tokens = TokenUsage(
        inputUncached: value(.inputUncached), inputCacheRead: value(.inputCacheRead),
        inputCacheWrite: value(.inputCacheWrite), output: value(.output), outputReasoning: value(.outputReasoning))
      record.cost = value(.cost)
      record.billed = record.cost &+ value(.billedMore)
      record.euroCost = value(.euroCost)
      record.euroBilled = record.euroCost &+ value(.euroBilledMore)
      record.terms = value(.terms)
      record.priceImport = value(.priceImport)
      return value(.moreDays)
    }
    guard (0..<RowLimits.days).contains(more) else { throw DamagedBlock() }
    record.lastDay = record.firstDay &+ more
    guard !record.hasAmount || terms.indices.contains(record.terms) else { throw DamagedBlock() }
    return record
  }

  /// The source's own id of the row at `index`; empty when it has none.
  func rowID(_ index: Int) throws(DamagedBlock) -> [UInt8] {
    var id: [UInt8] = []
    try readRowID(index, into: &id)
    return id
  }

  /// Puts the id into `id`, whatever was in there.
  func readRowID(_ index: Int, into id: inout [UInt8]) throws(DamagedBlock) {
    guard (0..<count).contains(index) else { throw DamagedBlock() }
    rowIDs.read(index, in: bytes, into: &id)
  }

  /// What the entry at `index` has beside its numbers.
  func extras(_ index: Int) -> EntryExtras { extras[index] ?? EntryExtras() }
}

extension EntryRecord {
  fileprivate mutating func read(kind: Int) throws(DamagedBlock) {
    guard let charge = ChargeKind(rawValue: kind >> 8 & 15), let basis = CostBasis(rawValue: kind >> 12 & 15),
      let status = PriceStatus(rawValue: kind >> 16)
    else { throw DamagedBlock() }
    flags = Flags(rawValue: kind & 0xFF)
    self.charge = charge
    self.basis = basis
    priceStatus = status
  }
}

extension MoneyTerms {
  fileprivate init(_ reader: inout BlockReader) throws(DamagedBlock) {
    guard let currency = Currency(try reader.text()) else { throw DamagedBlock() }
    let rate = try reader.text()
    let day = try reader.signed()
    let rateImport = try reader.number()
    self.init(
      currency: currency, rate: rate.isEmpty ? nil : rate, rateDay: day == 0 ? nil : CalendarDay(number: day - 1),
      rateImport: rateImport == 0 ? nil : rateImport)
  }
}

extension BlockWriter {
  /// Writes a whole body. `columns` refer to `terms` by place.
  mutating func write(
    _ columns: EntryColumns, terms: [MoneyTerms], rowIDs: UnsafeBufferPointer<UInt8>, ends: UnsafeBufferPointer<Int>,
    extras: [(index: Int, extras: EntryExtras)]
  ) {
    write(byte: EntryBlock.format)
    write(number: columns.count)
    for column in EntryColumns.Column.allCases { write(column: columns.column(column)) }
    write(number: terms.count)
    for term in terms {
      write(text: term.currency.code)
      write(text: term.rate ?? "")
      write(signed: term.rateDay.map { $0.number + 1 } ?? 0)
      write(number: term.rateImport ?? 0)
    }
    write(rowIDs: rowIDs, ends: ends)
    write(extras: extras)
  }
}
