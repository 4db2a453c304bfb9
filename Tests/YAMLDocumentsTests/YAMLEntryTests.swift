import ReportCore
import Testing
import YAMLDocuments

@Suite struct YAMLEntryTests {
  @Test func `the keys of the root tell documents apart before one is read`() {
    #expect(YAMLDocument.keys(of: "# een\nformat: csv-mapping/1\ncolumns: {a: [1]}\n") == ["format", "columns"])
  }

  @Test(arguments: ["", "# niets\n", "- a\n- b\n", "a: [\n", "a: 1\na: 2\n", "los woord", "a: &x 1\n"])
  func `what is no mapping has no keys`(text: String) { #expect(YAMLDocument.keys(of: text) == []) }

  @Test func `a mapping in a mapping is read key by key, with its own lines`() throws {
    let problems = DocumentProblems()
    let root = try #require(
      YAMLDocument.mapping(
        of: "amount:\n  column: Prijs\n  skale: 100\n", known: ["amount"], file: "m.yml", problems: problems))
    let amount = try #require(root.entry("amount", known: ["column", "scale"], required: true))
    #expect(amount.text("column") == "Prijs")
    #expect(amount.line(of: "column") == 2)
    #expect(problems.list.map(\.code) == ["unknown-key"])
    #expect(problems.list.first?.place?.line == 3)
    #expect(problems.list.first?.remedy == "did you mean scale?")
  }

  @Test(arguments: [("amount: 3\n", "wrong-type"), ("amount:\n", "missing-key"), ("", "")])
  func `a mapping that is not there is said once`(text: String, code: String) {
    let problems = DocumentProblems()
    let root = YAMLDocument.mapping(of: text, known: ["amount"], file: "m.yml", problems: problems)
    #expect(root?.entry("amount", known: ["column"], required: true) == nil)
    #expect(problems.list.map(\.code) == (code.isEmpty ? [] : [code]))
  }
}
