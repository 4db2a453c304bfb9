import Editions
import Foundation
import OutputTree
import PlaybookRules
import ReportCore
import Roadmaps
import Testing

@testable import ReportSite

struct PlanPageTests {
  @Test(arguments: [
    ("roadmap.html", "roadmap.nl.html"), ("en/roadmap.html", "roadmap.en.html"), ("pitfalls.html", "pitfalls.nl.html"),
    ("en/action-plan.html", "action-plan.en.html"), ("definitions.html", "definitions.nl.html"),
    ("en/definitions.html", "definitions.en.html"),
  ])
  func `plans and definitions are as they were agreed`(path: String, golden: String) throws {
    try expectGolden(try SiteFixture.page(path, of: SiteFixture.site()), golden)
  }

  @Test(arguments: [
    ("roadmap.html", "Nog geen uitrolplan."), ("pitfalls.html", "Nog geen lijst van valkuilen."),
    ("action-plan.html", "Nog geen actieplan."), ("en/roadmap.html", "No rollout plan yet."),
  ])
  func `a site without checklists says which file is missing`(path: String, headline: String) throws {
    let page = try SiteFixture.page(path, of: SiteFixture.tree([EditionFixture.empty]))
    #expect(page.contains(headline))
    #expect(page.contains("content/"))
  }

  @Test func `a title without an English twin is shown in Dutch and marked so`() throws {
    let page = try SiteFixture.page("en/roadmap.html", of: SiteFixture.site())
    #expect(page.contains("<span lang=\"nl\">Mijlpaal: eén poort afgerond</span>"))
    #expect(!page.contains("lang=\"nl\">Milestone"))
  }

  @Test func `the next steps are the open items that are due first`() throws {
    let roadmap = try #require(EditionFixture.week47.roadmap)
    #expect(RoadmapPage.nextSteps(roadmap).map(\.item.id) == ["R6.1", "R6.3", "R7.1"])
  }

  @Test func `pitfalls stand worst first, and in the playbook's order among equals`() throws {
    let pitfalls = try #require(EditionFixture.week47.pitfalls)
    #expect(
      PitfallsPage.worstFirst(pitfalls).map(\.id) == [
        "unlimited-chatbot", "no-alarm", "no-memory", "shadow-ai", "overkill-models",
      ])
  }

  @Test func `what was needed is said in words, beside what was measured`() throws {
    let page = try SiteFixture.page("roadmap.html", of: SiteFixture.site())
    #expect(page.contains("nodig: Begrensde klantgerichte toepassingen ≥\u{A0}100\u{A0}%"))
    #expect(page.contains("<strong>papieren maatregel</strong>"))
  }

  @Test func `every definition has a term and a text in both languages`() throws {
    let terms = DefinitionsPage.groups.flatMap(\.terms)
    #expect(Set(terms).count == terms.count)
    for strings in try SiteStrings.load() {
      let defined = Set(
        strings.sentences.keys.map(\.path).filter { $0.hasPrefix("definition.") && $0.hasSuffix(".term") })
      #expect(defined == Set(terms.map { "definition.\($0).term" }))
    }
  }
}
