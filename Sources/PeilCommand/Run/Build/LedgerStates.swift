import Editions
import LedgerStore
import ReportCore

/// The ledger's state as each week sees it: it changes when an act touches a day of the week's window.
struct LedgerStates {
  let folder: SiteFolder
  let ledger: Ledger
  let editions: EditionBuilder
  let journal: JournalMark

  /// By week, in words that change with what the week's edition reads: `act 45`, and where the ledger begins.
  func states(since record: BuildRecord?) throws -> [ISOWeek: String] {
    let all = Dictionary(uniqueKeysWithValues: editions.weeks.map { ($0, "act \(journal.acts)") })
    guard let record, record.journal == journal || record.journal.begins(folder) else {
      // Another journal may have as many acts.
      return all.mapValues { "\($0) of \(journal.digest.prefix(8))" }
    }
    guard record.journal != journal else { return all.merging(record.ledgerStates) { _, kept in kept } }
    let days = try ledger.touchedDays(since: record.journal.acts)
    let touched = Set(editions.weeks(touchedBy: days))
    return Dictionary(
      uniqueKeysWithValues: all.map { week, state in
        (week, touched.contains(week) ? state : record.ledgerStates[week] ?? state)
      })
  }

  /// The days each week reads.
  var windows: [ISOWeek: ClosedRange<CalendarDay>] {
    Dictionary(uniqueKeysWithValues: editions.weeks.map { ($0, editions.window(of: $0)) })
  }
}
