import SVGCharts

/// Markup that is safe as it stands: written by our SVG serializer or by cmark-gfm in safe mode. The only value that
/// triple mustaches print.
struct SafeHTML: Sendable, Equatable {
  let text: String

  /// A drawing.
  init(_ drawing: SVGNode) { text = drawing.serialized() }

  /// HTML that cmark-gfm rendered with its safe mode on.
  init(renderedMarkdown html: String) { text = html }
}
