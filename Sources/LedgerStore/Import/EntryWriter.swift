import CostExports
import GRDB
import GRDBSQLite
import ReportCore

/// The inner loop of an import: one lookup and one insert per row, on the C statements, because building argument
/// lists would cost more than SQLite's own work. Lives within one transaction.
struct EntryWriter {
  /// A row on its way into the table.
  struct NewEntry {
    var line: Int
    var rowID: String?
    var scope: Int64?
    var account: Int64
    var booked: BookedEntry
  }

  private let db: Database
  private let importNumber: Int64
  private let insert: Statement
  private let lookup: Statement

  init(_ db: Database, importNumber: Int) throws {
    self.db = db
    self.importNumber = Int64(importNumber)
    insert = try db.makeStatement(
      sql: """
        INSERT INTO entry (import, line, row_id, scope, dimension, account, first_day, last_day, start, charge, basis,
          price_status, calls, errors, input_uncached, input_cache_read, input_cache_write, output, output_reasoning,
          cost, billed, currency, euro_cost, euro_billed, rate, rate_day, rate_import)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """)
    lookup = try db.makeStatement(
      sql: """
        SELECT id FROM entry e WHERE account = ? AND first_day = ? AND row_id = ?
          AND NOT EXISTS (SELECT 1 FROM supersession s WHERE s.entry = e.id)
        """)
  }

  /// The id of the entry in force with that id of the source's own.
  func inForce(rowID: String, account: Int64, day: CalendarDay) throws -> Int64? {
    let statement = lookup.sqliteStatement
    defer { sqlite3_reset(statement) }
    sqlite3_bind_int64(statement, 1, account)
    sqlite3_bind_int64(statement, 2, Int64(day.number))
    bind(statement, 3, rowID)
    switch sqlite3_step(statement) {
    case SQLITE_ROW: return sqlite3_column_int64(statement, 0)
    case SQLITE_DONE: return nil
    case let code: throw failure(code)
    }
  }

  /// Adds an entry and gives its id.
  func add(_ entry: NewEntry) throws -> Int64 {
    let booked = entry.booked
    let days = booked.days
    let statement = insert.sqliteStatement
    var index: Int32 = 0
    func bind(_ value: Int64?) {
      index += 1
      if let value { sqlite3_bind_int64(statement, index, value) } else { sqlite3_bind_null(statement, index) }
    }
    func bind(_ value: Int) { bind(Int64(value)) }
    func bind(_ value: String?) {
      index += 1
      if let value { self.bind(statement, index, value) } else { sqlite3_bind_null(statement, index) }
    }
    bind(importNumber)
    bind(entry.line)
    bind(entry.rowID)
    bind(entry.scope)
    bind(booked.dimension)
    bind(entry.account)
    bind(days.lowerBound.number)
    bind(days.upperBound.number)
    if case .moment(let moment) = booked.time { bind(moment.microseconds) } else { bind(nil as Int64?) }
    bind(booked.charge.rawValue)
    bind(booked.basis.rawValue)
    bind(booked.priceStatus.rawValue)
    bind(booked.calls)
    bind(booked.errors)
    bind(booked.tokens.inputUncached)
    bind(booked.tokens.inputCacheRead)
    bind(booked.tokens.inputCacheWrite)
    bind(booked.tokens.output)
    bind(booked.tokens.outputReasoning)
    bind(booked.cost)
    bind(booked.billed)
    bind(booked.currency?.code)
    bind(booked.euro?.cost)
    bind(booked.euro?.billed)
    bind(booked.euro?.rate)
    bind((booked.euro?.rateDay?.number).map(Int64.init))
    bind((booked.euro?.rateImport).map(Int64.init))
    let code = sqlite3_step(statement)
    // The reason of a failure is gone after the reset.
    let problem = code == SQLITE_DONE ? nil : failure(code)
    sqlite3_reset(statement)
    if let problem { throw problem }
    return db.lastInsertedRowID
  }

  private func bind(_ statement: OpaquePointer, _ index: Int32, _ text: String) {
    var text = text
    text.withUTF8 { bytes in
      bytes.withMemoryRebound(to: CChar.self) { characters in
        // SQLite copies the bytes before the call returns.
        let transient = unsafeBitCast(-1, to: sqlite3_destructor_type.self)
        _ = sqlite3_bind_text(statement, index, characters.baseAddress, Int32(characters.count), transient)
      }
    }
  }

  private func failure(_ code: Int32) -> DatabaseError {
    DatabaseError(resultCode: ResultCode(rawValue: code), message: db.lastErrorMessage)
  }
}
