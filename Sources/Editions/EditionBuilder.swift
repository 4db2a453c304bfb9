public import LedgerStore
import PlaybookRules
public import Registers
public import ReportCore
public import Roadmaps

/// Makes the editions of a site. An edition is a function of its week's window of the ledger, of registers and checklists,
/// and of the ledger's first day: it is the same whether it is made alone or with others, and costs the same however many
/// weeks the ledger has.
public struct EditionBuilder: Sendable {
  let registers: Registers
  let checklists: Checklists
  let calendar: SiteCalendar
  let ledger: Ledger
  /// The moment the ledger is read at.
  public let asOf: Instant
  /// The first day that has anything in force; nil for an empty ledger.
  public let firstDay: CalendarDay?
  /// When weeks were first known, for those that were archived; others are held against the Monday evening they were due.
  let firstKnownAt: [ISOWeek: Instant]
  private let invoices: [InvoiceDays]

  /// The weeks that have an edition, oldest first: from the first expected or known day to the newest ISO week that
  /// had ended at `asOf`. Empty for a ledger without spend.
  public let weeks: [ISOWeek]

  /// Reads `ledger` as known at `asOf`; nil is the newest act.
  public init(
    registers: Registers, checklists: Checklists, calendar: SiteCalendar, ledger: Ledger, asOf: Instant? = nil,
    firstKnownAt: [ISOWeek: Instant] = [:]
  ) throws {
    self.registers = registers
    self.checklists = checklists
    self.calendar = calendar
    self.ledger = ledger
    self.firstKnownAt = firstKnownAt
    let moment = try asOf ?? ledger.newestMoment() ?? Instant(seconds: 0)
    self.asOf = moment
    let current = ISOWeek(containing: calendar.day(of: moment)).previous
    firstDay = try ledger.extent(asOf: moment)?.first
    let expectedFrom = registers.sources?.compactMap(\.expectedFrom).min()
    let first = firstDay.map { ISOWeek(containing: max($0, expectedFrom ?? $0)) }
    weeks = first.map { $0 <= current ? Array($0...current) : [] } ?? []
    invoices = (registers.invoices ?? []).map { InvoiceDays(date: $0.date, month: $0.month, period: $0.period) }
  }

  private struct InvoiceDays {
    var date: CalendarDay
    var month: CalendarMonth
    var period: ClosedRange<CalendarDay>
  }

  /// The site's days that the edition of a week reads: from the first day of a month, early enough for thirteen weeks
  /// with seven weeks of trend before them, to the week's last day; longer where an invoice that is held against the
  /// ledger is for other days. The ledger is read a day further on both sides.
  public func window(of week: ISOWeek) -> ClosedRange<CalendarDay> {
    let horizon = week.advanced(by: -12).firstDay.advanced(by: -49)
    var first = CalendarMonth(containing: horizon).firstDay
    var last = week.lastDay
    for invoice in invoices where invoice.date <= week.lastDay && invoice.month.lastDay >= horizon {
      guard invoice.month.firstDay <= week.lastDay else { continue }
      first = min(first, CalendarMonth(containing: invoice.period.lowerBound).firstDay)
      last = max(last, invoice.period.upperBound)
    }
    return first...last
  }

  /// The weeks whose editions may be others when something changed on these source days (`Ledger.touchedDays`).
  public func weeks(touchedBy days: [ClosedRange<CalendarDay>]) -> [ISOWeek] {
    guard !days.isEmpty else { return [] }
    return weeks.filter { week in
      let window = window(of: week)
      let around = window.lowerBound.advanced(by: -1)...window.upperBound.advanced(by: 1)
      return days.contains { $0.overlaps(around) }
    }
  }

  /// The edition of one week of `weeks`.
  public func edition(of week: ISOWeek) throws -> Edition {
    let window = window(of: week)
    return try WeekEdition(builder: self, reading: try reading(window), week: week, window: window).edition()
  }

  /// The editions of some weeks of `weeks`, in their order; each the same as `edition(of:)` makes it. What their windows
  /// share is read once, and they are judged side by side.
  public func editions(of weeks: [ISOWeek]) throws -> [Edition] {
    var editions: [ISOWeek: Edition] = [:]
    for group in groups(of: weeks) {
      let windows = group.map { window(of: $0) }
      let days = windows.dropFirst().reduce(windows[0]) {
        min($0.lowerBound, $1.lowerBound)...max($0.upperBound, $1.upperBound)
      }
      let reading = try reading(days)
      let made = try SideBySide.map(group.count) { index in
        try WeekEdition(builder: self, reading: reading, week: group[index], window: windows[index]).edition()
      }
      for edition in made { editions[edition.week] = edition }
    }
    return weeks.compactMap { editions[$0] }
  }

  /// What of the ledger the edition of a week rests on, and that week's entries: the record of an archive, from which
  /// `LedgerSlice.ledger` gives a ledger whose edition of the week is the same.
  public func slice(of week: ISOWeek) throws -> LedgerSlice {
    let window = window(of: week)
    let foreign = (registers.invoices ?? []).filter {
      $0.amount.currency != .euro && window.contains($0.period.lowerBound) && window.contains($0.period.upperBound)
    }
    return try LedgerSlice(
      of: ledger, asOf: asOf, days: window,
      entriesOn: week.firstDay.advanced(by: -1)...week.lastDay.advanced(by: 1),
      since: calendar.start(of: window.lowerBound), originalsOn: foreign.map(\.period))
  }

  private func reading(_ days: ClosedRange<CalendarDay>) throws -> EditionReading {
    try EditionReading(registers, calendar, ledger, asOf: asOf, firstDay: firstDay, days: days)
  }

  /// A year at a time, so that memory does not grow with the weeks; weeks far from each other share no reading.
  private func groups(of weeks: [ISOWeek]) -> [[ISOWeek]] {
    Set(weeks).sorted().reduce(into: []) { groups, week in
      if let group = groups.last, group.count < 52, let last = group.last, last.distance(to: week) <= 13 {
        groups[groups.count - 1].append(week)
      } else {
        groups.append([week])
      }
    }
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
}

extension Checklists {
  /// All tasks of all checklists, in file order.
  var items: [ChecklistItem] {
    [roadmap, taskforce, pitfalls, actionPlan].compactMap { $0 }.flatMap(\.sections).flatMap(\.items)
  }
}
