import PlaybookRules
public import ReportCore

/// What pages about other weeks need of a week: the archive's row, and whether it is there. Small enough to be kept
/// for hundreds of weeks, and between builds.
public struct EditionCard: Sendable, Equatable, Codable {
  public let week: ISOWeek
  /// Of the verdict.
  public let state: FigureState
  public let asOf: Instant
  /// How many.
  public let decisions: Int
  /// True when the week has moved since it was first known.
  public let isRestated: Bool
  /// Those of `figureIDs` that the edition has, for the whole, of this week: number, state and target, not where
  /// they come from.
  public let figures: [Figure]

  /// The figures of the archive's table.
  public static let figureIDs = [
    "spend.total", "spend.total-first-known", "budget.used-week", "spend.restated",
  ]

  public init(
    week: ISOWeek, state: FigureState, asOf: Instant, decisions: Int, isRestated: Bool, figures: [Figure]
  ) {
    self.week = week
    self.state = state
    self.asOf = asOf
    self.decisions = decisions
    self.isRestated = isRestated
    self.figures = figures
  }

  /// Nil when the edition had none.
  public func figure(_ id: String) -> Figure? { figures.first { $0.key.id == id } }

  private enum CodingKeys: String, CodingKey { case week, state, asOf = "as-of", decisions, restated, figures }

  /// Throws a `DecodingError` for anything that `encode` does not write.
  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    let week = try values.value(.week) { ISOWeek($0) }
    self.init(
      week: week, state: try values.value(.state) { FigureState(rawValue: $0) },
      asOf: try values.value(.asOf) { Instant($0) },
      decisions: try values.decode(Int.self, forKey: .decisions),
      isRestated: try values.decode(Bool.self, forKey: .restated),
      figures: try values.decode([CardFigure].self, forKey: .figures).map { $0.figure(of: week) })
  }

  /// Exact: what is read back is equal.
  public func encode(to encoder: any Encoder) throws {
    var values = encoder.container(keyedBy: CodingKeys.self)
    try values.encode(week.description, forKey: .week)
    try values.encode(state.rawValue, forKey: .state)
    try values.encode(asOf.description, forKey: .asOf)
    try values.encode(decisions, forKey: .decisions)
    try values.encode(isRestated, forKey: .restated)
    try values.encode(figures.map(CardFigure.init), forKey: .figures)
  }
}

extension Edition {
  /// What other pages may know of this edition.
  public var card: EditionCard {
    EditionCard(
      week: week, state: verdict.state, asOf: asOf, decisions: decisions.count,
      isRestated: changes.contains { $0.kind == .restated },
      figures: EditionCard.figureIDs.compactMap { figures.figure($0, [:], .week(week)) }.map { CardFigure($0) }
        .map { $0.figure(of: week) })
  }
}

/// A figure as a card keeps it, in exact text.
private struct CardFigure: Codable {
  let id: String
  let unit: FigureUnit
  let value: FixedDecimal?
  let bounds: Bounds
  let state: FigureState?
  let reason: UnknownReason?
  let target: FixedDecimal?

  init(_ figure: Figure) {
    id = figure.key.id
    unit = figure.unit
    value = figure.value
    bounds = Bounds(figure.lower, figure.upper)
    state = figure.state
    reason = figure.reason
    target = figure.target
  }

  func figure(of week: ISOWeek) -> Figure {
    Figure(
      FigureKey(id, .week(week)), unit: unit, value: value, bounds: bounds, state: state, reason: reason,
      target: target, rows: 0, formula: "")
  }

  private enum CodingKeys: String, CodingKey { case id, unit, value, lower, upper, state, reason, target }

  init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    id = try values.decode(String.self, forKey: .id)
    unit = try values.value(.unit) { FigureUnit(rawValue: $0) }
    value = try values.valueIfPresent(.value) { FixedDecimal($0) }
    bounds = Bounds(
      try values.valueIfPresent(.lower) { FixedDecimal($0) }, try values.valueIfPresent(.upper) { FixedDecimal($0) })
    state = try values.valueIfPresent(.state) { FigureState(rawValue: $0) }
    reason = try values.valueIfPresent(.reason) { UnknownReason(rawValue: $0) }
    target = try values.valueIfPresent(.target) { FixedDecimal($0) }
  }

  func encode(to encoder: any Encoder) throws {
    var values = encoder.container(keyedBy: CodingKeys.self)
    try values.encode(id, forKey: .id)
    try values.encode(unit.rawValue, forKey: .unit)
    try values.encodeIfPresent(value?.description, forKey: .value)
    try values.encodeIfPresent(bounds.lower?.description, forKey: .lower)
    try values.encodeIfPresent(bounds.upper?.description, forKey: .upper)
    try values.encodeIfPresent(state?.rawValue, forKey: .state)
    try values.encodeIfPresent(reason?.rawValue, forKey: .reason)
    try values.encodeIfPresent(target?.description, forKey: .target)
  }
}

extension KeyedDecodingContainer {
  fileprivate func value<Value>(_ key: Key, _ read: (String) -> Value?) throws -> Value {
    guard let value = read(try decode(String.self, forKey: key)) else {
      throw DecodingError.dataCorruptedError(forKey: key, in: self, debugDescription: "not a value")
    }
    return value
  }

  fileprivate func valueIfPresent<Value>(_ key: Key, _ read: (String) -> Value?) throws -> Value? {
    guard contains(key) else { return nil }
    return try value(key, read)
  }
}
