import SitePublishing
import Testing

struct FiguresDifferGateTests {
  @Test func `a sound site has nothing to say`() throws {
    #expect(try GateSite().findings(FiguresDifferGate()) == [])
  }

  @Test func `a digit altered in any number of any page or table is found, and its file named`() throws {
    let whole = GateSite()
    var altered = 0
    for path in whole.files.keys.sorted() where path.hasSuffix(".html") || path.hasSuffix(".csv") {
      let text = Array(whole.files[path, default: ""].utf8)
      for position in text.indices where isInNumber(text, position, isTable: path.hasSuffix(".csv")) {
        var other = text
        other[position] = other[position] == 0x39 ? 0x31 : other[position] + 1
        var site = whole
        site.files[path] = String(decoding: other, as: UTF8.self)
        let found = try site.findings(FiguresDifferGate())
        #expect(found.contains { $0.file == path }, "\(path) byte \(position)")
        altered += 1
      }
    }
    #expect(altered > 60)
  }

  /// True for a digit of a printed number: outside tags, not the heading of a table.
  private func isInNumber(_ text: [UInt8], _ position: Int, isTable: Bool) -> Bool {
    guard text[position] &- 48 < 10 else { return false }
    if isTable {
      let line = text[..<position].lastIndex(of: 0x0A)
      return line != nil
    }
    let open = text[..<position].lastIndex(of: UInt8(ascii: "<")) ?? 0
    let close = text[..<position].lastIndex(of: UInt8(ascii: ">")) ?? 0
    // The count of rows on the trace page is no figure: the other language tells.
    return close > open
  }

  @Test func `a digit altered in a figure that pages print is found`() throws {
    for (value, other) in [("1344.9", "1354.9"), ("0.134", "0.124"), ("0.1552", "0.1652"), ("0.2412", "0.2512")] {
      var site = GateSite()
      site.files["2026/w47/numbers.json"] = GateSite.numbers().replacing("\"\(value)\"", with: "\"\(other)\"")
      #expect(try !site.findings(FiguresDifferGate()).isEmpty, "\(value)")
    }
  }

  @Test func `a finding names line, figure, what is printed and what should be`() throws {
    var site = GateSite()
    site.files["2026/w47/trace.html"]?.replace("24\u{A0}%", with: "25\u{A0}%")
    let finding = try #require(try site.findings(FiguresDifferGate()).first { $0.subject.hasPrefix("budget") })
    #expect(finding.subject == "budget.used@2026-W47")
    #expect(finding.line == 7)
    #expect(finding.found == "25\u{A0}%")
    #expect(finding.expected == "0.241200000")
  }

  @Test func `a number that leads to a figure which is not there is found`() throws {
    var site = GateSite()
    site.files["2026/w47/index.html"] = GateSite.page(
      "nl", "<td class=\"num\"><a class=\"trace\" href=\"trace.html#spend--other---2026-w47\">€\u{A0}5</a></td>")
    site.files["en/2026/w47/index.html"] = nil
    #expect(try site.findings(FiguresDifferGate()).map(\.subject) == ["spend--other---2026-w47"])
  }

  @Test func `a number that leads to a table of another page is no figure's value`() throws {
    var site = GateSite()
    for (path, language, up) in [("2026/w47/notes.html", "nl", ""), ("en/2026/w47/notes.html", "en", "../")] {
      site.files[path] = GateSite.page(
        language, "<td class=\"num\"><a class=\"trace\" href=\"index.html#row-1\">5</a></td>", up: up)
    }
    #expect(try site.findings(FiguresDifferGate()) == [])
  }

  @Test func `sentences may speak of changes, in both languages alike`() throws {
    let trace = "trace.html#spend--total---2026-w47"
    for (english, isSound) in [("€85", true), ("€86", false)] {
      var site = GateSite()
      site.files["2026/w47/notes.html"] = GateSite.page(
        "nl", "<p>Meer: <a class=\"trace\" href=\"\(trace)\">€\u{A0}85</a></p>")
      site.files["en/2026/w47/notes.html"] = GateSite.page(
        "en", "<p>More: <a class=\"trace\" href=\"\(trace)\">\(english)</a></p>", up: "../")
      #expect(try site.findings(FiguresDifferGate()).isEmpty == isSound)
    }
  }

  @Test func `what people wrote may differ from language to language`() throws {
    var site = GateSite()
    site.files["2026/w47/notes.html"] = GateSite.page(
      "nl", "<table><tr><th>Boven €\u{A0}25.000 melden</th></tr></table>")
    site.files["en/2026/w47/notes.html"] = GateSite.page(
      "en", "<table><tr><th>Report what exceeds 25k</th></tr></table>", up: "../")
    #expect(try site.findings(FiguresDifferGate()) == [])
  }

  @Test func `a name that looks like a number is a name`() throws {
    var site = GateSite()
    for (path, mark) in [("2026/w47/metrics.csv", ";"), ("en/2026/w47/metrics.csv", ",")] {
      site.files[path]?.append("2024\(mark)1e9\(mark)\(mark)\(mark)\r\n")
    }
    for (path, language, up) in [("2026/w47/notes.html", "nl", ""), ("en/2026/w47/notes.html", "en", "../")] {
      site.files[path] = GateSite.page(language, "<ul><li><a href=\"index.html\">1,000.00</a></li></ul>", up: up)
    }
    #expect(try site.findings(FiguresDifferGate()) == [])
  }

  @Test func `a label that found no room in one language is no difference`() throws {
    let drawing = { (labels: String) in "<svg><text>€1</text>\(labels)</svg>" }
    for (labels, isSound) in [
      ("", true), ("<text>≥\u{A0}€\u{A0}5,…</text>", true), ("<text>€1</text>", true), ("<text>€2</text>", false),
    ] {
      var site = GateSite()
      site.files["2026/w47/notes.html"] = GateSite.page("nl", drawing(labels))
      site.files["en/2026/w47/notes.html"] = GateSite.page("en", drawing(""), up: "../")
      #expect(try site.findings(FiguresDifferGate()).isEmpty == isSound, "\(labels)")
    }
  }

  @Test func `a site in one language is held against its figures alone`() throws {
    var site = GateSite()
    for path in site.files.keys where path.hasPrefix("en/") { site.files[path] = nil }
    #expect(try site.findings(FiguresDifferGate()) == [])
    site.files["2026/w47/metrics.csv"]?.replace("0,134", with: "0,135")
    #expect(try site.short(FiguresDifferGate()) == ["2026/w47/metrics.csv 2026/w47/metrics.csv: 0,135"])
  }

  @Test func `a table that lost a row, a column or its separators is found`() throws {
    for (text, other) in [("0.134,0.1552", "0.134"), ("Per session", "x,y\r\nPer session"), (",", ";")] {
      var site = GateSite()
      site.files["en/2026/w47/metrics.csv"]?.replace(text, with: other)
      #expect(try site.findings(FiguresDifferGate()).contains { $0.file == "en/2026/w47/metrics.csv" }, "\(text)")
    }
  }

  @Test func `a difference of two numbers of its row is no other figure`() throws {
    var site = GateSite()
    site.files["2026/w47/metrics.csv"]?.append("x;y;1344,9;0,134;1344,766\r\n")
    site.files["en/2026/w47/metrics.csv"]?.append("x,y,1344.9,0.134,1344.766\r\n")
    #expect(try site.findings(FiguresDifferGate()) == [])
  }
}
