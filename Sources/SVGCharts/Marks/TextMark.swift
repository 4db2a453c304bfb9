/// A label at a place. Its box is known, so that labels can be kept apart before anything is drawn.
struct TextMark: Mark {
  enum Anchor: String, Sendable { case start, middle, end }

  var text: String
  var x: Double
  /// The base line; the middle of the digits is about four units above it.
  var y: Double
  var anchor = Anchor.start
  var isBold = false
  var isMuted = false
  /// A paper-coloured edge, for text over marks.
  var hasHalo = false
  /// A second part in the muted colour, such as an amount after a name.
  var tail: String?
  var size = TextWidth.size
  var extraClass: String?

  var width: Double {
    TextWidth.of(text, size: size, bold: isBold) + (tail.map { TextWidth.of(" " + $0, size: size) } ?? 0)
  }

  var box: Box {
    let left =
      switch anchor {
      case .start: x
      case .middle: x - width / 2
      case .end: x - width
      }
    return Box(left: left, top: y - size * 0.83, right: left + width, bottom: y + size * 0.25)
  }

  func nodes(on plane: Plane) -> [SVGNode] { [node] }

  var node: SVGNode {
    guard !text.isEmpty else { return .nothing }
    var classNames: [String] = []
    if isBold { classNames.append("bold") }
    if isMuted { classNames.append("muted") }
    if size < TextWidth.size { classNames.append("small") }
    if hasHalo { classNames.append("halo") }
    if let extraClass { classNames.append(extraClass) }
    var attributes: [SVGAttribute] = []
    if !classNames.isEmpty { attributes.append(.word(.classNames, classNames.joined(separator: " "))) }
    attributes += [.number(.x, x), .number(.y, y)]
    if anchor != .start { attributes.append(.word(.textAnchor, anchor.rawValue)) }
    var children: [SVGNode] = [.text(text)]
    if let tail {
      children += [.text(" "), .element(.tspan, [.word(.classNames, "muted")], [.text(tail)])]
    }
    return .element(.text, attributes, children)
  }
}
