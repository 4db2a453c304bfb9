import MarkdownTree
import ReportCore

/// One checklist file cut into blocks: Markdown's tree says what a line is, the source line says the rest.
struct ChecklistSource {
  let file: String
  /// Without a byte order mark; the first line is `lines[0]`.
  let lines: [Substring]
  /// The blocks of the document with the line behind their last one.
  let blocks: [(node: MarkdownNode, end: Int)]

  /// Throws a `Diagnostic` when the Markdown cannot be read.
  init(file: String, text: String) throws {
    self.file = file
    let tree = try Markdown.parse(text, file: file)
    let scalars = text.unicodeScalars
    let body = scalars.first == "\u{FEFF}" ? String(scalars.dropFirst()) : text
    // Line ends as cmark counts them; "\r\n" is one Character.
    lines = body.split(omittingEmptySubsequences: false) { $0 == "\n" || $0 == "\r\n" || $0 == "\r" }
    let starts = tree.children.map(\.line) + [lines.count + 1]
    blocks = tree.children.indices.map { (tree.children[$0], max(starts[$0 + 1], starts[$0])) }
  }

  /// A 1-based line; empty outside the file.
  func line(_ number: Int) -> Substring { lines.indices.contains(number - 1) ? lines[number - 1] : "" }

  func place(_ line: Int) -> SourcePlace { SourcePlace(file: file, line: line) }

  /// The source of a block, for rendering it on its own.
  func source(of block: (node: MarkdownNode, end: Int)) -> String {
    (block.node.line..<block.end).map { String(line($0)) }.joined(separator: "\n")
  }

  /// A heading's or task's words, with inline Markdown taken away.
  func plainText(_ markdown: String) -> String {
    // The line was read before, as part of the whole; alone it cannot be larger or deeper.
    let text = (try? Markdown.parse("# " + markdown, file: file))?.plainText ?? markdown
    return text.trimmed
  }
}

extension MarkdownNode {
  /// True when a task stands anywhere below.
  var holdsTask: Bool { descendants.contains { $0.node.kind == "tasklist" } }

  /// Every list item below in document order, tasks included, with whether it stands in a quote.
  var listItems: [(node: MarkdownNode, isQuoted: Bool)] {
    var found: [(node: MarkdownNode, isQuoted: Bool)] = []
    var stack = [(node: self, isQuoted: false)]
    while let (node, isQuoted) = stack.popLast() {
      if node.kind == "item" || node.kind == "tasklist" { found.append((node, isQuoted)) }
      for child in node.children.reversed() { stack.append((child, isQuoted || node.kind == "block_quote")) }
    }
    return found
  }
}
