import CostExports
import GRDB
import ReportCore

/// Books a file of exchange rates, then the euro amounts that waited for them.
struct RateImport {
  let db: Database
  let number: Int
  let file: String
  private(set) var added = 0
  private(set) var bookedLate = 0
  private(set) var warnings: ProblemLog
  private var rates: RateBook

  init(_ db: Database, number: Int, file: String) throws {
    self.db = db
    self.number = number
    self.file = file
    warnings = ProblemLog(file: file)
    rates = try RateBook(db)
  }

  /// Books a rate unless that day's is known; what was known first stays, since amounts rest on it.
  mutating func book(_ row: ImportContent.RateRow) throws {
    let key = RateBook.Key(day: row.day, currency: row.currency)
    let text = row.rate.plainText
    if let known = rates.rate(key) {
      if known != row.rate {
        warnings.add(
          Diagnostic(
            .warning, code: "rate-differs", at: SourcePlace(file: file, line: row.line, field: row.currency.code),
            "another rate is known for \(row.day); it stays", found: text, expected: known.plainText,
            remedy: "Nothing to do if the other file was right; amounts rest on its rate already."))
      }
      return
    }
    try db.cachedStatement(sql: "INSERT INTO exchange_rate (day, currency, rate, import) VALUES (?, ?, ?, ?)")
      .execute(arguments: [row.day.number, row.currency.code, text, number])
    rates.add(key, row.rate, text, number)
    added += 1
  }

  /// Books what waited, once and for good, as a change of this import.
  mutating func finish() throws {
    var deltas = RollupDeltas()
    var next: Int64 = 0
    while true {
      let waiting = try EntryTable.waiting(from: next, limit: 1_000, in: db)
      guard let last = waiting.last else { break }
      next = last.id + 1
      for entry in waiting {
        let old = entry.booked
        guard let currency = old.currency,
          case .known(let euro) = try rates.euro(
            cost: old.cost, billed: old.billed, currency: currency, on: old.days.lowerBound)
        else { continue }
        try EntryTable.bookLate(entry.id, euro, by: number, in: db)
        var new = old
        new.euro = euro
        try deltas.replace(old, by: new)
        bookedLate += 1
      }
    }
    try deltas.write(db, importNumber: number)
  }
}

extension ExactDecimal {
  /// Plain digits and a point, no exponent: `1.1172`.
  var plainText: String {
    let digits = String(mantissa.magnitude)
    let padded = String(repeating: "0", count: max(0, scale + 1 - digits.count)) + digits
    let sign = mantissa < 0 ? "-" : ""
    guard scale > 0 else { return sign + padded }
    return "\(sign)\(padded.dropLast(scale)).\(padded.suffix(scale))"
  }
}
