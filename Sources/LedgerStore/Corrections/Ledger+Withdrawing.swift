import GRDB
public import ReportCore

extension Ledger {
  /// Takes an import back as one act, inside the caller's transaction. Throws a `Diagnostic` when the act is no import
  /// that stands, or amounts of others rest on it.
  static func withdraw(_ number: Int, as act: JournalAct, file: String, in db: Database) throws -> WithdrawReport {
    guard let record = try imports(asOf: nil, in: db).first(where: { $0.number == number }) else {
      throw refusal(file, "there is no act with this number", found: "\(number)")
    }
    guard record.act == .importFile else {
      throw refusal(file, "only an import can be withdrawn", found: "act \(number): \(record.act.rawValue)")
    }
    if let earlier = record.withdrawnBy {
      throw refusal(file, "the import was withdrawn already", found: "act \(number), by act \(earlier)")
    }
    let resting = try Rests.imports(on: number, db)
    guard resting.isEmpty else { throw rested(file, number, resting) }
    try write(act, format: record.format, db)
    var withdrawal = Withdrawal(db, act: act, number: number)
    do {
      try withdrawal.run()
    } catch is SumOutOfRange {
      throw EntryImport.sumOutOfRange(file)
    }
    var own = ImportRecord(act, format: record.format, rows: 0)
    own.act = .withdraw
    var withdrawn = record
    withdrawn.withdrawnBy = act.number
    return WithdrawReport(
      record: own, withdrawn: withdrawn, removed: withdrawal.removed, restored: withdrawal.restored,
      days: withdrawal.days.map { CalendarDay(number: $0.lowerBound)...CalendarDay(number: $0.upperBound) })
  }

  private static func refusal(_ file: String, _ summary: String, found: String) -> Diagnostic {
    Diagnostic(
      code: "not-withdrawable", at: SourcePlace(file: file), summary, found: found,
      expected: "the number of an import that stands", remedy: "Look up its number with peil ledger.")
  }

  private static func rested(_ file: String, _ number: Int, _ resting: [Int]) -> Diagnostic {
    let shown = resting.prefix(10).map(String.init).joined(separator: ", ")
    let more = resting.count > 10 ? " and \(resting.count - 10) more" : ""
    return Diagnostic(
      code: "import-rested-on", at: SourcePlace(file: file),
      "amounts or rates of other imports rest on what act \(number) brought", found: "acts \(shown)\(more)",
      expected: "an import on which nothing rests",
      remedy: "Withdraw those first, then import them again after the right file.")
  }
}

/// What taking back an import did.
public struct WithdrawReport: Sendable, Equatable {
  /// The act itself, as the ledger knows it.
  public var record: ImportRecord
  /// The import that was taken back.
  public var withdrawn: ImportRecord
  /// Entries that are no longer in force.
  public var removed: Int
  /// Entries of earlier imports that are in force again.
  public var restored: Int
  /// The days of all of these; nil when there are none.
  public var days: ClosedRange<CalendarDay>?
}
