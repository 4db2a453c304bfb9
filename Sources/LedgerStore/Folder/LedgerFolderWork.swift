import CostExports
import GRDB
import ReportCore

/// One run over a locked folder: journal, ledger, files.
struct LedgerFolderWork {
  let place: LedgerFolder
  let progress: (LedgerProgress) -> Void
  let mappings: MappingShelf
  /// The journal's bytes; nil when there is no journal yet.
  var journalBytes: [UInt8]?
  var acts: [JournalAct]
  var ledger: Ledger?
  var warnings: [Diagnostic] = []
  var wasRebuilt = false

  init(_ place: LedgerFolder, progress: @escaping (LedgerProgress) -> Void) throws {
    self.place = place
    self.progress = progress
    mappings = MappingShelf(place)
    try LedgerFolderWork.sweep(place.folder)
    journalBytes = try FileSystem.contents(place.journal)
    let journal = journalBytes.map { Journal.read($0, file: place.shown("journal.csv")) }
    if let journal, !journal.diagnostics.isEmpty { throw DiagnosticList(journal.diagnostics) }
    acts = journal?.value.acts ?? []
  }

  /// Verifies the journaled files and makes the ledger say what the journal says.
  mutating func bringInStep() throws {
    var known = 0
    if try FileSystem.status(place.ledger) == nil {
      // It is made from the journal.
    } else if try Ledger.isOutdated(place.ledger) {
      guard journalBytes != nil else { throw journalMissing(nil) }
      warnings.append(outdated())
    } else {
      let ledger = try Ledger(opening: place.ledger)
      let booked = try ledger.acts()
      if journalBytes == nil, !booked.isEmpty { throw journalMissing(booked.count) }
      known = zip(acts, booked).prefix { $0 == $1 }.count
      if known == booked.count {
        self.ledger = ledger
      } else if known == acts.count {
        // The program ended between ledger and journal: those acts never happened.
        try ledger.takeBack(after: known)
        self.ledger = ledger
        warnings.append(tookBack(booked.count - known))
      } else {
        try ledger.close()
        known = 0
      }
    }
    let verified = try verify()
    if let ledger, known < acts.count {
      try ledger.write { db in try replay(acts[known...], in: db) }
    } else if ledger == nil {
      try rebuild()
    }
    // Digests that cannot be remembered are computed again.
    try? ledger?.remember(verified)
    if journalBytes == nil {
      // From now on a missing journal is a loss, not a beginning.
      try FileSystem.replace(place.journal, with: Journal.empty)
      journalBytes = Journal.empty
    }
  }

  /// Makes the ledger beside and puts it in place when it is complete.
  private mutating func rebuild() throws {
    let beside = "\(place.ledger).new"
    try FileSystem.remove(beside)
    try FileSystem.remove("\(beside)-journal")
    do {
      let new = try Ledger(creating: beside)
      try new.write { db in try replay(acts[...], in: db) }
      try new.close()
      // A rollback journal of the old file would be played into the new one.
      try FileSystem.remove("\(place.ledger)-journal")
      try FileSystem.rename(beside, to: place.ledger)
      try FileSystem.syncFolder(of: place.ledger)
    } catch {
      try FileSystem.remove(beside)
      try FileSystem.remove("\(beside)-journal")
      throw error
    }
    ledger = try Ledger(opening: place.ledger)
    wasRebuilt = true
  }

  /// Repeats acts of the journal.
  private func replay(_ acts: ArraySlice<JournalAct>, in db: Database) throws {
    for act in acts {
      if let number = act.withdraws {
        _ = try Ledger.withdraw(number, as: act, file: place.shown("journal.csv"), in: db)
        continue
      }
      if act.act == .rerate {
        _ = try Ledger.rerate(as: act, file: place.shown("journal.csv"), in: db)
        continue
      }
      let path = place.path(act.file)
      let shown = place.shown(act.file)
      guard let status = try FileSystem.status(path) else { throw notKept(act) }
      if !act.isKept, try FileSystem.digest(path).sha256 != act.sha256 { throw notKept(act) }
      let content = try ImportContent(
        opening: path, file: shown, mappings: try mappings.items(db), importer: act.importer,
        count: reporter(.repeating, act.file, status.stamp))
      guard content.importer == act.importer else {
        throw Diagnostic(
          code: "importer-differs", at: SourcePlace(file: shown),
          "the journal says that another importer read this file", found: content.importer, expected: act.importer,
          remedy: "Use the version of peil that wrote the journal's last line.")
      }
      _ = try Ledger.book(content, as: act, file: shown, size: status.stamp.size, in: db)
    }
  }

  func reporter(_ phase: LedgerProgress.Phase, _ file: String, _ stamp: FileStamp) -> (Int) -> Void {
    { [progress] bytes in
      progress(LedgerProgress(phase: phase, file: file, bytes: bytes, totalBytes: Int(stamp.size)))
    }
  }

  /// Removes what an interrupted run left: copies and journals that never got their names.
  private static func sweep(_ folder: String) throws {
    for name in try FileSystem.names(in: folder)
    where name == ".journal.csv.new" || name.hasPrefix(copyPrefix) && name.hasSuffix(".new") {
      try FileSystem.remove("\(folder)/\(name)")
    }
  }

  /// Copies are made under hidden names and get their own when they have been booked.
  static let copyPrefix = ".import-"
}

// MARK: - Words

extension LedgerFolderWork {
  private func journalMissing(_ count: Int?) -> Diagnostic {
    Diagnostic(
      code: "journal-missing", at: SourcePlace(file: place.shown("journal.csv")),
      "the journal is missing, but \(count.map { "the ledger has \($0) acts" } ?? "there is a ledger")",
      remedy: "Restore the journal from version control; to begin anew, remove \(place.ledger).")
  }

  private func outdated() -> Diagnostic {
    Diagnostic(
      .warning, code: "ledger-outdated", at: SourcePlace(file: place.ledger),
      "the ledger was written by an older version of peil; it was made again from the journal",
      remedy: "Nothing to do: it says the same.")
  }

  private func tookBack(_ count: Int) -> Diagnostic {
    Diagnostic(
      .warning, code: "import-unfinished", at: SourcePlace(file: place.shown("journal.csv")),
      "the last import was interrupted; what it had booked (\(count) \(count == 1 ? "file" : "files")) was taken back",
      remedy: "Nothing to do: files that lie in content/ledger are imported again.")
  }

  private func notKept(_ act: JournalAct) -> Diagnostic {
    Diagnostic(
      code: "file-not-kept", at: SourcePlace(file: place.shown(act.file)),
      "the ledger must be made again, and this file was not kept (act \(act.number))",
      expected: "a file with SHA-256 \(act.sha256)", remedy: "Put the file back under this name.")
  }
}
