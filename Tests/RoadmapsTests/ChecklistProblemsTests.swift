import ReportCore
import Testing

@testable import Roadmaps

/// A text and the complaints it must give, exactly.
struct ChecklistCase: CustomTestStringConvertible, Sendable {
  let name: String
  let text: String
  let complaints: [String]
  var testDescription: String { name }

  init(_ name: String, _ tasks: String, _ complaints: [String]) {
    self.name = name
    text = ChecklistFixture.section(tasks)
    self.complaints = complaints
  }

  init(_ name: String, whole: String, _ complaints: [String]) {
    self.name = name
    text = whole
    self.complaints = complaints
  }
}

@Suite struct ChecklistProblemsTests {
  private static let braces = "→ put a value with spaces in double quotes, and close the brace on the same line"
  static let cases = [
    ChecklistCase(
      "a brace that is not closed", "- [ ] R1.1 Taak {owner=it", ["a.md:5 unparsed-attributes: {owner=it \(braces)"]),
    ChecklistCase(
      "a brace that is not opened", "- [ ] R1.1 Taak owner=it}", ["a.md:5 unparsed-attributes: } \(braces)"]),
    ChecklistCase(
      "a value without quotes", "- [ ] R1.1 Taak {by=lead IT}", ["a.md:5 unparsed-attributes: {by=lead IT} \(braces)"]),
    ChecklistCase(
      "a quote that is not closed", "- [ ] R1.1 Taak {by=\"lead IT}",
      [
        "a.md:5 unparsed-attributes: {by=\"lead IT} \(braces)"
      ]),
    ChecklistCase(
      "text behind the braces", "- [ ] R1.1 Taak {owner=it} en meer",
      [
        "a.md:5 unparsed-attributes: {owner=it} en meer \(braces)"
      ]),
    ChecklistCase(
      "braces on the next line", "- [x] R1.1 Taak\n  {done=2026-10-01}",
      [
        "a.md:5 unparsed-attributes: {done=2026-10-01} \(braces)"
      ]),
    ChecklistCase(
      "a misspelt key", "- [ ] R1.1 Taak {ownr=it}", ["a.md:5 unknown-attribute: ownr → did you mean owner?"]),
    ChecklistCase("an unknown key", "- [ ] R1.1 Taak {kleur=rood}", ["a.md:5 unknown-attribute: kleur"]),
    ChecklistCase(
      "the same key twice", "- [ ] R1.1 Taak {owner=it owner=finance}", ["a.md:5 duplicate-attribute: owner"]),
    ChecklistCase(
      "a misspelt owner", "- [ ] R1.1 Taak {owner=finace}",
      [
        "a.md:5 unknown-owner: finace → did you mean finance?"
      ]),
    ChecklistCase(
      "an unknown owner", "- [ ] R1.1 Taak {owner=hr}", ["a.md:5 unknown-owner: hr → add it to site.yml first"]),
    ChecklistCase(
      "impossible dates", "- [x] R1.1 Taak {due=2026-02-30 done=1-2-2026}",
      [
        "a.md:5 due impossible-date: 2026-02-30", "a.md:5 done impossible-date: 1-2-2026",
      ]),
    ChecklistCase(
      "impossible weeks", "- [ ] R1.1 A {due=week-x}\n- [ ] R1.2 B {due=week-53}\n- [ ] R1.3 C {due=week-03}",
      [
        "a.md:5 due impossible-date: week-x", "a.md:6 due impossible-date: week-53",
        "a.md:7 due impossible-date: week-03",
      ]),
    ChecklistCase("the same id twice", "- [ ] R1.1 A\n- [ ] R1.1 B", ["a.md:6 duplicate-id: R1.1"]),
    ChecklistCase(
      "no id", "- [ ] Taak {owner=it}\n- [ ] r1.1 Taak\n- [ ] R Taak\n- [ ] R1. Taak",
      [
        "a.md:5 missing-id: Taak", "a.md:6 missing-id: r1.1 Taak", "a.md:7 missing-id: R Taak",
        "a.md:8 missing-id: R1. Taak",
      ]),
    ChecklistCase("an id without text", "- [ ] R1.1 {owner=it}", ["a.md:5 missing-title: R1.1"]),
    ChecklistCase("a tick without a day", "- [x] R1.1 Taak", ["a.md:5 ticked-without-done: R1.1"]),
    ChecklistCase(
      "a day without a tick", "- [ ] R1.1 Taak {done=2026-10-01}",
      [
        "a.md:5 done-without-tick: R1.1 → tick the box, or remove done="
      ]),
    ChecklistCase("done before it was due to begin is fine", "- [x] R1.1 Taak {due=week-8 done=2026-01-01}", []),
    ChecklistCase(
      "a milestone that is neither true nor false", "- [ ] R1.1 Taak {milestone=ja}",
      [
        "a.md:5 milestone wrong-type: ja"
      ]),
    ChecklistCase(
      "a condition that cannot be read", "- [ ] R1.1 Taak {assert=\"attribution.share ≥ 50%\"}",
      [
        "a.md:5 assert bad-assertion: attribution.share ≥ 50%"
          + " → compare with <=, <, >=, > or =; write decimals with a point"
      ]),
    ChecklistCase(
      "no space behind the box", "- [x]R1.1 Taak\n- [ ] R1.2 B",
      [
        "a.md:5 box-not-taken: - [x]R1.1 Taak → write a space behind the box"
      ]),
    ChecklistCase(
      "a box in a quote", "> - [x] R1.1 Taak", ["a.md:5 box-not-taken: > - [x] R1.1 Taak → take the > away"]),
    ChecklistCase(
      "a box without text", "- [x]\n- [ ] R1.2 B",
      [
        "a.md:5 box-not-taken: - [x] → write what is to be done, or remove the line"
      ]),
    ChecklistCase(
      "empty brackets", "- [] R1.1 Taak", ["a.md:5 box-not-taken: - [] R1.1 Taak → write [ ] with a space"]),
    ChecklistCase(
      "a box without a list mark", "[x] R1.1 Taak",
      [
        "a.md:5 box-not-taken: [x] R1.1 Taak → begin the line with a hyphen and a space"
      ]),
    ChecklistCase("a link that looks like a box", "- [x](index.html)\n\n[x](index.html)", []),
    ChecklistCase("a box in a code block is text", "```\n- [x]R1.1\n```", []),
    ChecklistCase(
      "an item without a box among tasks", "- [ ] R1.1 A\n- los",
      [
        "a.md:6 warning item-without-box: los → give it a box, or begin its list with another mark (*)"
      ]),
    ChecklistCase(
      "a section without an id", whole: "# T\n\n## Week 1\n\n- [ ] R1.1 A",
      [
        "a.md:3 section-without-id: Week 1 → add braces with an id that stays the same when the title changes"
      ]),
    ChecklistCase(
      "a section with another key", whole: "# T\n\n## Week 1 {id=a owner=it}",
      [
        "a.md:3 unknown-attribute: owner"
      ]),
    ChecklistCase("the same section twice", whole: "# T\n\n## A {id=a}\n\n## B {id=a}", ["a.md:5 duplicate-id: a"]),
    ChecklistCase(
      "a task before the first section", whole: "# T\n\n- [ ] R1.1 A", ["a.md:3 task-outside-section: R1.1 A"]),
    ChecklistCase("no title", whole: "## A {id=a}\n\n- [ ] R1.1 A", ["a.md:1 missing-title"]),
    ChecklistCase(
      "all at once", "- [x] R1.1 A {ownr=it due=2026-13-01}\n- [ ] B\n- [x]C",
      [
        "a.md:5 unknown-attribute: ownr → did you mean owner?", "a.md:5 due impossible-date: 2026-13-01",
        "a.md:5 ticked-without-done: R1.1", "a.md:6 missing-id: B",
        "a.md:7 box-not-taken: - [x]C → write a space behind the box",
      ]),
  ]

  @Test(arguments: cases)
  func `complains exactly`(example: ChecklistCase) {
    #expect(ChecklistFixture.read(example.text).diagnostics.map(ChecklistFixture.short) == example.complaints)
  }

  static let twins = [
    ("- R1.2 Task\n- [ ] R1.1 Task", ["a.en.md:5 warning twin-unknown-id: R1.2 → did you mean R1.1?"]),
    ("- R1.1 Task {done=2026-10-01}", ["a.en.md:5 warning twin-state: R1.1"]),
    ("- R1.1 A\n- R1.1 B", ["a.en.md:6 duplicate-id: R1.1"]),
    ("- [ ] Task", ["a.en.md:5 missing-id: Task"]),
    ("- R1.1 A\n\n## Other {id=week-2}", ["a.en.md:7 warning twin-unknown-id: week-2 → did you mean week-1?"]),
    ("- R1.1 A\n\n## Again {id=week-1}", ["a.en.md:7 duplicate-id: week-1"]),
  ]

  @Test(arguments: twins)
  func `complains about the twin exactly`(tasks: String, complaints: [String]) {
    let result = ChecklistFixture.read(
      ChecklistFixture.section("- [ ] R1.1 Taak"), english: ChecklistFixture.section(tasks))
    #expect(result.diagnostics.map(ChecklistFixture.short) == complaints)
  }

  @Test func `Markdown that cannot be read is one complaint and no checklist`() {
    let result = ChecklistFixture.read(String(repeating: "> ", count: 300) + "diep")
    #expect(result.value == nil)
    #expect(result.diagnostics.map(ChecklistFixture.short) == ["a.md:1 markdown-too-deep"])
  }
}
