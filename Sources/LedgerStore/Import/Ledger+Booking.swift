import CostExports
import GRDB
import ReportCore

extension Ledger {
  /// Books one file as one act, inside the caller's transaction. Throws a `DiagnosticList` when the file has
  /// errors; the caller then rolls back. `size` is the file's, in bytes, as it lies there.
  static func book(
    _ content: ImportContent, as act: JournalAct, file: String, size: Int64? = nil, in db: Database
  ) throws -> ImportReport {
    try write(act, format: content.format, size: size, db)
    switch content.reading {
    case .entries(let basis, let read):
      let work = EntryImport(db: db, act: act, format: content.format, basis: basis, file: file)
      let (booking, summary) = try work.run(read)
      if let mapping = content.restsOn { try Rests.note(importNumber: act.number, on: mapping, act: act.number, db) }
      return try finish(booking, summary, act, content.format, file, db)
    case .mapping: return ImportReport(record: ImportRecord(act, format: content.format, rows: 0))
    case .priceBook(let read): return try bookPriceBook(read, act, file, db)
    case .priceAgreements(let read): return try bookAgreements(read, act, file, db)
    case .rates(let read): return try bookRates(content.format, read, act, file, db)
    }
  }

  /// The act's line; what it did is filled in when it is done.
  static func write(_ act: JournalAct, format: String, size: Int64? = nil, _ db: Database) throws {
    try db.execute(
      sql: """
        INSERT INTO import (number, moment, act, file, sha256, importer, note, format, size)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
      arguments: [
        act.number, act.moment.microseconds, act.act.rawValue, act.file, act.sha256, act.importer, act.note, format,
        size,
      ])
  }

  /// The digest of the act's file, where it was not known yet when the act was booked.
  static func write(sha256: String, number: Int, _ db: Database) throws {
    try db.execute(sql: "UPDATE import SET sha256 = ? WHERE number = ?", arguments: [sha256, number])
  }

  private static func finish(
    _ booking: Booking, _ summary: ExportSummary, _ act: JournalAct, _ format: String, _ file: String, _ db: Database
  ) throws -> ImportReport {
    let first = booking.writer.firstEntry
    let last = booking.writer.nextEntry - 1
    try db.execute(
      sql: """
        UPDATE import SET rows = ?, entries = ?, superseded = ?, first_entry = ?, last_entry = ?, first_day = ?,
          last_day = ? WHERE number = ?
        """,
      arguments: [
        booking.entries, booking.entries, booking.superseded, booking.entries > 0 ? first : nil,
        booking.entries > 0 ? last : nil, booking.days?.lowerBound.number, booking.days?.upperBound.number, act.number,
      ])
    for source in booking.sources {
      try Rests.note(importNumber: act.number, on: source, act: act.number, db)
    }
    var report = ImportReport(
      record: ImportRecord(act, format: format, rows: booking.entries), superseded: booking.superseded,
      warnings: summary.warnings + booking.prices.warnings(file))
    report.estimated = booking.prices.estimated
    report.unpriced = booking.prices.withoutPrice
    report.waiting = booking.waiting
    report.replacedImports = booking.replacedImports.sorted()
    return report
  }

  private static func bookRates(
    _ format: String, _ read: (inout ProblemLog, (ImportContent.RateRow) throws -> Void) throws -> [Diagnostic],
    _ act: JournalAct, _ file: String, _ db: Database
  ) throws -> ImportReport {
    var log = ProblemLog(file: file)
    var booking = try RateImport(db, number: act.number, file: file)
    let warnings = try read(&log) { try booking.book($0) }
    guard log.isEmpty else { throw DiagnosticList(log.diagnostics) }
    do {
      try booking.finish()
    } catch is SumOutOfRange {
      throw DiagnosticList([EntryImport.sumOutOfRange(file)])
    }
    try db.execute(
      sql: "UPDATE import SET rows = ? WHERE number = ?", arguments: [booking.added, act.number])
    return ImportReport(
      record: ImportRecord(act, format: format, rows: booking.added), bookedLate: booking.bookedLate,
      warnings: warnings + booking.warnings.diagnostics)
  }
}

extension ImportRecord {
  init(_ act: JournalAct, format: String, rows: Int) {
    self.init(
      number: act.number, moment: act.moment, file: act.file, sha256: act.sha256, format: format, rows: rows)
    self.act = act.act
  }

  init(_ row: Row) throws {
    try self.init(
      number: row.value("number"), moment: Instant(microseconds: row.value("moment")), file: row.value("file"),
      sha256: row.value("sha256"),
      format: row.value("format"), rows: row.value("rows"))
    act = try JournalAct.Act(rawValue: row.value("act")) ?? .importFile
    withdrawnBy = try row.value("withdrawn_by")
  }
}
