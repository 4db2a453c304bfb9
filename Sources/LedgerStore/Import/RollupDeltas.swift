import CostExports
import GRDB
import ReportCore

/// What one act changes in the roll-ups, gathered in memory: so many cells at a time, whatever the file.
struct RollupDeltas {
  /// Cells held in memory; when there are more, they are written and the gathering goes on.
  static let limit = 1 << 13

  private struct Key: Equatable, Comparable {
    var slot: Int
    /// From the highest bit: kind of slot (1), dimension, charge (4), basis (4).
    var rest: Int

    init(kind: Int, slot: Int, _ record: EntryRecord) {
      self.slot = slot
      rest = kind << 62 | record.dimension << 8 | record.charge.rawValue << 4 | record.basis.rawValue
    }

    var kind: Int { rest >> 62 }
    var dimension: Int { (rest & (1 << 62 - 1)) >> 8 }
    var charge: Int { rest >> 4 & 15 }
    var basis: Int { rest & 15 }

    var hash: UInt {
      let (high, low) = (UInt(bitPattern: slot) ^ 0x9E37_79B9_7F4A_7C15)
        .multipliedFullWidth(by: UInt(bitPattern: rest) ^ 0xD6E8_FEB8_6659_FD93)
      return high ^ low
    }

    static func < (left: Key, right: Key) -> Bool {
      (left.kind, left.slot, left.rest) < (right.kind, right.slot, right.rest)
    }
  }

  private struct Cell {
    var key: Key
    var sums = RollupSums()
    var firstLine = 0
    var lastLine = 0
  }

  private let limit: Int
  private let db: Database
  private let importNumber: Int
  private var cells = ContiguousArray<Cell>()
  private var table = PlaceTable()
  private(set) var totals = RollupTotals()
  private var days: Set<Int> = []

  init(_ db: Database, importNumber: Int, limit: Int = RollupDeltas.limit) {
    self.limit = limit
    self.db = db
    self.importNumber = importNumber
  }

  /// Adds an entry of this import's own file, standing on its line.
  mutating func add(_ record: EntryRecord) throws { try apply(record, sign: .plus, line: record.line) }

  /// Takes an entry away at its old place.
  mutating func takeAway(_ record: EntryRecord) throws { try apply(record, sign: .minus, line: 0) }

  /// Puts an entry back at its old place.
  mutating func restore(_ record: EntryRecord) throws { try apply(record, sign: .plus, line: 0) }

  /// Puts `new` in the place of `old`: the same entry, with other amounts.
  mutating func replace(_ old: EntryRecord, by new: EntryRecord) throws {
    try takeAway(old)
    try restore(new)
  }

  private mutating func apply(_ record: EntryRecord, sign: RollupSums.Sign, line: Int) throws {
    try totals.apply(record, sign: sign)
    if record.lastDay > record.firstDay {
      try record.forEachDay { day, sums in
        try apply(sums, sign: sign, line: line, at: Key(kind: 1, slot: day, record))
      }
    } else {
      let slot = record.slot
      try apply(record.whole, sign: sign, line: line, at: Key(kind: slot.kind, slot: slot.slot, record))
    }
  }

  private mutating func apply(_ sums: RollupSums, sign: RollupSums.Sign, line: Int, at key: Key) throws {
    let place = try place(of: key)
    try cells[place].sums.add(sums, sign: sign)
    guard line > 0 else { return }
    let first = cells[place].firstLine
    cells[place].firstLine = first == 0 ? line : min(first, line)
    cells[place].lastLine = max(cells[place].lastLine, line)
  }

  private mutating func place(of key: Key) throws -> Int {
    let hash = key.hash
    if let place = table.find(hash, { cells[$0].key == key }) { return place }
    if cells.count >= limit { try flush() }
    cells.append(Cell(key: key))
    table.insert(hash, count: cells.count) { cells[$0].key.hash }
    return cells.count - 1
  }

  /// Writes what is not nothing, in the order of slots and dimensions.
  private mutating func flush() throws {
    let insert = try RawStatement(db, RollupDeltas.insert)
    for place in cells.indices.sorted(by: { cells[$0].key < cells[$1].key }) {
      let cell = cells[place]
      guard cell.firstLine > 0 || !cell.sums.isZero else { continue }
      let key = cell.key
      days.insert(key.kind == 0 ? Instant(seconds: Int64(key.slot) * 3_600).utcDay.number : key.slot)
      let sums = cell.sums
      let numbers = [
        key.kind, key.slot, importNumber, key.dimension, key.charge, key.basis, sums.rows, sums.calls, sums.errors,
        sums.tokens.inputUncached, sums.tokens.inputCacheRead, sums.tokens.inputCacheWrite, sums.tokens.output,
        sums.tokens.outputReasoning, sums.euroCost, sums.euroBilled, sums.unpricedRows, sums.unpricedCalls,
        sums.unpricedTokens, sums.unboundedRows, sums.unratedRows, cell.firstLine, cell.lastLine,
      ]
      for (index, number) in numbers.enumerated() { insert.bind(Int32(index + 1), number) }
      try insert.run()
    }
    cells.removeAll(keepingCapacity: true)
    table.clear()
  }

  /// Writes the rest, the days on which anything changed, and the act's totals.
  mutating func finish() throws {
    try flush()
    try ActDays.write(days, importNumber: importNumber, db)
    try totals.write(db, importNumber: importNumber)
  }

  private static let sums = [
    "rows", "calls", "errors", "input_uncached", "input_cache_read", "input_cache_write", "output", "output_reasoning",
    "euro_cost", "euro_billed", "unpriced_rows", "unpriced_calls", "unpriced_tokens", "unbounded_rows",
    "unrated_rows",
  ]

  private static let insert = """
    INSERT INTO rollup (slot_kind, slot, import, dimension, charge, basis, \(sums.joined(separator: ", ")), first_line,
      last_line)
    VALUES (\(Array(repeating: "?", count: sums.count + 8).joined(separator: ", ")))
    ON CONFLICT DO UPDATE SET \(sums.map { "\($0) = \($0) + excluded.\($0)" }.joined(separator: ", ")),
      first_line = CASE 0 WHEN first_line THEN excluded.first_line WHEN excluded.first_line THEN first_line
        ELSE min(first_line, excluded.first_line) END,
      last_line = max(last_line, excluded.last_line)
    """
}

extension RollupSlot {
  /// How the slot is stored.
  var columns: (kind: Int, slot: Int) {
    switch self {
    case .hour(let hour): (0, hour)
    case .sourceDay(let day): (1, day.number)
    }
  }

  init(kind: Int, slot: Int) {
    self = kind == 0 ? .hour(slot) : .sourceDay(CalendarDay(number: slot))
  }
}
