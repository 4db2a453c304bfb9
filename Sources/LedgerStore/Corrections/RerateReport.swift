public import ReportCore

/// What re-rating does to the use of one model.
public struct PriceChange: Sendable, Equatable {
  /// As in `Dimension`.
  public var provider: String
  /// As in `Dimension`.
  public var model: String
  /// Rows that get another amount, or one at all.
  public var rows = 0
  /// Those among them that had none.
  public var unpricedRows = 0
  /// Those among them that wait for an exchange rate now: they are in neither sum.
  public var unratedRows = 0
  /// What they were worth, in euro nano-units: of the rows that had an amount in euro.
  public var oldEuro: Int64 = 0
  /// What they are worth, in euro nano-units.
  public var newEuro: Int64 = 0

  /// No change yet.
  public init(provider: String, model: String) {
    self.provider = provider
    self.model = model
  }
}

/// What re-rating did, or would do.
public struct RerateReport: Sendable, Equatable {
  /// The act as the ledger knows it; nil for a trial.
  public var record: ImportRecord?
  /// The book or agreement that was applied.
  public var source: ImportRecord
  /// The days of use.
  public var days: ClosedRange<CalendarDay>
  /// By provider and model.
  public var changes: [PriceChange] = []
  /// Rows of these days that keep their estimate: the book does not know them, or says the same.
  public var unchangedRows = 0
  /// Rows of these days that still have no price.
  public var unpricedRows = 0

  /// All changes together; provider and model are empty.
  public var total: PriceChange {
    changes.reduce(into: PriceChange(provider: "", model: "")) { sum, change in
      sum.rows += change.rows
      sum.unpricedRows += change.unpricedRows
      sum.unratedRows += change.unratedRows
      sum.oldEuro += change.oldEuro
      sum.newEuro += change.newEuro
    }
  }
}
