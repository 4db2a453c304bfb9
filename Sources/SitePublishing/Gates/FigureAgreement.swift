import ReportCore

/// Whether printed numbers are what a figure's value prints, rounded the way pages round (look.md 4.2): a value to the
/// nearest, the ends of a range outward.
enum FigureAgreement {
  /// False when the text says something else than the figure. Text without a number says nothing.
  static func holds(_ numbers: ArraySlice<PrintedNumber>, _ figure: Figure) -> Bool {
    guard let first = numbers.first, let last = numbers.last, figure.unit != .state else { return true }
    switch (figure.lower?.nanos, figure.upper?.nanos) {
    case (let lower?, let upper?) where lower == upper:
      return numbers.count == 1 && rounds(figure.value?.nanos ?? lower, to: first)
    case (let lower?, let upper?):
      if numbers.count == 1 { return first.mark == .about && floor(lower, first) && ceiling(upper, first) }
      return numbers.count == 2 && floor(lower, first, unit: min(first.unit, last.unit))
        && ceiling(upper, last)
    case (let lower?, nil): return numbers.count == 1 && first.mark == .atLeast && floor(lower, first)
    case (nil, let upper?): return numbers.count == 1 && first.mark == .atMost && ceiling(upper, first)
    case (nil, nil): return false
    }
  }

  /// Half a unit away at most; `‹ € 0,01` is less than that unit and not nothing.
  private static func rounds(_ value: Int128, to printed: PrintedNumber) -> Bool {
    switch printed.mark {
    case .below: return value > 0 && value < abs(printed.nanos)
    case .above: return value < 0 && -value < abs(printed.nanos)
    case .none, .about, .atLeast, .atMost: return abs(value - printed.nanos) * 2 <= printed.unit
    }
  }

  private static func floor(_ value: Int128, _ printed: PrintedNumber, unit: Int128? = nil) -> Bool {
    value - printed.nanos >= 0 && value - printed.nanos < (unit ?? printed.unit)
  }

  private static func ceiling(_ value: Int128, _ printed: PrintedNumber) -> Bool {
    printed.nanos - value >= 0 && printed.nanos - value < printed.unit
  }
}
