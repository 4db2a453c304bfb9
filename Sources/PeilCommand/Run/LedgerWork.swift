import LedgerStore
import ReportCore

/// The site's ledger, with progress shown to whoever watches.
struct LedgerWork {
  private let folder: LedgerFolder
  private let surroundings: Surroundings

  init(_ folder: SiteFolder, _ surroundings: Surroundings) {
    self.folder = LedgerFolder(site: folder.root, ledger: folder.ledger)
    self.surroundings = surroundings
  }

  /// In step with the journal, and what lies in `content/ledger/` imported.
  func bringUpToDate() throws -> LedgerUpdate {
    try watched { try folder.bringUpToDate(now: surroundings.now(), progress: $0) }
  }

  /// The same, and `sources` as well.
  func importFiles(_ sources: [ImportSource], copy: Bool) throws -> LedgerUpdate {
    try watched { try folder.importFiles(sources, copy: copy, now: surroundings.now(), progress: $0) }
  }

  /// In step with the journal, and nothing else.
  func bringInStep() throws -> LedgerUpdate {
    try watched { try folder.bringInStep(progress: $0) }
  }

  /// Takes an import back.
  func withdraw(_ number: Int, reason: String) throws -> (report: WithdrawReport, update: LedgerUpdate) {
    try watched { try folder.withdraw(number: number, reason: reason, now: surroundings.now(), progress: $0) }
  }

  /// Applies the prices of an import to days that were booked before.
  func rerate(
    _ number: Int, days: ClosedRange<CalendarDay>, reason: String, dryRun: Bool
  ) throws -> (report: RerateReport, update: LedgerUpdate) {
    try watched {
      try folder.rerate(
        book: number, days: days, reason: reason, now: surroundings.now(), dryRun: dryRun, progress: $0)
    }
  }

  /// True when acts of the journal were repeated: the first import of a new site is not worth a word.
  static func wasMadeAgain(_ update: LedgerUpdate) throws -> Bool {
    guard update.wasRebuilt, try update.ledger.newestMoment() != nil else { return false }
    return update.imported.first?.record.number != 1
  }

  private func watched<Result>(_ work: (@escaping (LedgerProgress) -> Void) throws -> Result) throws -> Result {
    let line = ProgressLine(surroundings)
    defer { line.finish() }
    return try work { line.show($0) }
  }
}
