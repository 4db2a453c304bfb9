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
    #expect(before.figures.all.filter { after.figures[$0.key] != $0 }.map(\.key.description) == [])
    #expect(before.figures.all.count == after.figures.all.count)
    #expect(before.quality == after.quality)
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

  @Test func `what moved a published week is told act by act, and the parts are the difference`() throws {
    _ = try book("a.csv", week(2, invoice: "A"), at: "2026-11-09T06:00:00Z")
    _ = try book("b.csv", [line(3, "2.50", invoice: "A-3")] + week(9, invoice: "B"), at: "2026-11-16T06:00:00Z")
    _ = try book("c.csv", week(16, invoice: "C"), at: "2026-11-23T06:00:00Z")
    let ledger = try book(
      "d.csv", [line(8, "0.25", invoice: "A-8"), line(4, "1.10", invoice: "E-4")], at: "2026-11-30T06:00:00Z")
    let w45 = try #require(ISOWeek("2026-W45"))
    let edition = try builder(ledger).edition(of: w45)
    let restatement = try #require(edition.quality.restatement)
    // Seven euro first; 2.50 for 1.00 on the 3rd; 0.25 for 1.00 on the 8th and 1.10 more on the 4th.
    #expect(restatement.acts.map(\.file) == ["b.csv", "d.csv"])
    #expect(restatement.acts.map(\.euro.description) == ["1.500000000", "0.350000000"])
    #expect(restatement.acts.map(\.rows) == [8, 2])
    let difference = edition.figures.figure("spend.restated", [:], .week(w45))?.value
    #expect(difference == FixedDecimal("1.85"))
    #expect(restatement.acts.map(\.euro).reduce(.zero, +) == difference)
    let trace = edition.figures.traceSources(of: restatement.acts[1].figure)
    #expect(trace.map(\.file) == ["d.csv"])
    #expect(edition.figures.figure("quality.check", ["check": "restated"], .week(w45))?.state == .green)
    // A week that nothing touched has nothing to tell.
    let w46 = try #require(ISOWeek("2026-W46"))
    #expect(try builder(ledger).edition(of: w46).quality.restatement == nil)
  }

  @Test func `an invoice in dollars is held against the ledger's own dollars`() throws {
    let header = "date_from,date_to,vendor,description,amount,currency,team,project,invoice_no,kind\n"
    let rates = "Date,USD,\n2026-10-30,1.25,\n2026-10-29,1.20,\n"
    try rates.write(toFile: site + "/content/ledger/rates.csv", atomically: true, encoding: .utf8)
    // 12 dollar at 1.20 is 10 euro, 25 dollar at 1.25 is 20 euro.
    let text =
      header + "2026-10-29,2026-10-30,Vendor,use,12.00,USD,content,,A-1,usage\n"
      + "2026-10-30,2026-10-31,Vendor,use,25.00,USD,content,,A-2,usage\n"
    try text.write(toFile: site + "/content/ledger/a.csv", atomically: true, encoding: .utf8)
    let now = try #require(Instant("2026-11-16T06:00:00Z"))
    let ledger = try LedgerFolder(site: site).bringUpToDate(now: now).ledger
    let (from, to) = (try #require(CalendarDay("2026-10-29")), try #require(CalendarDay("2026-10-30")))
    registers.sources = nil
    registers.invoices = [
      Invoice(
        date: to, provider: "vendor", number: "1", period: from...to,
        amount: Money(nanos: 38_000_000_000, currency: .dollar), booked: .euro(nanos: 30_400_000_000), line: 2)
    ]
    let builder = try builder(ledger)
    let edition = try builder.edition(of: try #require(ISOWeek("2026-W45")))
    let scope = ["provider": "Vendor", "part": "currency"]
    let october = Period.month(CalendarMonth(containing: from))
    // The 37 dollar it holds are 29.60 euro at the rate of 0.80 that was booked; the ledger has 30.
    #expect(edition.figures.figure("reconciliation.part", scope, october)?.value == FixedDecimal("-0.4"))
    let rest = edition.figures.figure("reconciliation.unexplained", ["provider": "Vendor"], october)
    #expect(rest?.value == FixedDecimal("0.8"))
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
