import Editions
import Foundation
import LedgerStore
import PlaybookRules
import Registers
import ReportCore
import Roadmaps
import Testing

/// Whole editions from files in a folder of their own.
final class EditionBuilderTests {
  private let site: String
  private var registers = Registers(
    site: SiteRegister(company: "Proef"),
    sources: [
      SourceExpectation(
        id: "bills", format: "manual-entries-csv", providers: [], cadence: .daily,
        expectedFrom: CalendarDay("2026-11-02"), maximumAgeDays: 40, owner: "finance")
    ],
    attribution: [AttributionRule(useCase: "copy", match: ["team": "content"], validFrom: nil, line: 1)], useCases: [],
    budgets: CalendarDay("2026-11-02").map {
      [
        Budget(
          scope: "total", period: .week, amount: .euro(nanos: 8_000_000_000), validFrom: $0, approvedBy: nil, line: 1)
      ]
    })

  init() throws {
    site = FileManager.default.temporaryDirectory.appendingPathComponent("editions-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: site + "/content/ledger", withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: site) }

  private func book(_ name: String, _ lines: [String], at moment: String) throws -> Ledger {
    let header = "date_from,date_to,vendor,description,amount,currency,team,project,invoice_no,kind"
    let text = ([header] + lines).joined(separator: "\n") + "\n"
    try text.write(toFile: "\(site)/content/ledger/\(name)", atomically: true, encoding: .utf8)
    let now = try #require(Instant(moment))
    return try LedgerFolder(site: site).bringUpToDate(now: now).ledger
  }

  private func builder(_ ledger: Ledger, asOf: Instant? = nil) throws -> EditionBuilder {
    let amsterdam = try #require(SiteCalendar(identifier: "Europe/Amsterdam"))
    return try EditionBuilder(
      registers: registers, checklists: Checklists(), calendar: amsterdam, ledger: ledger, asOf: asOf)
  }

  private func line(_ day: Int, _ amount: String, invoice: String) -> String {
    "2026-11-\(day < 10 ? "0" : "")\(day),2026-11-\(day + 1 < 10 ? "0" : "")\(day + 1),Vendor,fee,\(amount),EUR,content,,\(invoice),usage"
  }

  private func week(_ firstDay: Int, invoice: String, amount: String = "1.00") -> [String] {
    (firstDay..<firstDay + 7).map { line($0, amount, invoice: "\(invoice)-\($0)") }
  }

  @Test func `editions run from the first expected week to the newest that has ended`() throws {
    let ledger = try book("a.csv", week(2, invoice: "A") + week(9, invoice: "B"), at: "2026-11-16T06:00:00Z")
    #expect(try builder(ledger).weeks.map(\.description) == ["2026-W45", "2026-W46"])
    // Sunday evening UTC is Monday in Amsterdam: the week has just ended there.
    #expect(try builder(ledger, asOf: Instant("2026-11-15T23:30:00Z")).weeks.isEmpty)
  }

  @Test func `an old week's file does not change when a new week comes in`() throws {
    let first = try book("a.csv", week(2, invoice: "A"), at: "2026-11-09T06:00:00Z")
    let w45 = try #require(ISOWeek("2026-W45"))
    let before = try builder(first).edition(of: w45)
    let second = try book("b.csv", week(9, invoice: "B"), at: "2026-11-16T06:00:00Z")
    let after = try builder(second).edition(of: w45)
    #expect(before.figures.all == after.figures.all)
    #expect(before.ledger == after.ledger)
    #expect(before.asOf == after.asOf)
    #expect(before.isCurrent && !after.isCurrent)
  }

  @Test func `a week that is corrected later says what it was`() throws {
    _ = try book("a.csv", week(2, invoice: "A"), at: "2026-11-09T06:00:00Z")
    let ledger = try book("b.csv", [line(3, "2.50", invoice: "A-3")], at: "2026-11-16T06:00:00Z")
    let w45 = try #require(ISOWeek("2026-W45"))
    let edition = try builder(ledger).edition(of: w45)
    #expect(edition.figures.figure("spend.total", [:], .week(w45))?.value == FixedDecimal(nanos: 8_500_000_000))
    #expect(edition.figures.figure("spend.total-first-known", [:], .week(w45))?.value == FixedDecimal(7))
    #expect(edition.changes.first?.kind == .restated)
    #expect(edition.changes.first?.amount == FixedDecimal(nanos: 1_500_000_000))
    // And as of the Monday before, the past is as it was.
    let then = try builder(ledger, asOf: Instant("2026-11-09T12:00:00Z")).edition(of: w45)
    #expect(then.figures.figure("spend.total", [:], .week(w45))?.value == FixedDecimal(7))
    #expect(then.changes.isEmpty)
  }

  @Test func `a figure leads to its lines`() throws {
    let ledger = try book("a.csv", week(2, invoice: "A"), at: "2026-11-09T06:00:00Z")
    let w45 = try #require(ISOWeek("2026-W45"))
    let sources = try builder(ledger).edition(of: w45).figures.traceSources(of: FigureKey("spend.total", .week(w45)))
    #expect(sources.map(\.file) == ["a.csv"])
    #expect(sources.map(\.rows) == [7])
    #expect(sources.map(\.firstLine) == [2])
    #expect(sources.map(\.lastLine) == [8])
  }

  @Test func `an assertion about a figure that does not exist is named with its line`() throws {
    let ledger = try book("a.csv", week(2, invoice: "A"), at: "2026-11-09T06:00:00Z")
    let item = ChecklistItem(
      id: "R1", title: ["nl": "x"], isTicked: false, owner: nil, due: nil, done: nil, by: nil, evidence: nil,
      assertion: Assertion(
        figure: "spend.totall", scope: [:], comparison: .atMost, bound: .zero, description: "spend.totall <= 0"),
      isMilestone: false, place: SourcePlace(file: "content/roadmap.md", line: 7))
    let section = ChecklistSection(id: "s", title: [:], bodyHTML: [:], items: [item], place: item.place)
    let list = Checklist(title: [:], introHTML: [:], sections: [section], file: "content/roadmap.md")
    let amsterdam = try #require(SiteCalendar(identifier: "Europe/Amsterdam"))
    let builder = try EditionBuilder(
      registers: registers, checklists: Checklists(roadmap: list), calendar: amsterdam, ledger: ledger)
    let edition = try builder.edition(of: try #require(builder.weeks.last))
    let diagnostic = try #require(builder.diagnostics(for: edition).first)
    #expect(diagnostic.place == SourcePlace(file: "content/roadmap.md", line: 7))
    #expect(diagnostic.expected == "perhaps spend.total")
  }

  @Test func `an empty ledger has no editions`() throws {
    let now = try #require(Instant("2026-11-09T06:00:00Z"))
    let ledger = try LedgerFolder(site: site).bringUpToDate(now: now).ledger
    #expect(try builder(ledger).weeks.isEmpty)
  }
}
