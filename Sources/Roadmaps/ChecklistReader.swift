import MarkdownTree
public import Registers
public import ReportCore

/// Reads the checklists: GitHub task lists with an id in front and attributes in trailing braces. State lives in the
/// Dutch file; an English twin (`roadmap.en.md`) holds texts by id.
public enum ChecklistReader {
  /// A checklist file as handed in.
  public typealias File = (file: String, text: String)

  /// The four checklists of `content/` and all complaints about them, by file and line.
  ///
  /// - Parameters:
  ///   - files: text by path relative to the site; `content/roadmap.md`, `content/roadmap.en.md` and so on. Other
  ///     files are passed over. A checklist that is absent stays nil.
  ///   - registers: owners and the rollout's start.
  public static func read(files: [String: String], registers: Registers) -> Checked<Checklists> {
    let owners = Set(registers.site.owners.map(\.id))
    var problems: [Diagnostic] = []
    func checklist(_ name: String) -> Checklist? {
      let twin = "content/\(name).en.md"
      guard let text = files["content/\(name).md"] else {
        if files[twin] != nil {
          problems.append(
            Diagnostic(
              .warning, code: "twin-alone", at: SourcePlace(file: twin),
              "the Dutch file is missing; this one is not read",
              remedy: "write content/\(name).md: state lives there"))
        }
        return nil
      }
      let result = read(
        dutch: ("content/\(name).md", text), english: files[twin].map { (twin, $0) }, owners: owners,
        rolloutStart: registers.site.rolloutStart)
      problems += result.diagnostics
      return result.value
    }
    let checklists = Checklists(
      roadmap: checklist("roadmap"), taskforce: checklist("taskforce"), pitfalls: checklist("pitfalls"),
      actionPlan: checklist("action-plan"))
    let sorted = problems.enumerated().sorted { left, right in
      (left.element.place?.file ?? "", left.offset) < (right.element.place?.file ?? "", right.offset)
    }
    return Checked(checklists, sorted.map(\.element))
  }

  /// One checklist with its twin; nil only when the Dutch file is not Markdown that can be read.
  ///
  /// - Parameters:
  ///   - owners: the ids of `site.yml`.
  ///   - rolloutStart: the Monday of week 1, for `due=week-3`; nil leaves such dates open.
  public static func read(
    dutch: File, english: File?, owners: Set<String>, rolloutStart: CalendarDay?
  ) -> Checked<Checklist?> {
    let problems = ChecklistProblems()
    let reading = TaskReading(owners: owners, rolloutStart: rolloutStart, problems: problems)
    var checklist: Checklist?
    do {
      checklist = try read(ChecklistSource(file: dutch.file, text: dutch.text), reading)
    } catch {
      problems.add(diagnostic(error, file: dutch.file))
    }
    if let english, var whole = checklist {
      do {
        try TwinReading.add(ChecklistSource(file: english.file, text: english.text), to: &whole, problems: problems)
        checklist = whole
      } catch {
        problems.add(diagnostic(error, file: english.file))
      }
    }
    return Checked(checklist, problems.sorted)
  }

  private static func read(_ source: ChecklistSource, _ reading: TaskReading) throws -> Checklist {
    let problems = reading.problems
    let cut = try SectionReading(source, problems: problems)
    if cut.title == nil {
      problems.add(
        Diagnostic(
          code: "missing-title", at: SourcePlace(file: source.file, line: 1), "the checklist has no title",
          expected: "# Title on a line of its own"))
    }
    var sectionLines: [String: Int] = [:]
    var itemLines: [String: Int] = [:]
    let sections = cut.parts.map { part in
      if !part.id.isEmpty, let first = sectionLines.updateValue(part.line, forKey: part.id) {
        problems.duplicateID(part.id, first: first, at: source.place(part.line))
      }
      let items = part.items.compactMap { node -> ChecklistItem? in
        guard node.kind == "tasklist" else {
          let line = TaskLine(source.line(node.line))
          if line.box == nil { problems.itemInTaskList(line.rest, at: source.place(node.line)) }
          return nil
        }
        guard let item = reading.item(node, in: source) else { return nil }
        if let first = itemLines.updateValue(node.line, forKey: item.id) {
          problems.duplicateID(item.id, first: first, at: item.place)
        }
        return item
      }
      return ChecklistSection(
        id: part.id, title: ["nl": part.title], bodyHTML: part.bodyHTML.isEmpty ? [:] : ["nl": part.bodyHTML],
        items: items, place: source.place(part.line))
    }
    return Checklist(
      title: cut.title.map { ["nl": $0] } ?? [:], introHTML: cut.introHTML.isEmpty ? [:] : ["nl": cut.introHTML],
      sections: sections, file: source.file)
  }

  private static func diagnostic(_ error: any Error, file: String) -> Diagnostic {
    error as? Diagnostic
      ?? Diagnostic(code: "markdown-library", at: SourcePlace(file: file), "the Markdown cannot be read")
  }
}
