import CostExports
import GRDB
import ReportCore

/// Books the rows of one file under one number: entries as they come, roll-ups at the end.
struct Booking {
  let db: Database
  let number: Int
  /// The file as the person knows it, for complaints.
  let file: String
  let format: String
  let basis: CostBasis
  /// When the file was imported.
  let moment: Instant

  private(set) var problems: ProblemLog
  private(set) var entries = 0
  private(set) var superseded = 0
  /// Rows whose exchange rate has not arrived.
  private(set) var waiting = 0
  /// Imports whose scopes this file has replaced.
  private(set) var replacedImports: Set<Int> = []
  private(set) var days: ClosedRange<CalendarDay>?
  private(set) var firstEntry: Int64?
  private(set) var lastEntry: Int64?
  private let writer: EntryWriter
  private var dimensions: DimensionTable
  private var scopes: ScopeTable
  private var deltas = RollupDeltas()
  private var peaks = UserPeaks()
  private var rates: RateBook
  private var refusedCurrencies: Set<Currency> = []

  init(_ db: Database, number: Int, file: String, format: String, basis: CostBasis, moment: Instant) throws {
    self.db = db
    self.moment = moment
    self.number = number
    self.file = file
    self.format = format
    self.basis = basis
    problems = ProblemLog(file: file)
    writer = try EntryWriter(db, importNumber: number)
    dimensions = try DimensionTable(db, format: format)
    scopes = ScopeTable(format: format)
    rates = try RateBook(db)
  }

  /// Books one row, and takes away the entry in force with the same id, if there is one.
  mutating func book(_ row: ExportRow) throws {
    if let problem = RowLimits.problem(with: row, file: file) {
      problems.add(problem)
      return
    }
    var dimension = row.dimension
    if dimension.source != format { dimension.source = format }
    let place = try dimensions.place(of: dimension, in: db)
    guard let booked = try price(row, dimension: place.dimension) else { return }
    let day = booked.days.lowerBound
    var repeatsOwnRow = false
    if let rowID = row.id, let id = try writer.inForce(rowID: rowID, account: place.account, day: day),
      let earlier = try EntryTable.entry(id, in: db)
    {
      try takeAway(earlier)
      repeatsOwnRow = earlier.importNumber == number
    }
    let scope = row.scope.isEmpty ? nil : try scopes.id(of: row.scope, in: db)
    let entry = try writer.add(
      EntryWriter.NewEntry(line: row.line, rowID: row.id, scope: scope, account: place.account, booked: booked))
    try deltas.add(booked, line: row.line)
    // A call that stands twice in one file is one call of its end user.
    if let user = row.endUser, !repeatsOwnRow {
      peaks.count(row.calls, user: user, day: day, dimension: place.dimension)
    }
    entries += 1
    firstEntry = firstEntry ?? entry
    lastEntry = entry
    days = days.map { min($0.lowerBound, day)...max($0.upperBound, booked.days.upperBound) } ?? booked.days
  }

  /// Replaces the scopes the file speaks for, and writes coverage, peaks and roll-ups.
  mutating func finish(_ summary: ExportSummary) throws {
    for name in summary.scopes.sorted() where !name.isEmpty { _ = try scopes.id(of: name, in: db) }
    for scope in scopes.all {
      for entry in try EntryTable.inForce(scope: scope, before: number, in: db) {
        replacedImports.insert(entry.importNumber)
        try takeAway(entry)
      }
    }
    try write(summary.coverage)
    try peaks.write(db, importNumber: number)
    try deltas.write(db, importNumber: number)
  }

  private mutating func takeAway(_ entry: EntryTable.Found) throws {
    try EntryTable.supersede(entry.id, by: number, in: db)
    try deltas.takeAway(entry.booked)
    superseded += 1
  }

  /// The row with its euro amount, where the rate is known; nil when its currency has to be refused.
  private mutating func price(_ row: ExportRow, dimension: Int64) throws -> BookedEntry? {
    var booked = BookedEntry(
      dimension: dimension, time: row.time, charge: row.charge, basis: basis, priceStatus: row.priceStatus,
      calls: row.calls, errors: row.errors, tokens: row.tokens, cost: row.cost?.nanos, billed: row.billed?.nanos,
      currency: (row.cost ?? row.billed)?.currency, euro: nil)
    // Without an amount nothing is known about the price, unless the source says that it is free.
    if booked.currency == nil, booked.priceStatus == .priced { booked.priceStatus = .unpriced }
    guard let currency = booked.currency else { return booked }
    let answer = try rates.euro(
      cost: booked.cost, billed: booked.billed, currency: currency, on: booked.days.lowerBound)
    switch answer {
    case .known(let euro): booked.euro = euro
    case .missing: waiting += 1
    case .neverListed:
      if refusedCurrencies.insert(currency).inserted {
        problems.add(RowLimits.neverListed(currency, line: row.line, file: file))
      }
      return nil
    }
    return booked
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
