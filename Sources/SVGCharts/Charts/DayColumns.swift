/// Seven days against their day budget (look.md 3.2): columns where there is room, a row of heat cells on a phone.
public struct DayColumns: Chart {
  /// One day, Monday first.
  public struct Day: Equatable, Sendable {
    /// Under the column, such as `ma 16`.
    public var name: String
    public var value: Reading
    /// The finished number, such as `€ 61,20`.
    public var valueLabel: String
    /// That day's budget; nil where none was set.
    public var budget: Double?
    /// The share of the budget as a cell for the phone.
    public var cell: HeatCell
    /// Above the limit: accent column with a red square.
    public var isBreach: Bool

    public init(
      name: String, value: Reading, valueLabel: String, budget: Double?, cell: HeatCell, isBreach: Bool
    ) {
      self.name = name
      self.value = value
      self.valueLabel = valueLabel
      self.budget = budget
      self.cell = cell
      self.isBreach = isBreach
    }
  }

  public var text: ChartText
  public var days: [Day]
  public var labels: ValueLabels
  /// At the end of the budget line: `dagbudget`.
  public var budgetWord: String
  /// Below it, such as `€ 6,00`.
  public var budgetAmount: String

  public init(text: ChartText, days: [Day], labels: ValueLabels, budgetWord: String, budgetAmount: String) {
    self.text = text
    self.days = days
    self.labels = labels
    self.budgetWord = budgetWord
    self.budgetAmount = budgetAmount
  }

  public func drawing(_ size: Drawing) -> SVGNode {
    size.isNarrow ? heatRow(size) : columns(size)
  }

  private func columns(_ size: Drawing) -> SVGNode {
    var chart = WeeklyColumns(
      text: text,
      weeks: days.map { day in
        WeeklyColumns.Week(
          name: day.name, value: day.value, valueLabel: day.valueLabel, kind: day.isBreach ? .current : .past,
          budget: day.budget, hasBreach: day.isBreach)
      },
      labels: labels, words: .init(week: "", budget: budgetWord, budgetAmount: budgetAmount, forecast: ""))
    chart.ownSize = (560, size == .printFull ? 180 : 240)
    chart.labelsEveryColumn = true
    return chart.drawing(size)
  }

  private func heatRow(_ size: Drawing) -> SVGNode {
    var composition = Composition(text, size, height: 82)
    guard !days.isEmpty else {
      composition.drawEmpty(in: Box(left: 1, top: 10, right: composition.width - 1, bottom: 72))
      return composition.svg()
    }
    let scale = BandScale(count: max(days.count, 7), from: 0, to: composition.width)
    for (index, day) in days.prefix(14).enumerated() {
      let x = scale.place(Double(index))
      composition.draw(
        TextMark(
          text: TextWidth.fitted(day.name, to: scale.step), x: x, y: 12, anchor: .middle, isBold: day.isBreach,
          isMuted: !day.isBreach))
      let box = Box(left: x - scale.step / 2 + 2, top: 20, right: x + scale.step / 2 - 2, bottom: 52)
      for node in day.cell.nodes(in: box, showsLabel: true, textSize: TextWidth.size) { composition.draw(node) }
      composition.draw(
        TextMark(
          text: TextWidth.fitted(day.valueLabel, to: scale.step, size: 10.5), x: x, y: 70, anchor: .middle, size: 10.5))
    }
    return composition.svg()
  }
}
