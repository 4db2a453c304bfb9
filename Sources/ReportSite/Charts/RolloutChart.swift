import Editions
import PlaybookRules
import ReportCore
import Roadmaps
import SVGCharts

/// The rollout as a Gantt chart: weeks 0–8, plan, actual, forecast, milestones and slip. For the rollout page and the
/// handout.
struct RolloutChart {
  let scope: PageScope
  let roadmap: RoadmapAssessment

  /// `words` are the sentences the page prints around it.
  func chart(_ words: ChartText, weekWord: String, todayLabel: String) -> Gantt {
    Gantt(
      text: words, rows: roadmap.weeks.map(row),
      weeks: roadmap.weeks.map { .init(start: day($0.planned.lowerBound), name: String($0.number)) },
      weekWord: weekWord, today: day(scope.edition.evaluatedOn) + 1, todayLabel: todayLabel)
  }

  /// Day 0 of the axis: the first planned day.
  private var origin: CalendarDay { roadmap.weeks.map(\.planned.lowerBound).min() ?? scope.edition.evaluatedOn }

  private func day(_ day: CalendarDay) -> Double { Double(origin.distance(to: day)) }

  /// A range of days ends where its last day ends.
  private func range(_ days: ClosedRange<CalendarDay>) -> ClosedRange<Double> {
    day(days.lowerBound)...(day(days.upperBound) + 1)
  }

  private func row(_ week: RoadmapWeek) -> Gantt.Row {
    let name = "\(week.number) \(scope.names.title(week.section.title).text)"
    let milestone = week.items.first { $0.item.isMilestone }
    let due = milestone?.item.done ?? milestone?.item.due
    return Gantt.Row(
      name: name, shortName: Names.shortened(name, to: 30), plan: range(week.planned),
      actual: week.actual.map(range), forecast: week.forecast.map(range),
      milestone: due.map { .init(day: day($0) + 1, glyph: scope.text.glyph(milestone?.state ?? .unknown)) },
      glyph: scope.text.glyph(week.state), slipLabel: slip(week))
  }

  /// `+9 d`, `0 d`, `?` when it cannot be told, `–` before its time.
  private func slip(_ week: RoadmapWeek) -> String {
    guard let days = week.slipDays else { return week.state == .unknown ? "?" : "–" }
    return "\(days > 0 ? "+" : "")\(scope.text.count(days))\(ReaderText.noBreak)d"
  }
}
