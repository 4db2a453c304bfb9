public import ReportCore

/// One rule of the playbook: facts in, figures out. It may read the figures of the rules before it.
public protocol PlaybookRule: Sendable {
  /// The statement of the playbook it implements, such as `S52`.
  static var item: String { get }
  /// The figures of the week, series included.
  func findings(_ facts: WeekFacts) -> Findings
}

/// What a rule found.
public struct Findings: Sendable {
  public var figures: [Figure] = []
  /// Ledger lines behind figures that read the ledger themselves: indices into `LedgerFacts.origins`.
  public var origins: [FigureKey: Set<Int>] = [:]

  /// Nothing.
  public init() {}

  /// Takes a figure that rests on other figures or on registers.
  public mutating func add(_ figure: Figure) { figures.append(figure) }

  /// Takes a figure that was read from the ledger.
  public mutating func add(_ figure: Figure, from tally: Tally) {
    figures.append(figure)
    origins[figure.key] = tally.origins
  }
}

extension Figure {
  /// A figure of a measured interval; the reason stands only where the interval is open or the state unknown.
  init(
    _ key: FigureKey, item: String?, unit: FigureUnit, _ interval: Interval, state: FigureState? = nil,
    reason: UnknownReason? = nil, target: FixedDecimal? = nil, guide: FixedDecimal? = nil, trend: Trend? = nil,
    rows: Int,
    formula: String, from: [FigureKey] = []
  ) {
    let isOpen = !interval.isPoint || state == .unknown
    self.init(
      key, item: item, unit: unit, value: interval.value.map { FixedDecimal($0) },
      bounds: Bounds(interval.lower.map { FixedDecimal($0) }, interval.upper.map { FixedDecimal($0) }), state: state,
      reason: isOpen ? reason ?? interval.reason ?? .noSource : nil, target: target, guide: guide, trend: trend,
      rows: rows,
      formula: formula, from: from)
  }
}
