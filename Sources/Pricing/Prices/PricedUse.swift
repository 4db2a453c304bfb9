public import CostExports
public import ReportCore

/// What there is to price: one row without an amount of its own.
public struct PricedUse: Sendable, Hashable {
  /// As in `Dimension`.
  public var provider = ""
  /// As in `Dimension`.
  public var model = ""
  /// As in `Dimension`.
  public var serviceTier = ""
  /// As in `Dimension`: which export it is from.
  public var source = ""
  /// As in `ExportRow`.
  public var region = ""
  /// When.
  public var time = RowTime.moment(Instant(seconds: 0))
  /// Calls, the failed ones included; 0 when they are not counted.
  public var calls = 0
  /// Calls that failed.
  public var errors = 0
  /// Disjoint counters.
  public var tokens = TokenUsage()
  /// What is counted beside tokens.
  public var meters = Meters()
  /// The size of the prompt where the source tells.
  public var contextTokens: Int?

  /// Nothing.
  public init() {}

  /// What a row of an export used.
  public init(_ row: ExportRow) {
    provider = row.dimension.provider
    model = row.dimension.model
    serviceTier = row.dimension.serviceTier
    source = row.dimension.source
    region = row.region
    time = row.time
    calls = row.calls
    errors = row.errors
    tokens = row.tokens
    meters = row.meters
    contextTokens = row.contextTokens
  }

  /// The day whose price counts: the UTC day, or the first of the days.
  public var day: CalendarDay { EuroConversion.day(of: time) }

  /// All input.
  var input: Int { tokens.inputUncached + tokens.inputCacheRead + tokens.inputCacheWrite }

  /// The size of the prompt that decides about long-context prices; nil for a sum over several requests.
  var promptSize: Int? {
    if let contextTokens { return contextTokens }
    if calls == 1 { return input }
    return nil
  }
}

/// Why a use has no price.
public enum UnpricedReason: Hashable, Sendable {
  /// No book and no agreement knows the model.
  case unknownModel
  /// The model is known, this part of its use has no price.
  case noPrice(PriceItem)
  /// Calls without tokens and without anything else that has a price: nobody can say how much it was.
  case nothingCounted
  /// The amount would leave 64 bits of nano-units.
  case outOfRange
}

/// What was not known when a use was priced, and which price was taken then.
public struct PriceDoubts: OptionSet, Hashable, Sendable {
  public let rawValue: Int

  public init(rawValue: Int) { self.rawValue = rawValue }

  /// A sum over requests of a model whose long prompts cost more: priced at the standard price.
  public static let longContextUnknown = PriceDoubts(rawValue: 1)
  /// Days of a model that is cheaper at some hours: priced at the standard price.
  public static let offPeakUnknown = PriceDoubts(rawValue: 2)
  /// No book of the day or earlier knows the model, a later one does.
  public static let laterBook = PriceDoubts(rawValue: 4)
}
