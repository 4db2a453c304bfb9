import Editions
import Foundation
import OutputTree
import ReportCore
import Testing

@testable import ReportSite

struct TracePageTests {
  private func page(_ edition: Edition, _ language: String = "") throws -> String {
    let week = edition.week.number
    return try SiteFixture.page("\(language)2026/w\(week)/trace.html", of: SiteFixture.tree([edition]))
  }

  @Test(arguments: [("", "trace-38.nl.html"), ("en/", "trace-38.en.html")])
  func `the trace page is as it was agreed`(folder: String, golden: String) throws {
    try expectGolden(try page(EditionFixture.edition(index: 2, isCurrent: true), folder), golden)
  }

  /// What stands between `start` and the next quotation mark.
  private func values(_ page: String, after start: String) -> [String] {
    page.components(separatedBy: start).dropFirst().map { String($0.prefix { $0 != "\"" }) }
  }

  @Test(arguments: EditionFixture.all.indices)
  func `every figure of the edition has its place, once`(index: Int) throws {
    let edition = EditionFixture.all[index]
    let page = try SiteFixture.page("2026/w\(edition.week.number)/trace.html", of: SiteFixture.site())
    let places = values(page, after: " id=\"")
    #expect(Set(places).count == places.count)
    #expect(Set(edition.figures.all.map { TraceAnchor.slug($0.key) }).subtracting(places).sorted() == [])
  }

  @Test func `every input that the edition has leads to its own place`() throws {
    let page = try SiteFixture.page("2026/w47/trace.html", of: SiteFixture.site())
    let targets = values(page, after: "href=\"#")
    #expect(targets.count > 150)
    #expect(Set(targets).subtracting(values(page, after: " id=\"")).sorted() == [])
  }

  @Test func `imports are named with their rows and their lines`() throws {
    let page = try SiteFixture.page("2026/w47/trace.html", of: SiteFixture.site())
    #expect(page.contains("litellm-2026-w47.csv"))
    #expect(page.contains("2–3.821"))
    #expect(page.contains("a1a1a1a1a1a1"))
  }

  @Test func `an unknown figure says why, and a rule says how it judges`() throws {
    let page = try SiteFixture.page("2026/w47/trace.html", of: SiteFixture.site())
    #expect(page.contains("<strong>onbekend (O1: geen bron)</strong>"))
    #expect(page.contains("Regel S56: vanaf het doel op peil"))
    #expect(page.contains("richtwaarde playbook"))
  }

  @Test func `figures and formulas have names in both languages`() throws {
    let ids = Set(EditionFixture.week45.figures.all.map(\.key.id) + EditionFixture.week47.figures.all.map(\.key.id))
    for strings in try SiteStrings.load() {
      for id in ids.sorted() {
        #expect(strings.ifKnown(StringKey("figure.\(id)")) != nil, "\(id)")
        #expect(id == "pitfall.measure" || strings.ifKnown(StringKey("formula.\(id)")) != nil, "\(id)")
      }
    }
  }

  @Test func `names from exports are text`() throws {
    let figure = Figure(
      FigureKey("unpriced.calls", scope: ["model": "<b>\u{202E}x"], .week(Fix.week(47))), unit: .count,
      value: FixedDecimal(3), rows: 1, formula: "<i>")
    let base = EditionFixture.empty
    let edition = Edition(
      week: base.week, isCurrent: true, asOf: base.asOf, evaluatedOn: base.evaluatedOn, registers: base.registers,
      figures: FigureBook([figure]), verdict: base.verdict, decisions: [], changes: [], roadmap: nil, pitfalls: nil,
      actionPlan: nil, tasks: [], ledger: base.ledger, seriesWeeks: [base.week])
    let page = try page(edition)
    #expect(page.contains("&lt;b&gt;"))
    #expect(!page.contains("<b>") && !page.contains("\u{202E}"))
  }
}
