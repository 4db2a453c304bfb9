import ReportCore

/// Small makers for the fixture: dates and amounts that always exist.
enum Fix {
  static func day(_ month: Int, _ day: Int) -> CalendarDay {
    CalendarDay(year: 2026, month: month, day: day) ?? CalendarDay(number: 0)
  }

  static func week(_ number: Int) -> ISOWeek {
    ISOWeek(year: 2026, week: number) ?? ISOWeek(containing: CalendarDay(number: 0))
  }

  static func cents(_ cents: Int) -> FixedDecimal { FixedDecimal(nanos: Int128(cents) * 10_000_000) }

  /// A ratio in thousandths: 740 is 0.74.
  static func thousandths(_ value: Int) -> FixedDecimal { FixedDecimal(nanos: Int128(value) * 1_000_000) }

  static func ratio(_ numerator: Int, _ denominator: Int) -> FixedDecimal {
    Fraction(Int128(numerator), over: Int128(denominator)).map { FixedDecimal($0) } ?? .zero
  }

  static func month(_ number: Int) -> Period { .month(CalendarMonth(containing: day(number, 1))) }

  /// Green up to the budget, amber up to 110 %, else red (S2).
  static func budgetState(_ used: FixedDecimal) -> FigureState {
    if used <= FixedDecimal(1) { return .green }
    return used <= thousandths(1100) ? .amber : .red
  }
}
