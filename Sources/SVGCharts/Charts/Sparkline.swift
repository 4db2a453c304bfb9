/// Thirteen points in a table cell (look.md 5.3): the course, not the numbers, which stand in the next cell; hence
/// hidden from screen readers.
public struct Sparkline: Equatable, Sendable {
  /// Oldest first; nil is unknown and stays a gap.
  public var values: [Double?]
  /// A thin line, drawn only where it lies within the values' own range.
  public var target: Double?
  /// The range that all sparklines of a column share ("zelfde schaal"); nil for the values' own.
  public var scale: ClosedRange<Double>?

  public init(values: [Double?], target: Double? = nil, scale: ClosedRange<Double>? = nil) {
    self.values = values.map { $0?.ifDrawable }
    self.target = target?.ifDrawable
    self.scale = scale
  }

  /// 120 × 28 units, 96 × 24 on a phone. Without any value a question mark.
  public func drawing(_ size: Drawing) -> SVGNode {
    let width = size.isNarrow ? 96.0 : 120
    let height = size.isNarrow ? 24.0 : 28
    return .element(
      .svg,
      [
        .word(.classNames, "sparkline"), .numbers(.viewBox, [0, 0, width, height]), .number(.width, width),
        .number(.height, height), .word(.hidden, "true"),
      ], nodes(width: width, height: height))
  }

  private func nodes(width: Double, height: Double) -> [SVGNode] {
    let known = values.compactMap { $0 }
    guard let low = known.min(), let high = known.max() else {
      return [
        .rectangle(Box(left: 4, top: 4, right: width - 4, bottom: height - 4), "unknown"),
        TextMark(text: "?", x: width / 2, y: height / 2 + 4, anchor: .middle).node,
      ]
    }
    let domain = scale ?? low...high
    // Values that do not move are a line in the middle, not at the bottom.
    let y =
      domain.lowerBound < domain.upperBound
      ? LinearScale(domain, from: height - 4, to: 4)
      : LinearScale((low - 1)...(low + 1), from: height - 4, to: 4)
    let last = Double(max(values.count - 1, 1))
    let plane = Plane(x: LinearScale(0...last, from: 4, to: width - 4), y: y)
    var nodes: [SVGNode] = []
    if let target, y.domain.contains(target) {
      nodes += RuleMark(direction: .horizontal, at: target, from: 4, to: width - 4, className: "mark").nodes(on: plane)
    }
    nodes += LineMark(points: values.enumerated().map { (Double($0), $1) }).nodes(on: plane)
    let place = plane.x.place(Double(values.count - 1))
    if let value = values.last ?? nil {
      nodes.append(.circle(place, plane.y.place(value), radius: 2.5, "dot-now"))
    } else {
      nodes.append(TextMark(text: "?", x: place, y: height / 2 + 4, anchor: .end).node)
    }
    return nodes
  }
}
