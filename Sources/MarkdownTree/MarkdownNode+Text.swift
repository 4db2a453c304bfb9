extension MarkdownNode {
  /// The node and everything under it, in document order, each with its depth below this node.
  public var descendants: [(node: MarkdownNode, depth: Int)] {
    var found: [(node: MarkdownNode, depth: Int)] = []
    var stack = [(node: self, depth: 0)]
    while let next = stack.popLast() {
      found.append(next)
      for child in next.node.children.reversed() { stack.append((child, next.depth + 1)) }
    }
    return found
  }

  /// The words without markup: text and code as they read, line breaks as spaces.
  public var plainText: String {
    var text = ""
    for (node, _) in descendants {
      switch node.kind {
      case "text", "code": text += node.literal ?? ""
      case "softbreak", "linebreak": text += " "
      default: break
      }
    }
    return text
  }

  /// The tree as indented lines, for tests: `heading 2 @3`, `text "Week 1"`.
  public var dump: String {
    descendants.map { node, depth in
      var line = String(repeating: "  ", count: depth) + node.kind
      if node.level > 0 { line += " \(node.level)" }
      if let isTicked = node.isTicked { line += isTicked ? " [x]" : " [ ]" }
      if let literal = node.literal { line += " \(literal.debugDescription)" }
      if let url = node.url { line += " <\(url)>" }
      // Only blocks start where cmark says.
      return MarkdownNode.blocks.contains(node.kind) ? line + " @\(node.line)" : line
    }
    .joined(separator: "\n")
  }

  private static let blocks: Set<String> = [
    "document", "block_quote", "list", "item", "tasklist", "code_block", "html_block", "paragraph", "heading",
    "thematic_break", "table", "table_header", "table_row",
  ]
}
