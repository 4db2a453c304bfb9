import ReportCore
import Registers
import Testing

@testable import Roadmaps

@Suite struct ChecklistReaderTests {
  static let dutch = """
    # Uitrol *nu*

    Een [inleiding](index.html) van twee
    regels.

    ## Week 1: het begin {id=week-1}

    Wat er **moet**.

    * een gewone lijst
    * zonder vakjes

    - [x] R1.1 Noodrem `geoefend` {owner=it due=2026-10-16 done=2026-10-15 by="lead IT" \
    evidence="event:kill-drill-1" assert="attribution.share >= 50%" milestone=true}
    - [ ] R1.2 Een lange taak
      die doorloopt
      - [X] R1.2.1 Genest {done=2026-10-01}

    Nog een alinea.

    ## Week 2 {id=week-2} ##

    1. [ ] R2.1 Genummerd {due=week-3}
    """

  static let english = """
    # Rollout

    ## Week 1: the start {id=week-1}

    What *must* be.

    - R1.1 Kill switch drilled
    - [ ] R1.2.1 Nested
    """

  @Test func `reads sections, tasks and all their attributes`() throws {
    let result = ChecklistFixture.read(Self.dutch)
    #expect(result.diagnostics == [])
    let checklist = try #require(result.value)
    #expect(checklist.file == "content/a.md")
    #expect(checklist.title == ["nl": "Uitrol nu"])
    #expect(checklist.introHTML == ["nl": "<p>Een <a href=\"index.html\">inleiding</a> van twee\nregels.</p>\n"])
    #expect(checklist.sections.map(\.id) == ["week-1", "week-2"])
    #expect(checklist.sections.map(\.title) == [["nl": "Week 1: het begin"], ["nl": "Week 2"]])
    #expect(
      checklist.sections.map(\.place) == [
        SourcePlace(file: "content/a.md", line: 6), SourcePlace(file: "content/a.md", line: 20),
      ])
    #expect(
      checklist.sections[0].bodyHTML == [
        "nl":
          "<p>Wat er <strong>moet</strong>.</p>\n<ul>\n<li>een gewone lijst</li>\n<li>zonder vakjes</li>\n</ul>\n"
          + "<p>Nog een alinea.</p>\n"
      ])
    #expect(checklist.sections[1].bodyHTML == [:])
    #expect(
      checklist.sections[0].items.first
        == ChecklistItem(
          id: "R1.1", title: ["nl": "Noodrem geoefend"], isTicked: true, owner: "it", due: CalendarDay("2026-10-16"),
          done: CalendarDay("2026-10-15"), by: "lead IT", evidence: "event:kill-drill-1",
          assertion: Assertion(
            figure: "attribution.share", scope: [:], comparison: .atLeast, bound: FixedDecimal(nanos: 500_000_000),
            description: "attribution.share >= 50%"),
          isMilestone: true, place: SourcePlace(file: "content/a.md", line: 13)))
    #expect(checklist.items.map(\.id) == ["R1.1", "R1.2", "R1.2.1", "R2.1"])
    #expect(checklist.items.map(\.isTicked) == [true, false, true, false])
    #expect(checklist.items[1].title == ["nl": "Een lange taak die doorloopt"])
  }

  @Test func `the twin gives texts by id and what it leaves out stays Dutch`() throws {
    let result = ChecklistFixture.read(Self.dutch, english: Self.english)
    #expect(result.diagnostics == [])
    let checklist = try #require(result.value)
    #expect(checklist.title == ["nl": "Uitrol nu", "en": "Rollout"])
    #expect(checklist.introHTML["en"] == nil)
    #expect(checklist.sections[0].title["en"] == "Week 1: the start")
    #expect(checklist.sections[0].bodyHTML["en"] == "<p>What <em>must</em> be.</p>\n")
    #expect(checklist.sections[1].title["en"] == nil)
    #expect(checklist.items.map { $0.title["en"] } == ["Kill switch drilled", nil, "Nested", nil])
    // The twin's box is no state.
    #expect(checklist.items[2].isTicked)
  }

  @Test(arguments: [
    ("week-0", "2026-10-04"), ("week-1", "2026-10-11"), ("week-3", "2026-10-25"), ("week-8", "2026-11-29"),
    ("2026-10-16", "2026-10-16"),
  ])
  func `a due week ends on its Sunday`(due: String, day: String) throws {
    let result = ChecklistFixture.read(ChecklistFixture.section("- [ ] R1.1 Taak {due=\(due)}"))
    #expect(result.diagnostics == [])
    #expect(try #require(result.value).items.first?.due?.description == day)
  }

  @Test func `a due week is open until the rollout has a start`() throws {
    let text = ChecklistFixture.section("- [ ] R1.1 Taak {due=week-3}")
    let result = ChecklistReader.read(dutch: ("a.md", text), english: nil, owners: [], rolloutStart: nil)
    #expect(result.diagnostics == [])
    #expect(try #require(result.value).items.first?.due == nil)
  }

  @Test(arguments: [
    ("- [ ] R1.1 Vak [x] van het formulier {owner=it}", false), ("- [ ] R1.1 Zie [x](y.md) {owner=it}", false),
    ("- [x] R1.1 Vak [ ] leeg {owner=it due=2026-10-01 done=2026-10-01}", true),
    ("1. [X] R1.1 Vak {owner=it due=2026-10-01 done=2026-10-01}", true),
  ])
  func `only the box at the start of a task says whether it is done`(line: String, isTicked: Bool) {
    let read = ChecklistFixture.read(ChecklistFixture.section(line))
    #expect(read.diagnostics == [])
    #expect(read.value?.sections.first?.items.map(\.isTicked) == [isTicked])
  }

  @Test func `line ends of Windows and a byte order mark change nothing`() throws {
    let windows = "\u{FEFF}" + Self.dutch.replacing("\n", with: "\r\n")
    let result = ChecklistFixture.read(windows)
    #expect(result.diagnostics == [])
    #expect(try #require(result.value).items == #require(ChecklistFixture.read(Self.dutch).value).items)
  }

  @Test func `the four checklists are read together`() {
    let registers = Registers(
      site: SiteRegister(rolloutStart: CalendarDay("2026-10-05"), owners: [Owner(id: "it", name: ["nl": "IT"])]))
    let result = ChecklistReader.read(
      files: [
        "content/roadmap.md": ChecklistFixture.section("- [ ] R1.1 A {owner=it due=week-1 assert=\"mt.roi > 0\"}"),
        "content/roadmap.en.md": "# Title\n\n## Week {id=week-1}\n\n- R1.1 B",
        "content/pitfalls.md": ChecklistFixture.section("- [x] P1.1 A"),
        "content/action-plan.md": ChecklistFixture.section("- [ ] A1 A {owner=hr}"),
        "content/taskforce.en.md": "# Title",
      ], registers: registers)
    #expect(
      result.diagnostics.map(ChecklistFixture.short) == [
        "action-plan.md:5 unknown-owner: hr → add it to site.yml first", "pitfalls.md:5 ticked-without-done: P1.1",
        "taskforce.en.md warning twin-alone → write content/taskforce.md: state lives there",
      ])
    let checklists = result.value
    #expect(checklists.roadmap?.items.first?.title == ["nl": "A", "en": "B"])
    #expect(checklists.taskforce == nil)
    #expect(checklists.all.map(\.file) == ["content/roadmap.md", "content/pitfalls.md", "content/action-plan.md"])
    #expect(checklists.assertions.map(\.item) == ["R1.1"])
    #expect(checklists.assertions.first?.place == SourcePlace(file: "content/roadmap.md", line: 5))
  }
}
