/// A whole in parts by how sure they are, as one bar (look.md 3.6): the surest at the left and solid, estimates hatched,
/// claims as a dotted outline. Each part is named below its place.
public struct EvidenceBar: Chart {
  /// One part.
  public struct Segment: Equatable, Sendable {
    /// How sure it is.
    public enum Look: Equatable, Sendable {
      /// Seen by somebody outside: ink.
      case proven
      /// Reported: solid.
      case reported
      /// Estimated at a price: hatched.
      case estimated
      /// Nobody's report: dotted.
      case claimed
    }

    /// `factuur`.
    public var name: String
    /// `62 %`.
    public var label: String
    /// 0…1; what is not above zero is left out.
    public var share: Double
    public var look: Look

    public init(name: String, label: String, share: Double, look: Look) {
      self.name = name
      self.label = label
      self.share = share
      self.look = look
    }
  }

  public var text: ChartText
  public var segments: [Segment]

  public init(text: ChartText, segments: [Segment]) {
    self.text = text
    self.segments = segments
  }

  public func drawing(_ size: Drawing) -> SVGNode {
    let shown = segments.filter { ($0.share.ifDrawable ?? 0) > 0 }
    guard !shown.isEmpty else {
      var composition = Composition(text, size, height: 84)
      composition.drawEmpty(in: Box(left: 1, top: 4, right: composition.width - 1, bottom: 80))
      return composition.svg()
    }
    let whole = shown.reduce(0) { $0 + $1.share }
    let names = places(of: shown, whole: whole, width: size.width)
    let rows = (names.map(\.row).max() ?? 0) + 1
    var composition = Composition(text, size, height: 40 + Double(rows) * 17)
    composition.plane.x = LinearScale(0...whole, from: 1, to: composition.width - 1)
    composition.plane.y = LinearScale(0...1, from: 30, to: 2)
    var start = 0.0
    for (segment, name) in zip(shown, names) {
      composition.draw(
        BarMark(x: .span(start, start + segment.share), y: .span(0, 1), look: look(segment.look, &composition)))
      let left = composition.plane.x.place(start)
      if start > 0 { composition.draw(.line(left, 1, left, 31, "gap")) }
      let y = 48 + Double(name.row) * 17
      let middle = composition.plane.x.place(start + segment.share / 2)
      composition.draw(.line(middle, 32, middle, y - 11, "leader"))
      composition.draw(TextMark(text: segment.name, x: name.x, y: y, hasHalo: true, tail: segment.label))
      start += segment.share
    }
    return composition.svg()
  }

  private func look(_ look: Segment.Look, _ composition: inout Composition) -> BarLook {
    switch look {
    case .proven: .solid("measure")
    case .reported: .solid("actual")
    case .estimated: .forecast(hatch: composition.hatch())
    case .claimed: .unknown
    }
  }

  /// Where the names stand: under the middle of their part, in the first row that has room.
  private func places(of segments: [Segment], whole: Double, width: Double) -> [(x: Double, row: Int)] {
    var ends: [Double] = []
    var start = 0.0
    return segments.map { segment in
      let length = TextMark(text: segment.name, x: 0, y: 0, tail: segment.label).width
      let middle = 1 + (start + segment.share / 2) / whole * (width - 2)
      start += segment.share
      let x = min(max(middle - length / 2, 0), max(width - length, 0))
      let row = ends.firstIndex { $0 + 12 <= x } ?? ends.count
      if row == ends.count { ends.append(0) }
      ends[row] = x + length
      return (x, row)
    }
  }
}
