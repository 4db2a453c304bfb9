/// Weekly columns with a budget line (look.md 5.1): past weeks grey, the edition's week in the accent with its value,
/// forecasts hatched, unknown weeks as an open slot.
public struct WeeklyColumns: Chart {
  /// One week, oldest first.
  public struct Week: Equatable, Sendable {
    /// What the week is to the reader.
    public enum Kind: Equatable, Sendable {
      case past
      /// The edition's week: accent, bold value. At most one.
      case current
      case forecast
    }

    /// The week's number as it stands under the column, such as `47`.
    public var name: String
    public var value: Reading
    /// The finished number, such as `€ 412`; drawn for the current week, the last forecast and annotated weeks.
    public var valueLabel: String
    public var kind: Kind
    /// The level of the budget that week; nil where none was set.
    public var budget: Double?
    /// What the value was before it was restated; nil when it never was.
    public var formerValue: Double?
    /// What an unfinished week will probably reach; hatched above the solid part.
    public var projected: Double?
    /// A day in this week broke a limit: a red square on the column.
    public var hasBreach: Bool
    /// An event worth a few words above the column; at most two are drawn, one on a phone, the newest first.
    public var note: String?

    public init(
      name: String, value: Reading, valueLabel: String, kind: Kind = .past, budget: Double? = nil,
      formerValue: Double? = nil, projected: Double? = nil, hasBreach: Bool = false, note: String? = nil
    ) {
      self.name = name
      self.value = value
      self.valueLabel = valueLabel
      self.kind = kind
      self.budget = budget?.ifDrawable
      self.formerValue = formerValue?.ifDrawable
      self.projected = projected?.ifDrawable
      self.hasBreach = hasBreach
      self.note = note
    }
  }

  /// The words in the drawing, in the page's language.
  public struct Words: Equatable, Sendable {
    /// Before the first week number: `wk`.
    public var week: String
    /// At the end of the budget line: `budget`.
    public var budget: String
    /// The budget's amount below that, such as `€ 360`; may be empty.
    public var budgetAmount: String
    /// Beside the forecast columns: `prognose`.
    public var forecast: String

    public init(week: String, budget: String, budgetAmount: String, forecast: String) {
      self.week = week
      self.budget = budget
      self.budgetAmount = budgetAmount
      self.forecast = forecast
    }
  }

  public var text: ChartText
  public var weeks: [Week]
  public var labels: ValueLabels
  public var words: Words
  /// Another size than the drawing's own, for charts that are columns too.
  var ownSize: (width: Double, height: Double)?
  /// Every column carries its value, where there is room.
  var labelsEveryColumn = false

  public init(text: ChartText, weeks: [Week], labels: ValueLabels, words: Words) {
    self.text = text
    self.weeks = weeks
    self.labels = labels
    self.words = words
  }

  public func drawing(_ size: Drawing) -> SVGNode {
    var composition = Composition(text, size, width: ownSize?.width, height: ownSize?.height ?? Self.height(of: size))
    if ownSize != nil { composition.classNames += " medium" }
    guard weeks.contains(where: { $0.value.certain != nil || $0.value.highest != nil }) else {
      composition.drawEmpty(in: Box(left: 1, top: 10, right: composition.width - 1, bottom: composition.height - 26))
      return composition.svg()
    }
    let hasNotes = weeks.contains { !($0.note ?? "").isEmpty }
    let axes = ColumnAxes(
      composition, slots: weeks.count, values: extents, labels: labels, top: hasNotes ? 40 : 10,
      right: rightMargin(size))
    composition.plane = axes.plane
    axes.drawGrid(on: &composition)
    for slot in weeks.indices { drawColumn(slot, axes: axes, on: &composition) }
    axes.drawBase(on: &composition, names: weeks.map(\.name), marked: currentSlot, word: words.week, bold: currentSlots)
    composition.draw(StepLineMark(levels: weeks.map(\.budget)))
    drawUnknownSigns(on: &composition)
    drawBreaches(on: &composition)
    drawEndLabels(axes: axes, on: &composition)
    drawValueLabels(axes: axes, on: &composition)
    return composition.svg()
  }

  private static func height(of size: Drawing) -> Double {
    switch size {
    case .wide: 280
    case .phone, .printHalf: 240
    case .printFull: 210
    }
  }

  private var currentSlots: Set<Int> { Set(weeks.indices.filter { weeks[$0].kind == .current }) }
  var currentSlot: Int? { weeks.firstIndex { $0.kind == .current } }

  /// How high a slot that is not known is drawn: the last known value, else the next, else the budget.
  func stand(of slot: Int) -> Double {
    let before = weeks[..<slot].last { $0.value.isKnown }?.value.certain
    let after = weeks[slot...].first { $0.value.isKnown }?.value.certain
    return before ?? after ?? weeks[slot].budget ?? weeks.compactMap(\.value.highest).max() ?? 1
  }

  /// The top of what is drawn in a slot.
  func top(of slot: Int) -> Double {
    let week = weeks[slot]
    let solid = week.value.certain ?? 0
    if week.value.isKnown { return max(solid, week.projected ?? solid) }
    return week.value.highest ?? max(solid, stand(of: slot))
  }

  private var extents: [Double] {
    weeks.indices.flatMap { slot in
      [weeks[slot].value.certain, weeks[slot].budget, weeks[slot].formerValue, top(of: slot)].compactMap { $0 }
    }
  }
}
