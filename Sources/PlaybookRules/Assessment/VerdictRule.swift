import Registers
import ReportCore

/// Whether spending is under control, and who explains it if not (look.md 4.1).
public struct VerdictRule: Sendable {
  private let facts: WeekFacts

  public init(_ facts: WeekFacts) { self.facts = facts }

  /// The verdict of the week, from `budget.used-week`.
  public func verdict() -> Verdict {
    let spend = FigureKey("spend.total", facts.period)
    let used = FigureKey("budget.used-week", facts.period)
    let figure = facts.figures[used]
    let begins = facts.registers.budgets?.filter { $0.scope == "total" }.map(\.validFrom).min()
    let isBeforeBudget = begins.map { $0 > facts.week.lastDay } ?? false
    let deviation = figure?.value.map { $0 - FixedDecimal(1) }
    return Verdict(
      state: isBeforeBudget ? .notYetDue : figure?.state ?? .unknown, spend: spend, budgetUsed: used,
      deviation: deviation,
      cause: cause(of: deviation), reason: figure?.reason, judgedFrom: isBeforeBudget ? begins : nil)
  }

  // A cause is named from a deviation of 5 % on, and only where the parts have budgets of their own to exceed.
  private func cause(of deviation: FixedDecimal?) -> Verdict.Cause {
    guard let deviation, deviation.nanos >= 50_000_000 else { return .none }
    let overspend = facts.useCases.compactMap { useCase -> (id: String, nanos: Int128)? in
      let scope = ["useCase": useCase.id]
      guard let spent = facts.figure("spend.by-use-case", scope)?.value,
        let budget = facts.figure("budget.week", scope)?.value,
        spent > budget
      else { return nil }
      return (useCase.id, spent.nanos - budget.nanos)
    }.sorted { ($1.nanos, $0.id) < ($0.nanos, $1.id) }
    let sum = overspend.reduce(Int128(0)) { $0 + $1.nanos }
    guard let first = overspend.first, sum > 0 else { return .none }
    func share(_ nanos: Int128) -> FixedDecimal { FixedDecimal(Fraction(nanos, over: sum) ?? Fraction(0)) }
    if first.nanos * 2 >= sum { return .one(useCase: first.id, share: share(first.nanos)) }
    let second = overspend[1]
    if (first.nanos + second.nanos) * 10 >= sum * 7 {
      return .two(first: first.id, second: second.id, share: share(first.nanos + second.nanos))
    }
    return .spread(count: overspend.count)
  }
}
