/// A line through the known points; a gap stays a gap, and a point alone in a gap is a dot.
struct LineMark: Mark {
  var points: [(x: Double, y: Double?)]
  var lineClass = "line"
  var dotClass = "dot"

  func nodes(on plane: Plane) -> [SVGNode] {
    var path = SVGPath()
    var dots: [SVGNode] = []
    for (index, point) in points.enumerated() {
      guard let value = point.y else { continue }
      let x = plane.x.place(point.x)
      let y = plane.y.place(value)
      let begins = index == 0 || points[index - 1].y == nil
      let ends = index + 1 == points.count || points[index + 1].y == nil
      if begins, ends {
        dots.append(.circle(x, y, radius: 1.5, dotClass))
      } else if begins {
        path.move(to: x, y)
      } else {
        path.line(to: x, y)
      }
    }
    return [.path(path, lineClass)] + dots
  }
}

/// A straight rule at one value, over the whole of the other direction.
struct RuleMark: Mark {
  enum Direction: Sendable { case horizontal, vertical }

  var direction: Direction
  var at: Double
  var from: Double
  var to: Double
  var className: String

  func nodes(on plane: Plane) -> [SVGNode] {
    switch direction {
    case .horizontal:
      let y = plane.y.place(at)
      return [.line(from, y, to, y, className)]
    case .vertical:
      let x = plane.x.place(at)
      return [.line(x, from, x, to, className)]
    }
  }
}
