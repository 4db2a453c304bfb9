public import Registers
public import ReportCore

/// One euro's place after cost of record, attribution and spreading: a local day × use case × model of one or
/// more roll-up cells. Prepaid top-ups and tax are not in here: they are not spend.
public struct UsageCell: Sendable {
  /// The site's own day.
  public var day: CalendarDay
  /// Nil is not attributed.
  public var useCase: String?
  /// True when a rule says on purpose that it belongs to no use case.
  public var isOutsideUseCases: Bool
  public var provider: String
  public var model: String
  /// Nil when the model is in no class.
  public var modelClass: ModelClassRule.ModelClass?
  /// Pay per use, rather than a fixed fee.
  public var isUsage: Bool
  /// A bill's row spread by the gateway's shares.
  public var isAllocated: Bool
  /// What the amount rests on.
  public var basis: EuroBasis
  /// Cost of record in euro nano-units; of the part whose euro amount is known.
  public var euro: Int64
  /// Calls of record, failed ones included.
  public var calls: Int
  public var errors: Int
  public var tokens: TokenUsage
  /// Calls and tokens whose cost nobody knows (O5).
  public var unpricedCalls: Int
  public var unpricedTokens: Int
  /// Rows whose cost nobody knows, also those that count neither calls nor tokens.
  public var unpricedRows: Int
  /// What the unpriced use can have cost at most, in euro nano-units: its tokens at the dearest price of the provider;
  /// nil: nobody can say.
  public var unpricedLimit: Int64?
  /// Rows with a price but no exchange rate (O6).
  public var unratedRows: Int
  /// Index into `LedgerFacts.origins`.
  public var origin: Int

  public init(
    day: CalendarDay, useCase: String?, isOutsideUseCases: Bool = false, provider: String, model: String,
    modelClass: ModelClassRule.ModelClass?, isUsage: Bool = true, isAllocated: Bool = false,
    basis: EuroBasis = .gateway, euro: Int64,
    calls: Int = 0,
    errors: Int = 0, tokens: TokenUsage = TokenUsage(), unpricedCalls: Int = 0, unpricedTokens: Int = 0,
    unpricedRows: Int = 0, unpricedLimit: Int64? = nil, unratedRows: Int = 0, origin: Int
  ) {
    self.day = day
    self.useCase = useCase
    self.isOutsideUseCases = isOutsideUseCases
    self.provider = provider
    self.model = model
    self.modelClass = modelClass
    self.isUsage = isUsage
    self.isAllocated = isAllocated
    self.basis = basis
    self.euro = euro
    self.calls = calls
    self.errors = errors
    self.tokens = tokens
    self.unpricedCalls = unpricedCalls
    self.unpricedTokens = unpricedTokens
    self.unpricedRows = unpricedRows
    self.unpricedLimit = unpricedLimit
    self.unratedRows = unratedRows
    self.origin = origin
  }

  /// True when some of it has no price.
  public var hasUnpriced: Bool { unpricedCalls != 0 || unpricedTokens != 0 || unpricedRows != 0 }
}

/// Where cells come from: the rows of one roll-up slot, with the lines of the imports that made them.
public struct UsageOrigin: Sendable {
  /// Rows in force.
  public var rows: Int
  public var lines: [OriginLines]
  public init(rows: Int, lines: [OriginLines]) {
    self.rows = rows
    self.lines = lines
  }
}

/// The lines one import added to, or with negative rows took away from, a roll-up slot.
public struct OriginLines: Sendable {
  /// The journal's number.
  public var importNumber: Int
  public var rows: Int
  /// 0 when the import only took away.
  public var firstLine: Int
  public var lastLine: Int
  public init(importNumber: Int, rows: Int, firstLine: Int, lastLine: Int) {
    self.importNumber = importNumber
    self.rows = rows
    self.firstLine = firstLine
    self.lastLine = lastLine
  }
}

/// What one provider billed and what the gateway saw of it, on one source day.
public struct CaptureCell: Sendable {
  public var day: CalendarDay
  public var provider: String
  public var billedEuro: Int64
  public var gatewayEuro: Int64
  /// What has no price or no rate is in neither amount.
  public var unpricedCalls: Int
  public var unratedRows: Int
  public var origin: Int
  public init(
    day: CalendarDay, provider: String, billedEuro: Int64, gatewayEuro: Int64, unpricedCalls: Int = 0,
    unratedRows: Int = 0, origin: Int
  ) {
    self.day = day
    self.provider = provider
    self.billedEuro = billedEuro
    self.gatewayEuro = gatewayEuro
    self.unpricedCalls = unpricedCalls
    self.unratedRows = unratedRows
    self.origin = origin
  }
}

/// The most calls by one end user on one day in one use case: between the highest of one import and the sum over
/// imports, which cannot know each other's users.
public struct PeakCell: Sendable {
  public var day: CalendarDay
  public var useCase: String
  public var atLeast: Int
  public var atMost: Int
  public init(day: CalendarDay, useCase: String, atLeast: Int, atMost: Int) {
    self.day = day
    self.useCase = useCase
    self.atLeast = atLeast
    self.atMost = atMost
  }
}

/// An expected source and the days it has spoken for.
public struct ExpectedSource: Sendable {
  public var expectation: SourceExpectation
  /// Days covered, ordered and merged.
  public var covered: [ClosedRange<CalendarDay>]
  public init(expectation: SourceExpectation, covered: [ClosedRange<CalendarDay>]) {
    self.expectation = expectation
    self.covered = covered
  }

  /// Days of the range on which it was expected.
  public func expectedDays(in days: ClosedRange<CalendarDay>) -> [CalendarDay] {
    guard let from = expectation.expectedFrom, from <= days.upperBound else { return [] }
    return Array(max(from, days.lowerBound)...days.upperBound)
  }

  /// Expected days that nothing has come for.
  public func missingDays(in days: ClosedRange<CalendarDay>) -> [CalendarDay] {
    expectedDays(in: days).filter { day in !covered.contains { $0.contains(day) } }
  }
}
