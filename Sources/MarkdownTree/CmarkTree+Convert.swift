import CCmarkGFM
import ReportCore

extension CmarkTree {
  /// Deeper than any text a person writes; a value tree is taken down recursively, so depth has an end.
  private static let maximumDepth = 100

  private static let kinds: Set<String> = [
    "document", "block_quote", "list", "item", "tasklist", "code_block", "html_block", "paragraph", "heading",
    "thematic_break", "text", "softbreak", "linebreak", "code", "html_inline", "emph", "strong", "link", "image",
    "strikethrough", "table", "table_header", "table_row", "table_cell",
  ]

  /// The tree as values, made with a stack of its own: the depth of a text is not to be trusted.
  func converted(file: String) throws(Diagnostic) -> MarkdownNode {
    guard let iterator = cmark_iter_new(root) else { throw CmarkTree.failure("cmark-gfm gave no iterator", file: file) }
    defer { cmark_iter_free(iterator) }
    var open: [MarkdownNode] = []
    while true {
      let event = cmark_iter_next(iterator)
      guard event != CMARK_EVENT_DONE, let pointer = cmark_iter_get_node(iterator) else { break }
      if event == CMARK_EVENT_ENTER {
        let node = try CmarkTree.value(of: pointer, enclosing: open.last, file: file)
        guard open.count < CmarkTree.maximumDepth else {
          throw Diagnostic(
            code: "markdown-too-deep", at: SourcePlace(file: file, line: node.line), "the text is nested too deep",
            expected: "at most \(CmarkTree.maximumDepth) levels")
        }
        open.append(node)
        // Leaves are never left: cmark sends no EXIT for them.
        if !CmarkTree.isLeaf(node.kind) { continue }
      }
      guard let closed = open.popLast() else { break }
      if open.isEmpty { return closed }
      open[open.count - 1].children.append(closed)
    }
    throw CmarkTree.failure("cmark-gfm's document has no end", file: file)
  }

  private static func value(
    of node: OpaquePointer, enclosing: MarkdownNode?, file: String
  ) throws(Diagnostic) -> MarkdownNode {
    let kind = kind(of: node)
    // Some inlines have line 0; their block's line is the nearest truth.
    let line = max(Int(cmark_node_get_start_line(node)), enclosing?.line ?? 0)
    guard kinds.contains(kind) else {
      throw Diagnostic(
        code: "markdown-unknown-node", at: SourcePlace(file: file, line: line), "this kind of Markdown is not known",
        found: kind)
    }
    let hasAddress = kind == "link" || kind == "image"
    return MarkdownNode(
      kind: kind, line: line, literal: isLeaf(kind) ? string(cmark_node_get_literal(node)) : nil,
      url: hasAddress ? string(cmark_node_get_url(node)) : nil,
      level: kind == "heading" ? Int(cmark_node_get_heading_level(node)) : 0,
      isTicked: kind == "tasklist" ? cmark_gfm_extensions_get_tasklist_item_checked(node) : nil)
  }

  private static func isLeaf(_ kind: String) -> Bool {
    ["text", "code", "code_block", "html_block", "html_inline", "thematic_break", "softbreak", "linebreak"].contains(
      kind)
  }
}
