import MarkdownTree
import ReportCore

/// Reads one task: Markdown's tree says that it is one; its line gives tick, id, text and braces.
struct TaskReading {
  static let keys = ["owner", "due", "done", "by", "evidence", "assert", "milestone"]

  let owners: Set<String>
  let rolloutStart: CalendarDay?
  let problems: ChecklistProblems

  /// The item; nil when it has no id, and then nothing could refer to it.
  func item(_ node: MarkdownNode, in source: ChecklistSource) -> ChecklistItem? {
    let place = source.place(node.line)
    let text = TaskReading.text(of: node, in: source, problems: problems)
    guard let (id, title) = TaskLine.split(text.words) else {
      problems.missingID(text.words, at: place)
      return nil
    }
    let full = [source.plainText(title), text.continuation].filter { !$0.isEmpty }.joined(separator: " ")
    if full.isEmpty { problems.missingTitle(id, at: place) }
    // cmark-gfm takes a task for ticked when `[x]` stands anywhere in its line.
    let isTicked = TaskLine(source.line(node.line)).box.map { $0.lowercased() == "[x]" } ?? node.isTicked ?? false
    var item = ChecklistItem(
      id: id, title: ["nl": full], isTicked: isTicked, owner: nil, due: nil, done: nil, by: nil, evidence: nil,
      assertion: nil, isMilestone: false, place: place)
    apply(text.attributes, to: &item)
    // Braces that could not be read may hold the date: one mistake, one complaint.
    if isTicked, item.done == nil, text.isReadable, !text.attributes.contains(where: { $0.key == "done" }) {
      problems.tickedWithoutDone(id, at: place)
    }
    if !isTicked, item.done != nil {
      problems.doneWithoutTick(id, at: place)
      item.done = nil
    }
    return item
  }

  private func apply(_ attributes: [(key: String, value: String)], to item: inout ChecklistItem) {
    let place = item.place
    var seen: Set<String> = []
    for (key, value) in attributes {
      guard TaskReading.keys.contains(key) else {
        problems.unknownAttribute(key, among: TaskReading.keys, at: place)
        continue
      }
      guard seen.insert(key).inserted else {
        problems.duplicateAttribute(key, at: place)
        continue
      }
      switch key {
      case "owner":
        if owners.contains(value) {
          item.owner = value
        } else {
          problems.unknownOwner(value, among: owners.sorted(), at: place)
        }
      case "due": item.due = dueDay(value, at: place)
      case "done": item.done = day(value, key: key, at: place)
      case "by": item.by = value
      case "evidence": item.evidence = value
      case "assert":
        item.assertion = Assertion(value)
        if item.assertion == nil { problems.badAssertion(value, at: place) }
      default:
        if value != "true" && value != "false" { problems.badFlag(value, key: key, at: place) }
        item.isMilestone = value == "true"
      }
    }
  }

  private func day(_ text: String, key: String, at place: SourcePlace) -> CalendarDay? {
    let day = CalendarDay(text)
    if day == nil { problems.impossibleDate(text, key: key, at: place) }
    return day
  }

  /// A date, or the end of a week of the rollout: week 1 is the week it starts in, week 0 the one before. Without a
  /// start there is no due date yet.
  private func dueDay(_ text: String, at place: SourcePlace) -> CalendarDay? {
    guard text.hasPrefix("week-") else { return day(text, key: "due", at: place) }
    guard let number = Int(text.dropFirst(5)), (0...52).contains(number), text == "week-\(number)" else {
      problems.impossibleDate(text, key: "due", at: place)
      return nil
    }
    return rolloutStart?.advanced(by: 7 * number - 1)
  }

  /// What a list item says: the words and braces of its first line, and the words of the lines it runs on.
  struct Text {
    var words: String
    var continuation: String
    var attributes: [(key: String, value: String)]
    var isReadable: Bool
  }

  static func text(of node: MarkdownNode, in source: ChecklistSource, problems: ChecklistProblems) -> Text {
    let rest = TaskLine(source.line(node.line)).rest
    let paragraph = node.children.first { $0.kind == "paragraph" }?.children ?? []
    let isBreak = { (node: MarkdownNode) in node.kind == "softbreak" || node.kind == "linebreak" }
    let continuation = paragraph.drop { !isBreak($0) }.map(\.plainText).joined().trimmed
    switch ItemAttributes.ending(of: rest) {
    case .read(let words, let attributes):
      return Text(words: words, continuation: continuation, attributes: attributes.pairs, isReadable: true)
    case .unparsed(let words, let found):
      problems.unparsedAttributes(found, at: source.place(node.line))
      return Text(words: words, continuation: continuation, attributes: [], isReadable: false)
    case .none:
      guard continuation.hasSuffix("}"), let brace = continuation.firstIndex(of: "{") else {
        return Text(words: rest, continuation: continuation, attributes: [], isReadable: true)
      }
      problems.unparsedAttributes(String(continuation[brace...]), at: source.place(node.line))
      return Text(words: rest, continuation: String(continuation[..<brace]).trimmed, attributes: [], isReadable: false)
    }
  }
}
