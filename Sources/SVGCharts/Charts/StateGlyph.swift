/// The five states of a figure, as shapes; the charts do not know what they judge.
public enum GlyphState: String, Sendable, CaseIterable {
  case green, amber, red, unknown
  case notYet = "not-yet"
}

/// The sign of a state: shape, letter, then colour (look.md 2.3). It never stands without its word, so it is hidden
/// from screen readers.
public struct StateGlyph: Equatable, Sendable {
  public var state: GlyphState
  /// One letter in the page's language (G, O, R or G, A, R); unknown is `?` and not yet a dash, whatever is given.
  public var letter: String

  public init(_ state: GlyphState, letter: String) {
    self.state = state
    self.letter = letter
  }

  /// The glyph for a line of text, 20 × 20.
  public func drawing() -> SVGNode {
    .element(
      .svg,
      [
        .word(.classNames, "gl " + state.rawValue), .numbers(.viewBox, [0, 0, 20, 20]), .number(.width, 20),
        .number(.height, 20), .word(.hidden, "true"),
      ], parts)
  }

  /// The glyph inside a chart, around a middle.
  func nodes(aroundX x: Double, _ y: Double, scale: Double = 1) -> SVGNode {
    .group("gl " + state.rawValue, at: .translate(x - 10 * scale, y - 10 * scale, scale: scale), parts)
  }

  /// A milestone: the same judgement in a diamond, around a middle.
  func diamond(aroundX x: Double, _ y: Double, scale: Double = 1) -> SVGNode {
    var path = SVGPath()
    path.move(to: 0, -11)
    path.line(to: 11, 0)
    path.line(to: 0, 11)
    path.line(to: -11, 0)
    path.close()
    return .group(
      "gl milestone " + state.rawValue, at: .translate(x, y, scale: scale),
      [.path(path, "shape"), Self.letterNode(shownLetter, x: 0, y: 4.6)])
  }

  private var shownLetter: String {
    switch state {
    case .unknown: "?"
    case .notYet: ""
    case .green, .amber, .red: String(letter.prefix(1))
    }
  }

  private var parts: [SVGNode] {
    [shape, Self.letterNode(shownLetter, x: 10, y: state == .amber ? 17 : 14.6)]
  }

  private var shape: SVGNode {
    switch state {
    case .green: return .circle(10, 10, radius: 9, "shape")
    case .red: return .rectangle(Box(left: 1.5, top: 1.5, right: 18.5, bottom: 18.5), "shape")
    case .unknown: return .circle(10, 10, radius: 8.6, "shape")
    case .notYet: return .line(4, 10, 16, 10, "shape")
    case .amber:
      var path = SVGPath()
      path.move(to: 0, 18.6)
      path.line(to: 10, 0)
      path.line(to: 20, 18.6)
      path.close()
      return .path(path, "shape")
    }
  }

  private static func letterNode(_ letter: String, x: Double, y: Double) -> SVGNode {
    letter.isEmpty ? .nothing : .element(.text, [.number(.x, x), .number(.y, y)], [.text(letter)])
  }
}
