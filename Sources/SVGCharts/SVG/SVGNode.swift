/// A piece of a drawing, opaque: charts make it, `serialized()` writes it.
public struct SVGNode: Equatable, Sendable {
  enum Element: String, Sendable {
    case svg, g, defs, pattern, rect, line, circle, path, text, tspan, title, desc

    /// White space would show inside these, so they are written on one line.
    var isInline: Bool { self == .text || self == .tspan || self == .title || self == .desc }
  }

  indirect enum Content: Equatable, Sendable {
    case nothing
    case text(String)
    case element(Element, [SVGAttribute], [SVGNode])
  }

  let content: Content

  /// The drawing as SVG markup for an HTML page, one element a line, ending in a line feed.
  /// All escaping happens here (reliability.md 4): the result may be put in a page as it stands.
  public func serialized() -> String {
    SVGSerializer.serialized(self)
  }
}

extension SVGNode {
  static let nothing = SVGNode(content: .nothing)

  static func text(_ text: String) -> SVGNode {
    SVGNode(content: .text(text))
  }

  /// An element, or nothing when one of its numbers is not a place on the page.
  static func element(_ name: Element, _ attributes: [SVGAttribute], _ children: [SVGNode] = []) -> SVGNode {
    guard attributes.allSatisfy({ $0.value != nil }) else { return .nothing }
    return SVGNode(content: .element(name, attributes, children.filter { $0 != .nothing }))
  }

  static func group(_ classNames: String, at transform: SVGAttribute, _ children: [SVGNode]) -> SVGNode {
    element(.g, [.word(.classNames, classNames), transform], children)
  }

  static func rectangle(_ box: Box, _ classNames: String, fill: SVGAttribute? = nil) -> SVGNode {
    element(
      .rect,
      [
        .word(.classNames, classNames), .number(.x, box.left), .number(.y, box.top),
        .length(.width, box.width), .length(.height, box.height),
      ] + (fill.map { [$0] } ?? []))
  }

  static func line(_ x1: Double, _ y1: Double, _ x2: Double, _ y2: Double, _ classNames: String) -> SVGNode {
    element(
      .line,
      [
        .word(.classNames, classNames), .number(.x1, x1), .number(.y1, y1), .number(.x2, x2), .number(.y2, y2),
      ])
  }

  static func circle(_ x: Double, _ y: Double, radius: Double, _ classNames: String) -> SVGNode {
    element(.circle, [.word(.classNames, classNames), .number(.cx, x), .number(.cy, y), .length(.r, radius)])
  }

  static func path(_ path: SVGPath, _ classNames: String) -> SVGNode {
    element(.path, [.word(.classNames, classNames), .path(path)])
  }
}
