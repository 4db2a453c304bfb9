/// A level that holds for a whole slot and may change at the next: a plan or budget. Where it is not known it is
/// not drawn.
struct StepLineMark: Mark {
  var levels: [Double?]

  func nodes(on plane: Plane) -> [SVGNode] {
    var path = SVGPath()
    var previous: Double?
    for (slot, level) in levels.enumerated() {
      guard let level else {
        previous = nil
        continue
      }
      let middle = plane.x.place(Double(slot))
      let y = plane.y.place(level)
      if previous == nil {
        path.move(to: middle - plane.x.step / 2, y)
      } else if level != previous {
        path.vertical(to: y)
      }
      // One long stroke over equal slots, so that the path says as much as it draws.
      if slot + 1 == levels.count || levels[slot + 1] != level {
        path.horizontal(to: middle + plane.x.step / 2)
      }
      previous = level
    }
    return [.path(path, "casing"), .path(path, "plan")]
  }
}
