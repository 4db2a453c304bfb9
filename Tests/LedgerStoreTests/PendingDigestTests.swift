import CostExports
import GRDB
import ReportCore
import Testing

@testable import LedgerStore

/// Large files are copied while they are booked: nothing must come of it but the time it spares.
struct PendingDigestTests {
  private func place(_ site: TemporarySite) -> LedgerFolder {
    var place = site.place
    place.pendingSize = 1
    return place
  }

  private let now = Instant(seconds: 1_795_000_000)

  private func fill(_ site: TemporarySite) throws -> [String] {
    try site.write(Export.rates, "content/ledger/rates.csv")
    try site.write(Export.manual, "content/ledger/manual.csv")
    return [
      try site.write(Export.requests([("r1", "2026-11-13 10:00:00", "2.32")]), "downloads/calls.csv"),
      try site.write(Export.openAI([("2026-11-13", "11.6"), ("2026-11-14", "1.16")]), "downloads/costs.csv"),
    ]
  }

  @Test(arguments: [true, false])
  func `journal, ledger and files are the same as when the digest comes first`(copy: Bool) throws {
    let slow = try TemporarySite()
    let fast = try TemporarySite()
    let first = try slow.place.importFiles(try fill(slow), copy: copy, now: now)
    let second = try place(fast).importFiles(try fill(fast), copy: copy, now: now)
    #expect(second.imported == first.imported)
    #expect(try second.ledger.dump() == first.ledger.dump())
    #expect(try fast.text("content/ledger/journal.csv") == slow.text("content/ledger/journal.csv"))
    #expect(try fast.ledgerFiles() == slow.ledgerFiles())
    for name in try fast.ledgerFiles() {
      #expect(try fast.bytes("content/ledger/\(name)") == slow.bytes("content/ledger/\(name)"))
    }
    // The next run finds all in order and nothing to do.
    let again = try place(fast).bringUpToDate(now: now)
    #expect(again.outcomes.isEmpty && again.warnings.isEmpty && !again.wasRebuilt)
  }

  @Test func `the same bytes twice in one run are one import, and none in the next`() throws {
    let site = try TemporarySite()
    let paths = try fill(site)
    let twin = try site.write(Export.requests([("r1", "2026-11-13 10:00:00", "2.32")]), "downloads/twin.csv")
    // As long as the twins, and not one of them.
    let other = try site.write(Export.requests([("r2", "2026-11-13 10:00:00", "2.32")]), "downloads/other.csv")
    let update = try place(site).importFiles(paths + [twin, other], now: now)
    #expect(update.imported.map(\.record.file) == ["rates.csv", "calls.csv", "costs.csv", "manual.csv", "other.csv"])
    let files = try site.ledgerFiles()
    let again = try place(site).importFiles(paths + [twin, other], now: now)
    #expect(again.imported.isEmpty && again.outcomes.count == 4)
    #expect(try site.ledgerFiles() == files)
  }

  @Test func `a bad file leaves no copy of itself or of the others`() throws {
    let site = try TemporarySite()
    let paths = try fill(site)
    let bad = try site.write(Export.openAI([("2026-11-15", "twelve")]), "downloads/bad.csv")
    let before = try site.ledgerFiles()
    let error = try #require(throws: DiagnosticList.self) { try place(site).importFiles(paths + [bad], now: now) }
    #expect(error.diagnostics.map { $0.place?.file } == [bad])
    #expect(try site.ledgerFiles() == (before + ["journal.csv"]).sorted())
    #expect(try Ledger(opening: site.place.ledger).acts().isEmpty)
  }

  @Test func `a ledger made again knows the sizes as well`() throws {
    let site = try TemporarySite()
    let ledger = try place(site).importFiles(try fill(site), now: now).ledger
    let sizes = try ledger.fileSizes()
    #expect(sizes?.count == 4)
    try ledger.close()
    try FileSystem.remove(site.place.ledger)
    #expect(try site.place.bringUpToDate(now: now).ledger.fileSizes() == sizes)
  }

  @Test func `a copy is never made over another file`() throws {
    let site = try TemporarySite()
    let paths = try fill(site)
    #expect(throws: Diagnostic.self) {
      _ = try PendingDigest(of: paths[0], copy: "\(site.path)/content/ledger/manual.csv").value()
    }
    #expect(try site.text("content/ledger/manual.csv") == Export.manual)
  }
}
