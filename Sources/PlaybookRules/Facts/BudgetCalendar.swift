public import Registers
public import ReportCore

/// Budgets by day, week and month. A budget for one length of time answers for another by spreading evenly over its
/// days; an entry of the very length asked for wins.
public struct BudgetCalendar: Sendable {
  private let registers: Registers
  private let scope: String

  /// The budgets of one scope: a use case's id, or `total`.
  public init(_ registers: Registers, scope: String) {
    self.registers = registers
    self.scope = scope
  }

  /// Euro for a day; nil when nothing is budgeted on it.
  public func amount(on day: CalendarDay) -> Fraction? {
    if let entry = entry(.day, on: day) { return Fraction(nanos: Int128(entry.amount.nanos)) }
    if let entry = entry(.week, on: day) { return Fraction(Int128(entry.amount.nanos), over: 7_000_000_000) }
    guard let entry = entry(.month, on: day) else { return nil }
    let length = CalendarMonth(containing: day).days.count
    return Fraction(Int128(entry.amount.nanos), over: Int128(length) * 1_000_000_000)
  }

  /// Euro for a day, only where the register says it for a day: a kill switch needs no less.
  public func dayBudget(on day: CalendarDay) -> Fraction? {
    entry(.day, on: day).map { Fraction(nanos: Int128($0.amount.nanos)) }
  }

  /// Euro for a week; nil unless every day has a budget.
  public func amount(of week: ISOWeek) -> Fraction? {
    if let entry = entry(.week, on: week.firstDay) { return Fraction(nanos: Int128(entry.amount.nanos)) }
    return sum(week.days)
  }

  /// Euro for a month; nil unless every day has a budget.
  public func amount(of month: CalendarMonth) -> Fraction? {
    if let entry = entry(.month, on: month.firstDay) { return Fraction(nanos: Int128(entry.amount.nanos)) }
    return sum(month.days)
  }

  private func sum(_ days: ClosedRange<CalendarDay>) -> Fraction? {
    var nanos: Int128 = 0
    for day in days {
      guard let amount = amount(on: day) else { return nil }
      nanos += FixedDecimal(amount).nanos
    }
    return Fraction(nanos: nanos)
  }

  private func entry(_ period: Budget.BudgetPeriod, on day: CalendarDay) -> Budget? {
    registers.budget(scope, period, on: day)
  }
}
