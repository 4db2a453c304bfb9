/// From one total over named steps to another (look.md 5.7): totals solid, steps up in red, steps down in the colour of
/// what is favourable, what is not known as a dotted outline. Upright when wide, lying on a phone.
public struct Waterfall: Chart {
  /// A bar of the chart, in reading order.
  public struct Step: Equatable, Sendable {
    /// What the bar is.
    public enum Kind: Equatable, Sendable {
      /// Where it begins: from zero, solid.
      case start
      /// A named part of the difference, from where the last one ended.
      case change
      /// A part that nobody can name: like a change, dotted.
      case unknown
      /// Where it ends: from zero, in the accent.
      case end
    }

    public var name: String
    /// The total of a start or an end, else the signed change.
    public var value: Double
    /// The finished number, signed for changes.
    public var label: String
    public var kind: Kind

    public init(name: String, value: Double, label: String, kind: Kind) {
      self.name = name
      self.value = value.ifDrawable ?? 0
      self.label = label
      self.kind = kind
    }
  }

  public var text: ChartText
  public var steps: [Step]
  public var labels: ValueLabels

  public init(text: ChartText, steps: [Step], labels: ValueLabels) {
    self.text = text
    self.steps = steps
    self.labels = labels
  }

  public func drawing(_ size: Drawing) -> SVGNode {
    let bars = bars
    guard !bars.isEmpty else {
      var composition = Composition(text, size, height: 120)
      composition.drawEmpty(in: Box(left: 1, top: 10, right: composition.width - 1, bottom: 94))
      return composition.svg()
    }
    return size.isNarrow ? lying(bars, size) : upright(bars, size)
  }

  /// A step in its place: from where to where, on the value axis.
  struct Bar {
    var step: Step
    var from: Double
    var to: Double
    var isTotal: Bool { step.kind == .start || step.kind == .end }
    var rises: Bool { to >= from }
  }

  /// Totals are left out as bars, and named in words, where the change is under a twentieth of them: beside such columns
  /// no step could be seen, and an axis is never broken.
  var showsTotals: Bool {
    let totals = steps.filter { $0.kind == .start || $0.kind == .end }.map(\.value)
    guard let first = totals.first, let last = totals.last else { return false }
    let largest = max(totals.map(abs).max() ?? 0, 1e-9)
    let widest = steps.filter { $0.kind == .change || $0.kind == .unknown }.map { abs($0.value) }.max() ?? 0
    return max(abs(last - first), widest) >= 0.05 * largest
  }

  private var bars: [Bar] {
    let shows = showsTotals
    var level = 0.0
    if shows, let start = steps.first(where: { $0.kind == .start }) { level = start.value }
    var bars: [Bar] = []
    for step in steps {
      switch step.kind {
      case .start, .end:
        if shows { bars.append(Bar(step: step, from: 0, to: step.value)) }
      case .change, .unknown:
        bars.append(Bar(step: step, from: level, to: level + step.value))
        level += step.value
      }
    }
    return bars
  }

  /// `Kostenboek € 1.040,12` and its like, for totals that are not drawn.
  private var totalsInWords: [String] {
    showsTotals
      ? [] : steps.filter { $0.kind == .start || $0.kind == .end }.map { "\($0.name) \($0.label)" }
  }

  func look(of bar: Bar) -> BarLook {
    switch bar.step.kind {
    case .start: .solid("actual")
    case .end: .solid("now")
    case .change: .solid(bar.rises ? "rise" : "drop")
    case .unknown: .unknown
    }
  }
}

extension Waterfall {
  private func upright(_ bars: [Bar], _ size: Drawing) -> SVGNode {
    var composition = Composition(text, size, height: size == .printFull ? 240 : 300)
    let words = totalsInWords
    let axes = ColumnAxes(
      composition, slots: bars.count, values: bars.flatMap { [$0.from, $0.to] }, labels: labels,
      top: words.isEmpty ? 24 : 44, right: 14, bottom: 42)
    composition.plane = axes.plane
    if let first = words.first { composition.draw(TextMark(text: first, x: axes.area.left, y: 14)) }
    if words.count > 1, let last = words.last {
      composition.draw(TextMark(text: last, x: axes.area.right, y: 14, anchor: .end))
    }
    axes.drawGrid(on: &composition)
    let plane = axes.plane
    composition.draw(.line(axes.area.left, plane.y.place(0), axes.area.right, plane.y.place(0), "axis"))
    for (slot, bar) in bars.enumerated() {
      composition.draw(BarMark(x: .slot(slot, share: 0.64), y: .span(bar.from, bar.to), look: look(of: bar)))
      let (left, right) = Channel.slot(slot, share: 0.64).ends(on: plane.x)
      if slot + 1 < bars.count {
        let y = plane.y.place(bar.to)
        composition.draw(.line(right, y, right + (plane.x.step - (right - left)), y, "leader"))
      }
      // Outside the end the bar grows to.
      let isUp = bar.isTotal ? bar.to >= 0 : bar.rises
      let y = plane.y.place(bar.to) + (isUp ? -6 : 15)
      composition.draw(
        TextMark(
          text: bar.step.label, x: plane.x.place(Double(slot)), y: y, anchor: .middle, isBold: bar.step.kind == .end,
          hasHalo: true))
      let lines = TextWidth.lines(bar.step.name, width: plane.x.step - 6, count: 2)
      for (index, line) in lines.enumerated() {
        composition.draw(
          TextMark(
            text: line, x: plane.x.place(Double(slot)), y: axes.area.bottom + 18 + Double(index) * 14, anchor: .middle,
            isBold: bar.step.kind == .end))
      }
    }
    return composition.svg()
  }

  /// One step a row: its name above, its bar below, its number beside the bars, where no connector passes.
  private func lying(_ bars: [Bar], _ size: Drawing) -> SVGNode {
    let row = 36.0
    let words = totalsInWords
    let top = 8 + Double(words.count) * 18
    var composition = Composition(text, size, height: top + Double(bars.count) * row + 6)
    for (index, line) in words.enumerated() {
      composition.draw(TextMark(text: line, x: 0, y: 14 + Double(index) * 18))
    }
    let values: [Double] = bars.flatMap { bar in [bar.from, bar.to] } + [0]
    let (low, high) = (values.min() ?? 0, values.max() ?? 1)
    let numbers = bars.map { TextWidth.of($0.step.label, bold: $0.step.kind == .end) }.max() ?? 0
    let right = max(composition.width - 4 - min(numbers, composition.width / 2) - 12, 40)
    composition.plane = Plane(
      x: LinearScale(low...max(high, low + 1e-9), from: 1, to: right),
      y: BandScale(count: bars.count, from: top, to: top + Double(bars.count) * row))
    let zero = composition.plane.x.place(0)
    composition.draw(.line(zero, top, zero, top + Double(bars.count) * row, "axis"))
    // Under the labels, whose halo parts them.
    for (slot, bar) in bars.enumerated().dropLast() {
      let x = composition.plane.x.place(bar.to)
      let base = composition.plane.y.place(Double(slot)) + 14
      composition.draw(.line(x, base, x, base + row - 12, "leader"))
    }
    for (slot, bar) in bars.enumerated() {
      composition.draw(
        BarMark(x: .span(bar.from, bar.to), y: .strip(slot, offset: 8, thickness: 12), look: look(of: bar)))
      let y = composition.plane.y.place(Double(slot))
      let isBold = bar.step.kind == .end
      let name = TextWidth.fitted(bar.step.name, to: right - 8, bold: isBold)
      composition.draw(TextMark(text: name, x: 8, y: y - 3, isBold: isBold, hasHalo: true))
      composition.draw(
        TextMark(text: bar.step.label, x: composition.width - 4, y: y + 12, anchor: .end, isBold: isBold, hasHalo: true)
      )
    }
    return composition.svg()
  }
}
