import GRDB
import ReportCore

extension LedgerFolderWork {
  /// Imports the files lying in the folder that the journal does not know, and `sources`: all or none.
  mutating func importNew(_ sources: [ImportSource], copy: Bool, now: Instant) throws -> LedgerUpdate {
    guard let ledger else { throw Ledger.absent(place.ledger) }
    var batch = try NewFileBatch(place, acts: acts, ledger: ledger)
    do {
      try batch.gather(sources, copy: copy)
      let (files, problems) = batch.arranged(try ledger.read { db in try mappings.items(db) })
      let reports = try book(files, problems, now: now, in: ledger)
      return LedgerUpdate(
        ledger: ledger, outcomes: batch.known + reports.map(ImportOutcome.imported),
        warnings: warnings + batch.warnings + reports.flatMap(\.warnings), wasRebuilt: wasRebuilt)
    } catch {
      // Hidden copies only. Tidying up must not hide the reason; the next run sweeps what is left.
      for file in batch.files { file.pending?.stop() }
      for file in batch.files where file.isCopy { try? FileSystem.remove(file.path) }
      throw error
    }
  }

  /// Books the files in one transaction, then writes their acts into the journal.
  private mutating func book(
    _ files: [NewFile], _ problems: [Diagnostic], now: Instant, in ledger: Ledger
  ) throws -> [ImportReport] {
    guard !files.isEmpty || !problems.isEmpty else { return [] }
    var booked: (acts: [JournalAct], reports: [ImportReport]) = ([], [])
    let copies = files.filter(\.isCopy)
    var isBooked = false
    let known = acts.count
    do {
      try ledger.write { db in
        booked = try bookAll(files, problems, now: now, in: db)
        for folder in Set(copies.map(\.place)) { try FileSystem.makeFolder(place.folder(folder)) }
        for file in copies { try FileSystem.rename(file.path, to: place.path(file.journaled)) }
        for folder in Set(copies.map(\.place)) { try FileSystem.syncFolder(of: "\(place.folder(folder))/.") }
      }
      isBooked = true
      try journal(booked.acts)
    } catch {
      // What is in the journal is done. Anything less goes back to what was before; the next run puts right what
      // fails to go back.
      if acts.count == known {
        for file in copies { try? FileSystem.rename(place.path(file.journaled), to: file.path) }
        if isBooked { try? ledger.takeBack(after: known) }
      }
      throw error
    }
    // Digests that cannot be remembered are computed again.
    try? ledger.remember(stamps(of: files, booked.acts))
    return booked.reports
  }

  /// Books every file, each in a savepoint, so that all can be checked when one is refused; `problems` are those of
  /// files that were not recognised.
  private func bookAll(
    _ files: [NewFile], _ problems: [Diagnostic], now: Instant, in db: Database
  ) throws -> (acts: [JournalAct], reports: [ImportReport]) {
    var acts: [JournalAct] = []
    var reports: [ImportReport] = []
    var problems = problems
    for file in files {
      do {
        let content = try ImportContent(
          opening: file.source, file: file.shown, mappings: try mappings.items(db),
          count: reporter(.importing, file.journaled, file.stamp))
        var act = act(for: file, importer: content.importer, after: acts.last ?? self.acts.last, now: now)
        if case .mapping(let read) = content.reading { mappings.add(try read(), number: act.number) }
        try db.inSavepoint {
          var report = try Ledger.book(content, as: act, file: file.shown, size: file.stamp.size, in: db)
          if let pending = file.pending {
            act.sha256 = try pending.value()
            report.record.sha256 = act.sha256
            try Ledger.write(sha256: act.sha256, number: act.number, db)
          }
          reports.append(report)
          return .commit
        }
        acts.append(act)
        guard try FileSystem.stamp(file.source) == file.stamp else { throw changed(file) }
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
          remedy: "Import the older of the two alone, then the newer one: what comes later counts. Join parts of one "
            + "delivery into one file first.")
      }
    }
  }

  private func act(for file: NewFile, importer: String, after last: JournalAct?, now: Instant) -> JournalAct {
    let (number, moment) = next(now: now, after: last)
    return JournalAct(
      number: number, moment: moment, act: .importFile, file: file.journaled,
      sha256: file.pending == nil ? file.sha256 : PendingDigest.placeholder, importer: importer,
      note: file.isKept ? "" : Journal.notKept)
  }

  /// The digests stay right under the files' own names; a rename moves the time of change.
  private func stamps(of files: [NewFile], _ acts: [JournalAct]) throws -> [FileDigest] {
    try zip(files, acts).filter(\.0.isKept).compactMap { file, act in
      try FileSystem.status(place.path(file.journaled)).map {
        FileDigest(file: file.journaled, stamp: $0.stamp, sha256: act.sha256)
      }
    }
  }

  private func changed(_ file: NewFile) -> Diagnostic {
    Diagnostic(
      code: "file-changed", at: SourcePlace(file: file.shown), "the file changed while it was being imported",
      remedy: "Wait until it has been written completely, then run the command again.")
  }
}
