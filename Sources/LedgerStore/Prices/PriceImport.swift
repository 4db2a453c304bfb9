import CostExports
import GRDB
import Pricing
import ReportCore

extension Ledger {
  /// Books a price book. It prices what is booked from now on; what is booked already stays as it is.
  static func bookPriceBook(
    _ read: (_ day: CalendarDay, _ number: Int, inout ProblemLog) throws -> PriceBook, _ act: JournalAct,
    _ file: String,
    _ db: Database
  ) throws -> ImportReport {
    guard let day = PriceBook.day(ofFile: act.file) else { throw DiagnosticList([undated(file)]) }
    var log = ProblemLog(file: file)
    let book = try read(day, act.number, &log)
    guard log.isEmpty else { throw DiagnosticList(log.diagnostics) }
    try PriceTables.write(book, importNumber: act.number, db)
    return try finish(PriceBookJSON.name, rows: book.prices.count, act, db)
  }

  /// Books agreements; amounts that waited for one of their rates are booked in euro now.
  static func bookAgreements(
    _ read: () throws -> PriceAgreements, _ act: JournalAct, _ file: String, _ db: Database
  ) throws -> ImportReport {
    let agreements = try read()
    try PriceTables.write(agreements, importNumber: act.number, db)
    var late = try RateImport(db, number: act.number, file: file)
    do {
      try late.finish()
    } catch is SumOutOfRange {
      throw DiagnosticList([EntryImport.sumOutOfRange(file)])
    }
    let rows = agreements.models.count + agreements.credits.count + agreements.rates.count
    var report = try finish(PriceAgreementsDocument.name, rows: rows, act, db)
    report.bookedLate = late.bookedLate
    return report
  }

  private static func finish(_ format: String, rows: Int, _ act: JournalAct, _ db: Database) throws -> ImportReport {
    try db.execute(sql: "UPDATE import SET rows = ? WHERE number = ?", arguments: [rows, act.number])
    return ImportReport(record: ImportRecord(act, format: format, rows: rows))
  }

  private static func undated(_ file: String) -> Diagnostic {
    Diagnostic(
      code: "price-book-undated", at: SourcePlace(file: file),
      "a price book does not say of which day it is, and its name does not either",
      found: file.split(separator: "/").last.map(String.init), expected: "a name such as litellm-2026-11-01.json",
      remedy: "Rename it: the day on which it was downloaded, behind a hyphen, at the end of its name.")
  }
}
