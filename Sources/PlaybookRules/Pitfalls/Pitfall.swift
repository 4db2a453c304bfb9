public import ReportCore

/// What the figures say about one pitfall; whether its prevention is claimed stands in the checklist.
public protocol Pitfall: Sendable {
  /// The id of its section in `pitfalls.md`.
  static var id: String { get }
  /// The statement of the playbook.
  static var item: String { get }
  func measurement(_ facts: WeekFacts) -> PitfallMeasurement
}

/// Whether a pitfall is there, and by which number.
public struct PitfallMeasurement: Sendable {
  /// Nil: cannot be told.
  public var isPresent: Bool?
  public var interval: Interval
  public var unit: FigureUnit
  public var target: FixedDecimal?
  public var formula: String
  public var from: [FigureKey]

  public init(
    isPresent: Bool?, interval: Interval, unit: FigureUnit, target: FixedDecimal?, formula: String,
    from: [FigureKey] = []
  ) {
    self.isPresent = isPresent
    self.interval = interval
    self.unit = unit
    self.target = target
    self.formula = formula
    self.from = from
  }

  /// Present when the interval lies wholly beyond the limit, absent when wholly within, else unknown.
  static func isBeyond(_ limit: Fraction, _ direction: Bands.Direction, _ interval: Interval) -> Bool? {
    switch Bands(direction, green: limit, amber: limit).state(of: interval) {
    case .green: false
    case .red: true
    default: nil
    }
  }
}
