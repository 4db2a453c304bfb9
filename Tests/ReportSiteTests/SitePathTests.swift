import Testing

@testable import ReportSite

struct SitePathTests {
  @Test(arguments: [
    ("index.html", "2026/w47/trace.html", "2026/w47/trace.html"),
    ("2026/w47/index.html", "2026/w47/trace.html", "trace.html"),
    ("2026/w47/index.html", "2026/w46/index.html", "../w46/index.html"),
    ("2026/w47/index.html", "index.html", "../../index.html"),
    ("en/2026/w47/index.html", "2026/w47/numbers.json", "../../../2026/w47/numbers.json"),
    ("en/index.html", "index.html", "../index.html"),
    ("index.html", "index.html", "index.html"),
  ])
  func `links are relative and as short as they can be`(page: String, target: String, link: String) {
    #expect(SiteLinks.relative(from: page, to: target) == link)
  }

  @Test func `a week below ten has two digits in its folder`() {
    #expect(SitePath.week(Fix.week(3)).text == "2026/w03/index.html")
  }

  @Test func `the other language is one folder away`() {
    let links = SiteLinks(page: .week(Fix.week(47)), folder: "", week: Fix.week(47))
    #expect(links.twin(in: "en") == "../../en/2026/w47/index.html")
    #expect(SiteLinks(page: .index, folder: "en", week: Fix.week(47)).twin(in: "") == "../index.html")
  }
}
