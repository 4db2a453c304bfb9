import Editions
import Foundation
import OutputTree
import Registers
import ReportCore
import Testing

@testable import ReportSite

struct EditionPageTests {
  @Test(arguments: [
    ("index.html", "edition.nl.html"), ("2026/w47/index.html", "week-47.nl.html"),
    ("en/2026/w45/index.html", "week-45.en.html"), ("2026/w46/index.html", "week-46.nl.html"),
    ("archive.html", "archive.nl.html"),
  ])
  func `pages are as they were agreed`(path: String, golden: String) throws {
    try expectGolden(try SiteFixture.page(path, of: SiteFixture.site()), golden)
  }

  @Test func `a site that knows nothing says so, and shows no zero for what is missing`() throws {
    let page = try SiteFixture.page("index.html", of: SiteFixture.tree([EditionFixture.empty]))
    try expectGolden(page, "edition-empty.nl.html")
    #expect(!page.contains("€\u{A0}0<"))
  }

  @Test func `the same editions give the same bytes`() throws {
    let first = try SiteFixture.site()
    let second = try SiteFixture.tree(EditionFixture.all)
    #expect(first.files == second.files)
  }

  @Test func `every number on the front page leads to a figure of the edition`() throws {
    let page = try SiteFixture.page("index.html", of: SiteFixture.site())
    let slugs = Set(EditionFixture.week47.figures.all.map { TraceAnchor.slug($0.key) })
    let links = page.components(separatedBy: "trace.html#").dropFirst().map { $0.prefix { $0 != "\"" } }
    #expect(links.count > 100)
    #expect(links.allSatisfy { slugs.contains(String($0)) })
  }

  @Test func `both languages print the same figures in the same order`() throws {
    let tree = try SiteFixture.site()
    let anchors = { (page: String) in
      page.components(separatedBy: "trace.html#").dropFirst().map { $0.prefix { $0 != "\"" } }
    }
    let dutch = anchors(try SiteFixture.page("2026/w47/index.html", of: tree))
    let english = anchors(try SiteFixture.page("en/2026/w47/index.html", of: tree))
    #expect(dutch == english)
    #expect(!dutch.isEmpty)
  }

  @Test func `names from registers and exports are text, never markup`() throws {
    let evil = "<img src=x onerror=alert(1)>\u{202E}\"'"
    let tree = try SiteFixture.tree([EditionFixture.week47.renaming("service-chat", to: evil)])
    for path in ["index.html", "2026/w47/index.html", "archive.html"] {
      let page = try SiteFixture.page(path, of: tree)
      #expect(!page.contains("<img"))
      #expect(!page.contains("\u{202E}"))
    }
    #expect(try SiteFixture.page("index.html", of: tree).contains("&lt;img src=x"))
  }

  @Test func `no script, no inline style, no request elsewhere, one h1`() throws {
    for file in try SiteFixture.site().files where file.path.description.hasSuffix(".html") {
      let page = String(decoding: file.bytes, as: UTF8.self)
      #expect(
        !page.contains("<script") && !page.contains(" style=") && !page.contains("http://")
          && !page.contains("https://"))
      #expect(page.components(separatedBy: "<h1").count == 2, "\(file.path)")
      #expect(
        page.contains("default-src 'none'; style-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'none'")
      )
    }
  }

  @Test func `the parts of the table and what is not attributed add up to its total`() throws {
    let scope = try SiteFixture.scope(EditionFixture.week47, .nl)
    let table = try PageTables(scope: scope, links: scope.links(from: .index)).useCases()
    #expect(table.rows.map(\.className) == ["", "", "", "", "", "", "not-attributed"])
    #expect(table.totals.count == 1)
    let parts = scope.useCaseIDs.compactMap {
      scope.figures.figure("spend.by-use-case", ["useCase": $0], scope.now)?.value
    }
    let loose = try #require(scope.figures.figure("spend.not-attributed", [:], scope.now)?.value)
    #expect(parts.reduce(loose, +) == scope.figures.figure("spend.total", [:], scope.now)?.value)
  }
}

extension Edition {
  /// The same edition with another name for one use case.
  func renaming(_ id: String, to name: String) -> Edition {
    var registers = registers
    registers.useCases = registers.useCases?.map { useCase in
      var useCase = useCase
      if useCase.id == id {
        useCase.name = ["nl": name, "en": name]
        useCase.shortName = useCase.name
      }
      return useCase
    }
    return Edition(
      week: week, isCurrent: isCurrent, asOf: asOf, evaluatedOn: evaluatedOn, registers: registers, figures: figures,
      verdict: verdict, decisions: decisions, changes: changes, roadmap: roadmap, pitfalls: pitfalls,
      actionPlan: actionPlan, tasks: tasks, ledger: ledger, seriesWeeks: seriesWeeks, quality: quality)
  }
}
