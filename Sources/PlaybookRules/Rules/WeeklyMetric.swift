import Registers
import ReportCore

/// What the four MT metrics share: a value per week, the company's target beside the playbook's guide value, a trend
/// over eight weeks, and the rule that what cannot be told is not green.
struct WeeklyMetric {
  let id: String
  let item: String
  let unit: FigureUnit
  let guide: FixedDecimal
  let formula: String
  /// Amber where the level is met but the trend is wrong.
  let mustNotRise: Bool
  /// From the target to the bands.
  let bands: @Sendable (FixedDecimal) -> Bands

  /// One figure per week of the series, each judged on its own Sunday.
  func series(
    _ facts: WeekFacts, measure: (ISOWeek) -> (interval: Interval, rows: Int, from: [FigureKey])
  ) -> [Figure] {
    let first = facts.seriesWeeks.first ?? facts.week
    // The oldest weeks of the series need the weeks before them for their trend.
    let measured = (first.advanced(by: -7)...facts.week).map { (week: $0, found: measure($0)) }
    return measured.indices.filter { measured[$0].week >= first }.map { index in
      let window = measured[max(0, index - 7)...index]
      return figure(
        facts, measured[index].week, [:], measured[index].found, window: window.map(\.found.interval),
        weeks: window.map(\.week))
    }
  }

  /// A figure for one part of the week, without a trend.
  func part(
    _ facts: WeekFacts, _ scope: [String: String], _ found: (interval: Interval, rows: Int, from: [FigureKey])
  ) -> Figure {
    figure(facts, facts.week, scope, found, window: [], weeks: [])
  }

  private func figure(
    _ facts: WeekFacts, _ week: ISOWeek, _ scope: [String: String],
    _ found: (interval: Interval, rows: Int, from: [FigureKey]), window: [Interval], weeks: [ISOWeek]
  ) -> Figure {
    let target = facts.registers.target(id, on: week.lastDay)?.value
    var state = bands(target ?? guide).state(of: found.interval)
    var reason: UnknownReason?
    let trend = window.isEmpty ? nil : TheilSen.trend(window)
    if state == .green, mustNotRise, let trend {
      if trend == .rising { state = .amber }
      // Too few weeks is no objection, a week that should have come and did not is.
      if trend == .unknown, let gap = weeks.lazy.compactMap({ facts.ledger.gap(in: $0.days) }).first {
        state = .unknown
        reason = gap
      }
    }
    return Figure(
      FigureKey(id, scope: scope, .week(week)), item: item, unit: unit, found.interval, state: state, reason: reason,
      target: target, guide: guide, trend: trend, rows: found.rows, formula: formula, from: found.from)
  }
}
