import GRDB
import ReportCore
import Testing

@testable import LedgerStore

struct LedgerOpeningTests {
  private func refusal(_ path: String) throws -> Diagnostic {
    try #require(throws: Diagnostic.self) { _ = try Ledger(opening: path) }
  }

  @Test func `opens what it made`() throws {
    let site = try TemporarySite()
    let path = "\(site.path)/ledger.sqlite"
    try Ledger(creating: path).close()
    #expect(try Ledger(opening: path).acts().isEmpty)
  }

  @Test func `refuses a file that does not exist`() throws {
    let site = try TemporarySite()
    #expect(try refusal("\(site.path)/none.sqlite").summary == "there is no ledger here")
    #expect(try site.bytes("none.sqlite") == nil)
  }

  @Test func `refuses an empty file`() throws {
    let site = try TemporarySite()
    #expect(try refusal(site.write("", "ledger.sqlite")).summary == "the file is empty; a ledger never is")
  }

  @Test(arguments: ["short", String(repeating: "no database. ", count: 400)])
  func `refuses a file that is not SQLite, and leaves it as it is`(text: String) throws {
    let site = try TemporarySite()
    let problem = try refusal(site.write(text, "ledger.sqlite"))
    #expect(problem.summary == "the file is not a ledger: it is not a SQLite file")
    #expect(try site.text("ledger.sqlite") == text)
  }

  @Test func `refuses another program's SQLite file, and leaves it as it is`() throws {
    let site = try TemporarySite()
    let path = "\(site.path)/ledger.sqlite"
    let foreign = try DatabaseQueue(path: path)
    try foreign.write { try $0.execute(sql: "CREATE TABLE t (a); PRAGMA application_id = 7") }
    try foreign.close()
    let before = try site.bytes("ledger.sqlite")
    let problem = try refusal(path)
    #expect(problem.summary == "the file is a SQLite file of another program")
    #expect(problem.found == "application id 7")
    #expect(try site.bytes("ledger.sqlite") == before)
  }

  @Test func `refuses a ledger of a newer program`() throws {
    let site = try TemporarySite()
    let path = "\(site.path)/ledger.sqlite"
    let ledger = try Ledger(creating: path)
    try ledger.queue.writeWithoutTransaction { try $0.execute(sql: "PRAGMA user_version = 4") }
    try ledger.close()
    let problem = try refusal(path)
    #expect(problem.summary == "the ledger was written by a newer version of peil")
    #expect(problem.found == "schema 4" && problem.expected == "at most schema 3")
  }

  @Test func `refuses a folder`() throws {
    let site = try TemporarySite()
    #expect(try refusal(site.path).summary == "this is a folder, a link or a device, not a ledger")
  }

  @Test func `says that a ledger is damaged`() throws {
    let site = try TemporarySite()
    let path = "\(site.path)/ledger.sqlite"
    try Ledger(creating: path).close()
    var bytes = try #require(try site.bytes("ledger.sqlite"))
    for index in 100..<4096 { bytes[index] = 0x5A }
    try FileSystem.replace(path, with: bytes)
    #expect(try refusal(path).summary == "the ledger is damaged")
  }

  @Test(arguments: [
    "DELETE FROM sqlite_schema WHERE name = 'grdb_migrations'", "DELETE FROM sqlite_schema WHERE name = 'import'",
  ])
  func `a ledger that lost a table is damaged, not a defect of the program`(sql: String) throws {
    let site = try TemporarySite()
    let path = "\(site.path)/ledger.sqlite"
    let ledger = try Ledger(creating: path)
    try ledger.queue.writeWithoutTransaction { try $0.execute(sql: "PRAGMA writable_schema = ON; \(sql)") }
    try ledger.close()
    let problem = try #require(throws: Diagnostic.self) { _ = try Ledger(opening: path).acts() }
    #expect(problem.summary == "the ledger is damaged")
  }

  @Test(arguments: [
    // What SQLite itself would refuse to write is written past it, as a bad disk does.
    "rollup SET euro_cost = NULL", "import SET moment = NULL",
    "coverage SET last_day = first_day - 1", "dimension SET model = NULL", "import SET last_entry = first_entry - 1",
  ])
  func `a damaged value ends in a sentence, not in a crash`(update: String) throws {
    let site = try TemporarySite()
    try site.write(Export.openAI([("2026-11-13", "11.6"), ("2026-11-14", "1.16")]), "content/ledger/costs.csv")
    let ledger = try site.bringUpToDate().ledger
    let days = Fixture.day(20_700)...Fixture.day(20_900)
    try ledger.queue.writeWithoutTransaction { db in
      try db.execute(sql: "PRAGMA writable_schema = ON")
      try db.execute(
        sql: """
          UPDATE sqlite_schema SET sql = replace(replace(replace(sql, ' NOT NULL', ''), ') STRICT,', ')'), ') STRICT', ')')
          WHERE name IN ('rollup', 'coverage', 'dimension', 'import')
          """)
      try db.execute(sql: "PRAGMA writable_schema = RESET")
      try db.execute(sql: "UPDATE \(update)")
    }
    let problem = try #require(throws: Diagnostic.self) {
      _ = try ledger.acts()
      _ = try ledger.view(days: days)
      try ledger.forEachEntry(LedgerEntryFilter()) { _ in true }
    }
    #expect(problem.summary == "the ledger is damaged")
  }

  @Test func `another program at work, a full disk and missing permission are not errors of the input`() throws {
    let codes = [
      (ResultCode.SQLITE_BUSY, "ledger-busy"), (.SQLITE_FULL, "input-output"), (.SQLITE_READONLY, "input-output"),
      (.SQLITE_IOERR, "input-output"), (.SQLITE_CORRUPT, "ledger-refused"),
    ]
    for (code, expected) in codes {
      let problem = try #require(throws: Diagnostic.self) {
        try Ledger.guarding("ledger.sqlite") { throw DatabaseError(resultCode: code) }
      }
      #expect(problem.code == expected)
    }
  }

  @Test func `an entry cannot be changed`() throws {
    let ledger = try Ledger.of([Fixture.content([Fixture.request("a")])])
    #expect(throws: DatabaseError.self) {
      try ledger.write { try $0.execute(sql: "UPDATE entry_block SET entries = 1") }
    }
  }

  @Test func `a ledger is one file that SQLite finds sound`() throws {
    let site = try TemporarySite()
    try site.write(Export.rates, "content/ledger/rates.csv")
    let ledger = try site.bringUpToDate().ledger
    #expect(try ledger.read { try String.fetchOne($0, sql: "PRAGMA integrity_check") } == "ok")
    #expect(try ledger.read { try Row.fetchAll($0, sql: "PRAGMA foreign_key_check") }.isEmpty)
    #expect(try FileSystem.names(in: site.path) == ["content", "ledger.sqlite"])
  }
}
