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

  /// The same, and `paths` as well.
  func importFiles(_ paths: [String], copy: Bool) throws -> LedgerUpdate {
    try watched { try folder.importFiles(paths, copy: copy, now: surroundings.now(), progress: $0) }
  }

  /// In step with the journal, and nothing else.
  func bringInStep() throws -> LedgerUpdate {
    try watched { try folder.bringInStep(progress: $0) }
  }

  private func watched(_ work: (@escaping (LedgerProgress) -> Void) throws -> LedgerUpdate) throws -> LedgerUpdate {
    let line = ProgressLine(surroundings)
    defer { line.finish() }
    return try work { line.show($0) }
  }
}
