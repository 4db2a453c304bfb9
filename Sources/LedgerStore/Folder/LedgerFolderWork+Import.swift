import GRDB
import ReportCore

extension LedgerFolderWork {
  /// Imports the files lying in the folder that the journal does not know, and those at `paths`: all or none.
  mutating func importNew(_ paths: [String], copy: Bool, now: Instant) throws -> LedgerUpdate {
    guard let ledger else { throw Ledger.absent(place.ledger) }
    var batch = try NewFileBatch(place, acts: acts, ledger: ledger)
    do {
      try batch.gather(paths, copy: copy)
      let reports = try book(batch.files, now: now, in: ledger)
      return LedgerUpdate(
        ledger: ledger, outcomes: batch.known + reports.map(ImportOutcome.imported),
        warnings: warnings + batch.warnings + reports.flatMap(\.warnings), wasRebuilt: wasRebuilt)
    } catch {
      // Hidden copies only. Tidying up must not hide the reason; the next run sweeps what is left.
      for file in batch.files where file.isCopy { try? FileSystem.remove(file.path) }
      throw error
    }
  }

  /// Books the files in one transaction, then writes their acts into the journal.
  private mutating func book(_ files: [NewFile], now: Instant, in ledger: Ledger) throws -> [ImportReport] {
    guard !files.isEmpty else { return [] }
    var booked: (acts: [JournalAct], reports: [ImportReport]) = ([], [])
    let copies = files.filter(\.isCopy)
    var isBooked = false
    var isJournaled = false
    do {
      try ledger.write { db in
        booked = try bookAll(files, now: now, in: db)
        for file in copies { try FileSystem.rename(file.path, to: "\(place.folder)/\(file.name)") }
        try FileSystem.syncFolder(of: place.journal)
      }
      isBooked = true
      let bytes = Journal.bytes(journalBytes ?? [], appending: booked.acts)
      try FileSystem.writeBeside(place.journal, bytes)
      try FileSystem.rename(FileSystem.beside(place.journal), to: place.journal)
      isJournaled = true
      journalBytes = bytes
      try FileSystem.syncFolder(of: place.journal)
    } catch {
      // What is in the journal is done. Anything less goes back to what was before; the next run puts right what
      // fails to go back.
      if !isJournaled {
        for file in copies { try? FileSystem.rename("\(place.folder)/\(file.name)", to: file.path) }
        if isBooked { try? ledger.takeBack(after: acts.count) }
      }
      throw error
    }
    acts += booked.acts
    // Digests that cannot be remembered are computed again.
    try? ledger.remember(stamps(of: files))
    return booked.reports
  }

  /// Books every file, each in a savepoint, so that all can be checked when one is refused.
  private func bookAll(
    _ files: [NewFile], now: Instant, in db: Database
  ) throws -> (acts: [JournalAct], reports: [ImportReport]) {
    var acts: [JournalAct] = []
    var reports: [ImportReport] = []
    var problems: [Diagnostic] = []
    let (ordered, unrecognised) = inImportOrder(files)
    problems += unrecognised
    for file in ordered {
      do {
        let content = try ImportContent(
          opening: file.path, file: file.shown, count: reporter(.importing, file.name, file.stamp))
        let act = act(for: file, importer: content.importer, after: acts.last ?? self.acts.last, now: now)
        try db.inSavepoint {
          reports.append(try Ledger.book(content, as: act, file: file.shown, in: db))
          return .commit
        }
        acts.append(act)
        guard try FileSystem.status(file.path)?.stamp == file.stamp else { throw changed(file) }
      } catch let list as DiagnosticList {
        problems += list.diagnostics
      } catch let problem as Diagnostic {
        problems.append(problem)
      }
    }
    problems += overlaps(reports)
    guard problems.isEmpty else { throw DiagnosticList(problems) }
    return (acts, reports)
  }

  /// Files of one run that replace one another: which one is newer, only a person can say.
  private func overlaps(_ reports: [ImportReport]) -> [Diagnostic] {
    let files = Dictionary(reports.map { ($0.record.number, $0.record.file) }) { first, _ in first }
    return reports.flatMap { report in
      report.replacedImports.compactMap { files[$0] }.map { other in
        Diagnostic(
          code: "overlapping-files", at: SourcePlace(file: report.record.file),
          "speaks for the same days or invoices as another new file", found: other,
          expected: "one file for each, or the newer one in a later run",
          remedy: "Import the older of the two alone, then the newer one: what comes later counts.")
      }
    }
  }

  /// Rates first, so that what follows need not wait for them, then by name; and what no format fits.
  private func inImportOrder(_ files: [NewFile]) -> (files: [NewFile], problems: [Diagnostic]) {
    var rates: [NewFile] = []
    var others: [NewFile] = []
    var problems: [Diagnostic] = []
    for file in files.sorted(by: { $0.name < $1.name }) {
      do {
        if try ImportContent(opening: file.path, file: file.shown).isRates {
          rates.append(file)
        } else {
          others.append(file)
        }
      } catch let problem as Diagnostic {
        problems.append(problem)
      } catch {
        problems.append(Diagnostic(code: "input-output", at: SourcePlace(file: file.shown), "cannot be read: \(error)"))
      }
    }
    return (rates + others, problems)
  }

  /// The next act: at `now`, or just after the last act when the clock is not past it.
  private func act(for file: NewFile, importer: String, after last: JournalAct?, now: Instant) -> JournalAct {
    let now = Instant(seconds: now.seconds)
    let moment = last.map { max(now, Instant(microseconds: $0.moment.microseconds + 1)) } ?? now
    return JournalAct(
      number: (last?.number ?? 0) + 1, moment: moment, act: .importFile, file: file.name, sha256: file.sha256,
      importer: importer, note: file.isKept ? "" : Journal.notKept)
  }

  /// The digests stay right under the files' own names; a rename moves the time of change.
  private func stamps(of files: [NewFile]) throws -> [FileDigest] {
    try files.filter(\.isKept).compactMap { file in
      try FileSystem.status("\(place.folder)/\(file.name)").map {
        FileDigest(file: file.name, stamp: $0.stamp, sha256: file.sha256)
      }
    }
  }

  private func changed(_ file: NewFile) -> Diagnostic {
    Diagnostic(
      code: "file-changed", at: SourcePlace(file: file.shown), "the file changed while it was being imported",
      remedy: "Wait until it has been written completely, then run the command again.")
  }
}
