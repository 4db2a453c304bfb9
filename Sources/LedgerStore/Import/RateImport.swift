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
  /// The imports that had brought some of these rates before.
  private var earlier: Set<Int> = []

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
      if known.importNumber != number { earlier.insert(known.importNumber) }
      if known.rate != row.rate {
        warnings.add(
          Diagnostic(
            .warning, code: "rate-differs", at: SourcePlace(file: file, line: row.line, field: row.currency.code),
            "another rate is known for \(row.day); it stays", found: text, expected: known.rate.plainText,
            remedy: "Nothing to do if the other file was right; amounts rest on its rate already."))
      }
      return
    }
    try db.cachedStatement(sql: "INSERT INTO exchange_rate (day, currency, import, rate) VALUES (?, ?, ?, ?)")
      .execute(arguments: [row.day.number, row.currency.code, number, text])
    rates.add(key, row.rate, text, number)
    added += 1
  }

  /// Books what waited, once and for good, as a change of this import.
  mutating func finish() throws {
    // Were an earlier one withdrawn, the days that both have would be known from this one, and are not.
    for source in earlier.sorted() { try Rests.note(importNumber: number, on: source, act: number, db) }
    var deltas = RollupDeltas(db, importNumber: number)
    for block in try UnratedBlocks.all(db) { try book(block, &deltas) }
    try deltas.finish()
  }

  private mutating func book(_ block: Int, _ deltas: inout RollupDeltas) throws {
    var table = EntryTable(db)
    let view = try table.view(block)
    var sources: Set<Int> = []
    var waiting = 0
    for index in 0..<view.block.count {
      let old = try view.record(index)
      guard old.isUnrated, let terms = view.terms(of: old, at: index) else { continue }
      let answer = rates.answer(terms.currency, on: CalendarDay(number: old.firstDay))
      guard let rate = answer.rate else {
        waiting += 1
        continue
      }
      var new = old
      try new.convert(at: rate)
      // Entries out of force too: they may come back.
      try Valuation(new, terms: answer.terms).write(view.block.entries.lowerBound + index, act: number, in: db)
      if let source = answer.terms.rateImport { sources.insert(source) }
      guard view.isInForce(index) else { continue }
      try deltas.replace(old, by: new)
      bookedLate += 1
    }
    for source in sources.sorted() { try Rests.note(importNumber: view.importNumber, on: source, act: number, db) }
    try UnratedBlocks.set(block, entries: waiting, db)
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
