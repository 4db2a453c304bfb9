import ReportCore
import Testing

@testable import ReportSite

struct StringsTests {
  private func strings(_ yaml: String, _ file: String = "nl.yml", _ reference: Strings? = nil) throws -> Strings {
    try Strings(yaml: yaml, file: file, reference: reference)
  }

  private func complaints(_ yaml: String, against reference: String? = nil) throws -> [Diagnostic] {
    let first = try reference.map { try strings($0) }
    do {
      _ = try strings(yaml, "en.yml", first)
      return []
    } catch let list as DiagnosticList {
      return list.diagnostics
    }
  }

  @Test func `a sentence gets its values, and a tilde is a no-break space`() throws {
    let strings = try strings("language: nl\na:\n  b: \"{count}~regels in {week}\"\n")
    #expect(try strings("a.b", ["count": "48", "week": "week 47"]) == "48\u{A0}regels in week 47")
  }

  @Test func `a figure in a sentence stays a run of its own`() throws {
    let strings = try strings("language: nl\na: \"Kosten: {amount} in {week}.\"\n")
    let key = FigureKey("spend.total", .week(Fix.week(47)))
    let sentence = try strings.sentence(
      "a", ["amount": .init(text: "€ 9", figure: key), "week": .init(text: "week 47")])
    #expect(sentence.runs.map(\.text) == ["Kosten: ", "€ 9", " in week 47."])
    #expect(sentence.runs.map(\.figure) == [nil, key, nil])
  }

  @Test(arguments: [
    ("a: Een\nb: Twee\n", "strings-language", 1),
    ("language: xx\n", "strings-language", 1),
    ("language: en\na: \"{Name}\"\n", "strings-placeholder", 2),
    ("language: en\na: \"{name\"\n", "strings-placeholder", 2),
    ("language: en\na: \"name}\"\n", "strings-placeholder", 2),
    ("language: en\na:\n  - list\n", "strings-shape", 2),
    ("language: en\na:\n", "strings-shape", 2),
    ("language: en\na.b: One\na:\n  b: Two\n", "strings-twice", 4),
    ("language: en\na: One\na: Two\n", "strings-yaml", 2),
    ("- One\n", "strings-yaml", 1),
    ("a: [", "strings-yaml", 2),
  ])
  func `a file that cannot be used is refused where it is wrong`(yaml: String, code: String, line: Int) throws {
    let found = try complaints(yaml)
    #expect(found.map(\.code) == [code])
    #expect(found.first?.place?.file == "en.yml")
    #expect(found.first?.place?.line == line)
  }

  @Test func `languages must have the same keys and the same places`() throws {
    let dutch = "language: nl\nfirst: Eén\nsecond: \"{count} regels\"\nthird: Drie\n"
    let english = "language: en\nfirstt: One\nsecond: \"{number} rows\"\nthird: Three\n"
    let found = try complaints(english, against: dutch)
    #expect(found.map(\.code) == ["strings-unknown-key", "strings-placeholder", "strings-missing-key"])
    #expect(found.first?.remedy == "Did you mean first?")
    #expect(found.map { $0.place?.line } == [2, 3, nil])
    #expect(found[1].found == "{number}")
    #expect(found[1].expected == "{count}")
    #expect(found[2].expected == "first")
    #expect(try complaints(dutch, against: dutch) == [])
  }

  @Test func `an unknown key names its nearest, a missing or surplus value names its place`() throws {
    let strings = try strings("language: nl\nverdict:\n  over: \"{percent} te veel\"\n")
    let unknown = #expect(throws: Diagnostic.self) { try strings("verdict.ovre") }
    #expect(unknown?.remedy == "Did you mean verdict.over?")
    let missing = #expect(throws: Diagnostic.self) { try strings("verdict.over", ["precent": "9 %"]) }
    #expect(missing?.code == "strings-placeholder")
    let absent = #expect(throws: Diagnostic.self) { try strings("verdict.over") }
    #expect(absent?.found == "{percent}")
    #expect(absent?.place?.line == 3)
    let surplus = #expect(throws: Diagnostic.self) { try strings("verdict.over", ["percent": "1", "week": "2"]) }
    #expect(surplus?.found == "{week}")
  }

  @Test func `deep and wide maps are refused or read, never a crash`() throws {
    let deep =
      "language: en\n" + (0..<40).map { String(repeating: " ", count: $0) + "k:\n" }.joined()
      + String(repeating: " ", count: 40) + "k: end\n"
    #expect(try complaints(deep).map(\.code) == ["strings-shape"])
  }

  @Test func `both languages of the site are complete`() throws {
    let strings = try SiteStrings.load()
    #expect(strings.map(\.language) == [.nl, .en])
    #expect(strings[0].sentences.count == strings[1].sentences.count)
  }
}
