import CostExports
import ReportCore

extension LedgerFolder {
  /// Verifies the journaled files and brings the ledger in step with the journal, and imports nothing: for commands
  /// that only ask. Throws a `DiagnosticList`.
  public func bringInStep(progress: @escaping (LedgerProgress) -> Void = { _ in }) throws -> LedgerUpdate {
    do {
      try prepare()
      let lock = try FolderLock(folder: folder)
      defer { extendLifetime(lock) }
      var work = try LedgerFolderWork(self, progress: progress)
      try work.bringInStep()
      guard let ledger = work.ledger else { throw Ledger.absent(self.ledger) }
      return LedgerUpdate(ledger: ledger, outcomes: [], warnings: work.warnings, wasRebuilt: work.wasRebuilt)
    } catch let problem as Diagnostic {
      throw DiagnosticList([problem])
    }
  }

  /// The registry names of everything that can be imported, as `sources.yml` may name them; sorted.
  public static var formats: [String] {
    (CostExportFormats.all.map { $0.name } + RateFormats.all.map { $0.name }).sorted()
  }
}
