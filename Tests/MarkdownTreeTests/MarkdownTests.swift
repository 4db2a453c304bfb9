import ReportCore
import Testing

@testable import MarkdownTree

@Suite struct MarkdownTests {
  @Test func `reads blocks with their start lines`() throws {
    let source = """
      # Uitrol

      Een *korte* inleiding met `code`.

      ## Week 1

      - [x] R1.1 Klaar
      - [ ] R1.2 Open
        - [X] R1.3 Genest
      1. gewoon
      """
    #expect(
      try Markdown.parse(source, file: "a.md").dump == """
        document @1
          heading 1 @1
            text "Uitrol"
          paragraph @3
            text "Een "
            emph
              text "korte"
            text " inleiding met "
            code "code"
            text "."
          heading 2 @5
            text "Week 1"
          list @7
            tasklist [x] @7
              paragraph @7
                text "R1.1 Klaar"
            tasklist [ ] @8
              paragraph @8
                text "R1.2 Open"
              list @9
                tasklist [x] @9
                  paragraph @9
                    text "R1.3 Genest"
          list @10
            item @10
              paragraph @10
                text "gewoon"
        """)
  }

  @Test func `a byte order mark does not hide the first task`() throws {
    let tree = try Markdown.parse("\u{FEFF}- [x] klaar", file: "a.md")
    #expect(tree.children.first?.children.first?.isTicked == true)
  }

  @Test(arguments: ["- [x]", "- [x]zonder spatie", "- []", "> - [x] in een citaat"])
  func `boxes that cmark does not take are plain items`(source: String) throws {
    let kinds = try Markdown.parse(source, file: "a.md").descendants.map(\.node.kind)
    #expect(kinds.contains("item"))
    #expect(!kinds.contains("tasklist"))
  }

  @Test func `plain text leaves the markup out`() throws {
    let tree = try Markdown.parse("## **Vet** en `code` en\n[naam](https://a.nl)\nslot", file: "a.md")
    #expect(tree.children.map(\.plainText) == ["Vet en code en", "naam slot"])
  }

  @Test func `tables and struck text are read`() throws {
    let kinds = try Markdown.parse("| a | b |\n|---|---|\n| ~~c~~ | d |", file: "a.md").descendants.map(\.node.kind)
    #expect(
      kinds.filter { $0.hasPrefix("table") } == [
        "table", "table_header", "table_cell", "table_cell", "table_row", "table_cell", "table_cell",
      ])
    #expect(kinds.contains("strikethrough"))
  }

  @Test func `a text that is too large is refused`() throws {
    let source = String(repeating: "a", count: Markdown.maximumBytes + 1)
    let error = #expect(throws: Diagnostic.self) { try Markdown.parse(source, file: "content/groot.md") }
    #expect(error?.code == "markdown-too-large")
    #expect(error?.place == SourcePlace(file: "content/groot.md"))
  }

  @Test func `a text as large as permitted is read`() throws {
    let source = String(repeating: "aaaaaaa\n\n", count: Markdown.maximumBytes / 9)
    #expect(try Markdown.parse(source, file: "a.md").children.count == Markdown.maximumBytes / 9)
  }

  @Test func `deep nesting is refused instead of overflowing`() throws {
    let source = "regel\n\n" + String(repeating: "> ", count: 20_000) + "diep"
    let error = #expect(throws: Diagnostic.self) { try Markdown.parse(source, file: "a.md") }
    #expect(error?.code == "markdown-too-deep")
    #expect(error?.place?.line == 3)
    #expect(throws: Diagnostic.self) { try Markdown.html(from: source) }
  }

  @Test(arguments: [
    ("<script>alert(1)</script>", "<!-- raw HTML omitted -->\n"),
    ("a <b onclick=x>b</b>", "<p>a <!-- raw HTML omitted -->b<!-- raw HTML omitted --></p>\n"),
    ("a & b < c \"d\"", "<p>a &amp; b &lt; c &quot;d&quot;</p>\n"),
    ("- [x] klaar", "<ul>\n<li><input type=\"checkbox\" checked=\"\" disabled=\"\" /> klaar</li>\n</ul>\n"),
  ])
  func `HTML is safe to embed`(source: String, html: String) throws {
    #expect(try Markdown.html(from: source) == html)
  }

  @Test(arguments: [
    "https://voorbeeld.nl/a?b=c", "HTTPS://voorbeeld.nl", "mailto:team@voorbeeld.nl", "index.html", "../2026/w47/",
    "#week-3", "a/b:c", "?q=a:b", "",
  ])
  func `permitted addresses stay links`(address: String) throws {
    #expect(try Markdown.html(from: "[naam](<\(address)>)").contains("<a href="))
  }

  @Test(arguments: [
    "http://voorbeeld.nl", "javascript:alert(1)", "JavaScript:alert(1)", "data:text/html,x", "file:///etc/passwd",
    "//voorbeeld.nl/x", "vbscript:x", "ftp://voorbeeld.nl", "\\\\\\\\voorbeeld.nl", "a b",
  ])
  func `other addresses lose the link and keep the text`(address: String) throws {
    #expect(try Markdown.html(from: "voor [naam *nu*](<\(address)>) na") == "<p>voor naam <em>nu</em> na</p>\n")
  }

  @Test func `bare web addresses follow the same rule`() throws {
    #expect(try Markdown.html(from: "www.voorbeeld.nl") == "<p>www.voorbeeld.nl</p>\n")
    #expect(try Markdown.html(from: "https://voorbeeld.nl").contains("<a href=\"https://voorbeeld.nl\">"))
  }

  @Test func `images are relative only`() throws {
    #expect(try Markdown.html(from: "![kaart](kaart.png)").contains("<img src=\"kaart.png\""))
    #expect(try Markdown.html(from: "[![kaart](https://a.nl/k.png)](http://a.nl)") == "<p>kaart</p>\n")
  }

  @Test func `many tasks at once give the same output`() async throws {
    let source = "~~weg~~ https://voorbeeld.nl **vet** _schuin_ www.a.nl\n\n| a |\n|---|\n| ~~b~~ |\n"
    let expected = try Markdown.html(from: source)
    let tree = try Markdown.parse(source, file: "a.md")
    try await withThrowingTaskGroup(of: Bool.self) { group in
      for _ in 0..<200 {
        group.addTask {
          try Markdown.html(from: source) == expected && Markdown.parse(source, file: "a.md") == tree
        }
      }
      for try await isSame in group { #expect(isSame) }
    }
  }
}
