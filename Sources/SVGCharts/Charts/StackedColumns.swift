/// Weekly columns stacked by series (look.md 5.2), largest at the bottom, named beside the last column. What is not
/// attributed lies on top as a dotted outline; it is no series.
public struct StackedColumns: Chart {
  /// One series over all weeks.
  public struct Series: Equatable, Sendable {
    public var name: String
    /// Used where the name does not fit.
    public var shortName: String
    /// The place in the register's order, 1 to 7, which is the colour on every page; anything else is `overig`.
    public var colour: Int
    /// One value a week; nil is unknown and is drawn as an open slot with `?`.
    public var values: [Double?]
    /// The last week's finished number, such as `€ 96`.
    public var lastLabel: String

    public init(name: String, shortName: String, colour: Int, values: [Double?], lastLabel: String) {
      self.name = name
      self.shortName = shortName
      self.colour = colour
      self.values = values.map { $0?.ifDrawable }
      self.lastLabel = lastLabel
    }
  }

  /// The words in the drawing, in the page's language.
  public struct Words: Equatable, Sendable {
    /// Before the first week number: `wk`.
    public var week: String
    /// The budget line's name: `budget`.
    public var budget: String
    /// The name of all series that got no colour of their own: `Overig`.
    public var other: String

    public init(week: String, budget: String, other: String) {
      self.week = week
      self.budget = budget
      self.other = other
    }
  }

  public var text: ChartText
  /// The weeks' numbers as they stand under the columns, oldest first.
  public var weekNames: [String]
  /// The place of the edition's week in `weekNames`, named in bold.
  public var current: Int?
  /// In the register's order; those without a colour, or too small to name, are added up as `Words.other`.
  public var series: [Series]
  /// Its colour is not used. Nil where attribution makes no sense, such as per provider.
  public var notAttributed: Series?
  /// One level a week, drawn as a stepped line; empty for none.
  public var budgets: [Double?]
  /// The budget's amount at the end of the line, such as `€ 360`.
  public var budgetLabel: String
  public var labels: ValueLabels
  public var words: Words

  public init(
    text: ChartText, weekNames: [String], current: Int?, series: [Series], notAttributed: Series?,
    budgets: [Double?] = [], budgetLabel: String = "", labels: ValueLabels, words: Words
  ) {
    self.text = text
    self.weekNames = weekNames
    self.current = current
    self.series = series
    self.notAttributed = notAttributed
    self.budgets = budgets.map { $0?.ifDrawable }
    self.budgetLabel = budgetLabel
    self.labels = labels
    self.words = words
  }

  public func drawing(_ size: Drawing) -> SVGNode {
    let height: Double = size == .printFull ? 240 : size.isNarrow ? 280 : 300
    var composition = Composition(text, size, height: height)
    let all = series + (notAttributed.map { [$0] } ?? [])
    guard !weekNames.isEmpty, all.contains(where: { $0.values.contains { $0 != nil } }) else {
      composition.drawEmpty(in: Box(left: 1, top: 10, right: composition.width - 1, bottom: height - 26))
      return composition.svg()
    }
    // Merge until no more than three names have to move far from what they name.
    var kept = 7
    var stack = Stack(self, keeping: kept)
    var axes = makeAxes(composition, stack)
    while kept > 3, endLabels(stack, axes: axes, narrow: size.isNarrow).farMoves > 3 {
      kept -= 1
      stack = Stack(self, keeping: kept)
      axes = makeAxes(composition, stack)
    }
    composition.plane = axes.plane
    axes.drawGrid(on: &composition)
    for week in weekNames.indices { drawColumn(week, stack, on: &composition) }
    axes.drawBase(on: &composition, names: weekNames, marked: current, word: words.week)
    composition.draw(StepLineMark(levels: Array(budgets.prefix(weekNames.count))))
    drawBudgetLabel(axes: axes, on: &composition)
    drawEndLabels(stack, axes: axes, on: &composition)
    return composition.svg()
  }

  private func makeAxes(_ composition: Composition, _ stack: Stack) -> ColumnAxes {
    let tops = weekNames.indices.map { stack.top(week: $0) }
    let bottoms = weekNames.indices.map { stack.bottom(week: $0) }
    return ColumnAxes(
      composition, slots: weekNames.count, values: tops + bottoms + budgets.compactMap { $0 }, labels: labels,
      top: 10, right: labelWidth(stack, narrow: composition.drawing.isNarrow) + 22)
  }
}
