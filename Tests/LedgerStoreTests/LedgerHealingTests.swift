import ReportCore
import Testing

@testable import LedgerStore

/// What is left when a program ends at the wrong moment, and how the next run puts it right.
struct LedgerHealingTests {
  private let days = Fixture.day(20_700)...Fixture.day(20_900)

  private func startedSite() throws -> TemporarySite {
    let site = try TemporarySite()
    try site.write(Export.rates, "content/ledger/rates.csv")
    try site.write(Export.openAI([("2026-11-13", "11.6"), ("2026-11-14", "1.16")]), "content/ledger/costs.csv")
    try site.bringUpToDate()
    return site
  }

  @Test func `an act without a journal line is taken back, and its file imported again`() throws {
    let site = try startedSite()
    let journal = try site.text("content/ledger/journal.csv")
    let before = try Ledger(opening: site.place.ledger).view(days: days)
    // This file supersedes, covers and spreads: all of it has to go.
    let path = try site.write(Export.openAI([("2026-11-13", "5.8")]), "downloads/correction.csv")
    try site.importFiles([path, try site.write(Export.manual, "downloads/manual.csv")])
    try site.write(journal, "content/ledger/journal.csv")

    let ledger = try Ledger(opening: site.place.ledger)
    try ledger.takeBack(after: 2)
    #expect(try ledger.view(days: days).isSame(as: before))
    try ledger.close()

    let update = try site.bringUpToDate("2026-11-24T06:00:00Z")
    #expect(update.imported.map(\.record.file) == ["correction.csv", "manual.csv"])
    #expect(update.imported.map(\.superseded) == [1, 0])
    #expect(update.imported.first?.record.moment.description == "2026-11-24T06:00:00Z")
  }

  @Test func `a ledger ahead of its journal says so once`() throws {
    let site = try startedSite()
    let journal = try site.text("content/ledger/journal.csv")
    try site.write(Export.manual, "content/ledger/manual.csv")
    try site.bringUpToDate()
    try site.write(journal, "content/ledger/journal.csv")
    let update = try site.bringUpToDate()
    #expect(update.warnings.map(\.code) == ["import-unfinished"])
    #expect(!update.wasRebuilt)
    #expect(update.imported.map(\.record.file) == ["manual.csv"])
    #expect(try site.bringUpToDate().warnings.isEmpty)
  }

  @Test func `an act without its file's booking is booked from the journal`() throws {
    let site = try startedSite()
    let old = try #require(try site.bytes("ledger.sqlite"))
    try site.write(Export.manual, "content/ledger/manual.csv")
    let whole = try site.bringUpToDate().ledger.view(days: days)
    try FileSystem.replace(site.place.ledger, with: old)
    let update = try site.bringUpToDate()
    #expect(update.outcomes.isEmpty && !update.wasRebuilt)
    #expect(try update.ledger.view(days: days).isSame(as: whole))
  }

  @Test func `a copied file without an act is imported`() throws {
    let site = try startedSite()
    try site.write(Export.manual, "content/ledger/manual.csv")
    #expect(try site.bringUpToDate().imported.map(\.record.file) == ["manual.csv"])
  }

  @Test func `half-made files are swept`() throws {
    let site = try startedSite()
    try site.write("half", "content/ledger/.import-0.new")
    try site.write("half", "content/ledger/.journal.csv.new")
    try site.write("half", "ledger.sqlite.new")
    try FileSystem.remove(site.place.ledger)
    try site.write("left over", "ledger.sqlite-journal")
    #expect(try site.bringUpToDate().wasRebuilt)
    #expect(try site.ledgerFiles() == ["costs.csv", "journal.csv", "rates.csv"])
    #expect(try FileSystem.names(in: site.path) == ["content", "ledger.sqlite"])
  }

  @Test func `a rebuilt ledger equals the kept one`() throws {
    let site = try startedSite()
    try site.write(Export.requests([("r1", "2026-11-16 09:00:00", "1.2")]), "content/ledger/calls.csv")
    try site.bringUpToDate("2026-11-23T07:00:00Z")
    try site.write(Export.nextRates, "content/ledger/next.csv")
    try site.write(Export.openAI([("2026-11-13", "5.8")]), "content/ledger/correction.csv")
    let kept = try site.bringUpToDate("2026-11-23T08:00:00Z").ledger
    let entries = try kept.entries(LedgerEntryFilter(), limit: 100)
    let moments = try kept.acts().map(\.moment)
    let views = try moments.map { try kept.view(asOf: $0, days: days) }
    try kept.close()
    try FileSystem.remove(site.place.ledger)
    let update = try site.bringUpToDate()
    #expect(update.wasRebuilt)
    for (moment, view) in zip(moments, views) {
      #expect(try update.ledger.view(asOf: moment, days: days).isSame(as: view))
    }
    #expect(try update.ledger.entries(LedgerEntryFilter(), limit: 100) == entries)
  }

  @Test func `a ledger of another journal is made again`() throws {
    let site = try startedSite()
    let other = try TemporarySite()
    try other.write(Export.manual, "content/ledger/manual.csv")
    try other.bringUpToDate()
    try FileSystem.replace(site.place.ledger, with: try #require(try other.bytes("ledger.sqlite")))
    let update = try site.bringUpToDate()
    #expect(update.wasRebuilt)
    #expect(try update.ledger.acts().map(\.file) == ["rates.csv", "costs.csv"])
  }

  @Test func `commands that only ask heal the ledger and import nothing`() throws {
    let site = try startedSite()
    try FileSystem.remove(site.place.ledger)
    try site.write(Export.manual, "content/ledger/manual.csv")
    let update = try site.place.bringInStep()
    #expect(update.wasRebuilt && update.outcomes.isEmpty)
    #expect(try update.ledger.acts().count == 2)
  }

  @Test func `a lost journal is not taken for a beginning`() throws {
    let site = try startedSite()
    try FileSystem.remove("\(site.path)/content/ledger/journal.csv")
    let error = try #require(throws: DiagnosticList.self) { try site.bringUpToDate() }
    #expect(error.diagnostics.map(\.code) == ["journal-missing"])
    #expect(try Ledger(opening: site.place.ledger).acts().count == 2)
  }

  @Test func `an act of another importer's version is not repeated`() throws {
    let site = try startedSite()
    let journal = try site.text("content/ledger/journal.csv")
    try site.write(journal.replacing("openai-cost-csv/1", with: "openai-cost-csv/7"), "content/ledger/journal.csv")
    let error = try #require(throws: DiagnosticList.self) { try site.bringUpToDate() }
    #expect(error.diagnostics.map(\.code) == ["importer-differs"])
    #expect(error.diagnostics.map(\.expected) == ["openai-cost-csv/7"])
    #expect(try FileSystem.names(in: site.path) == ["content", "ledger.sqlite"])
  }
}
