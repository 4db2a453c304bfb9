/// A mark names its channels; the plane's scales turn them into places. Marks know no data and no axes.
protocol Mark: Sendable {
  func nodes(on plane: Plane) -> [SVGNode]
}

/// The two scales that marks are placed by.
struct Plane: Sendable {
  var x: any Scale
  var y: any Scale
}

/// What a bar says along one direction.
enum Channel: Equatable, Sendable {
  /// From one value to another.
  case span(Double, Double)
  /// A share of a slot, around its middle.
  case slot(Int, share: Double)
  /// A strip of a slot: so far from its middle, so thick, in drawing units.
  case strip(Int, offset: Double, thickness: Double)

  /// The ends, the smaller first.
  func ends(on scale: any Scale) -> (Double, Double) {
    switch self {
    case .span(let low, let high):
      let ends = (scale.place(low), scale.place(high))
      return ends.0 <= ends.1 ? ends : (ends.1, ends.0)
    case .slot(let index, let share):
      let middle = scale.place(Double(index))
      let half = abs(scale.step) * share / 2
      return (middle - half, middle + half)
    case .strip(let index, let offset, let thickness):
      let middle = scale.place(Double(index)) + offset
      return (middle - thickness / 2, middle + thickness / 2)
    }
  }
}
