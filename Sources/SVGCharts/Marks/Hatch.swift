/// The 45° hatching of a forecast: a pattern that each drawing defines for itself, because a pattern inside a hidden
/// drawing paints nothing elsewhere.
enum Hatch {
  static func definition(id: String) -> SVGNode {
    .element(
      .pattern,
      [
        .word(.id, id), .number(.width, 6), .number(.height, 6), .word(.patternUnits, "userSpaceOnUse"),
        .word(.patternTransform, "rotate(45)"),
      ],
      [.line(1.25, 0, 1.25, 6, "hatch")])
  }
}
