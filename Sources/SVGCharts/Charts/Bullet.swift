/// One measure against its target (look.md 5.4). Bands get darker the worse it is, for "at most" and "at least" alike.
public struct Bullet: Chart {
  /// Which side of the target is on level.
  public enum Goal: Equatable, Sendable { case atMost, atLeast }

  public var text: ChartText
  public var value: Reading
  /// Stated by someone, not measured: a dotted outline.
  public var isClaimed: Bool
  public var target: Double
  /// Where attention ends and off level begins.
  public var limit: Double
  public var goal: Goal
  /// Where the scale begins; 0 but for measures that may be negative, such as −0,5 for a return.
  public var lowest: Double
  /// Under zero on the scale, such as `0`.
  public var zeroLabel: String
  /// Under the target, such as `≤ € 0,15`.
  public var targetLabel: String

  public init(
    text: ChartText, value: Reading, isClaimed: Bool = false, target: Double, limit: Double, goal: Goal,
    lowest: Double = 0, zeroLabel: String, targetLabel: String
  ) {
    self.text = text
    self.value = value
    self.isClaimed = isClaimed
    self.target = target
    self.limit = limit
    self.goal = goal
    self.lowest = lowest
    self.zeroLabel = zeroLabel
    self.targetLabel = targetLabel
  }

  private static let top = 2.0
  private static let bottom = 18.0
  private static let middle = 10.0

  /// 248 × 34 units, 288 × 34 on a phone.
  public func drawing(_ size: Drawing) -> SVGNode {
    let width = size.isNarrow ? 288.0 : 248
    var composition = Composition(text, size, width: width, height: 34)
    composition.classNames = "bullet"
    let scale = LinearScale(domain, from: 1, to: width - 1)
    drawBands(scale, on: &composition)
    drawValue(scale, on: &composition)
    if let target = target.ifDrawable {
      let x = scale.place(target)
      composition.draw(.line(x, 0, x, 20, "target"))
    }
    if domain.lowerBound < 0 {
      composition.draw(.line(scale.place(0), Self.top, scale.place(0), Self.bottom, "zero"))
    }
    drawLabels(scale, width: width, on: &composition)
    return composition.svg()
  }

  var domain: ClosedRange<Double> {
    let target = target.ifDrawable ?? 1
    let limit = limit.ifDrawable ?? target
    let reached = [value.certain, value.highest].compactMap { $0 }
    let low = min(lowest.ifDrawable ?? 0, reached.min() ?? 0, 0)
    let high = max(1.6 * target, 1.1 * limit, 1.1 * (reached.max() ?? 0))
    return low < high ? low...high : low...(low + 1)
  }

  private func drawBands(_ scale: LinearScale, on composition: inout Composition) {
    let low = scale.domain.lowerBound
    let high = scale.domain.upperBound
    func band(_ from: Double, _ to: Double, _ name: String) {
      let left = scale.place(min(max(from, low), high))
      let right = scale.place(min(max(to, low), high))
      guard left < right else { return }
      composition.draw(.rectangle(Box(left: left, top: Self.top, right: right, bottom: Self.bottom), name))
    }
    if let target = target.ifDrawable {
      let limit = limit.ifDrawable ?? target
      switch goal {
      case .atMost:
        band(target, limit, "band-2")
        band(max(limit, target), high, "band-1")
      case .atLeast:
        band(low, min(limit, target), "band-1")
        band(limit, target, "band-2")
      }
    }
    band(low, high, "frame")
  }

  private func drawValue(_ scale: LinearScale, on composition: inout Composition) {
    let bar = { (to: Double) in
      let ends = (scale.place(0), scale.place(to))
      return Box(left: min(ends.0, ends.1), top: Self.middle - 3, right: max(ends.0, ends.1), bottom: Self.middle + 3)
    }
    if let certain = value.certain {
      composition.draw(
        .rectangle(isClaimed ? bar(certain).inset(by: 0.75) : bar(certain), isClaimed ? "claimed" : "measure"))
    }
    guard !value.isKnown else { return }
    guard let certain = value.certain, let highest = value.highest, highest > certain else {
      let x = value.certain.map { scale.place($0) + 6 } ?? scale.place(scale.domain.lowerBound) + 6
      composition.draw(TextMark(text: "?", x: x, y: Self.middle + 4, isBold: true, hasHalo: true))
      return
    }
    var path = SVGPath()
    path.move(to: scale.place(certain), Self.middle)
    path.horizontal(to: scale.place(highest))
    path.move(to: scale.place(highest), Self.middle - 5)
    path.vertical(to: Self.middle + 5)
    path.move(to: scale.place(certain), Self.middle - 5)
    path.vertical(to: Self.middle + 5)
    composition.draw(.path(path, "range"))
  }

  private func drawLabels(_ scale: LinearScale, width: Double, on composition: inout Composition) {
    func label(_ text: String, at value: Double) -> TextMark {
      let text = TextWidth.fitted(text, to: width * 0.6)
      let half = TextWidth.of(text) / 2
      return TextMark(
        text: text, x: min(max(scale.place(value), half), width - half), y: 31.5, anchor: .middle, isMuted: true)
    }
    let target = label(targetLabel, at: target.ifDrawable ?? 0)
    let zero = label(zeroLabel, at: 0)
    if !zero.box.overlaps(target.box) { composition.draw(zero) }
    composition.draw(target)
  }
}
