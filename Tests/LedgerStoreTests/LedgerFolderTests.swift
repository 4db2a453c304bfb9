import CostExports
import Glibc
import ReportCore
import Synchronization
import Testing

@testable import LedgerStore

struct LedgerFolderTests {
  private let days = Fixture.day(20_700)...Fixture.day(20_900)

  private func fill(_ site: TemporarySite) throws {
    try site.write(Export.rates, "content/ledger/rates.csv")
    try site.write(Export.manual, "content/ledger/manual.csv")
    try site.write(Export.openAI([("2026-11-13", "11.6"), ("2026-11-14", "1.16")]), "content/ledger/costs.csv")
    try site.write(
      Export.requests([("r1", "2026-11-13 10:00:00", "2.32"), ("r2", "2026-11-16 10:00:00", "1.2")]),
      "content/ledger/calls.csv")
  }

  private func problems(_ body: () throws -> Void) throws -> [Diagnostic] {
    try #require(throws: DiagnosticList.self) { try body() }.diagnostics
  }

  @Test func `imports what lies in the folder, rates first, and journals it one after the other`() throws {
    let site = try TemporarySite()
    try fill(site)
    try site.write("Read me.", "content/ledger/README.md")
    let update = try site.bringUpToDate()
    #expect(update.imported.map(\.record.file) == ["rates.csv", "calls.csv", "costs.csv", "manual.csv"])
    #expect(
      update.imported.map(\.record.moment.description).suffix(2) == [
        "2026-11-23T06:00:00.000002Z", "2026-11-23T06:00:00.000003Z",
      ])
    let journal = Journal.read(try #require(try site.bytes("content/ledger/journal.csv")), file: "journal.csv")
    #expect(journal.diagnostics.isEmpty)
    #expect(journal.value.acts == (try update.ledger.acts()))
    let view = try update.ledger.view(days: days)
    // € 2 of the calls (the other one waits for its rate), € 11 of the bill, € 145 of seats.
    #expect(view.euroCost == 158_000_000_000)
    #expect(view.unrated == 1)
    #expect(view.coverage.map(\.format).contains("openai-cost-csv"))
  }

  @Test func `twice is once`() throws {
    let site = try TemporarySite()
    try fill(site)
    try site.bringUpToDate()
    let journal = try site.bytes("content/ledger/journal.csv")
    let ledger = try site.bytes("ledger.sqlite")
    #expect(try site.bringUpToDate().outcomes.isEmpty)
    let copy = try site.write(Export.manual, "downloads/again.csv")
    let update = try site.importFiles([copy, "\(site.path)/content/ledger/manual.csv"])
    #expect(update.imported.isEmpty)
    #expect(update.outcomes.count == 2)
    guard case .alreadyImported(_, let record) = try #require(update.outcomes.first) else {
      Issue.record("not recognised")
      return
    }
    #expect(record.file == "manual.csv")
    #expect(try site.bytes("content/ledger/journal.csv") == journal)
    #expect(try site.bytes("ledger.sqlite") == ledger)
    #expect(try !site.ledgerFiles().contains("again.csv"))
  }

  @Test func `bad files are reported together and change nothing`() throws {
    let site = try TemporarySite()
    try fill(site)
    try site.bringUpToDate()
    let files = try site.ledgerFiles()
    let journal = try site.bytes("content/ledger/journal.csv")
    let ledger = try site.bytes("ledger.sqlite")
    let paths = [
      try site.write("a,b\n1,2\n", "downloads/unknown.csv"),
      try site.write(Export.openAI([("2026-11-15", "twelve")]), "downloads/words.csv"),
      try site.write(Export.openAI([("2026-11-15", "1.0")]), "downloads/good.csv"),
      try site.write(Export.manual.replacing("EUR", with: "XXX"), "downloads/currency.csv"),
    ]
    let found = try problems { try site.importFiles(paths) }
    #expect(Set(found.map { $0.place?.file ?? "" }) == Set([paths[0], paths[1], paths[3]]))
    #expect(try site.bytes("content/ledger/journal.csv") == journal)
    #expect(try site.bytes("ledger.sqlite") == ledger)
    #expect(try site.ledgerFiles() == files)
  }

  @Test func `copies a file under its own name and never over another`() throws {
    let site = try TemporarySite()
    try fill(site)
    try site.bringUpToDate()
    let path = try site.write(Export.manual.replacing("F-1", with: "F-2"), "downloads/manual.csv")
    #expect(try site.importFiles([path]).imported.map(\.record.file) == ["manual-2.csv"])
    let third = try site.write(Export.manual.replacing("F-1", with: "F-3"), "downloads/manual.csv")
    #expect(try site.importFiles([third]).imported.map(\.record.file) == ["manual-3.csv"])
    #expect(try site.text("content/ledger/manual.csv") == Export.manual)
    #expect(try site.text("content/ledger/manual-2.csv").contains("F-2"))
    #expect(try site.ledgerFiles().filter { $0.hasPrefix(".") }.isEmpty)
  }

  @Test func `a file that is not kept is recorded as such, and needed to make the ledger again`() throws {
    let site = try TemporarySite()
    let path = try site.write(Export.manual, "downloads/manual.csv")
    let kept = try site.importFiles([path], copy: false).ledger.view(days: days)
    #expect(try site.text("content/ledger/journal.csv").hasSuffix(",manual-entries-csv/1,not kept\n"))
    #expect(try site.ledgerFiles() == ["journal.csv"])
    #expect(try site.bringUpToDate().outcomes.isEmpty)
    try FileSystem.remove("\(site.path)/ledger.sqlite")
    #expect(try problems { try site.bringUpToDate() }.map(\.code) == ["file-not-kept"])
    try site.write(Export.manual, "content/ledger/manual.csv")
    let update = try site.bringUpToDate()
    #expect(update.outcomes.isEmpty)
    #expect(try update.ledger.view(days: days).isSame(as: kept))
  }

  @Test func `a missing and an altered file stop with their names`() throws {
    let site = try TemporarySite()
    try fill(site)
    try site.bringUpToDate()
    try FileSystem.remove("\(site.path)/content/ledger/costs.csv")
    try site.write(Export.manual.replacing("145.00", with: "144.00"), "content/ledger/manual.csv")
    let found = try problems { try site.bringUpToDate() }
    #expect(found.map(\.code) == ["journaled-file-missing", "journaled-file-altered"])
    #expect(found.map { $0.place?.file } == ["content/ledger/costs.csv", "content/ledger/manual.csv"])
  }

  @Test func `a site without content is refused`() throws {
    let site = try TemporarySite()
    let place = LedgerFolder(site: "\(site.path)/downloads")
    #expect(try problems { _ = try place.bringUpToDate(now: Fixture.moment(1)) }.map(\.code) == ["not-a-site"])
  }

  @Test func `two new files that replace one another are refused: which one is newer, only a person can say`() throws {
    let site = try TemporarySite()
    let header = "date_from,date_to,vendor,description,amount,currency,team,project,invoice_no,kind\n"
    try site.write(header + "2026-11-01,2026-12-01,V,seat,10.00,EUR,,,F-1,seat\n", "content/ledger/a.csv")
    try site.write(header + "2026-11-01,2026-12-01,V,seat,12.00,EUR,,,F-1,seat\n", "content/ledger/b.csv")
    let error = #expect(throws: DiagnosticList.self) { try site.bringUpToDate() }
    #expect(error?.diagnostics.map(\.code) == ["overlapping-files"])
    #expect(error?.diagnostics.first?.found == "a.csv")
    let journal = try site.bytes("content/ledger/journal.csv").map { Journal.read($0, file: "journal.csv").value.acts }
    #expect(journal ?? [] == [])
  }

  @Test func `moments go on from the last act when the clock is behind`() throws {
    let site = try TemporarySite()
    try fill(site)
    try site.bringUpToDate()
    try site.write(Export.nextRates, "content/ledger/more.csv")
    let update = try site.bringUpToDate("2026-11-20T00:00:00Z")
    #expect(update.imported.map(\.record.moment.description) == ["2026-11-23T06:00:00.000004Z"])
    #expect(update.imported.map(\.bookedLate) == [1])
    #expect(try update.ledger.view(days: days).unrated == 0)
  }

  @Test func `a link in the folder is left out, with a warning`() throws {
    let site = try TemporarySite()
    let path = try site.write(Export.manual, "downloads/manual.csv")
    try #require(symlink(path, "\(site.path)/content/ledger/link.csv") == 0)
    let update = try site.bringUpToDate()
    #expect(update.outcomes.isEmpty)
    #expect(update.warnings.map(\.code) == ["not-a-file"])
  }

  @Test func `two programs do not import at once`() throws {
    let site = try TemporarySite()
    do {
      let lock = try FolderLock(folder: site.place.folder)
      defer { extendLifetime(lock) }
      #expect(try problems { try site.bringUpToDate() }.map(\.code) == ["ledger-busy"])
    }
    try site.bringUpToDate()
    #expect(try site.ledgerFiles() == ["journal.csv"])
  }

  @Test func `a file in the folder of another kind is refused with the folder it belongs in`() throws {
    let site = try TemporarySite()
    try site.write(Export.manual, "content/mappings/manual.csv")
    let found = try problems { try site.bringUpToDate() }
    #expect(found.map(\.code) == ["wrong-folder"])
    #expect(found.first?.place?.file == "content/mappings/manual.csv")
    #expect(found.first?.expected == "content/ledger")
  }

  @Test func `a stream is kept under the name it is given, and known again when it comes again`() throws {
    let site = try TemporarySite()
    let first = try site.importFiles([stream(Export.manual, "seats.csv")])
    #expect(first.imported.map(\.record.file) == ["seats.csv"])
    #expect(try site.text("content/ledger/seats.csv") == Export.manual)
    #expect(try site.importFiles([stream(Export.manual, "again.csv")]).imported.isEmpty)
    let other = stream(Export.manual.replacing("F-1", with: "F-2"), "seats.csv")
    #expect(try site.importFiles([other]).imported.map(\.record.file) == ["seats-2.csv"])
    #expect(try site.ledgerFiles() == ["journal.csv", "seats-2.csv", "seats.csv"])
  }

  @Test func `a stream that fails, is empty or has an impossible name leaves nothing`() throws {
    struct Broken: Error {}
    let site = try TemporarySite()
    for name in ["../a.csv", ".a", "journal.csv", "", "a/b"] {
      #expect(try problems { try site.importFiles([stream("x", name)]) }.map(\.code) == ["bad-file-name"])
    }
    #expect(try problems { try site.importFiles([stream("", "a.csv")]) }.map(\.code) == ["empty-file"])
    #expect(throws: Broken.self) {
      try site.importFiles([ImportSource.stream(name: "a.csv") { _ in throw Broken() }])
    }
    #expect(try site.ledgerFiles() == ["journal.csv"])
  }

  private func stream(_ text: String, _ name: String) -> ImportSource {
    let bytes = StreamBytes(text)
    return .stream(name: name) { bytes.read(into: $0) }
  }
}

/// Hands out a text in small pieces, once.
private final class StreamBytes: Sendable {
  private let rest: Mutex<ArraySlice<UInt8>>

  init(_ text: String) { rest = Mutex(Array(text.utf8)[...]) }

  func read(into buffer: UnsafeMutableRawBufferPointer) -> Int {
    rest.withLock { rest in
      let count = min(7, buffer.count, rest.count)
      buffer.copyBytes(from: rest.prefix(count))
      rest = rest.dropFirst(count)
      return count
    }
  }
}
