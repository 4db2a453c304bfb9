import CostExports
import GRDB
import ReportCore
import Testing

@testable import LedgerStore

struct MappingFolderTests {
  private static let mapping = """
    format: csv-mapping/1
    name: beeldmaker
    rank: bill
    separator: ";"
    decimal: comma
    dates: day-first
    columns: {date: Datum, project: Project, amount: Bedrag}
    constants: {provider: Beeldmaker BV, currency: EUR}
    scope: [day]

    """
  private static let october = "Datum;Project;Bedrag\n26-10-2026;herfst;1.234,56\n27-10-2026;winter;10,00\n"
  private static let november = "Datum;Project;Bedrag\n27-10-2026;winter;12,00\n"
  private let days = Fixture.day(20_700)...Fixture.day(20_900)

  private func problems(_ body: () throws -> Void) throws -> [Diagnostic] {
    try #require(throws: DiagnosticList.self) { try body() }.diagnostics
  }

  @Test func `a mapping is imported like a file and reads what comes with it and later`() throws {
    let site = try TemporarySite()
    let paths = [
      try site.write(Self.october, "downloads/a.csv"), try site.write(Self.mapping, "downloads/beeldmaker.yml"),
    ]
    let update = try site.importFiles(paths)
    #expect(update.imported.map(\.record.file) == ["mappings/beeldmaker.yml", "a.csv"])
    #expect(update.imported.map(\.record.format) == ["csv-mapping", "mapped-beeldmaker"])
    #expect(try site.text("content/mappings/beeldmaker.yml") == Self.mapping)
    #expect(try site.text("content/ledger/journal.csv").contains(",mappings/beeldmaker.yml,"))
    #expect(try site.text("content/ledger/journal.csv").contains(",mapped-csv/1,"))
    // 1234.56 + 10.00 by hand.
    #expect(try update.ledger.view(days: days).euroCost == 1_244_560_000_000)
    #expect(try update.ledger.view(days: days).dimensions.map(\.source) == ["mapped-beeldmaker", "mapped-beeldmaker"])
    try site.write(Self.november, "content/ledger/b.csv")
    let later = try site.bringUpToDate()
    #expect(later.imported.map(\.superseded) == [1])
    #expect(try later.ledger.view(days: days).euroCost == 1_246_560_000_000)
  }

  @Test func `the ledger is made again with the mappings of its time`() throws {
    let site = try TemporarySite()
    try site.write(Self.mapping, "content/mappings/first.yml")
    try site.write(Self.october, "content/ledger/a.csv")
    try site.bringUpToDate()
    // Another mapping for the same columns: from now on, amounts are in cents.
    try site.write(Self.mapping + "amount_divisor: 100\n", "content/mappings/second.yml")
    try site.write("Datum;Project;Bedrag\n28-10-2026;herfst;500\n", "content/ledger/b.csv")
    let update = try site.bringUpToDate()
    let view = try update.ledger.view(days: days)
    // 1234.56 + 10.00 + 5.00: the older file is not read anew.
    #expect(view.euroCost == 1_249_560_000_000)
    try FileSystem.remove("\(site.path)/ledger.sqlite")
    let again = try site.bringUpToDate()
    #expect(again.wasRebuilt && again.outcomes.isEmpty)
    #expect(try again.ledger.view(days: days).isSame(as: view))
    try site.write(Self.mapping.replacing("comma", with: "point"), "content/mappings/first.yml")
    #expect(try problems { try site.bringUpToDate() }.map(\.code) == ["journaled-file-altered"])
  }

  @Test func `without its mapping a file is unknown, and a mapping with mistakes is refused whole`() throws {
    let site = try TemporarySite()
    let csv = try site.write(Self.october, "downloads/a.csv")
    #expect(try problems { try site.importFiles([csv]) }.map(\.code) == ["semicolon-separated"])
    let bad = try site.write(Self.mapping.replacing("bill", with: "rekening"), "downloads/m.yml")
    let found = try problems { try site.importFiles([bad, csv]) }
    #expect(Set(found.map(\.code)) == ["unknown-value", "semicolon-separated"])
    #expect(try FileSystem.status("\(site.path)/content/mappings") == nil)
    let good = try site.write(Self.mapping, "downloads/m.yml")
    #expect(try problems { try site.importFiles([good], copy: false) }.map(\.code) == ["must-be-kept"])
    try site.write(Self.mapping, "content/ledger/m.yml")
    #expect(try problems { try site.bringUpToDate() }.map(\.code) == ["wrong-folder"])
  }

  @Test func `a mapping that amounts rest on stays`() throws {
    let site = try TemporarySite()
    try site.write(Self.mapping, "content/mappings/m.yml")
    try site.write(Self.october, "content/ledger/a.csv")
    let update = try site.bringUpToDate()
    let rests = try update.ledger.read { db in try Row.fetchAll(db, sql: "SELECT import, source FROM rest") }
    #expect(rests.map { [$0["import"], $0["source"]] as [Int] } == [[2, 1]])
  }
}
