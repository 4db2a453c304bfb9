/// Days as cells, one row a use case (look.md 5.5). As many of the latest weeks as fit with their numbers in the cells.
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

  /// Three digits, bold, and the gap between cells; wider where there is room.
  private static let pitches = 27.0...32
  private static let weekGap = 8.0

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
    let narrowest = 7 * Self.pitches.lowerBound + Self.weekGap
    let labelWidth = min(widest + 10, composition.width - (size.isNarrow ? 1 : 3) * narrowest)
    let room = composition.width - labelWidth + Self.weekGap
    let weeks = weekNames.indices.suffix(min(max(Int(room / narrowest), 1), 5))
    let pitch = min((room / Double(weeks.count) - Self.weekGap) / 7, Self.pitches.upperBound)
    drawKey(on: &composition)
    for (block, week) in weeks.enumerated() {
      let left = labelWidth + Double(block) * (7 * pitch + Self.weekGap)
      composition.draw(
        TextMark(
          text: weekNames[week], x: left, y: 44, isBold: week == weekNames.count - 1,
          isMuted: week != weekNames.count - 1))
      for (index, row) in shown.enumerated() {
        let top = 52 + Double(index) * rowHeight
        for day in 0..<7 {
          let place = week * 7 + day
          let cell = place < row.cells.count ? row.cells[place] : HeatCell(.noBudget)
          let x = left + Double(day) * pitch
          for node in cell.nodes(in: Box(left: x, top: top, right: x + pitch - 2, bottom: top + 22), showsLabel: true) {
            composition.draw(node)
          }
        }
      }
    }
    for (index, row) in shown.enumerated() {
      let usesShort = size.isNarrow || TextWidth.of(row.name) > labelWidth - 8
      let name = TextWidth.fitted(usesShort ? row.shortName : row.name, to: labelWidth - 8)
      composition.draw(TextMark(text: name, x: 0, y: 52 + Double(index) * rowHeight + 15))
    }
    return composition.svg()
  }

  private func drawKey(on composition: inout Composition) {
    let narrow = composition.drawing.isNarrow
    let cell: Double = narrow ? 11 : 14
    var x = 0.0
    for (index, word) in key.prefix(5).enumerated() {
      let box = Box(left: x, top: 4, right: x + cell, bottom: 4 + cell)
      for node in HeatCell(.step(index + 1)).nodes(in: box, showsLabel: false) { composition.draw(node) }
      let mark = TextMark(text: word, x: x + cell + 4, y: 15, isMuted: true, size: narrow ? 10.5 : 12)
      composition.draw(mark)
      x = mark.box.right + (narrow ? 4 : 14)
    }
  }
}
