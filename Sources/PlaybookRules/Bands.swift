public import ReportCore

/// Where green ends and red begins for one measured number. A state is given only when both bounds of the
/// interval fall into the same band.
public struct Bands: Sendable {
  /// Which side is good.
  public enum Direction: Sendable { case atMost, atLeast }

  public let direction: Direction
  /// Green up to and including here.
  public let green: Fraction
  /// Amber up to and including here; beyond is red.
  public let amber: Fraction

  public init(_ direction: Direction, green: Fraction, amber: Fraction) {
    self.direction = direction
    self.green = green
    self.amber = amber
  }

  /// Green up to the target, amber up to 20 % beyond it (`playbook-spec.md` 0.2).
  public init(_ direction: Direction, target: FixedDecimal) {
    let green = Fraction(target)
    let slack = direction == .atMost ? 6 : 4
    self.init(
      direction, green: green, amber: Fraction(green.numerator * Int128(slack), over: green.denominator * 5) ?? green)
  }

  /// The band of an exact number.
  public func state(of number: Fraction) -> FigureState {
    switch direction {
    case .atMost: number <= green ? .green : number <= amber ? .amber : .red
    case .atLeast: number >= green ? .green : number >= amber ? .amber : .red
    }
  }

  /// The one band both bounds fall into, else unknown.
  public func state(of interval: Interval) -> FigureState {
    let openBelow: FigureState = direction == .atMost ? .green : .red
    let openAbove: FigureState = direction == .atMost ? .red : .green
    let low = interval.lower.map(state(of:)) ?? openBelow
    let high = interval.upper.map(state(of:)) ?? openAbove
    return low == high ? low : .unknown
  }
}
