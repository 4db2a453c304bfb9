/// Days as cells, one row a use case (look.md 5.5). As many of the latest weeks as fit at 22 units a cell.
public struct HeatCalendar: Chart {
  /// One use case.
  public struct Row: Equatable, Sendable {
    public var name: String
    public var shortName: String
    /// One cell a day, Monday of the first week first; a short row ends in days without a budget.
    public var cells: [HeatCell]

    public init(name: String, shortName: String, cells: [HeatCell]) {
      self.name = name
      self.shortName = shortName
      self.cells = cells
    }
  }

  public var text: ChartText
  public var rows: [Row]
  /// Above each block of seven days, such as `wk 47`.
  public var weekNames: [String]
  /// Five words for the five steps, in the key above the cells.
  public var key: [String]

  public init(text: ChartText, rows: [Row], weekNames: [String], key: [String]) {
    self.text = text
    self.rows = rows
    self.weekNames = weekNames
    self.key = key
  }

  private static let pitch = 24.0
  private static let weekWidth = 7 * pitch + 8

  public func drawing(_ size: Drawing) -> SVGNode {
    let rowHeight = size.isNarrow ? 24.0 : 26
    let shown = Array(rows.prefix(40))
    let height = shown.isEmpty || weekNames.isEmpty ? 120 : 52 + rowHeight * Double(shown.count)
    var composition = Composition(text, size, height: height)
    guard !shown.isEmpty, !weekNames.isEmpty else {
      composition.drawEmpty(in: Box(left: 1, top: 10, right: composition.width - 1, bottom: height - 10))
      return composition.svg()
    }
    let widest = shown.map { TextWidth.of(size.isNarrow ? $0.shortName : $0.name) }.max() ?? 0
    let labelWidth = min(widest + 10, composition.width - Self.weekWidth)
    let fitting = max(Int((composition.width - labelWidth) / Self.weekWidth), 1)
    let weeks = weekNames.indices.suffix(min(fitting, 5))
    drawKey(on: &composition)
    for (block, week) in weeks.enumerated() {
      let left = labelWidth + Double(block) * Self.weekWidth
      composition.draw(
        TextMark(
          text: weekNames[week], x: left, y: 44, isBold: week == weekNames.count - 1,
          isMuted: week != weekNames.count - 1))
      for (index, row) in shown.enumerated() {
        let top = 52 + Double(index) * rowHeight
        for day in 0..<7 {
          let place = week * 7 + day
          let cell = place < row.cells.count ? row.cells[place] : HeatCell(.noBudget)
          let x = left + Double(day) * Self.pitch
          for node in cell.nodes(in: Box(left: x, top: top, right: x + 22, bottom: top + 22), showsLabel: true) {
            composition.draw(node)
          }
        }
      }
    }
    for (index, row) in shown.enumerated() {
      let name = TextWidth.fitted(size.isNarrow ? row.shortName : row.name, to: labelWidth - 8)
      composition.draw(TextMark(text: name, x: 0, y: 52 + Double(index) * rowHeight + 15))
    }
    return composition.svg()
  }

  private func drawKey(on composition: inout Composition) {
    var x = 0.0
    for (index, word) in key.prefix(5).enumerated() {
      let box = Box(left: x, top: 4, right: x + 14, bottom: 18)
      for node in HeatCell(.step(index + 1)).nodes(in: box, showsLabel: false) { composition.draw(node) }
      let mark = TextMark(text: word, x: x + 18, y: 15, isMuted: true, size: composition.drawing.isNarrow ? 10.5 : 12)
      composition.draw(mark)
      x = mark.box.right + (composition.drawing.isNarrow ? 6 : 14)
    }
  }
}
