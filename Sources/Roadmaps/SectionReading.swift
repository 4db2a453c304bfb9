import MarkdownTree
import ReportCore

/// Cuts a file into title, introduction and sections. Dutch file and English twin are cut alike; what an item says
/// is left to the caller.
struct SectionReading {
  /// A level-2 heading and what stands under it, until the next one.
  struct Part {
    var id: String
    var title: String
    var line: Int
    var bodyHTML: String
    var items: [MarkdownNode]
  }

  var title: String?
  var introHTML = ""
  var parts: [Part] = []

  /// Reads all blocks in order. Throws a `Diagnostic` when a body cannot be rendered.
  init(_ source: ChecklistSource, problems: ChecklistProblems) throws {
    var body: [String] = []
    func closeBody() throws -> String {
      defer { body = [] }
      return body.isEmpty ? "" : try Markdown.html(from: body.joined(separator: "\n\n"), file: source.file)
    }
    for block in source.blocks {
      let node = block.node
      BoxCheck.run(node, in: source, problems: problems)
      if node.kind == "heading", node.level == 1, title == nil {
        title = source.plainText(SectionReading.words(ofHeadingAt: node.line, in: source))
      } else if node.kind == "heading", node.level == 2 {
        close(with: try closeBody())
        parts.append(SectionReading.part(node, in: source, problems: problems))
      } else if node.kind == "list", node.holdsTask || SectionReading.isTwinList(node, in: source) {
        let items = node.listItems.filter { !$0.isQuoted }.map(\.node)
        if parts.isEmpty {
          items.first.map {
            problems.taskOutsideSection(TaskLine(source.line($0.line)).rest, at: source.place($0.line))
          }
        } else {
          parts[parts.count - 1].items += items
        }
      } else {
        body.append(source.source(of: block))
      }
    }
    close(with: try closeBody())
  }

  private mutating func close(with html: String) {
    if parts.isEmpty { introHTML = html } else { parts[parts.count - 1].bodyHTML = html }
  }

  /// A list whose items begin with ids is a list of texts for tasks, box or no box.
  private static func isTwinList(_ node: MarkdownNode, in source: ChecklistSource) -> Bool {
    node.children.contains { TaskLine.split(TaskLine(source.line($0.line)).rest) != nil }
  }

  private static func part(_ node: MarkdownNode, in source: ChecklistSource, problems: ChecklistProblems) -> Part {
    let place = source.place(node.line)
    let whole = words(ofHeadingAt: node.line, in: source)
    var part = Part(id: "", title: whole, line: node.line, bodyHTML: "", items: [])
    switch ItemAttributes.ending(of: whole) {
    case .none: break
    case .unparsed(let text, let found):
      problems.unparsedAttributes(found, at: place)
      part.title = source.plainText(text)
      return part
    case .read(let text, let attributes):
      part.title = text
      for (key, value) in attributes.pairs {
        if key == "id" { part.id = value } else { problems.unknownAttribute(key, among: ["id"], at: place) }
      }
    }
    part.title = source.plainText(part.title)
    if part.id.isEmpty { problems.sectionWithoutID(part.title, at: place) }
    return part
  }

  /// A heading's line without the number signs around it.
  private static func words(ofHeadingAt line: Int, in source: ChecklistSource) -> String {
    let text = source.line(line).trimmed
    guard text.hasPrefix("#") else { return text }
    let inner = text.drop { $0 == "#" }.trimmed
    let closing = inner.reversed().prefix { $0 == "#" }.count
    let open = inner.dropLast(closing)
    return closing > 0 && (open.isEmpty || open.last?.isWhitespace == true) ? open.trimmed : inner
  }
}

/// Finds boxes that a person meant and Markdown did not take: they would vanish from every count.
enum BoxCheck {
  static func run(_ block: MarkdownNode, in source: ChecklistSource, problems: ChecklistProblems) {
    if block.kind == "paragraph" {
      let line = TaskLine(source.line(block.line))
      if line.box != nil, line.hasSpaceAfterBox, !source.line(block.line).trimmed.hasPrefix("\\") {
        problems.boxNotTaken(
          source.line(block.line).trimmed, because: "there is no list mark in front of it",
          remedy: "begin the line with a hyphen and a space",
          at: source.place(block.line))
      }
      return
    }
    for (item, isQuoted) in block.listItems where item.kind == "item" {
      let line = TaskLine(source.line(item.line))
      let found = source.line(item.line).trimmed
      let place = source.place(item.line)
      guard let box = line.box, !isLink(line) else { continue }
      if isQuoted {
        problems.boxNotTaken(found, because: "it stands in a quote", remedy: "take the > away", at: place)
      } else if line.rest.isEmpty {
        problems.boxNotTaken(
          found, because: "there is no text behind it", remedy: "write what is to be done, or remove the line",
          at: place)
      } else if box == "[]" {
        problems.boxNotTaken(found, because: "the brackets are empty", remedy: "write [ ] with a space", at: place)
      } else if !line.hasSpaceAfterBox {
        problems.boxNotTaken(
          found, because: "there is no space behind it", remedy: "write a space behind the box", at: place)
      } else {
        problems.boxNotTaken(
          found, because: "Markdown does not take it here", remedy: "put the task in a list of its own", at: place)
      }
    }
  }

  /// `[x](address)` is a link with a short name.
  private static func isLink(_ line: TaskLine) -> Bool {
    !line.hasSpaceAfterBox && ["(", "[", ":"].contains(line.rest.first.map(String.init) ?? "")
  }
}
