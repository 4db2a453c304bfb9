public import ReportCore

/// What a charge is (design.md, Money).
public enum ChargeKind: Int, Sendable, CaseIterable {
  /// Pay per use.
  case usage = 0
  /// A fixed fee for a period.
  case subscription = 1
  /// A prepaid top-up: not spend, the use it pays for is.
  case purchase = 2
  /// Money back.
  case credit = 3
  /// Tax; never part of spend.
  case tax = 4
  /// A change to an earlier charge.
  case correction = 5
}

/// What an amount rests on.
public enum CostBasis: Int, Sendable, CaseIterable, Comparable {
  /// An invoice line.
  case invoice = 0
  /// The provider's own cost report.
  case provider = 1
  /// A gateway's estimate at list price.
  case gateway = 2
  /// Our own estimate.
  case estimate = 3
  /// A bill's row spread over use cases by the gateway's shares.
  case allocated = 4

  /// By strength of evidence, strongest first.
  public static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
}

/// Whether an amount is known. Unpriced is not free.
public enum PriceStatus: Int, Sendable {
  /// The source states the amount.
  case priced = 0
  /// The source states that it costs nothing.
  case free = 1
  /// Nobody knows.
  case unpriced = 2
  /// The source states no amount; a price book or an agreement gave it.
  case estimated = 3
}

/// Where a source stands when several cover the same account and day (design.md, Which money counts).
public enum SourceRank: Int, Sendable, Comparable, CaseIterable {
  /// Invoices and provider cost reports.
  case bill = 0
  /// The provider's usage report.
  case providerUsage = 1
  /// A gateway's estimate.
  case gateway = 2
  /// What an application's own log says of calls that a gateway or a provider may know as well.
  case observability = 3
  /// List-price equivalents of use that is paid otherwise: never part of a total.
  case reference = 4

  /// Highest rank first.
  public static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
}

/// The time a row covers: a moment, or whole days of the source's own calendar.
public enum RowTime: Hashable, Sendable {
  /// A request; its source day is its UTC day.
  case moment(Instant)
  /// Days first...last of the source's calendar, by date; more than one is spread evenly.
  case days(CalendarDay, CalendarDay)
}

/// One charge or request of an export: disjoint tokens, original currency, nothing personal.
public struct ExportRow: Sendable {
  /// 1-based physical line the row starts on.
  public var line = 0
  /// UTF-8 of the source's own row id; nothing when it has none. Bytes, because ids do not come back: whoever fills
  /// one row again and again makes no text of any.
  public var idBytes: [UInt8] = []
  /// For sources without row ids: what a later file of the same format replaces as a whole, such as
  /// `org-1|2026-10-26`. Empty for request-level sources.
  public var scope = ""
  /// When.
  public var time: RowTime = .moment(Instant(seconds: 0))
  /// Who, what, where.
  public var dimension = Dimension()
  /// Calls, the failed ones included; 0 when the source does not count calls.
  public var calls = 0
  /// Calls that failed.
  public var errors = 0
  /// Disjoint counters.
  public var tokens = TokenUsage()
  /// Quantities with a price of their own; empty for nearly all rows.
  public var meters = Meters()
  /// The size of the prompt, or of the largest one the row sums up, where the source tells: long prompts have another
  /// price. A request's own prompt need not be given, its counters say it.
  public var contextTokens: Int?
  /// Where the source says the use was processed, such as `us`; some regions cost more.
  public var region = ""
  /// What the use is worth; nil when unpriced.
  public var cost: Money?
  /// What the invoice will say; nil when unpriced.
  public var billed: Money?
  /// Usage, subscription, …
  public var charge = ChargeKind.usage
  /// Priced, free or unpriced.
  public var priceStatus = PriceStatus.priced
  /// A process-local number that tells end users of this file apart; never stored.
  public var endUser: Int?

  /// An empty row.
  public init() {}

  /// The source's own row id; nil when the source has none.
  public var id: String? {
    get { idBytes.isEmpty ? nil : String(decoding: idBytes, as: UTF8.self) }
    set { idBytes = Array((newValue ?? "").utf8) }
  }
}
