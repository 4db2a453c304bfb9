import GRDB
import ReportCore

/// A cost ledger: one SQLite file that can be made again from its journal at any time.
public struct Ledger: Sendable {
  let queue: DatabaseQueue
  /// The path as it was given; `:memory:` for a ledger without file.
  public let path: String
  /// What a part of a ledger knows of the whole; nil for a whole one.
  var slice: SliceRest?

  /// Opens an existing ledger. Refuses, with a sentence of its own for each: no file, an empty file, a file that is
  /// not SQLite, another program's SQLite file, a ledger of a newer program, a damaged one.
  public init(opening path: String) throws {
    try Ledger.examine(path)
    self = try Ledger.guarding(path) { try Ledger(connecting: path) }
  }

  /// Makes a new ledger at a path where nothing is.
  init(creating path: String) throws {
    guard try FileSystem.status(path) == nil else { throw Ledger.exists(path) }
    self = try Ledger.guarding(path) { try Ledger(connecting: path) }
  }

  /// A ledger that lives as long as this value.
  static func inMemory() throws -> Ledger {
    let queue = try DatabaseQueue(configuration: configuration)
    try LedgerSchema.migrator.migrate(queue)
    return Ledger(queue: queue, path: ":memory:")
  }

  private init(queue: DatabaseQueue, path: String) {
    self.queue = queue
    self.path = path
  }

  private init(connecting path: String) throws {
    let queue = try DatabaseQueue(path: path, configuration: Ledger.configuration)
    try LedgerSchema.migrator.migrate(queue)
    self.init(queue: queue, path: path)
  }

  /// Closes the file; the value must not be used afterwards.
  func close() throws { try queue.close() }

  private static var configuration: Configuration {
    var configuration = Configuration()
    configuration.label = "ledger"
    configuration.busyMode = .timeout(5)
    configuration.prepareDatabase { db in
      // One file that can be copied: no write-ahead log. EXTRA also syncs the folder when the rollback journal goes.
      try db.execute(sql: "PRAGMA journal_mode = DELETE; PRAGMA synchronous = EXTRA; PRAGMA cache_size = -16384")
    }
    return configuration
  }

  /// Reads, with SQLite's failures told as diagnostics.
  func read<Value>(_ body: (Database) throws -> Value) throws -> Value {
    try Ledger.guarding(path) { try queue.read(body) }
  }

  /// Writes in one transaction that is all or nothing.
  func write<Value>(_ body: (Database) throws -> Value) throws -> Value {
    try Ledger.guarding(path) { try queue.write(body) }
  }
}
