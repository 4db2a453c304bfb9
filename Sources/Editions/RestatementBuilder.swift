import LedgerStore
import PlaybookRules
import Registers
import ReportCore
import Roadmaps

/// What a week was when its edition was due, what it is now, and which acts made the difference: the ledger is read as it
/// stood after each of them, so that their parts add up to the difference whatever they did.
struct RestatementBuilder {
  let registers: Registers
  let calendar: SiteCalendar
  /// The ledger as it is known now, act by act.
  let reading: EditionReading
  /// What is known now, of the week's own window.
  let facts: LedgerFacts
  /// When the week was first archived; nil, or after the Monday evening it was due, for that evening.
  let firstKnownAt: Instant?

  /// Acts that are told apart; the rest is one line.
  private static let mostActs = 24

  struct Result {
    /// `spend.total-first-known`; nil while nothing that was recorded since touches the week, and for a week that was not
    /// known at all by then.
    var firstKnown: Figure?
    /// `spend.restated` and its parts; empty when nothing moved.
    var figures: [Figure] = []
    var restatement: Restatement?
    var sources: [FigureKey: [TraceSource]] = [:]
    var knownThen: KnownThen
  }

  func restatement(of week: ISOWeek) throws -> Result {
    let evening = calendar.start(of: week.lastDay.advanced(by: 2))
    // A week that was archived late was published before that: what readers knew on the Monday counts.
    let archived = firstKnownAt.flatMap { $0 < evening ? $0 : nil }
    let due = archived ?? evening
    let later = reading.view.imports.filter { $0.moment > due }
    let (rows, spoken) = touching(week)
    let acts = later.filter { rows.contains($0.number) || spoken.contains($0.number) }
    let (interval, tally) = self.facts(of: week, facts).spend(week.days)
    let now = tally.euro
    var result = Result(knownThen: KnownThen(due: due, spend: interval.value.map { FixedDecimal($0) }, acts: []))
    guard !acts.isEmpty else { return result }
    let days = monthDays(of: week)
    let month = reading.window.part(days)
    guard let known = try spend(week, month, days, asOf: due) else {
      result.knownThen.spend = nil
      return result
    }
    let firstKnown = Figure(
      FigureKey("spend.total-first-known", .week(week)), item: "S1", unit: .euro,
      value: known.interval.value.map { FixedDecimal($0) },
      bounds: Bounds(known.interval.lower.map { FixedDecimal($0) }, known.interval.upper.map { FixedDecimal($0) }),
      reason: known.interval.reason, rows: known.rows,
      formula: archived == nil
        ? "spend.total with the imports known on the Monday after the week"
        : "spend.total with the imports known when the edition was first archived")
    result.knownThen.spend = firstKnown.value
    var moved: [RestatingAct] = []
    var before = known.euro
    for act in acts.prefix(Self.mostActs) {
      guard let after = try spend(week, month, days, asOf: act.moment)?.euro, after != before else { continue }
      moved.append(self.act(act, by: after - before, week))
      before = after
    }
    if now != before { moved.append(rest(now - before, week)) }
    guard !moved.isEmpty || acts.contains(where: { rows.contains($0.number) }) else { return result }
    result.firstKnown = firstKnown
    guard !moved.isEmpty else { return result }
    result.knownThen.acts = moved
    result.restatement = Restatement(due: due, acts: moved)
    result.figures = figures(moved, now - known.euro, week)
    for act in moved { result.sources[act.figure] = sources(act, week) }
    return result
  }

  /// Imports with rows for the week, and those that speak for days of it: a bill without rows replaces an estimate too.
  private func touching(_ week: ISOWeek) -> (rows: Set<Int>, spoken: Set<Int>) {
    let rows = facts.cells(in: week.days).flatMap { facts.origins[$0.origin].lines.map(\.importNumber) }
    let spoken = reading.view.coverage.filter { $0.days.overlaps(week.days) }.map(\.importNumber)
    return (Set(rows), Set(spoken))
  }

  private func facts(of week: ISOWeek, _ ledger: LedgerFacts) -> WeekFacts {
    WeekFacts(
      week: week, evaluatedOn: week.lastDay, seriesWeeks: [week], ledger: ledger, registers: registers,
      checklists: Checklists())
  }

  /// The days of the month until the week's end: a report's money goes by what others saw of them.
  private func monthDays(of week: ISOWeek) -> ClosedRange<CalendarDay> {
    CalendarMonth(containing: week.firstDay).firstDay...week.lastDay
  }

  private func spend(
    _ week: ISOWeek, _ month: LedgerWindow, _ days: ClosedRange<CalendarDay>, asOf moment: Instant
  ) throws -> (interval: Interval, euro: Int128, rows: Int)? {
    let earlier = try reading.ledger.view(month, asOf: moment)
    guard !earlier.cells.isEmpty else { return nil }
    let then = facts(of: week, LedgerFactsBuilder(registers: registers, calendar: calendar).facts(earlier, days: days))
    let (interval, tally) = then.spend(week.days)
    return (interval, tally.euro, then.ledger.rows(of: tally))
  }

  private func act(_ record: ImportRecord, by nanos: Int128, _ week: ISOWeek) -> RestatingAct {
    RestatingAct(
      importNumber: record.number, moment: record.moment, file: record.file,
      rows: record.rows, euro: FixedDecimal(nanos: nanos),
      figure: FigureKey("spend.restated-by-import", scope: ["import": String(record.number)], .week(week)))
  }

  /// What acts beyond those told apart, or acts that are no imports, have moved.
  private func rest(_ nanos: Int128, _ week: ISOWeek) -> RestatingAct {
    RestatingAct(
      importNumber: nil, moment: reading.view.asOf, file: "", rows: 0, euro: FixedDecimal(nanos: nanos),
      figure: FigureKey("spend.restated-by-import", scope: ["import": "other"], .week(week)))
  }

  private func lines(of number: Int, _ week: ISOWeek) -> OriginLines? {
    let origins = Set(facts.cells(in: week.days).map(\.origin))
    return facts.lines(of: origins).first { $0.importNumber == number }
  }

  private func sources(_ act: RestatingAct, _ week: ISOWeek) -> [TraceSource] {
    guard let number = act.importNumber, let lines = lines(of: number, week), let known = reading.acts[number] else {
      return []
    }
    return [TraceSource(known.record, lines)]
  }

  private func figures(_ acts: [RestatingAct], _ difference: Int128, _ week: ISOWeek) -> [Figure] {
    let whole = Figure(
      FigureKey("spend.restated", .week(week)), item: "S1", unit: .euro, value: FixedDecimal(nanos: difference),
      rows: 0, formula: "spend.total - spend.total-first-known",
      from: [FigureKey("spend.total", .week(week)), FigureKey("spend.total-first-known", .week(week))])
    let parts = acts.map {
      Figure(
        $0.figure, item: "S1", unit: .euro, value: $0.euro, rows: $0.rows,
        formula: "spend.total after this act - spend.total before it")
    }
    return [whole] + parts
  }
}
