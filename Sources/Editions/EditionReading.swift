import LedgerStore
import PlaybookRules
import Registers
import ReportCore

/// The ledger as read once for some weeks, and the facts of all their days; each week's own part is cut from it.
struct EditionReading: Sendable {
  let registers: Registers
  let calendar: SiteCalendar
  let ledger: Ledger
  /// What was read.
  let window: LedgerWindow
  /// As known at the edition's moment.
  let view: LedgerView
  /// Of all days that were read.
  let facts: LedgerFacts
  let acts: [Int: WindowAct]
  private let firstCosts: FirstCosts

  /// Reads `days`, the union of the windows of some weeks. `firstDay` is the ledger's.
  init(
    _ registers: Registers, _ calendar: SiteCalendar, _ ledger: Ledger, asOf: Instant, firstDay: CalendarDay?,
    days: ClosedRange<CalendarDay>
  ) throws {
    self.registers = registers
    self.calendar = calendar
    self.ledger = ledger
    window = try ledger.window(asOf: asOf, days: days, since: calendar.start(of: days.lowerBound))
    view = try ledger.view(window, asOf: asOf)
    let builder = LedgerFactsBuilder(registers: registers, calendar: calendar)
    let places = builder.place(view)
    let invoices = (registers.invoices ?? []).filter {
      days.contains($0.period.lowerBound) && days.contains($0.period.upperBound)
    }
    let originals = try OriginalAmounts(ledger: ledger, asOf: asOf).sums(of: invoices, places.cells, view)
    facts = builder.facts(
      view, places, days: days.lowerBound.advanced(by: -1)...days.upperBound.advanced(by: 1), originals: originals,
      firstDay: firstDay)
    firstCosts = FirstCosts(places, view)
    acts = Dictionary(window.acts.map { ($0.record.number, $0) }) { first, _ in first }
  }

  /// The facts that the edition of `week` reads: as if nothing but the days of its own window were known.
  func facts(of week: ISOWeek, within days: ClosedRange<CalendarDay>) -> LedgerFacts {
    // The site's days begin within a day of the source's.
    let around = days.lowerBound.advanced(by: -1)...days.upperBound.advanced(by: 1)
    var quality = facts.quality
    let listed = Set((registers.sources ?? []).map(\.id))
    quality.sources = quality.sources.compactMap { source in
      var source = source
      source.deliveries.removeAll { !$0.days.overlaps(around) }
      return source.deliveries.isEmpty && !listed.contains(source.id) ? nil : source
    }
    quality.covered = quality.covered.mapValues { DayRanges.clipped($0, to: around) }
    quality.overviews = firstCosts.overviews(
      registers, calendar, weeks: week.advanced(by: -12)...week, firstDay: facts.firstDay, window: days)
    let expected = facts.expected?.map { source in
      ExpectedSource(expectation: source.expectation, covered: DayRanges.clipped(source.covered, to: around))
    }
    return facts.within(days, expected: expected, quality: quality)
  }
}
