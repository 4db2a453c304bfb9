import LedgerStore
import PlaybookRules
import Registers
import ReportCore

/// When the cost of each day and use case first came in: what go-lives are held against.
struct FirstCosts {
  private let days: [(day: CalendarDay, useCase: String, moment: Instant)]

  init(_ places: PlacedCells, _ view: LedgerView) {
    let moments = Dictionary(view.imports.map { ($0.number, $0.moment) }) { first, _ in first }
    var days: [CalendarDay: [String: Instant]] = [:]
    for cell in places.cells {
      guard let useCase = cell.useCase else { continue }
      for lines in places.origins[cell.origin].lines where lines.rows > 0 {
        guard let moment = moments[lines.importNumber] else { continue }
        days[cell.day, default: [:]][useCase] = min(days[cell.day]?[useCase] ?? moment, moment)
      }
    }
    self.days = days.flatMap { day, byUseCase in byUseCase.map { (day, $0.key, $0.value) } }
      .sorted { ($0.day, $0.useCase) < ($1.day, $1.useCase) }
  }

  /// The go-lives in `weeks` that a ledger can tell of that began on `firstDay`, with the first cost within `window`.
  func overviews(
    _ registers: Registers, _ calendar: SiteCalendar, weeks: ClosedRange<ISOWeek>, firstDay: CalendarDay?,
    window: ClosedRange<CalendarDay>
  ) -> [Overview] {
    guard let firstDay else { return [] }
    let from = max(firstDay, weeks.lowerBound.firstDay)
    let wanted = (registers.useCases ?? []).compactMap { useCase in useCase.goLive.map { (useCase.id, $0) } }
      .filter { $0.1 >= from && $0.1 <= weeks.upperBound.lastDay }
    guard !wanted.isEmpty else { return [] }
    var seen: [String: Instant] = [:]
    for entry in days where window.contains(entry.day) {
      seen[entry.useCase] = min(seen[entry.useCase] ?? entry.moment, entry.moment)
    }
    return wanted.map { id, day in
      Overview(
        useCase: id, goLive: day, day: calendar.start(of: day)...calendar.start(of: day.advanced(by: 1)),
        seen: seen[id])
    }
  }
}
