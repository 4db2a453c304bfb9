/// One attribute: a known name and a value that is known to be harmless there.
///
/// Only class names and identifiers made by this module, numbers and fixed words get in; text from data never does.
struct SVGAttribute: Equatable, Sendable {
  enum Name: String, Sendable {
    case x, y, x1, y1, x2, y2, cx, cy, r, width, height, d, transform, fill, role, id, viewBox
    case classNames = "class"
    case textAnchor = "text-anchor"
    case labelledBy = "aria-labelledby"
    case hidden = "aria-hidden"
    case patternUnits
    case patternTransform
  }

  let name: Name
  /// No value means: one of its numbers cannot be drawn, so the element is not drawn either.
  let value: String?

  static func number(_ name: Name, _ value: Double) -> SVGAttribute {
    SVGAttribute(name: name, value: SVGNumber(value)?.text)
  }

  static func numbers(_ name: Name, _ values: [Double]) -> SVGAttribute {
    let texts = values.compactMap { SVGNumber($0)?.text }
    return SVGAttribute(name: name, value: texts.count == values.count ? texts.joined(separator: " ") : nil)
  }

  static func length(_ name: Name, _ value: Double) -> SVGAttribute {
    value >= 0 ? number(name, value) : SVGAttribute(name: name, value: nil)
  }

  static func word(_ name: Name, _ value: String) -> SVGAttribute {
    SVGAttribute(name: name, value: value)
  }

  static func path(_ path: SVGPath) -> SVGAttribute {
    SVGAttribute(name: .d, value: path.data)
  }

  static func translate(_ x: Double, _ y: Double, scale: Double = 1) -> SVGAttribute {
    guard let x = SVGNumber(x)?.text, let y = SVGNumber(y)?.text, let factor = SVGNumber(scale)?.text else {
      return SVGAttribute(name: .transform, value: nil)
    }
    return SVGAttribute(name: .transform, value: "translate(\(x) \(y))" + (scale == 1 ? "" : " scale(\(factor))"))
  }

  /// A reference to a definition in the same drawing.
  static func definition(_ name: Name, _ id: String) -> SVGAttribute {
    SVGAttribute(name: name, value: "url(#\(id))")
  }
}

/// The data of a path: straight segments only, which is all that honest charts need.
struct SVGPath: Equatable, Sendable {
  private var steps: [String] = []
  private var isDrawable = true

  /// The text for `d`, or nothing when a coordinate could not be printed or no step was taken.
  var data: String? { isDrawable && !steps.isEmpty ? steps.joined() : nil }

  mutating func move(to x: Double, _ y: Double) { step("M", [x, y]) }
  mutating func line(to x: Double, _ y: Double) { step("L", [x, y]) }
  mutating func horizontal(to x: Double) { step("H", [x]) }
  mutating func vertical(to y: Double) { step("V", [y]) }
  mutating func close() { steps.append("Z") }

  private mutating func step(_ letter: String, _ values: [Double]) {
    let texts = values.compactMap { SVGNumber($0)?.text }
    isDrawable = isDrawable && texts.count == values.count
    steps.append(letter + texts.joined(separator: " "))
  }
}
