import CostExports
import GRDB
import ReportCore

/// Books the rows of one file under one number: entries as they come; what they replace, coverage and roll-ups at the
/// end.
struct Booking {
  let db: Database
  let number: Int
  let format: String
  /// When the file was imported.
  let moment: Instant

  /// Imports that brought the rates and the prices the file's amounts are booked at.
  var sources: [Int] { Set(terms.all.compactMap(\.rateImport)).union(prices.sources).sorted() }
  private(set) var entries = 0
  private(set) var superseded = 0
  /// Rows whose exchange rate has not arrived.
  private(set) var waiting = 0
  /// Imports whose scopes this file has replaced.
  private(set) var replacedImports: Set<Int> = []
  private(set) var days: ClosedRange<CalendarDay>?
  private(set) var writer: EntryWriter
  /// The names the ledger knows, for whoever reads the file.
  let knownDimensions: [Dimension]
  /// The rates the file is booked with.
  let rates: RateBook
  private var dimensions: DimensionTable
  private var scopes: ScopeTable
  private var terms: BookedTerms
  private(set) var prices: BookedPrices
  private var keys: RowKeys
  private var deltas: RollupDeltas
  private var peaks: UserPeaks
  private var firstDay = Int.max
  private var lastDay = Int.min

  init(_ db: Database, number: Int, format: String, moment: Instant) throws {
    self.db = db
    self.moment = moment
    self.number = number
    self.format = format
    writer = try EntryWriter(db, importNumber: number)
    dimensions = try DimensionTable(db, format: format)
    knownDimensions = try dimensions.load(db)
    scopes = ScopeTable(format: format)
    rates = try RateBook(db)
    terms = BookedTerms(rates)
    prices = try BookedPrices(db, number: number, dimensions: knownDimensions)
    keys = RowKeys(db)
    deltas = RollupDeltas(db, importNumber: number)
    peaks = UserPeaks(db)
  }

  /// Books a batch as one block.
  mutating func book(_ batch: RowBatch) throws {
    for dimension in batch.newDimensions {
      try dimensions.add(dimension, to: db)
      prices.add(dimension)
    }
    for scope in batch.newScopes { try scopes.add(scope, in: db) }
    let rowIDs = batch.rowIDs
    let ends = batch.ends
    var start = 0
    var extras = batch.extras[...]
    for index in 0..<batch.count {
      let id = UnsafeBufferPointer(rebasing: rowIDs[start..<ends[index]])
      start = ends[index]
      let own = extras.first?.index == index ? extras.popFirst()?.extras : nil
      try book(&batch.rows[index], own, id: id, user: batch.users[index])
    }
    try writer.finishBlock(terms: terms.all, rowIDs: rowIDs, ends: ends, extras: batch.extras)
  }

  /// Makes an entry of a row, in its place.
  private mutating func book(
    _ record: inout EntryRecord, _ extras: EntryExtras?, id: UnsafeBufferPointer<UInt8>, user: Int32
  ) throws {
    if record.priceStatus == .unpriced, !record.hasAmount { try prices.price(&record, extras ?? EntryExtras()) }
    let place = dimensions.places[record.dimension]
    record.dimension = place.dimension
    if record.hasAmount {
      try terms.convert(&record)
      if record.isUnrated { waiting += 1 }
    }
    if record.scope > 0 { record.scope = scopes.places[record.scope - 1] }
    let entry = writer.add(record)
    if record.scope > 0 { scopes.note(entry, in: record.scope) }
    if !id.isEmpty {
      let key = RowKey(hash: RowKey.hash(id), ordinal: entries, user: user)
      try keys.add(key, to: RowKeyGroup(account: place.account, day: record.firstDay))
    }
    try deltas.add(record)
    if user >= 0 { try peaks.count(record.calls, user: user, day: record.firstDay, dimension: record.dimension) }
    entries += 1
    firstDay = min(firstDay, record.firstDay)
    lastDay = max(lastDay, record.lastDay)
  }

  /// Takes away what the rows replace and what stands in the scopes the file speaks for, and writes coverage, peaks
  /// and roll-ups.
  mutating func finish(_ summary: ExportSummary) throws {
    if entries > 0 { days = CalendarDay(number: firstDay)...CalendarDay(number: lastDay) }
    var succession = RowSuccession(db, importNumber: number, firstEntry: writer.firstEntry)
    var gathered = keys.take()
    try succession.run(&gathered) { replaced in try takeAway(replaced) }
    for name in summary.scopes.sorted() where !name.isEmpty { try scopes.id(of: name, in: db) }
    try replaceScopes()
    try write(summary.coverage)
    try peaks.finish(db, importNumber: number)
    try deltas.finish()
  }

  private mutating func takeAway(_ replaced: ContiguousArray<RowSuccession.Replaced>) throws {
    var table = EntryTable(db)
    for item in replaced {
      let view = try table.view(item.entry >> EntryBlock.shift)
      let record = try view.record(item.entry & (EntryBlock.capacity - 1))
      try takeAway(item.entry, record)
      // A call that stands twice in one file is one call of its end user.
      if item.user >= 0 {
        try peaks.count(-record.calls, user: item.user, day: record.firstDay, dimension: record.dimension)
      }
    }
  }

  /// Takes away the entries in force of the scopes the file speaks for. Only the last import that spoke for a scope
  /// can have some there.
  private mutating func replaceScopes() throws {
    var replaced: [Int: ScopeReach] = [:]
    for (scope, extent) in scopes.all {
      if let earlier = try ImportScopes.last(scope, before: number, db) {
        replaced[earlier.importNumber, default: ScopeReach()].add(scope, earlier.extent)
      }
      try ImportScopes.write(scope, extent, importNumber: number, db)
    }
    for (earlier, reach) in replaced.sorted(by: { $0.key < $1.key }) {
      try reach.forEachEntry(db) { entry, view, index in
        guard view.isInForce(index) else { return }
        replacedImports.insert(earlier)
        try takeAway(entry, try view.record(index))
      }
    }
  }

  private mutating func takeAway(_ entry: Int, _ record: EntryRecord) throws {
    try Supersession.write(entry, act: number, successor: number, db)
    try deltas.takeAway(record)
    superseded += 1
  }

  private func write(_ coverage: [ExportCoverage]) throws {
    let statement = try db.cachedStatement(
      sql: """
        INSERT OR IGNORE INTO coverage (import, provider, account, rank, replaces_lower_ranks, first_day, last_day)
        VALUES (?, ?, ?, ?, ?, ?, ?)
        """)
    for item in coverage {
      // A report of use knows nothing of the day it was made on, nor of later ones; an invoice names its own period.
      let last = item.isReport ? min(item.days.upperBound, moment.utcDay.advanced(by: -1)) : item.days.upperBound
      guard item.days.lowerBound <= last else { continue }
      try statement.execute(arguments: [
        number, item.provider, item.account, item.rank.rawValue, item.replacesLowerRanks,
        item.days.lowerBound.number, last.number,
      ])
    }
  }
}
