import CostExports
import GRDB
import ReportCore

extension Ledger {
  /// Books one file as one act, inside the caller's transaction. Throws a `DiagnosticList` when the file has
  /// errors; the caller then rolls back.
  static func book(
    _ content: ImportContent, as act: JournalAct, file: String, in db: Database
  ) throws -> ImportReport {
    try db.execute(
      sql: """
        INSERT INTO import (number, moment, act, file, sha256, importer, note, format)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?)
        """,
      arguments: [
        act.number, act.moment.microseconds, act.act.rawValue, act.file, act.sha256, act.importer, act.note,
        content.format,
      ])
    switch content.reading {
    case .entries(let basis, let read): return try bookEntries(content.format, basis, read, act, file, db)
    case .rates(let read): return try bookRates(content.format, read, act, file, db)
    }
  }

  private static func bookEntries(
    _ format: String, _ basis: CostBasis,
    _ read: (inout ProblemLog, (ExportRow) throws -> Void) throws -> ExportSummary, _ act: JournalAct, _ file: String,
    _ db: Database
  ) throws -> ImportReport {
    var log = ProblemLog(file: file)
    var booking = try Booking(db, number: act.number, file: file, format: format, basis: basis, moment: act.moment)
    let summary: ExportSummary
    do {
      summary = try read(&log) { try booking.book($0) }
      guard log.isEmpty, booking.problems.isEmpty else { throw DiagnosticList(inOrder(log, booking.problems)) }
      try booking.finish(summary)
    } catch let error as DimensionTable.TooMany {
      throw DiagnosticList(inOrder(log, booking.problems) + [tooMany(error, file)])
    } catch is SumOutOfRange {
      throw DiagnosticList([sumOutOfRange(file)])
    }
    try db.execute(
      sql: """
        UPDATE import SET rows = ?, entries = ?, superseded = ?, first_entry = ?, last_entry = ?, first_day = ?,
          last_day = ? WHERE number = ?
        """,
      arguments: [
        booking.entries, booking.entries, booking.superseded, booking.firstEntry, booking.lastEntry,
        booking.days?.lowerBound.number, booking.days?.upperBound.number, act.number,
      ])
    var report = ImportReport(
      record: ImportRecord(act, format: format, rows: booking.entries), superseded: booking.superseded,
      warnings: summary.warnings)
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
      throw DiagnosticList([sumOutOfRange(file)])
    }
    try db.execute(
      sql: "UPDATE import SET rows = ? WHERE number = ?", arguments: [booking.added, act.number])
    return ImportReport(
      record: ImportRecord(act, format: format, rows: booking.added), bookedLate: booking.bookedLate,
      warnings: warnings + booking.warnings.diagnostics)
  }

  private static func inOrder(_ logs: ProblemLog...) -> [Diagnostic] {
    let all = logs.flatMap(\.diagnostics).enumerated()
    // A complaint without a line ("and 212 more") stays behind those with one.
    return all.sorted { ($0.element.place?.line ?? .max, $0.offset) < ($1.element.place?.line ?? .max, $1.offset) }
      .map(\.element)
  }

  private static func tooMany(_ error: DimensionTable.TooMany, _ file: String) -> Diagnostic {
    Diagnostic(
      code: "too-many-dimensions", at: SourcePlace(file: file, field: error.field),
      "the file brings more than \(DimensionTable.maximumNew) new combinations of key, team, model and so on",
      found: "\(error.values) different values of \(error.field)",
      expected: "names that repeat from day to day",
      remedy:
        "Find out why \(error.field) differs from call to call (an id inside a name or tag?) and export without it.")
  }

  private static func sumOutOfRange(_ file: String) -> Diagnostic {
    Diagnostic(
      code: "sum-out-of-range", at: SourcePlace(file: file), "the sum of the amounts or counts is too large to be true",
      expected: "sums below 9.2 billion euro",
      remedy: "Look for rows with absurd amounts, and download the export again.")
  }
}

extension ImportRecord {
  init(_ act: JournalAct, format: String, rows: Int) {
    self.init(
      number: act.number, moment: act.moment, file: act.file, sha256: act.sha256, format: format, rows: rows)
  }

  init(_ row: Row) {
    self.init(
      number: row["number"], moment: Instant(microseconds: row["moment"]), file: row["file"], sha256: row["sha256"],
      format: row["format"], rows: row["rows"])
  }
}
