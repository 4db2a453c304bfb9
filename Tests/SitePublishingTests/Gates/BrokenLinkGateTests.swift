import SitePublishing
import Testing

struct BrokenLinkGateTests {
  @Test func `a sound site has nothing to say`() throws {
    #expect(try GateSite().findings(BrokenLinkGate()) == [])
  }

  @Test(arguments: [
    ("<a href=\"nowhere.html\">", "nowhere.html"), ("<a href=\"index.html#nothing\">", "index.html#nothing"),
    ("<a href=\"#nothing\">", "#nothing"), ("<a href=\"/index.html\">", "/index.html"),
    ("<a href=\"//example.org/\">", "//example.org/"), ("<a href=\"https://example.org/\">", "https://example.org/"),
    ("<a href='https://example.org/'>", "https://example.org/"), ("<a href=http:x>", "http:x"),
    ("<a href=\"javascript:alert(1)\">", "javascript:alert(1)"), ("<a href=\"mailto:x@y.nl\">", "mailto:x@y.nl"),
    ("<a href=\"../../../../etc/passwd\">", "../../../../etc/passwd"), ("<a href=\"../../2026/\">", "../../2026/"),
    ("<a href=\"\">", ""), ("<img src=\"data:image/png;base64,AA\">", "data:image/png;base64,AA"),
    ("<img src=\"a.png\">", "a.png"), ("<svg><use xlink:href=\"x.svg#a\"/></svg>", "x.svg#a"),
    ("<form action=\"x\">", "x"), ("<video poster=\"p.png\">", "p.png"), ("<a href=\"INDEX.html\">", "INDEX.html"),
    ("<a href=\"index.html?x=1\">", "index.html?x=1"), ("<A HREF=\"&#106;avascript:x\">", "javascript:x"),
  ])
  func `finds what leads nowhere, away or out`(markup: String, target: String) throws {
    var site = GateSite()
    site.files["2026/w47/index.html"] = GateSite.page("nl", "<p>\n\(markup)x</p>")
    let findings = try site.findings(BrokenLinkGate())
    #expect(findings.map(\.found) == [target])
    #expect(findings.map(\.line) == [6])
  }

  @Test(arguments: [
    "<a href=\"trace.html#spend--total---2026-w47\">", "<a href=\"../../en/2026/w47/trace.html\">",
    "<a href=\"./index.html\">",
    "<a href=\"numbers.json\">", "<!-- <a href=\"nowhere.html\"> -->", "<a title=\"href=nowhere.html\">", "<a>",
  ])
  func `lets pass what leads to a file or place of the site`(markup: String) throws {
    var site = GateSite()
    site.files["2026/w47/index.html"] = GateSite.page("nl", markup)
    #expect(try site.findings(BrokenLinkGate()) == [])
  }

  @Test func `an address that was allowed is no finding`() throws {
    var site = GateSite()
    site.files["2026/w47/index.html"] = GateSite.page("nl", "<a href=\"https://kosten.example.nl/x\">")
    #expect(try site.findings(BrokenLinkGate(allowing: ["https://kosten.example.nl/"])) == [])
  }

  @Test func `every page is looked at, and removing one leaves links that lead nowhere`() throws {
    for path in GateSite().files.keys.sorted() where path.hasSuffix("trace.html") || path.hasSuffix(".css") {
      var site = GateSite()
      site.files[path] = nil
      #expect(try !site.findings(BrokenLinkGate()).isEmpty, "\(path)")
    }
  }

  @Test(arguments: ["a { background: url(x.png) }", "@import 'x.css';"])
  func `a stylesheet fetches nothing`(text: String) throws {
    var site = GateSite()
    site.files["style-1.css"] = text
    #expect(try site.findings(BrokenLinkGate()).map(\.file) == ["style-1.css"])
  }
}
