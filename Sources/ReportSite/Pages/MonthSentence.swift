import Editions
import ReportCore

/// How far the month's budget is used, in one sentence: what a controller asks between two month ends (S2).
struct MonthSentence {
  let scope: PageScope

  /// Nil for an edition without the month's figures.
  func sentence() throws(Diagnostic) -> Sentence? {
    let month = CalendarMonth(containing: scope.week.lastDay)
    guard let spend = scope.figures.figure("spend.total", [:], .month(month)) else { return nil }
    var values: [String: Sentence.Run] = [
      "month": .init(text: scope.text.period(.month(month))), "day": .init(text: scope.text.day(scope.week.lastDay)),
      "spend": .init(text: scope.text.figure(spend), figure: spend.key),
    ]
    guard let used = scope.figures.figure("budget.used-month", [:], .month(month)),
      let budget = scope.figures.figure("budget.month", [:], .month(month))
    else { return try scope.text.strings.sentence("week.month-without-budget", values) }
    values["used"] = .init(text: scope.text.figure(used), figure: used.key)
    values["budget"] = .init(text: scope.text.figure(budget), figure: budget.key)
    return try scope.text.strings.sentence("week.month", values)
  }
}
