/// What a bar is: look.md principle 2, one meaning, one encoding.
enum BarLook: Equatable, Sendable {
  /// A solid fill by class name.
  case solid(String)
  /// Hatched with an outline; the pattern's identifier.
  case forecast(hatch: String)
  /// Dotted outline: claimed, or not known.
  case unknown
  /// Solid outline: the plan.
  case plan
  /// Dashed outline: a plan made later than the frozen one.
  case replanned
}

/// A rectangle from one value to another, or over a slot, along each direction.
struct BarMark: Mark {
  var x: Channel
  var y: Channel
  var look: BarLook

  func nodes(on plane: Plane) -> [SVGNode] {
    let horizontal = x.ends(on: plane.x)
    let vertical = y.ends(on: plane.y)
    let box = Box(left: horizontal.0, top: vertical.0, right: horizontal.1, bottom: vertical.1)
    switch look {
    case .solid(let name):
      return [.rectangle(box, name)]
    case .forecast(let hatch):
      // An outline is drawn half outside its box; half a stroke inward keeps the outer edge at the value.
      return [.rectangle(box.inset(by: 0.75), "forecast", fill: .definition(.fill, hatch))]
    case .unknown:
      return [.rectangle(box.inset(by: 0.75), "unknown")]
    case .plan:
      return [.rectangle(box, "plan-box")]
    case .replanned:
      return [.rectangle(box, "replanned")]
    }
  }
}

extension Box {
  /// Smaller on all sides, but never inside out.
  func inset(by distance: Double) -> Box {
    let x = min(distance, width / 2)
    let y = min(distance, height / 2)
    return Box(left: left + x, top: top + y, right: right - x, bottom: bottom - y)
  }
}
