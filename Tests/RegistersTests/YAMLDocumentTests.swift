import ReportCore
import Registers
import Testing

@Suite struct YAMLDocumentTests {
  static let cases = [
    RegisterCase(
      "bad indentation", "budgets.yml", "budgets:\n  - scope: total\n   period: week",
      [
        "3 yaml-syntax: did not find expected '-' indicator"
          + " → check indentation (spaces, no tabs), the space after each colon, and quotes"
      ]),
    RegisterCase(
      "a tab", "budgets.yml", "budgets:\n\t- scope: total",
      [
        "2 yaml-syntax: found character that cannot start any token"
          + " → check indentation (spaces, no tabs), the space after each colon, and quotes"
      ]),
    RegisterCase(
      "an open quote", "budgets.yml", "budgets:\n  - scope: \"total\n",
      [
        "3 yaml-syntax: found unexpected end of stream"
          + " → check indentation (spaces, no tabs), the space after each colon, and quotes"
      ]),
    RegisterCase(
      "a control character", "budgets.yml", "budgets: []\r\n\r\nx: \u{1}",
      [
        "3 yaml-syntax: control characters are not allowed"
          + " → check indentation (spaces, no tabs), the space after each colon, and quotes"
      ]),
    RegisterCase(
      "the same key twice", "budgets.yml", "budgets:\n  - scope: total\n    amount: 1.00\n    amount: 2.00",
      [
        "3 amount duplicate-key: amount → keep one; the file is not read further until it is unique"
      ]),
    RegisterCase(
      "two documents", "budgets.yml", "budgets: []\n---\nbudgets: []",
      [
        "2 yaml-syntax: a second document"
          + " → check indentation (spaces, no tabs), the space after each colon, and quotes"
      ]),
    RegisterCase(
      "an anchor", "budgets.yml", "# it's & that\nbudgets: &all []",
      [
        "2 yaml-anchor → write the values out; put a text that begins with & or * in quotes"
      ]),
    RegisterCase(
      "an alias", "model-classes.yml", "model_classes:\n  - {model: *, class: premium}\n  - {model: *all}",
      [
        "2 yaml-anchor → write the values out; put a text that begins with & or * in quotes"
      ]),
    RegisterCase(
      "an unclosed list", "budgets.yml", "budgets: [",
      [
        "2 yaml-syntax: did not find expected node content"
          + " → check indentation (spaces, no tabs), the space after each colon, and quotes"
      ]),
  ]

  @Test(arguments: cases)
  func `complains exactly`(example: RegisterCase) { example.check() }

  @Test func `an anchor sign inside a text is text`() {
    let text = """
      use_cases:
        - id: chat # R&D *met* sterren
          name: {nl: "R&D &zo *voort*", en: 'a &b'}
          category: service
          customer_facing: true
          owner: it
      """
    let result = RegisterFixture.read(["use-cases.yml": text])
    #expect(result.diagnostics == [])
    #expect(result.value.useCases?.first?.name == ["nl": "R&D &zo *voort*", "en": "a &b"])
  }

  @Test func `nested aliases are refused at once`() {
    var text = "a: &a [x, x, x, x, x, x, x, x, x]\n"
    for (name, before) in zip("bcdefghi", "abcdefgh") {
      text += "\(name): &\(name) [\(Array(repeating: "*\(before)", count: 9).joined(separator: ", "))]\n"
    }
    let diagnostics = RegisterFixture.read(["budgets.yml": text + "? *i\n: 1\n"]).diagnostics
    #expect(diagnostics.map(\.code) == ["yaml-anchor"])
  }

  @Test func `deep nesting is refused and does not overflow`() {
    for depth in [900, 100_000] {
      let text = "budgets: " + String(repeating: "[", count: depth)
      #expect(RegisterFixture.read(["budgets.yml": text]).diagnostics.map(\.code) == ["yaml-syntax"])
    }
    let closed = "budgets: " + String(repeating: "[", count: 900) + String(repeating: "]", count: 900)
    #expect(RegisterFixture.read(["budgets.yml": closed]).diagnostics.map(\.code) == ["wrong-type"])
  }

  @Test func `a file that is too large is refused`() {
    let text = "budgets: []\n" + String(repeating: "# vol\n", count: 200_000)
    #expect(RegisterFixture.read(["budgets.yml": text]).diagnostics.map(\.code) == ["document-too-large"])
  }

  @Test(arguments: ["", "# alleen commentaar\n", "\n\n", "budgets:\n", "budgets: ~", "---\n"])
  func `a register that nobody filled in is absent`(text: String) {
    let result = RegisterFixture.read(["budgets.yml": text])
    #expect(result.diagnostics == [])
    #expect(result.value.budgets == nil)
  }

  @Test func `an empty list is a register that says there are none`() {
    #expect(RegisterFixture.read(["budgets.yml": "budgets: []"]).value.budgets == [])
  }

  @Test func `words that YAML would turn into something else stay words`() {
    let text = """
      use_cases:
        - {id: chat, name: {nl: No, en: 12}, category: service, customer_facing: true, owner: it}
      """
    let result = RegisterFixture.read(["use-cases.yml": text])
    #expect(result.diagnostics == [])
    #expect(result.value.useCases?.first?.name == ["nl": "No", "en": "12"])
  }
}
