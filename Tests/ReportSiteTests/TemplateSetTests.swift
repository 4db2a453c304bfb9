import ReportCore
import Testing

@testable import ReportSite

struct TemplateSetTests {
  private func complaint(_ files: [String: String]) -> Diagnostic? {
    do {
      _ = try TemplateSet(files: files)
      return nil
    } catch {
      return error.diagnostics.first
    }
  }

  private func render(_ template: String, _ context: Context, words: [String: String] = [:]) throws -> String {
    String(decoding: try TemplateSet(files: ["page": template]).render("page", context, words: words), as: UTF8.self)
  }

  @Test(arguments: [
    ("<b>", "&lt;b&gt;"), ("\"\u{301} onfocus=x", "&quot;\u{25CC}\u{301} onfocus=x"),
    ("<\u{338}b", "&lt;\u{25CC}\u{338}b"),
    ("&\u{FE0F}'", "&amp;\u{25CC}\u{FE0F}&#39;"), ("e\u{301}\"", "e\u{301}&quot;"), ("é \u{1F600}", "é \u{1F600}"),
  ])
  func `a mark on a quote does not hide the quote`(text: String, html: String) throws {
    #expect(try render("<p title=\"{{a}}\">", ["a": .text(text)]) == "<p title=\"\(html)\">")
  }

  struct Refused: Sendable, CustomTestStringConvertible {
    let template: String
    let found: String
    let expected: String?
    var testDescription: String { template }
  }

  @Test(arguments: [
    Refused(template: "{{a.b}}", found: "a.b", expected: nil),
    Refused(template: "{{.a}}", found: ".a", expected: nil),
    Refused(template: "{{upper(a)}}", found: "upper(a)", expected: nil),
    Refused(template: "{{{title}}}", found: "title", expected: "{{title}}"),
    Refused(template: "{{&title}}", found: "title", expected: nil),
    Refused(template: "{{chartSVG}}", found: "chartSVG", expected: "{{{chartSVG}}}"),
    Refused(template: "{{> part}}", found: "part", expected: "parts"),
    Refused(template: "<ul>\n  {{>parts}}\n</ul>", found: "parts", expected: nil),
    Refused(template: "{{=<% %>=}}", found: "<% %>=", expected: nil),
    Refused(template: "{{<parts}}{{$boddy}}x{{/boddy}}{{/parts}}", found: "boddy", expected: "body"),
    Refused(template: "{{#a}}", found: "{{#a}}", expected: nil),
  ])
  func `refuses what the engine would pass over in silence`(refused: Refused) throws {
    let files = ["page": refused.template, "parts": "{{$body}}{{/body}}"]
    let diagnostic = try #require(complaint(files))
    #expect(diagnostic.found == refused.found)
    #expect(diagnostic.expected == refused.expected)
    #expect(diagnostic.place?.file == "templates/page.mustache")
    #expect(diagnostic.place?.line != nil)
  }

  @Test func `names the unknown variable and the one that was probably meant`() throws {
    do {
      _ = try render("{{titlee}}", ["title": .text("x")])
      Issue.record("rendered an unknown name")
    } catch let error as DiagnosticList {
      #expect(error.diagnostics.map(\.found) == ["titlee"])
      #expect(error.diagnostics.map(\.expected) == ["title"])
    }
  }

  @Test func `a name that is only asked in an inverted section must exist too`() {
    #expect(throws: DiagnosticList.self) { try render("{{^nothing}}x{{/nothing}}", ["a": .text("x")]) }
  }

  @Test func `a list item does not see the names of the page around it`() throws {
    #expect(throws: DiagnosticList.self) {
      try render("{{#rows}}{{name}}{{/rows}}", ["name": .text("page"), "rows": .list([["other": .text("row")]])])
    }
  }

  @Test func `fixed sentences are known at every depth and give way to a page's own value`() throws {
    let context: Context = ["rows": .list([["a": .text("1")], ["a": .text("2"), "sayHere": .text("own")]])]
    #expect(try render("{{#rows}}{{a}}{{sayHere}} {{/rows}}", context, words: ["sayHere": "word"]) == "1word 2own ")
  }

  @Test func `text is escaped, also where it looks like a template`() throws {
    let context: Context = ["name": .text("<b>\"{{other}}\" & 'x'</b>")]
    #expect(
      try render("<p>{{name}}</p>", context)
        == "<p>&lt;b&gt;&quot;{{other}}&quot; &amp; &#39;x&#39;&lt;/b&gt;</p>")
  }

  @Test func `text under a name for markup is not printed raw`() throws {
    #expect(throws: DiagnosticList.self) { try render("{{{bodyHTML}}}", ["bodyHTML": .text("<b>")]) }
    #expect(try render("{{{bodyHTML}}}", ["bodyHTML": .html(SafeHTML(renderedMarkdown: "<p>x</p>"))]) == "<p>x</p>")
  }

  @Test func `an inline part leaves no line break before a comma`() throws {
    let files = ["page": "{{>inline/a}}, b", "inline/a": "a\n"]
    #expect(try TemplateSet(files: files).render("page", Context()) == Array("a, b".utf8))
  }

  @Test func `no two sentences share the name templates print them by`() throws {
    for strings in try SiteStrings.load() {
      #expect(FixedSentences(strings).byName.count == strings.fixed.count)
    }
    #expect(FixedSentences.name(of: "edition.further.handout-note") == "sayEditionFurtherHandoutNote")
  }

  @Test func `the project's own templates have no complaints`() throws {
    #expect(complaint(try SiteFixture.templates()) == nil)
  }

  @Test(arguments: [
    ("a\n{{#yes}}\nb\n{{/yes}}\nc\n", "a\nb\nc\n"), ("a {{#yes}}b{{/yes}} c", "a b c"),
    ("  {{#yes}}  \n x\n\t{{/yes}}", " x\n"), ("{{! words }}\na{{!b}}", "a"), ("{{#no}}\nx\n{{/no}}\n", ""),
    ("{{^no}}x{{/no}}{{^yes}}y{{/yes}}", "x"), ("{{text}}\n", "é\n"), ("\n\n{{>part}}\n\n", "\n\nP\n\n"),
    ("{{<frame}}{{$in}}mine{{/in}}{{/frame}}", "[mine]"), ("{{<frame}}\n{{/frame}}\n", "[other]"),
    ("{ {{text}} }", "{ é }"),
  ])
  func `a tag that has a line to itself takes the line away`(template: String, text: String) throws {
    let files = ["page": template, "part": "P\n", "frame": "[{{$in}}other{{/in}}]"]
    let context: Context = ["yes": .flag(true), "no": .flag(false), "text": .text("é")]
    let bytes = try TemplateSet(files: files).render("page", context)
    #expect(String(decoding: bytes, as: UTF8.self) == text)
  }

  @Test(arguments: [
    ("a\nb {{#x}} c", 2, "b {{#x}} c"), ("{{#x}}{{/y}}", 1, "{{#x}}{{/y}}"), ("\n{{/x}}", 2, "{{/x}}"),
    ("{{x", 1, "{{x"), ("{{<part}}{{x}}{{/part}}", 1, "{{<part}}{{x}}{{/part}}"),
  ])
  func `a template that cannot be read is shown with its line`(template: String, line: Int, found: String) throws {
    let diagnostic = try #require(complaint(["page": template, "part": ""]))
    #expect(diagnostic.code == "template-syntax")
    #expect(diagnostic.place?.line == line)
    #expect(diagnostic.found == found)
  }

  @Test func `templates that include each other are refused, not followed`() throws {
    let diagnostic = try #require(complaint(["a": "{{>b}}", "b": "{{>a}}"]))
    #expect(diagnostic.code == "template-cycle")
    #expect(diagnostic.found == "a → b → a")
  }

  @Test func `a template knows what it includes`() throws {
    let files = ["page": "{{<frame}}{{$in}}{{>part}}{{/in}}{{/frame}}", "part": "", "frame": "{{$in}}{{/in}}", "z": ""]
    #expect(try TemplateSet(files: files).closure(of: "page") == ["frame", "page", "part"])
  }
}
