import GRDB
public import ReportCore

extension LedgerFolderWork {
  /// Does one act that needs no new file: in the ledger, then in the journal, or not at all. `act` comes without number
  /// and moment: it gets the next ones, at `now` or just after the last act.
  mutating func perform<Report>(
    _ act: JournalAct, now: Instant, _ body: (Database, JournalAct) throws -> Report
  ) throws -> Report {
    guard let ledger else { throw Ledger.absent(place.ledger) }
    var act = act
    (act.number, act.moment) = next(now: now, after: acts.last)
    let report = try ledger.write { db in try body(db, act) }
    do {
      try journal([act])
    } catch {
      // What is in the journal is done. Anything less goes back to what was before; the next run puts right what
      // fails to go back.
      if acts.last != act { try? ledger.takeBack(after: acts.count) }
      throw error
    }
    return report
  }

  /// Adds acts to the journal. They are done as soon as `self.acts` has them, even when this throws.
  mutating func journal(_ new: [JournalAct]) throws {
    let bytes = Journal.bytes(journalBytes ?? [], appending: new)
    try FileSystem.writeBeside(place.journal, bytes)
    try FileSystem.rename(FileSystem.beside(place.journal), to: place.journal)
    journalBytes = bytes
    acts += new
    try FileSystem.syncFolder(of: place.journal)
  }

  /// The number and the moment of the next act: at `now`, or just after the last act when the clock is not past it.
  func next(now: Instant, after last: JournalAct?) -> (number: Int, moment: Instant) {
    let now = Instant(seconds: now.seconds)
    let moment = last.map { max(now, Instant(microseconds: $0.moment.microseconds + 1)) } ?? now
    return ((last?.number ?? 0) + 1, moment)
  }
}

extension LedgerFolder {
  /// Takes back the import with this number, at `now` or just after the last act: its rows go, those it had replaced
  /// count again. Its file stays where it is. Brings the ledger in step first; imports nothing. Throws a
  /// `DiagnosticList` when the act is no import that stands, when amounts of other imports rest on it, or without a
  /// reason.
  public func withdraw(
    number: Int, reason: String, now: Instant, progress: @escaping (LedgerProgress) -> Void = { _ in }
  ) throws -> (report: WithdrawReport, update: LedgerUpdate) {
    try working(progress: progress) { work in
      try work.bringInStep()
      guard let ledger = work.ledger else { throw Ledger.absent(self.ledger) }
      let journal = shown("journal.csv")
      let note = try JournalAct.note(withdrawing: number, reason: reason, file: journal)
      guard let withdrawn = work.acts.first(where: { $0.number == number }) else {
        throw Diagnostic(
          code: "not-withdrawable", at: SourcePlace(file: journal), "there is no act with this number",
          found: "\(number)", expected: work.acts.isEmpty ? "no acts yet" : "1 … \(work.acts.count)",
          remedy: "Look up its number with peil ledger.")
      }
      var act = withdrawn
      act.act = .withdraw
      act.note = note
      let report = try work.perform(act, now: now) { db, act in
        try Ledger.withdraw(number, as: act, file: journal, in: db)
      }
      let update = LedgerUpdate(ledger: ledger, outcomes: [], warnings: work.warnings, wasRebuilt: work.wasRebuilt)
      return (report, update)
    }
  }

  /// Runs work on the locked folder; a lone diagnostic becomes a list.
  func working<Value>(
    progress: @escaping (LedgerProgress) -> Void, _ body: (inout LedgerFolderWork) throws -> Value
  ) throws -> Value {
    do {
      try prepare()
      let lock = try FolderLock(folder: folder)
      defer { extendLifetime(lock) }
      var work = try LedgerFolderWork(self, progress: progress)
      return try body(&work)
    } catch let problem as Diagnostic {
      throw DiagnosticList([problem])
    }
  }
}
