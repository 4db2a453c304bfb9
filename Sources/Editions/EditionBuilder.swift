import CostExports
import Crypto
public import LedgerStore
import PlaybookRules
public import Registers
public import ReportCore
public import Roadmaps

/// Makes the editions of a site: reads the ledger once, then judges week after week.
public struct EditionBuilder: Sendable {
  private let registers: Registers
  private let checklists: Checklists
  private let calendar: SiteCalendar
  private let ledger: Ledger
  private let asOf: Instant
  private let view: LedgerView
  private let facts: LedgerFacts
  private let importsByNumber: [Int: ImportRecord]
  /// Newest first.
  private let imports: [ImportLine]

  /// The weeks that have an edition, oldest first: from the first expected or known day to the newest ISO week that
  /// had ended at `asOf`. Empty for a ledger without spend.
  public let weeks: [ISOWeek]

  /// Reads `ledger` as known at `asOf`; nil is the newest act.
  public init(
    registers: Registers, checklists: Checklists, calendar: SiteCalendar, ledger: Ledger, asOf: Instant? = nil
  ) throws {
    self.registers = registers
    self.checklists = checklists
    self.calendar = calendar
    self.ledger = ledger
    let moment = try asOf ?? ledger.newestMoment() ?? Instant(seconds: 0)
    self.asOf = moment
    let today = calendar.day(of: moment)
    let current = ISOWeek(containing: today).previous
    let extent = try ledger.extent(asOf: moment)
    let expectedFrom = registers.sources?.compactMap(\.expectedFrom).min()
    let first = extent.map { ISOWeek(containing: max($0.first, expectedFrom ?? $0.first)) }
    weeks = first.map { $0 <= current ? Array($0...current) : [] } ?? []
    let days = min(extent?.first ?? today, today)...today
    view = try ledger.view(asOf: moment, days: days)
    let builder = LedgerFactsBuilder(registers: registers, calendar: calendar)
    let places = builder.place(view)
    let originals = try OriginalAmounts(ledger: ledger, asOf: moment).sums(
      of: registers.invoices ?? [], places.cells, view)
    facts = builder.facts(view, places, days: days, originals: originals)
    importsByNumber = Dictionary(view.imports.map { ($0.number, $0) }) { first, _ in first }
    let sums = view.cells.reduce(into: [Int: Int128]()) { $0[$1.importNumber, default: 0] += Int128($1.euroCost) }
    imports = view.imports.reversed().map {
      ImportLine(
        number: $0.number, moment: $0.moment, act: $0.act.rawValue, file: $0.file, format: $0.format, rows: $0.rows,
        euro: FixedDecimal(nanos: sums[$0.number] ?? 0), sha256: $0.sha256)
    }
  }

  /// The edition of one week of `weeks`.
  public func edition(of week: ISOWeek) throws -> Edition {
    let first = weeks.first ?? week
    let series = Array(max(first, week.advanced(by: -12))...week)
    let weekFacts = WeekFacts(
      week: week, evaluatedOn: week.lastDay, seriesWeeks: series, ledger: facts, registers: registers,
      checklists: checklists)
    let restated = try RestatementBuilder(
      registers: registers, calendar: calendar, ledger: ledger, view: view, facts: facts
    ).restatement(of: week)
    let assessment = Playbook.assess(weekFacts, firstKnown: restated?.firstKnown, restated: restated?.figures ?? [])
    // The trend of the oldest week of the series looks seven weeks further back.
    let days = max(first, series[0].advanced(by: -7)).firstDay...week.lastDay
    let (stamp, moment) = stamp(days)
    return Edition(
      week: week, isCurrent: week == weeks.last, asOf: moment, evaluatedOn: week.lastDay, registers: registers,
      figures: FigureBook(
        assessment.figures,
        sources: sources(assessment.origins).merging(restated?.sources ?? [:]) { first, _ in first }),
      verdict: assessment.verdict,
      decisions: assessment.decisions, changes: assessment.changes, roadmap: assessment.roadmap,
      pitfalls: assessment.pitfalls, actionPlan: assessment.actionPlan, tasks: assessment.tasks, ledger: stamp,
      seriesWeeks: series, quality: quality(assessment, week, asOf: moment, restated?.restatement))
  }

  private func quality(
    _ assessment: WeekAssessment, _ week: ISOWeek, asOf moment: Instant, _ restatement: Restatement?
  ) -> LedgerQuality {
    LedgerQuality(
      sources: facts.quality.sources.map { SourceStatus($0, until: week.lastDay) },
      imports: imports.filter { $0.moment <= moment }, twins: assessment.twins, questions: assessment.questions,
      unknownKeys: assessment.unknownKeys, sharedKeys: assessment.sharedKeys, restatement: restatement)
  }

  /// Assertions in checklists that name a figure no edition has: nearest name, file and line.
  public func diagnostics(for edition: Edition) -> [Diagnostic] {
    let known = Set(edition.figures.all.map(\.key.id))
    return checklists.items.compactMap { item in
      guard let assertion = item.assertion, !known.contains(assertion.figure) else { return nil }
      return Diagnostic(
        code: "unknown-figure", at: item.place, "the assertion names a figure that no edition has",
        found: assertion.figure, expected: NearestName.of(assertion.figure, among: known).map { "perhaps \($0)" },
        remedy: "use a figure id of the definitions page")
    }
  }

  /// Exchange rates and prices, on which the amounts of other imports rest.
  private static func isRestedOn(_ record: ImportRecord) -> Bool {
    RateFormats.named(record.format) != nil
      || [PriceBookJSON.name, PriceAgreementsDocument.name].contains(record.format)
  }

  /// The imports that figures of these days may rest on. Rates and prices count when they were known to those imports.
  private func stamp(_ days: ClosedRange<CalendarDay>) -> (LedgerStamp, Instant) {
    let touched = facts.lines(of: Set(facts.cells(in: days).map(\.origin)))
    let used = Set(touched.map(\.importNumber))
    let newest = used.compactMap { importsByNumber[$0]?.moment }.max() ?? Instant(seconds: 0)
    let rates = view.imports.filter { EditionBuilder.isRestedOn($0) && $0.moment <= newest }
    let imports = view.imports.filter { used.contains($0.number) } + rates.filter { !used.contains($0.number) }
    let lines = imports.map { $0.sha256 + "\n" }.sorted().joined()
    let digest = SHA256.hash(data: Array(lines.utf8)).map { byte in
      let hex = String(byte, radix: 16)
      return hex.count == 1 ? "0" + hex : hex
    }.joined()
    return (LedgerStamp(imports: imports.count, entries: touched.reduce(0) { $0 + $1.rows }, digest: digest), newest)
  }

  /// Lines of imports behind each figure that read the ledger itself, by import.
  private func sources(_ origins: [FigureKey: Set<Int>]) -> [FigureKey: [TraceSource]] {
    origins.mapValues { indices in
      facts.lines(of: indices).compactMap { lines in
        importsByNumber[lines.importNumber].map {
          TraceSource(
            importNumber: $0.number, file: $0.file, sha256: $0.sha256, rows: lines.rows, firstLine: lines.firstLine,
            lastLine: lines.lastLine)
        }
      }
    }
  }
}

extension Checklists {
  /// All tasks of all checklists, in file order.
  var items: [ChecklistItem] {
    [roadmap, taskforce, pitfalls, actionPlan].compactMap { $0 }.flatMap(\.sections).flatMap(\.items)
  }
}
