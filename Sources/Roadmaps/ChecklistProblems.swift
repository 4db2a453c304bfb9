import ReportCore

/// The sentences about checklists, one function each, and the list they are gathered in.
final class ChecklistProblems {
  private(set) var list: [Diagnostic] = []

  func add(_ diagnostic: Diagnostic) { list.append(diagnostic) }

  /// By file and line; the order of finding for the rest.
  var sorted: [Diagnostic] {
    list.enumerated().sorted { left, right in
      let first = (left.element.place?.file ?? "", left.element.place?.line ?? 0, left.offset)
      let second = (right.element.place?.file ?? "", right.element.place?.line ?? 0, right.offset)
      return first < second
    }.map(\.element)
  }

  func unparsedAttributes(_ found: String, at place: SourcePlace) {
    add(
      Diagnostic(
        code: "unparsed-attributes", at: place, "the braces at the end cannot be read", found: found,
        expected: "{key=value key=\"several words\"} at the end of the task's first line",
        remedy: "put a value with spaces in double quotes, and close the brace on the same line"))
  }

  func unknownAttribute(_ key: String, among known: [String], at place: SourcePlace) {
    add(
      Diagnostic(
        code: "unknown-attribute", at: place, "this key is not known here", found: key,
        expected: known.joined(separator: ", "),
        remedy: NearestName.of(String(key.prefix(80)), among: known).map { "did you mean \($0)?" }))
  }

  func duplicateAttribute(_ key: String, at place: SourcePlace) {
    add(
      Diagnostic(
        code: "duplicate-attribute", at: place, "the same key stands here twice", found: key, expected: "each key once")
    )
  }

  func unknownOwner(_ owner: String, among owners: [String], at place: SourcePlace) {
    add(
      Diagnostic(
        code: "unknown-owner", at: place, "site.yml does not know this owner", found: owner,
        expected: owners.isEmpty ? "an owner from site.yml" : owners.joined(separator: ", "),
        remedy: NearestName.of(String(owner.prefix(80)), among: owners).map { "did you mean \($0)?" }
          ?? "add it to site.yml first"))
  }

  func impossibleDate(_ text: String, key: String, at place: SourcePlace) {
    let expected = key == "due" ? "YYYY-MM-DD, or week-N of the rollout" : "YYYY-MM-DD"
    add(
      Diagnostic(
        code: "impossible-date", at: SourcePlace(file: place.file, line: place.line, field: key),
        "this is not a date of the calendar", found: text, expected: expected))
  }

  func badFlag(_ text: String, key: String, at place: SourcePlace) {
    add(
      Diagnostic(
        code: "wrong-type", at: SourcePlace(file: place.file, line: place.line, field: key),
        "this is neither true nor false", found: text, expected: "true or false"))
  }

  func badAssertion(_ text: String, at place: SourcePlace) {
    add(
      Diagnostic(
        code: "bad-assertion", at: SourcePlace(file: place.file, line: place.line, field: "assert"),
        "this condition cannot be read", found: text,
        expected: "a figure, a comparison and a number: attribution.share >= 50%",
        remedy: "compare with <=, <, >=, > or =; write decimals with a point"))
  }

  func missingID(_ text: String, at place: SourcePlace) {
    add(
      Diagnostic(
        code: "missing-id", at: place, "the task does not begin with an id", found: text,
        expected: "letters and numbers such as R3.2, then the text"))
  }

  func missingTitle(_ id: String, at place: SourcePlace) {
    add(
      Diagnostic(
        code: "missing-title", at: place, "the task has an id but no text", found: id, expected: "\(id) and a text"))
  }

  func duplicateID(_ id: String, first: Int, at place: SourcePlace) {
    add(
      Diagnostic(
        code: "duplicate-id", at: place, "this id is taken", found: id, expected: "an id used once (see line \(first))")
    )
  }

  func tickedWithoutDone(_ id: String, at place: SourcePlace) {
    add(
      Diagnostic(
        code: "ticked-without-done", at: place, "the task is ticked but does not say when it was done", found: id,
        expected: "done=YYYY-MM-DD in the braces"))
  }

  func doneWithoutTick(_ id: String, at place: SourcePlace) {
    add(
      Diagnostic(
        code: "done-without-tick", at: place, "the task has a done date but is not ticked", found: id,
        expected: "[x], or no done=", remedy: "tick the box, or remove done="))
  }

  func boxNotTaken(_ text: String, because reason: String, remedy: String, at place: SourcePlace) {
    add(
      Diagnostic(
        code: "box-not-taken", at: place, "this box is not a task: \(reason)", found: text, expected: "- [ ] R3.2 text",
        remedy: remedy))
  }

  func taskOutsideSection(_ text: String, at place: SourcePlace) {
    add(
      Diagnostic(
        code: "task-outside-section", at: place, "the task stands before the first section", found: text,
        expected: "a heading above it, such as ## Week 1 {id=week-1}"))
  }

  func sectionWithoutID(_ title: String, at place: SourcePlace) {
    add(
      Diagnostic(
        code: "section-without-id", at: place, "the heading has no id", found: title, expected: "## \(title) {id=…}",
        remedy: "add braces with an id that stays the same when the title changes"))
  }

  func itemInTaskList(_ text: String, at place: SourcePlace) {
    add(
      Diagnostic(
        .warning, code: "item-without-box", at: place, "this line of a task list is not a task and is not shown",
        found: text,
        expected: "- [ ] R3.2 text", remedy: "give it a box, or begin its list with another mark (*)"))
  }

  func unknownTwin(_ id: String, dutch: String, among ids: [String], at place: SourcePlace) {
    add(
      Diagnostic(
        .warning, code: "twin-unknown-id", at: place, "\(dutch) has no such id; this text is not shown", found: id,
        remedy: NearestName.of(String(id.prefix(80)), among: ids).map { "did you mean \($0)?" }))
  }

  func twinState(_ id: String, dutch: String, at place: SourcePlace) {
    add(
      Diagnostic(
        .warning, code: "twin-state", at: place, "owner, dates and conditions are read from \(dutch) only", found: id,
        expected: "the id and the text"))
  }
}
