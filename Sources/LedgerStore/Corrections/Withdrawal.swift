import CostExports
import GRDB
import ReportCore

/// Takes an import back: its entries go, and those it had replaced come back, unless an import that still stands
/// replaces them too. What is in force then is what would be, had the import never been.
struct Withdrawal {
  let db: Database
  let act: JournalAct
  /// The import that goes.
  let number: Int

  private(set) var removed = 0
  private(set) var restored = 0
  private(set) var days: ClosedRange<Int>?
  private var deltas: RollupDeltas

  init(_ db: Database, act: JournalAct, number: Int) {
    self.db = db
    self.act = act
    self.number = number
    deltas = RollupDeltas(db, importNumber: act.number)
  }

  mutating func run() throws {
    try db.execute(
      sql: "INSERT INTO withdrawal (import, act) VALUES (?, ?)", arguments: [number, act.number])
    try removeEntries()
    try restoreEntries()
    try deltas.finish()
    try db.execute(
      sql: "UPDATE import SET entries = ?, superseded = ?, first_day = ?, last_day = ? WHERE number = ?",
      arguments: [restored, removed, days?.lowerBound, days?.upperBound, act.number])
  }

  private mutating func removeEntries() throws {
    let blocks = try Int.fetchAll(
      db,
      sql: """
        SELECT id FROM entry_block
        WHERE id BETWEEN (SELECT first_entry FROM import WHERE number = :number) >> :shift
          AND (SELECT last_entry FROM import WHERE number = :number) >> :shift ORDER BY id
        """, arguments: ["number": number, "shift": EntryBlock.shift])
    var table = EntryTable(db)
    for block in blocks {
      let view = try table.view(block)
      for index in 0..<view.block.count where view.isInForce(index) {
        let record = try view.record(index)
        try deltas.takeAway(record)
        note(record)
        removed += 1
      }
      // They never come back, so they do not wait any more.
      try UnratedBlocks.set(block, entries: 0, db)
    }
  }

  /// Entries come back some thousand at a time.
  private mutating func restoreEntries() throws {
    var last = 0
    while true {
      let page = try Supersession.entries(replacedBy: number, after: last, limit: 1 << 15, db)
      guard let end = page.last else { return }
      last = end
      let heirs = try Heirs(db, of: page)
      var table = EntryTable(db)
      for (entry, heir) in heirs.all {
        try Supersession.write(entry, act: act.number, successor: heir, db)
        guard heir == nil else { continue }
        let view = try table.view(entry >> EntryBlock.shift)
        let record = try view.record(entry & (EntryBlock.capacity - 1))
        try deltas.restore(record)
        note(record)
        restored += 1
      }
    }
  }

  private mutating func note(_ record: EntryRecord) {
    let own = record.firstDay...record.lastDay
    days = days.map { min($0.lowerBound, own.lowerBound)...max($0.upperBound, own.upperBound) } ?? own
  }
}
