import Editions
import Foundation
import OutputTree
import PlaybookRules
import Registers
import ReportCore
import Roadmaps
import Testing

@testable import ReportSite

struct HandoutPageTests {
  @Test(arguments: [
    ("2026/w47/handout.html", "handout-47.nl.html"), ("en/2026/w46/handout.html", "handout-46.en.html"),
  ])
  func `the handout is as it was agreed`(path: String, golden: String) throws {
    try expectGolden(try SiteFixture.page(path, of: SiteFixture.site()), golden)
  }

  private func handout(_ edition: Edition) throws -> String {
    try SiteFixture.page("2026/w47/handout.html", of: SiteFixture.tree([edition]))
  }

  private func parts(_ page: String, _ mark: String) -> [Substring] {
    page.components(separatedBy: mark).dropFirst().map { $0.prefix { $0 != "<" } }
  }

  @Test func `two sheets, each with its foot and the digest`() throws {
    let page = try handout(EditionFixture.week47)
    #expect(page.components(separatedBy: "<section class=\"sheet\"").count == 3)
    #expect(page.contains("<span>1 / 2</span>") && page.contains("<span>2 / 2</span>"))
    #expect(page.components(separatedBy: "sha256:9f2c 41aa 07be 5d13").count == 4)
  }

  @Test func `paper has no links`() throws {
    let page = try handout(EditionFixture.week47)
    let main = try #require(page.components(separatedBy: "<main").last?.components(separatedBy: "</main>").first)
    #expect(!main.contains("<a "))
  }

  @Test func `what would not fit is cut by content: decisions, actions, use cases and names`() throws {
    let page = try handout(crowded(EditionFixture.week47))
    #expect(parts(page, "<li class=\"decision\">").count == 3)
    let actions = try #require(
      page.components(separatedBy: "<tbody>").dropFirst().first?.components(separatedBy: "</tbody>").first)
    #expect(parts(actions, "<th scope=\"row\">").count == HandoutPage.actionLimit)
    #expect(
      parts(actions, "<th scope=\"row\">").allSatisfy { $0.count <= HandoutPage.actionTwoLines && $0.hasSuffix("…") })
    let money = try #require(page.components(separatedBy: "<tbody>").last?.components(separatedBy: "</tfoot>").first)
    let names = parts(money, "<th scope=\"row\">")
    #expect(names.count == HandoutPage.useCaseLimit + 3)
    #expect(names.suffix(3) == ["Overig", "Niet toegewezen", "Totaal"])
    #expect(names.allSatisfy { $0.count <= 18 })
  }

  @Test func `the rollout stands on the page that has room for it, once`() throws {
    let few = try handout(EditionFixture.week47).components(separatedBy: "<section class=\"sheet\"")
    #expect(few[1].contains("Uitrol loopt") && !few[2].contains("Uitrol loopt"))
    let many = try handout(crowded(EditionFixture.week47)).components(separatedBy: "<section class=\"sheet\"")
    #expect(!many[1].contains("Uitrol loopt") && many[2].contains("Uitrol loopt"))
  }

  @Test func `nothing known, nothing invented`() throws {
    let page = try handout(EditionFixture.empty)
    #expect(page.contains("Geen besluit nodig deze week."))
    #expect(page.contains("De taskforce heeft niets open."))
    #expect(!page.contains(">€\u{A0}0<"))
  }

  /// Ten use cases, five decisions and ten actions with the longest texts.
  private func crowded(_ edition: Edition) -> Edition {
    var registers = edition.registers
    let original = registers.useCases ?? []
    registers.useCases =
      original
      + original.prefix(4).enumerated().map { index, useCase in
        var useCase = useCase
        useCase.id = "extra-\(index)"
        useCase.shortName = ["nl": "Een naam die niet in achttien tekens past"]
        return useCase
      }
    let tasks = (0..<10).map { index in
      var task = edition.tasks[index % edition.tasks.count]
      task.item.title = [
        "nl": "Een afspraak met een titel die veel te lang is voor een regel op papier, en ook nog voor twee regels"
      ]
      return task
    }
    return Edition(
      week: edition.week, isCurrent: true, asOf: edition.asOf, evaluatedOn: edition.evaluatedOn, registers: registers,
      figures: edition.figures, verdict: edition.verdict, decisions: edition.decisions + edition.decisions,
      changes: edition.changes, roadmap: edition.roadmap, pitfalls: edition.pitfalls, actionPlan: edition.actionPlan,
      tasks: tasks, ledger: edition.ledger, seriesWeeks: edition.seriesWeeks)
  }
}
