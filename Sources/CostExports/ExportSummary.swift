public import ReportCore

/// Days for which a file speaks for a provider account, cost or no cost.
public struct ExportCoverage: Hashable, Sendable {
  /// As in `Dimension`.
  public var provider: String
  /// As in `Dimension`; empty when the source does not name accounts.
  public var account: String
  /// Where the source stands.
  public var rank: SourceRank
  /// True when usage of the same account and days in a source of lower rank is the same money.
  public var replacesLowerRanks: Bool
  /// True when the file reports what has been used until it was made, false when it states a period of its own, as an
  /// invoice does.
  public var isReport = true
  /// Days of the source's calendar, both ends included.
  public var days: ClosedRange<CalendarDay>

  /// Days for which a file speaks.
  public init(
    provider: String, account: String, rank: SourceRank, replacesLowerRanks: Bool, days: ClosedRange<CalendarDay>
  ) {
    self.provider = provider
    self.account = account
    self.rank = rank
    self.replacesLowerRanks = replacesLowerRanks
    self.days = days
  }
}

/// What a file turned out to hold, known when its last row has been read.
public struct ExportSummary: Sendable {
  /// Rows handed over.
  public var rows = 0
  /// What the file speaks for.
  public var coverage: [ExportCoverage] = []
  /// Scopes the file replaces, those of days without cost included (`ExportRow.scope`).
  public var scopes: Set<String> = []
  /// Unknown columns, ignored rows: named once each.
  public var warnings: [Diagnostic] = []

  /// Nothing yet.
  public init() {}
}
