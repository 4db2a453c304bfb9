import Editions
import PlaybookRules
import Registers
import ReportCore
import Testing

@testable import ReportSite

struct QualityPageTests {
  @Test(arguments: [("quality.html", "quality.nl.html"), ("en/quality.html", "quality.en.html")])
  func `the page is as it was agreed`(path: String, golden: String) throws {
    try expectGolden(try SiteFixture.page(path, of: SiteFixture.site()), golden)
  }

  @Test func `a ledger that knows nothing says so`() throws {
    let page = try SiteFixture.page("quality.html", of: SiteFixture.tree([EditionFixture.empty]))
    #expect(page.contains("Er is nog geen hele maand om met facturen te vergelijken."))
    #expect(!page.contains("<svg class=\"chart"))
  }

  @Test func `what is held against an invoice is written to the cent, differences with their sign`() throws {
    let scope = try SiteFixture.scope(EditionFixture.week47, .nl)
    let shown = { (id: String) in
      scope.shown(FigureKey("reconciliation.\(id)", scope: ["provider": "openai"], Fix.month(10)))
    }
    #expect(shown("ledger") == "€\u{A0}569,49")
    #expect(shown("difference") == "+€\u{A0}2,42")
    #expect(scope.text.signedCents(FixedDecimal(nanos: -4_000_000)) == "›\u{A0}€\u{A0}−0,01")
    #expect(scope.text.signedCents(FixedDecimal(nanos: -5_000_000)) == "−€\u{A0}0,01")
  }

  @Test func `the steps of the waterfall are the difference`() throws {
    let page = try SiteFixture.page("quality.html", of: SiteFixture.site())
    #expect(page.contains("OpenAI: factuur €\u{A0}2,42 hoger dan het kostenboek"))
    // 42 + 200 cents.
    #expect(page.contains("+€\u{A0}0,42"))
    #expect(page.contains("+€\u{A0}2,00"))
  }

  @Test func `hours between two bounds are one cell`() throws {
    let scope = try SiteFixture.scope(EditionFixture.week47, .nl)
    let key = FigureKey("attribution.hours-to-overview", scope: ["useCase": "service-chat"], scope.now)
    #expect(scope.shown(key) == "31–55\u{A0}uur")
  }

  @Test func `waivers stand on the edition they were given for, and on no other`() throws {
    var registers = FixtureRegisters.registers()
    registers.waivers = [
      Waiver(
        gate: .ledgerChecks, subject: "<b>capture", owner: "finance", reason: "de router lag stil",
        validFrom: Fix.day(11, 23), until: Fix.day(11, 30))
    ]
    let tree = try SiteFixture.tree([
      EditionFixture.edition(index: 10, isCurrent: false, registers: registers),
      EditionFixture.edition(index: 11, isCurrent: true, registers: registers),
    ])
    let quality = try SiteFixture.page("quality.html", of: tree)
    #expect(quality.contains("id=\"table-waivers\""))
    for words in ["Een som van het kostenboek", "&lt;b&gt;capture", "Finance", "de router lag stil", "30\u{A0}nov"] {
      #expect(quality.contains(words), "\(words)")
    }
    for (path, notice) in [
      ("index.html", true), ("2026/w47/handout.html", true), ("2026/w46/handout.html", false),
      ("2026/w46/index.html", false),
    ] {
      #expect(try SiteFixture.page(path, of: tree).contains("gepubliceerd met 1 ontheffing") == notice, "\(path)")
    }
    #expect(try SiteFixture.page("en/2026/w47/handout.html", of: tree).contains("published with 1 waiver"))
    #expect(try !SiteFixture.page("quality.html", of: SiteFixture.site()).contains("table-waivers"))
  }

  @Test func `names from exports are text in page and file`() throws {
    let tree = try SiteFixture.site()
    let page = try SiteFixture.page("quality.html", of: tree)
    #expect(page.contains("&lt;b&gt;test&lt;/b&gt;"))
    #expect(!page.contains("<b>test"))
    #expect(try SiteFixture.page("2026/w47/imports.csv", of: tree).contains("'=openai|cost.csv"))
  }

  @Test func `the file of the bridge adds up, line by line`() throws {
    let tables = try SiteFixture.scope(EditionFixture.week47, .en).files()
    let table = try #require(tables.first { $0.name == "reconciliation" })
    #expect(table.rows.count == 2)
    for row in table.rows {
      let numbers = row.map { cell -> FixedDecimal? in if case .number(let value) = cell { value } else { nil } }
      // Month, provider, id, state; then ledger, six parts, the rest, and the invoice.
      guard let invoice = numbers[12] else { continue }
      #expect(numbers[4...11].compactMap { $0 }.reduce(.zero, +) == invoice)
    }
  }

  @Test func `a restated week tells its acts, in the archive as well`() throws {
    let tree = try SiteFixture.site()
    let week = try SiteFixture.page("2026/w47/index.html", of: tree)
    #expect(week.contains("id=\"table-restated\""))
    #expect(week.contains("openai-cost-2026-w47-re-export.csv"))
    #expect(try !SiteFixture.page("2026/w46/index.html", of: tree).contains("id=\"table-restated\""))
    #expect(try SiteFixture.page("archive.html", of: tree).contains("+€\u{A0}4,06"))
    #expect(try SiteFixture.page("2026/w47/trace.html", of: tree).contains("Deze week is herzien"))
  }
}
