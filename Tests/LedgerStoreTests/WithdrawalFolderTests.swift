import CostExports
import GRDB
import ReportCore
import Testing

@testable import LedgerStore

/// Withdrawals in journal and folder.
struct WithdrawalFolderTests {
  private let days = Fixture.day(20_700)...Fixture.day(20_900)

  private func startedSite() throws -> TemporarySite {
    let site = try TemporarySite()
    try site.write(Export.rates, "content/ledger/rates.csv")
    try site.write(Export.openAI([("2026-11-13", "11.6"), ("2026-11-14", "1.16")]), "content/ledger/costs.csv")
    try site.bringUpToDate()
    try site.importFiles([try site.write(Export.openAI([("2026-11-13", "5.8")]), "downloads/correction.csv")])
    return site
  }

  private func euros(_ ledger: Ledger) throws -> Int64 { try ledger.view(days: days).euroCost }

  private func withdraw(_ site: TemporarySite, _ number: Int, _ reason: String = "the wrong month") throws
    -> WithdrawReport
  {
    try site.place.withdraw(number: number, reason: reason, now: try #require(Instant("2026-11-24T06:00:00Z"))).report
  }

  @Test func `a withdrawal is a line of the journal; the file stays and does not come back by itself`() throws {
    let site = try startedSite()
    #expect(try withdraw(site, 3).restored == 1)
    #expect(try site.text("content/ledger/journal.csv").hasSuffix(",openai-cost-csv/1,3: the wrong month\n"))
    let update = try site.bringUpToDate("2026-11-25T06:00:00Z")
    #expect(update.outcomes.isEmpty && update.warnings.isEmpty)
    // € 10 and € 1 again, where € 5 had stood in for the € 10.
    #expect(try euros(update.ledger) == 11_000_000_000)
    #expect(try site.ledgerFiles().contains("correction.csv"))
  }

  @Test func `a ledger made again has the withdrawal at its moment`() throws {
    let site = try startedSite()
    _ = try withdraw(site, 3)
    let kept = try site.bringUpToDate().ledger
    let dump = try kept.dump()
    try kept.close()
    try FileSystem.remove(site.place.ledger)
    let update = try site.bringUpToDate()
    #expect(update.wasRebuilt)
    #expect(try update.ledger.dump() == dump)
    let before = try #require(Instant("2026-11-23T06:00:00.000009Z"))
    #expect(try update.ledger.view(asOf: before, days: days).euroCost == 6_000_000_000)
  }

  @Test(arguments: ["content/ledger/correction.csv", "downloads/correction.csv", "downloads/other-name.csv"])
  func `a withdrawn file comes in again when somebody names it, and is not kept twice`(path: String) throws {
    let site = try startedSite()
    _ = try withdraw(site, 3)
    try site.write(Export.openAI([("2026-11-13", "5.8")]), path)
    let files = try site.ledgerFiles()
    let update = try site.importFiles(["\(site.path)/\(path)"], "2026-11-25T06:00:00Z")
    #expect(update.imported.map(\.record.number) == [5])
    #expect(update.imported.map(\.record.file) == ["correction.csv"])
    #expect(try euros(update.ledger) == 6_000_000_000)
    #expect(try site.ledgerFiles() == files)
    #expect(try site.bringUpToDate("2026-11-26T06:00:00Z").outcomes.isEmpty)
    #expect(try site.importFiles(["\(site.path)/\(path)"], "2026-11-27T06:00:00Z").imported.isEmpty)
  }

  @Test func `a withdrawal that is not in the journal did not happen`() throws {
    let site = try startedSite()
    let journal = try site.text("content/ledger/journal.csv")
    let before = try site.bringUpToDate().ledger.dump()
    _ = try withdraw(site, 3)
    try site.write(journal, "content/ledger/journal.csv")
    let update = try site.bringUpToDate()
    #expect(update.warnings.map(\.code) == ["import-unfinished"])
    #expect(try update.ledger.dump() == before)
  }

  @Test func `refused without a reason, for rates that amounts rest on, and for what is no import`() throws {
    let site = try startedSite()
    let journal = try site.text("content/ledger/journal.csv")
    let ledger = try site.bytes("ledger.sqlite")
    for (number, reason, code) in [
      (3, " ", "reason-missing"), (3, "two\nlines", "reason-missing"), (1, "old", "import-rested-on"),
      (9, "none", "not-withdrawable"),
    ] {
      let error = try #require(throws: DiagnosticList.self) { try withdraw(site, number, reason) }
      #expect(error.diagnostics.map(\.code) == [code])
    }
    #expect(try site.text("content/ledger/journal.csv") == journal)
    #expect(try site.bytes("ledger.sqlite") == ledger)
  }

  @Test func `an import that was not kept can be withdrawn, and its file is not asked for`() throws {
    let site = try TemporarySite()
    try site.importFiles([try site.write(Export.manual, "downloads/manual.csv")], copy: false)
    _ = try withdraw(site, 1)
    let update = try site.bringUpToDate("2026-11-25T06:00:00Z")
    #expect(update.outcomes.isEmpty)
    #expect(try euros(update.ledger) == 0)
  }
}

struct OutdatedLedgerTests {
  @Test func `a ledger of an older schema is made again from the journal, and says so once`() throws {
    let site = try TemporarySite()
    try site.write(Export.rates, "content/ledger/rates.csv")
    let ledger = try site.bringUpToDate().ledger
    let dump = try ledger.dump()
    try ledger.queue.writeWithoutTransaction { try $0.execute(sql: "PRAGMA user_version = 1") }
    try ledger.close()
    #expect(
      try #require(throws: Diagnostic.self) { _ = try Ledger(opening: site.place.ledger) }.summary
        == "the ledger was written by an older version of peil")
    let update = try site.bringUpToDate()
    #expect(update.warnings.map(\.code) == ["ledger-outdated"])
    #expect(update.wasRebuilt && update.outcomes.isEmpty)
    #expect(try update.ledger.dump() == dump)
    #expect(try site.bringUpToDate().warnings.isEmpty)
  }

  @Test func `an older ledger without its journal is left alone`() throws {
    let site = try TemporarySite()
    try site.write(Export.rates, "content/ledger/rates.csv")
    let ledger = try site.bringUpToDate().ledger
    try ledger.queue.writeWithoutTransaction { try $0.execute(sql: "PRAGMA user_version = 1") }
    try ledger.close()
    try FileSystem.remove("\(site.path)/content/ledger/journal.csv")
    let bytes = try site.bytes("ledger.sqlite")
    let error = try #require(throws: DiagnosticList.self) { try site.bringUpToDate() }
    #expect(error.diagnostics.map(\.code) == ["journal-missing"])
    #expect(try site.bytes("ledger.sqlite") == bytes)
  }
}
