import GRDB
import GRDBSQLite

/// A prepared statement driven through SQLite's own functions, for what runs once per entry or carries blobs: building
/// lists of arguments would cost more than SQLite's own work. Lives within one transaction.
struct RawStatement {
  private let db: Database
  private let owner: Statement
  private let statement: OpaquePointer

  init(_ db: Database, _ sql: String) throws {
    self.db = db
    owner = try db.cachedStatement(sql: sql)
    statement = owner.sqliteStatement
    sqlite3_reset(statement)
  }

  func bind(_ index: Int32, _ value: Int) { sqlite3_bind_int64(statement, index, Int64(value)) }

  func bind(_ index: Int32, _ value: Int?) {
    if let value { bind(index, value) } else { sqlite3_bind_null(statement, index) }
  }

  func bind(_ index: Int32, _ value: String?) {
    guard var value else {
      sqlite3_bind_null(statement, index)
      return
    }
    value.withUTF8 { bytes in
      bytes.withMemoryRebound(to: CChar.self) { characters in
        _ = sqlite3_bind_text(statement, index, characters.baseAddress, Int32(characters.count), RawStatement.transient)
      }
    }
  }

  /// Binds bytes for the time of `body`, uncopied.
  func binding<Value>(_ index: Int32, _ bytes: UnsafeRawBufferPointer, _ body: () throws -> Value) rethrows -> Value {
    sqlite3_bind_blob64(statement, index, bytes.baseAddress, UInt64(bytes.count), nil)
    defer { sqlite3_bind_null(statement, index) }
    return try body()
  }

  /// Executes a statement that gives no rows.
  func run() throws {
    let code = sqlite3_step(statement)
    // The reason of a failure is gone after the reset.
    let problem = code == SQLITE_DONE ? nil : failure(code)
    sqlite3_reset(statement)
    if let problem { throw problem }
  }

  /// Goes to the next row; false behind the last, and then the statement can be run again.
  func next() throws -> Bool {
    switch sqlite3_step(statement) {
    case SQLITE_ROW: return true
    case SQLITE_DONE:
      sqlite3_reset(statement)
      return false
    case let code:
      let problem = failure(code)
      sqlite3_reset(statement)
      throw problem
    }
  }

  /// Ends a run before its last row.
  func reset() { sqlite3_reset(statement) }

  func integer(_ column: Int32) -> Int { Int(sqlite3_column_int64(statement, column)) }

  /// The same of a column that always has a value: without one the ledger is damaged, in a way SQLite does not see.
  func value(_ column: Int32) throws -> Int {
    guard sqlite3_column_type(statement, column) == SQLITE_INTEGER else {
      throw DatabaseError(resultCode: .SQLITE_CORRUPT, message: "column \(column) has no value")
    }
    return integer(column)
  }

  func optionalInteger(_ column: Int32) -> Int? {
    sqlite3_column_type(statement, column) == SQLITE_NULL ? nil : integer(column)
  }

  func text(_ column: Int32) -> String? {
    sqlite3_column_text(statement, column).map { String(cString: $0) }
  }

  /// The bytes of a blob, valid until the statement goes on.
  func blob(_ column: Int32) -> UnsafeRawBufferPointer {
    // SQLite wants the pointer asked for before the length.
    let start = sqlite3_column_blob(statement, column)
    return UnsafeRawBufferPointer(start: start, count: Int(sqlite3_column_bytes(statement, column)))
  }

  /// SQLite copies the bytes before the call returns.
  private static var transient: sqlite3_destructor_type { unsafeBitCast(-1, to: sqlite3_destructor_type.self) }

  private func failure(_ code: Int32) -> DatabaseError {
    DatabaseError(resultCode: ResultCode(rawValue: code), message: db.lastErrorMessage)
  }
}
