/// Segments of one slot on top of each other: positive ones up from zero, negative ones down.
struct StackedBarMark: Mark {
  struct Segment: Equatable, Sendable {
    var value: Double
    var look: BarLook
  }

  var slot: Int
  var share: Double
  var segments: [Segment]

  /// Where each segment begins and ends, in values.
  static func spans(_ values: [Double]) -> [(low: Double, high: Double)] {
    var top = 0.0
    var bottom = 0.0
    return values.map { value in
      if value < 0 {
        bottom += value
        return (bottom, bottom - value)
      }
      top += value
      return (top - value, top)
    }
  }

  func nodes(on plane: Plane) -> [SVGNode] {
    zip(segments, Self.spans(segments.map(\.value))).flatMap { segment, span -> [SVGNode] in
      guard segment.value != 0 else { return [] }
      return BarMark(x: .slot(slot, share: share), y: .span(span.low, span.high), look: segment.look).nodes(on: plane)
    }
  }
}
