import GRDB
import Glibc
import ReportCore

extension Ledger {
  /// Looks at the header before SQLite does: a foreign file is left as it is.
  static func examine(_ path: String) throws {
    let version = try schemaVersion(path)
    guard version >= UInt32(LedgerSchema.version) else {
      throw refusal(
        path, "the ledger was written by an older version of peil", found: "schema \(version)",
        expected: "schema \(LedgerSchema.version)",
        remedy: "Run peil import or peil build: they make the ledger again from the journal.")
    }
  }

  /// True for a ledger of an older schema, which has to be made again.
  static func isOutdated(_ path: String) throws -> Bool {
    try schemaVersion(path) < UInt32(LedgerSchema.version)
  }

  private static func schemaVersion(_ path: String) throws -> UInt32 {
    guard let status = try FileSystem.status(path) else { throw absent(path) }
    guard status.kind == .regular else {
      throw refusal(
        path, "this is a folder, a link or a device, not a ledger", remedy: "Give the ledger's own path with --ledger.")
    }
    guard status.stamp.size > 0 else {
      throw refusal(
        path, "the file is empty; a ledger never is",
        remedy: "Remove the file: the ledger is made again from the journal.")
    }
    let header = try head(of: path)
    guard header.count == 100, header.starts(with: Array("SQLite format 3\0".utf8)) else {
      throw refusal(
        path, "the file is not a ledger: it is not a SQLite file",
        remedy: "Give another --ledger path, or move the file away.")
    }
    let application = number(header[68..<72])
    guard application == UInt32(bitPattern: LedgerSchema.applicationID) else {
      throw refusal(
        path, "the file is a SQLite file of another program", found: "application id \(application)",
        expected: "application id \(LedgerSchema.applicationID)",
        remedy: "Give another --ledger path, or move the file away.")
    }
    let version = number(header[60..<64])
    guard version > 0 else {
      throw refusal(
        path, "the ledger has no schema", remedy: "Move the file away: the ledger is made again from the journal.")
    }
    guard version <= UInt32(LedgerSchema.version) else {
      throw refusal(
        path, "the ledger was written by a newer version of peil", found: "schema \(version)",
        expected: "at most schema \(LedgerSchema.version)",
        remedy: "Use the newer version, or remove the file: the ledger is made again from the journal.")
    }
    return version
  }

  /// Turns what SQLite says into a diagnostic; all other errors pass.
  static func guarding<Value>(_ path: String, _ body: () throws -> Value) throws -> Value {
    do {
      return try body()
    } catch let error as DatabaseError {
      let message = error.message ?? "no message"
      switch error.resultCode {
      case .SQLITE_BUSY, .SQLITE_LOCKED:
        throw refusal(
          path, code: "ledger-busy", "another program is writing to the ledger",
          remedy: "Wait until it has finished, then run the command again.")
      case .SQLITE_CORRUPT, .SQLITE_NOTADB:
        throw damaged(path, found: message)
      // Our own statements are right: what they speak of was there when the ledger was made.
      case .SQLITE_ERROR where message.hasPrefix("no such ") || message.hasSuffix(" already exists"):
        throw damaged(path, found: message)
      case .SQLITE_FULL:
        throw refusal(
          path, code: "input-output", "the disk is full",
          remedy: "Make room, then run the command again; nothing was changed.")
      case .SQLITE_READONLY, .SQLITE_CANTOPEN, .SQLITE_PERM, .SQLITE_IOERR:
        throw refusal(
          path, code: "input-output", "the ledger cannot be opened or written", found: message,
          remedy: "Check the folder and its permissions, then run the command again.")
      default: throw error
      }
    } catch is RowDecodingError {
      throw damaged(path, found: "a value is missing")
    }
  }

  static func absent(_ path: String) -> Diagnostic {
    refusal(
      path, "there is no ledger here", remedy: "Run peil import or peil build: they make the ledger from the journal.")
  }

  static func damaged(_ path: String, found: String) -> Diagnostic {
    refusal(
      path, "the ledger is damaged", found: found,
      remedy: "Move the file away: the ledger is made again from the journal.")
  }

  static func exists(_ path: String) -> Diagnostic {
    refusal(path, "there is a file already", remedy: "Give another --ledger path, or move the file away.")
  }

  private static func refusal(
    _ path: String, code: String = "ledger-refused", _ summary: String, found: String? = nil, expected: String? = nil,
    remedy: String
  ) -> Diagnostic {
    Diagnostic(code: code, at: SourcePlace(file: path), summary, found: found, expected: expected, remedy: remedy)
  }

  private static func head(of path: String) throws -> [UInt8] {
    let file = Glibc.open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { throw FileSystem.failure("cannot be opened", path) }
    defer { Glibc.close(file) }
    return [UInt8](unsafeUninitializedCapacity: 100) { buffer, count in
      count = max(0, Glibc.pread(file, buffer.baseAddress, 100, 0))
    }
  }

  private static func number(_ bytes: ArraySlice<UInt8>) -> UInt32 {
    bytes.reduce(0) { $0 << 8 | UInt32($1) }
  }
}
