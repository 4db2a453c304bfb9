import CostExports
import GRDB
import ReportCore

extension LedgerSlice {
  /// A ledger in memory from the files of a slice, by their names (`rollups.csv`): on it the editions of the weeks the
  /// slice was cut for are what they were. Everything is checked first: throws a `DiagnosticList` that names files, lines and
  /// columns.
  public static func ledger(from files: [String: [UInt8]]) throws -> Ledger {
    var ledger = try Ledger.inMemory()
    do {
      ledger.slice = try ledger.write { db in
        var reading = SliceReading(files: files, db: db)
        return try reading.run()
      }
    } catch let problem as Diagnostic {
      throw DiagnosticList([problem])
    } catch let error as DatabaseError {
      throw DiagnosticList([
        SliceText.problem("slice.csv", nil, nil, "the tables do not belong together", found: error.message)
      ])
    }
    return ledger
  }
}

/// Reads the tables of a slice into a ledger.
private struct SliceReading {
  let files: [String: [UInt8]]
  let db: Database
  private var acts: Set<Int> = []
  private var dimensions: [Dimension] = []
  private var problems: [Diagnostic] = []
  private var size = SliceSize()

  /// After so many complaints the rest is not told.
  private static let mostProblems = 20

  init(files: [String: [UInt8]], db: Database) {
    self.files = files
    self.db = db
  }

  mutating func run() throws -> SliceRest {
    let rest = try slice()
    try readActs()
    try each("dimensions", SliceColumns.dimensions) { try $0.addDimension($1) }
    // What follows points at these.
    if !problems.isEmpty { throw DiagnosticList(problems) }
    try each("rollups", SliceColumns.rollups) { try $0.addRollup($1) }
    try each("coverage", SliceColumns.coverage) { try $0.addCoverage($1) }
    try each("peaks", SliceColumns.peaks) { try $0.addPeak($1) }
    try each("ceilings", SliceColumns.ceilings) { try $0.addCeiling($1) }
    try each("rates", SliceColumns.rates) { try $0.addRate($1) }
    var originals: [OriginalAmount] = []
    try each("originals", SliceColumns.originals) { originals.append(try $0.original($1)) }
    if !problems.isEmpty { throw DiagnosticList(problems) }
    return SliceRest(extent: rest, originals: originals)
  }

  private func slice() throws -> (first: CalendarDay, last: CalendarDay)? {
    let text = try SliceText("slice", SliceColumns.slice, in: files)
    guard let row = text.rows.first, text.rows.count == 1 else {
      throw SliceText.problem(text.file, nil, nil, "the file has another number of rows", expected: "1")
    }
    guard row.text("schema") == SliceCut.schema else {
      throw row.problem("schema", "this is another format", expected: SliceCut.schema)
    }
    _ = try row.moment("as-of")
    _ = try row.days("from", "until")
    guard try row.optionalDay("ledger-first-day") != nil else { return nil }
    let extent = try row.days("ledger-first-day", "ledger-last-day")
    return (extent.lowerBound, extent.upperBound)
  }

  /// Rows one by one; what is wrong is gathered.
  private mutating func each(
    _ name: String, _ columns: [String], _ body: (inout SliceReading, SliceRow) throws -> Void
  ) throws {
    for row in try SliceText(name, columns, in: files).rows {
      do {
        try body(&self, row)
      } catch let problem as Diagnostic {
        problems.append(problem)
        if problems.count >= Self.mostProblems { throw DiagnosticList(problems) }
      }
    }
  }

  private mutating func readActs() throws {
    let rows = try SliceText("acts", SliceColumns.acts, in: files).rows
    var last = (number: 0, moment: Int64.min)
    for row in rows {
      let number = try row.integer("act", in: 1...1_000_000_000)
      let moment = try row.moment("moment").microseconds
      guard number > last.number, moment > last.moment else {
        throw row.problem("act", "acts are numbered in the order of their moments", expected: "above \(last.number)")
      }
      last = (number, moment)
      acts.insert(number)
      try insert(row, number, moment)
    }
    for row in rows { try addLinks(row) }
  }

  private func insert(_ row: SliceRow, _ number: Int, _ moment: Int64) throws {
    guard let what = JournalAct.Act(rawValue: row.text("what")) else {
      throw row.problem("what", "this is no act", expected: "import, withdraw, re-rate")
    }
    let digest = row.text("sha256")
    guard digest.utf8.count == 64, digest.utf8.allSatisfy({ (0x30...0x39).contains($0) || (0x61...0x66).contains($0) })
    else { throw row.problem("sha256", "this is no SHA-256", expected: "64 hexadecimal digits") }
    guard !row.words("file").isEmpty else { throw row.problem("file", "the file has no name", expected: "a name") }
    try db.execute(
      sql: """
        INSERT INTO import (number, moment, act, file, sha256, importer, note, format, rows, euro_cost)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
      arguments: [
        number, moment, what.rawValue, row.words("file"), digest, row.words("importer"), row.words("note"),
        row.words("format"), try row.integer("rows", in: 0...1_000_000_000_000), try row.money("euro-cost"),
      ])
  }

  /// Who took an act back, and what its amounts rest on.
  private func addLinks(_ row: SliceRow) throws {
    let number = try row.integer("act")
    if let act = try row.optionalInteger("withdrawn-by") {
      guard acts.contains(act), act > number else {
        throw row.problem("withdrawn-by", "there is no such later act", expected: "the number of an act")
      }
      try db.execute(sql: "INSERT INTO withdrawal (import, act) VALUES (?, ?)", arguments: [number, act])
    }
    for pair in row.text("rests-on").split(separator: " ") {
      let parts = pair.split(separator: "@").map { Int($0) }
      guard parts.count == 2, let source = parts[0], let act = parts[1], acts.contains(source), acts.contains(act)
      else {
        throw row.problem("rests-on", "there is no such act", expected: "12@15")
      }
      try db.execute(
        sql: "INSERT OR IGNORE INTO rest (import, source, act) VALUES (?, ?, ?)", arguments: [number, source, act])
    }
  }

  private func act(_ row: SliceRow) throws -> Int {
    let number = try row.integer("act")
    guard acts.contains(number) else { throw row.problem("act", "there is no such act", expected: "one of acts.csv") }
    return number
  }

  private func dimension(_ row: SliceRow) throws -> Int {
    let number = try row.integer("dimension")
    guard number > 0, number <= dimensions.count else {
      throw row.problem("dimension", "there is no such dimension", expected: "one of dimensions.csv")
    }
    return number
  }

  /// Complains about a row that stands there twice.
  private func insertOnce(_ row: SliceRow, _ sql: String, _ arguments: StatementArguments) throws {
    try db.cachedStatement(sql: sql).execute(arguments: arguments)
    guard db.changesCount == 1 else {
      throw SliceText.problem(row.file, row.line, nil, "the row stands there twice")
    }
  }

  private mutating func addDimension(_ row: SliceRow) throws {
    guard try row.integer("dimension") == dimensions.count + 1 else {
      throw row.problem("dimension", "dimensions are numbered from 1", expected: String(dimensions.count + 1))
    }
    var dimension = Dimension()
    for (index, field) in Dimension.fields.enumerated() {
      dimension[keyPath: field.path] = SliceCell.unguarded(row.cells[index + 1])
    }
    dimensions.append(dimension)
    let account: StatementArguments = [dimension.source, dimension.provider, dimension.account]
    try db.execute(
      sql: "INSERT OR IGNORE INTO account (format, provider, account) VALUES (?, ?, ?)", arguments: account)
    let id = try Int.fetchOne(
      db, sql: "SELECT id FROM account WHERE format = ? AND provider = ? AND account = ?", arguments: account)
    let values = Dimension.fields.map { dimension[keyPath: $0.path] as (any DatabaseValueConvertible)? }
    try insertOnce(
      row,
      """
      INSERT OR IGNORE INTO dimension (id, account_id, \(Dimension.columns.joined(separator: ", ")))
      VALUES (\(Array(repeating: "?", count: Dimension.columns.count + 2).joined(separator: ", ")))
      """, StatementArguments([dimensions.count, id] + values))
  }

  private mutating func addRollup(_ row: SliceRow) throws {
    let text = row.text("slot")
    let slot: RollupSlot =
      text.contains("T") ? .hour(try row.moment("slot").hour) : .sourceDay(try row.day("slot"))
    let columns = slot.columns
    let charge = try row.word("charge", of: SliceNames.charge)
    let basis = try row.word("basis", of: SliceNames.basis)
    let counts = try [
      "rows", "calls", "errors", "input-uncached", "input-cache-read", "input-cache-write", "output",
      "output-reasoning",
    ].map { try row.integer($0) }
    let money = [Int(try row.money("euro-cost")), Int(try row.money("euro-billed"))]
    let unpriced = try ["unpriced-rows", "unpriced-calls", "unpriced-tokens", "unbounded-rows", "unrated-rows"]
      .map { try row.integer($0) }
    let lines = try [row.integer("first-line", in: 0...1 << 50), row.integer("last-line", in: 0...1 << 50)]
    guard lines[0] <= lines[1] else {
      throw row.problem("last-line", "the last line lies before the first", expected: String(lines[0]))
    }
    try size.add(counts + money + unpriced, row)
    let key = [columns.kind, columns.slot, try act(row), try dimension(row), charge.rawValue, basis.rawValue]
    try insertOnce(
      row, "INSERT OR IGNORE INTO rollup VALUES (\(Array(repeating: "?", count: 23).joined(separator: ", ")))",
      StatementArguments(key + counts + money + unpriced + lines))
  }

  private mutating func addCoverage(_ row: SliceRow) throws {
    let days = try row.days("first-day", "last-day")
    try insertOnce(
      row, "INSERT OR IGNORE INTO coverage VALUES (?, ?, ?, ?, ?, ?, ?)",
      [
        try act(row), row.words("provider"), row.words("account"), try row.word("rank", of: SliceNames.rank).rawValue,
        try row.word("replaces-lower-ranks", of: SliceNames.answer), days.lowerBound.number, days.upperBound.number,
      ])
  }

  private mutating func addPeak(_ row: SliceRow) throws {
    let calls = try row.integer("calls", in: 1...1 << 50)
    try size.add([calls], row)
    try insertOnce(
      row, "INSERT OR IGNORE INTO user_peak (day, import, dimension, calls) VALUES (?, ?, ?, ?)",
      [try row.day("day").number, try act(row), try dimension(row), calls])
  }

  private mutating func addCeiling(_ row: SliceRow) throws {
    let number = try act(row)
    let day = try row.day("book-day").number
    try db.execute(sql: "INSERT OR IGNORE INTO price_book (import, day) VALUES (?, ?)", arguments: [number, day])
    guard try Int.fetchOne(db, sql: "SELECT day FROM price_book WHERE import = ?", arguments: [number]) == day else {
      throw row.problem("book-day", "a book has one day", expected: "the day of its other rows")
    }
    try insertOnce(
      row, "INSERT OR IGNORE INTO token_ceiling (import, provider, price) VALUES (?, ?, ?)",
      [number, row.words("provider"), try row.decimal("dollars-per-token")])
  }

  private mutating func addRate(_ row: SliceRow) throws {
    guard row.text("currency") == "USD" else {
      throw row.problem("currency", "no other rates are needed", expected: "USD")
    }
    try insertOnce(
      row, "INSERT OR IGNORE INTO exchange_rate (day, currency, import, rate) VALUES (?, ?, ?, ?)",
      [try row.day("day").number, "USD", try act(row), try row.decimal("units-per-euro")])
  }

  private mutating func original(_ row: SliceRow) throws -> OriginalAmount {
    let code = row.text("currency")
    let currency = Currency(code)
    guard code.isEmpty || currency != nil else {
      throw row.problem("currency", "this is no currency", expected: "three capitals")
    }
    return OriginalAmount(
      dimension: dimensions[try dimension(row) - 1], day: try row.day("day"), currency: currency,
      billed: try row.money("billed"), hasMoney: try row.word("has-money", of: SliceNames.answer))
  }
}

/// How large the sums can become at most, whatever their signs: beyond a quarter of what 64 bits hold nothing is true.
private struct SliceSize {
  private var sum = 0

  mutating func add(_ values: [Int], _ row: SliceRow) throws {
    for value in values {
      let (result, overflow) = sum.addingReportingOverflow(value == .min ? .max : abs(value))
      guard !overflow, result < Int.max / 4 else {
        throw SliceText.problem(row.file, row.line, nil, "the sum of the amounts or counts is too large to be true")
      }
      sum = result
    }
  }
}
