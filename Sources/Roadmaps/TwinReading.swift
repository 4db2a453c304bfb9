import MarkdownTree
import ReportCore

/// Adds the texts of the English twin to the Dutch checklist, by id. What the twin leaves out stays Dutch.
enum TwinReading {
  static func add(_ source: ChecklistSource, to checklist: inout Checklist, problems: ChecklistProblems) throws {
    let dutch = checklist.file
    let cut = try SectionReading(source, problems: problems)
    if let title = cut.title { checklist.title["en"] = title }
    if !cut.introHTML.isEmpty { checklist.introHTML["en"] = cut.introHTML }
    let sections = Dictionary(
      checklist.sections.enumerated().map { ($0.element.id, $0.offset) }, uniquingKeysWith: { first, _ in first })
    let items = Dictionary(
      checklist.sections.enumerated().flatMap { section in
        section.element.items.enumerated().map { ($0.element.id, (section.offset, $0.offset)) }
      }, uniquingKeysWith: { first, _ in first })
    var seen: [String: Int] = [:]
    for part in cut.parts where !part.id.isEmpty {
      let place = source.place(part.line)
      guard let index = sections[part.id] else {
        problems.unknownTwin(part.id, dutch: dutch, among: sections.keys.sorted(), at: place)
        continue
      }
      if let first = seen.updateValue(part.line, forKey: "section \(part.id)") {
        problems.duplicateID(part.id, first: first, at: place)
        continue
      }
      checklist.sections[index].title["en"] = part.title
      if !part.bodyHTML.isEmpty { checklist.sections[index].bodyHTML["en"] = part.bodyHTML }
    }
    for node in cut.parts.flatMap(\.items) {
      let place = source.place(node.line)
      let text = TaskReading.text(of: node, in: source, problems: problems)
      guard let (id, title) = TaskLine.split(text.words) else {
        problems.missingID(text.words, at: place)
        continue
      }
      if !text.attributes.isEmpty { problems.twinState(id, dutch: dutch, at: place) }
      guard let (section, item) = items[id] else {
        problems.unknownTwin(id, dutch: dutch, among: items.keys.sorted(), at: place)
        continue
      }
      if let first = seen.updateValue(node.line, forKey: "item \(id)") {
        problems.duplicateID(id, first: first, at: place)
        continue
      }
      let full = [source.plainText(title), text.continuation].filter { !$0.isEmpty }.joined(separator: " ")
      if !full.isEmpty { checklist.sections[section].items[item].title["en"] = full }
    }
  }
}
