/// The rollout (look.md 5.6): plan outlined, actual solid, forecast hatched, exit criteria as diamonds with their
/// state, and the slip in days at the right. The frozen plan never moves.
public struct Gantt: Chart {
  /// When an exit criterion was or will be judged, with its state.
  public struct Milestone: Equatable, Sendable {
    /// Days since day 0.
    public var day: Double
    public var glyph: StateGlyph

    public init(day: Double, glyph: StateGlyph) {
      self.day = day
      self.glyph = glyph
    }
  }

  /// One step of the rollout. All days are counted from the same day 0; a range ends where its last day ends.
  public struct Row: Equatable, Sendable {
    public var name: String
    public var shortName: String
    public var plan: ClosedRange<Double>
    /// A plan made after the baseline was frozen, drawn dashed beside it.
    public var replan: ClosedRange<Double>?
    /// What was really done; nil when not begun or not known.
    public var actual: ClosedRange<Double>?
    /// What is still expected; hatched.
    public var forecast: ClosedRange<Double>?
    public var milestone: Milestone?
    public var glyph: StateGlyph
    /// At the right, such as `+9 d`, `0 d`, `?` or `–`.
    public var slipLabel: String

    public init(
      name: String, shortName: String, plan: ClosedRange<Double>, replan: ClosedRange<Double>? = nil,
      actual: ClosedRange<Double>? = nil, forecast: ClosedRange<Double>? = nil, milestone: Milestone? = nil,
      glyph: StateGlyph, slipLabel: String
    ) {
      self.name = name
      self.shortName = shortName
      self.plan = plan
      self.replan = replan
      self.actual = actual
      self.forecast = forecast
      self.milestone = milestone
      self.glyph = glyph
      self.slipLabel = slipLabel
    }
  }

  /// A week of the axis: where it begins, and its number.
  public struct Week: Equatable, Sendable {
    public var start: Double
    public var name: String

    public init(start: Double, name: String) {
      self.start = start
      self.name = name
    }
  }

  public var text: ChartText
  public var rows: [Row]
  /// In order; the axis runs from the first start to seven days after the last one, or as far as a row does.
  public var weeks: [Week]
  /// Before the first week number: `week`.
  public var weekWord: String
  /// The moment of the data, in days; nil draws no line.
  public var today: Double?
  /// Above that line, such as `stand 23 nov`.
  public var todayLabel: String

  public init(
    text: ChartText, rows: [Row], weeks: [Week], weekWord: String, today: Double?, todayLabel: String
  ) {
    self.text = text
    self.rows = rows
    self.weeks = weeks
    self.weekWord = weekWord
    self.today = today?.ifDrawable
    self.todayLabel = todayLabel
  }

  public func drawing(_ size: Drawing) -> SVGNode {
    let shown = Array(rows.prefix(40))
    let rowHeight: Double = size == .printFull ? 18.4 : size == .printHalf ? 24 : 32
    let height = shown.isEmpty ? 200 : 40 + rowHeight * Double(shown.count)
    var composition = Composition(text, size, height: height)
    guard !shown.isEmpty, let domain = domain(of: shown) else {
      composition.drawEmpty(in: Box(left: 1, top: 10, right: composition.width - 1, bottom: height - 26))
      return composition.svg()
    }
    let slipWidth = shown.map { TextWidth.of($0.slipLabel) }.max() ?? 0
    // A name that would be cut gives way to its short form.
    let names = shown.map { size.isNarrow || TextWidth.of($0.name) > 182 ? $0.shortName : $0.name }
    let widest = (names.map { TextWidth.of($0) }.max() ?? 0) + 12
    let labelWidth = min(widest, size.isNarrow ? 118 : 190)
    // A diamond may stand at the very end, a glyph of 20 and the slip beside it.
    let right = composition.width - min(max(slipWidth, 20), 60) - 44
    let area = Box(left: labelWidth, top: 18, right: right, bottom: height - 22)
    composition.plane = Plane(
      x: LinearScale(domain, from: area.left, to: area.right),
      y: BandScale(count: shown.count, from: area.top, to: area.bottom))
    drawWeeks(in: area, on: &composition)
    for (index, row) in shown.enumerated() {
      let y = composition.plane.y.place(Double(index))
      // A second line where the row is high enough for it.
      let lines = TextWidth.lines(names[index], width: labelWidth - 8, count: rowHeight >= 30 ? 2 : 1)
      for (line, part) in lines.enumerated() {
        let offset = 14 * (Double(line) - Double(lines.count - 1) / 2)
        composition.draw(TextMark(text: part, x: 0, y: y + 4 + offset))
      }
      drawBars(row, slot: index, rowHeight: rowHeight, on: &composition)
      let scale = min(1, (rowHeight - 2) / 20)
      composition.draw(row.glyph.nodes(aroundX: right + 26, y, scale: scale))
      composition.draw(TextMark(text: row.slipLabel, x: composition.width, y: y + 4, anchor: .end))
    }
    composition.draw(.line(area.left, area.bottom, area.right, area.bottom, "axis"))
    drawToday(in: area, on: &composition)
    drawMilestones(shown, rowHeight: rowHeight, on: &composition)
    return composition.svg()
  }
}
