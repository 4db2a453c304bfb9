import CostExports
import GRDB
public import ReportCore

extension Ledger {
  /// Re-rates as one act, inside the caller's transaction. Throws a `Diagnostic` when no book or agreement with the
  /// act's digest stands.
  static func rerate(as act: JournalAct, file: String, in db: Database) throws -> RerateReport {
    guard let days = act.rerates?.days else { throw unknownSource(file, act.note) }
    let records = try imports(asOf: nil, in: db)
    let standing = records.last {
      $0.act == .importFile && $0.sha256 == act.sha256 && $0.withdrawnBy == nil && isPrices($0)
    }
    guard let source = standing else { throw unknownSource(file, act.file) }
    try write(act, format: source.format, db)
    var rerating = try Rerating(db, act: act, source: source, days: days)
    do {
      try rerating.run()
    } catch is SumOutOfRange {
      throw EntryImport.sumOutOfRange(file)
    }
    var report = RerateReport(
      record: ImportRecord(act, format: source.format, rows: 0), source: source, days: days)
    report.changes = rerating.byModel
    report.unchangedRows = rerating.unchanged
    report.unpricedRows = rerating.unpriced
    try db.execute(
      sql: "UPDATE import SET first_day = ?, last_day = ? WHERE number = ?",
      arguments: [days.lowerBound.number, days.upperBound.number, act.number])
    return report
  }

  /// True for price books and agreements.
  static func isPrices(_ record: ImportRecord) -> Bool {
    [PriceBookJSON.name, PriceAgreementsDocument.name].contains(record.format)
  }

  static func unknownSource(_ file: String, _ found: String) -> Diagnostic {
    Diagnostic(
      code: "not-prices", at: SourcePlace(file: file), "no price book or agreement that stands is meant by this",
      found: found, expected: "the number of the import of a price book or an agreement",
      remedy: "Import the file first; peil ledger shows its number.")
  }
}

extension LedgerFolder {
  /// Applies the price book or agreement of import `book` to the use of `days` that has an estimate or no price, at `now`
  /// or just after the last act; agreements come before a book, on their days. With `dryRun` it says what would
  /// change, and changes nothing. Brings the ledger in step first; imports nothing. Throws a `DiagnosticList` when the
  /// import brought no prices or was withdrawn, and without a reason.
  public func rerate(
    book: Int, days: ClosedRange<CalendarDay>, reason: String, now: Instant, dryRun: Bool = false,
    progress: @escaping (LedgerProgress) -> Void = { _ in }
  ) throws -> (report: RerateReport, update: LedgerUpdate) {
    try working(progress: progress) { work in
      try work.bringInStep()
      guard let ledger = work.ledger else { throw Ledger.absent(self.ledger) }
      let journal = shown("journal.csv")
      let records = try ledger.read { db in try Ledger.imports(asOf: nil, in: db) }
      guard let source = records.first(where: { $0.number == book }), source.act == .importFile,
        source.withdrawnBy == nil, Ledger.isPrices(source),
        var act = work.acts.first(where: { $0.number == book })
      else { throw Ledger.unknownSource(journal, "act \(book)") }
      act.act = .rerate
      act.note = try JournalAct.note(rerating: days, reason: reason, file: journal)
      let report: RerateReport
      if dryRun {
        report = try work.trying(act, now: now) { db, act in try Ledger.rerate(as: act, file: journal, in: db) }
      } else {
        report = try work.perform(act, now: now) { db, act in try Ledger.rerate(as: act, file: journal, in: db) }
      }
      return (
        report, LedgerUpdate(ledger: ledger, outcomes: [], warnings: work.warnings, wasRebuilt: work.wasRebuilt)
      )
    }
  }
}

extension LedgerFolderWork {
  /// Does an act in the ledger and takes it back at once.
  fileprivate func trying(
    _ act: JournalAct, now: Instant, _ body: (Database, JournalAct) throws -> RerateReport
  ) throws -> RerateReport {
    guard let ledger else { throw Ledger.absent(place.ledger) }
    var act = act
    (act.number, act.moment) = next(now: now, after: acts.last)
    return try ledger.trying { db in
      var report = try body(db, act)
      report.record = nil
      return report
    }
  }
}

extension Ledger {
  /// Runs `body` in a transaction that is rolled back.
  fileprivate func trying<Value>(_ body: (Database) throws -> Value) throws -> Value {
    try Ledger.guarding(path) {
      try queue.writeWithoutTransaction { db in
        var value: Value?
        try db.inTransaction {
          value = try body(db)
          return .rollback
        }
        guard let value else { throw DatabaseError(resultCode: .SQLITE_ABORT) }
        return value
      }
    }
  }
}
