public import ReportCore

/// What became of one file.
public enum ImportOutcome: Sendable, Equatable {
  /// It was booked.
  case imported(ImportReport)
  /// The same bytes were booked before, by that import; nothing was changed.
  case alreadyImported(file: String, ImportRecord)
}

/// What one import did.
public struct ImportReport: Sendable, Equatable {
  /// The act, as the ledger knows it.
  public var record: ImportRecord
  /// Rows of earlier imports, or earlier rows of the same file, that it replaced.
  public var superseded: Int
  /// The imports whose scopes it replaced, by number.
  public var replacedImports: [Int] = []
  /// Rows of its own that wait for an exchange rate (O6).
  public var waiting = 0
  /// Rows without an amount of their own that a price book or an agreement gave one.
  public var estimated = 0
  /// Rows whose cost nobody knows, by provider and model.
  public var unpriced: [UnpricedUse] = []
  /// Rows of earlier imports whose exchange rate came with this file.
  public var bookedLate: Int
  /// What the reader should know, although the file was accepted.
  public var warnings: [Diagnostic]

  /// What one import did.
  public init(record: ImportRecord, superseded: Int = 0, bookedLate: Int = 0, warnings: [Diagnostic] = []) {
    self.record = record
    self.superseded = superseded
    self.bookedLate = bookedLate
    self.warnings = warnings
  }
}
