/// One node of a Markdown document, copied out of cmark-gfm: a plain value.
public struct MarkdownNode: Equatable, Sendable {
  /// cmark's type string: `document`, `heading`, `paragraph`, `list`, `item`, `tasklist`, `text`, `link` …
  public var kind: String
  /// The 1-based line a block starts on; 0 where cmark does not know. Of inlines, the line of their block or later.
  /// Ends and columns are not kept: cmark's are not reliable.
  public var line: Int
  /// The text of `text`, `code`, `code_block`, `html_block` and `html_inline`.
  public var literal: String?
  /// The address of `link` and `image`, as written; only `Markdown.html` judges it.
  public var url: String?
  /// 1…6 for a heading, else 0.
  public var level: Int
  /// Whether the box of a `tasklist` item is ticked; nil for every other kind.
  public var isTicked: Bool?
  /// In document order.
  public var children: [MarkdownNode]

  /// A node.
  public init(
    kind: String, line: Int, literal: String? = nil, url: String? = nil, level: Int = 0, isTicked: Bool? = nil,
    children: [MarkdownNode] = []
  ) {
    self.kind = kind
    self.line = line
    self.literal = literal
    self.url = url
    self.level = level
    self.isTicked = isTicked
    self.children = children
  }
}
