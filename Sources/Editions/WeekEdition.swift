import CostExports
import Crypto
import LedgerStore
import PlaybookRules
import ReportCore
import Roadmaps

/// Judges one week on what was read for it.
struct WeekEdition {
  let builder: EditionBuilder
  let reading: EditionReading
  let week: ISOWeek
  /// The week's own part of what was read.
  let window: ClosedRange<CalendarDay>

  func edition() throws -> Edition {
    let first = builder.weeks.first ?? week
    let series = Array(max(first, week.advanced(by: -12))...week)
    let facts = reading.facts(of: week, within: window)
    let weekFacts = WeekFacts(
      week: week, evaluatedOn: week.lastDay, seriesWeeks: series, ledger: facts, registers: builder.registers,
      checklists: builder.checklists)
    let restated = try RestatementBuilder(
      registers: builder.registers, calendar: builder.calendar, reading: reading, facts: facts,
      firstKnownAt: builder.firstKnownAt[week]
    ).restatement(of: week)
    let assessment = Playbook.assess(weekFacts, firstKnown: restated.firstKnown, restated: restated.figures)
    // The trend of the oldest week of the series looks seven weeks further back.
    let days = max(first, series[0].advanced(by: -7)).firstDay...week.lastDay
    let (stamp, moment) = stamp(facts, days)
    return Edition(
      week: week, isCurrent: week == builder.weeks.last, asOf: moment, evaluatedOn: week.lastDay,
      registers: builder.registers,
      figures: FigureBook(
        assessment.figures,
        sources: sources(assessment.origins).merging(restated.sources) { first, _ in first }),
      verdict: assessment.verdict,
      decisions: assessment.decisions, changes: assessment.changes, roadmap: assessment.roadmap,
      pitfalls: assessment.pitfalls, actionPlan: assessment.actionPlan, tasks: assessment.tasks, ledger: stamp,
      seriesWeeks: series, quality: quality(assessment, facts, asOf: moment, restated.restatement),
      knownThen: restated.knownThen)
  }

  private func quality(
    _ assessment: WeekAssessment, _ facts: LedgerFacts, asOf moment: Instant, _ restatement: Restatement?
  ) -> LedgerQuality {
    let acts = actsSinceWindow
    let earlier = (acts.first?.record.number ?? (reading.window.acts.last?.record.number ?? 0) + 1) - 1
    return LedgerQuality(
      sources: facts.quality.sources.map { SourceStatus($0, until: week.lastDay) },
      imports: acts.filter { $0.record.moment <= moment }.reversed().map(ImportLine.init), earlierImports: earlier,
      twins: assessment.twins, questions: assessment.questions,
      unknownKeys: assessment.unknownKeys, sharedKeys: assessment.sharedKeys, restatement: restatement)
  }

  /// What was recorded since the first moment of the window, by number.
  private var actsSinceWindow: [WindowAct] {
    let since = builder.calendar.start(of: window.lowerBound)
    return reading.window.acts.filter { $0.record.moment >= since }
  }

  /// Exchange rates and prices, on which the amounts of other imports rest.
  private static func isRestedOn(_ record: ImportRecord) -> Bool {
    RateFormats.named(record.format) != nil
      || [PriceBookJSON.name, PriceAgreementsDocument.name].contains(record.format)
  }

  /// The imports that figures of these days may rest on. Rates and prices count when they were known to those imports,
  /// and came in since the window began or are what an amount rests on.
  private func stamp(_ facts: LedgerFacts, _ days: ClosedRange<CalendarDay>) -> (LedgerStamp, Instant) {
    let touched = facts.lines(of: Set(facts.cells(in: days).map(\.origin)))
    let used = touched.compactMap { reading.acts[$0.importNumber] }
    let newest = used.map(\.record.moment).max() ?? Instant(seconds: 0)
    let sources = used.flatMap(\.sources).compactMap { reading.acts[$0] }
    let rates = (actsSinceWindow + sources).map(\.record).filter { Self.isRestedOn($0) && $0.moment <= newest }
    let imports = Dictionary((used.map(\.record) + rates).map { ($0.number, $0) }) { first, _ in first }
    let lines = imports.values.map { $0.sha256 + "\n" }.sorted().joined()
    let digest = SHA256.hash(data: Array(lines.utf8)).map { byte in
      let hex = String(byte, radix: 16)
      return hex.count == 1 ? "0" + hex : hex
    }.joined()
    return (LedgerStamp(imports: imports.count, entries: touched.reduce(0) { $0 + $1.rows }, digest: digest), newest)
  }

  /// Lines of imports behind each figure that read the ledger itself, by import.
  private func sources(_ origins: [FigureKey: Set<Int>]) -> [FigureKey: [TraceSource]] {
    origins.mapValues { indices in
      reading.facts.lines(of: indices).compactMap { lines in
        reading.acts[lines.importNumber].map { TraceSource($0.record, lines) }
      }
    }
  }
}

extension TraceSource {
  init(_ record: ImportRecord, _ lines: OriginLines) {
    self.init(
      importNumber: record.number, file: record.file, sha256: record.sha256, rows: lines.rows,
      firstLine: lines.firstLine, lastLine: lines.lastLine)
  }
}

extension ImportLine {
  init(_ act: WindowAct) {
    let record = act.record
    self.init(
      number: record.number, moment: record.moment, act: record.act.rawValue, file: record.file,
      format: record.format, rows: record.rows, euro: FixedDecimal(nanos: Int128(act.euroCost)), sha256: record.sha256)
  }
}
