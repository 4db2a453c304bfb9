public import ReportCore

/// When a list of prices applies.
public enum PriceCondition: Hashable, Sendable {
  /// Always; the tier is `batch`, `flex`, `priority` … or empty.
  case standard(tier: String)
  /// When the prompt has more tokens than this; the price is that of the whole request.
  case above(tokens: Int, tier: String)
  /// When the prompt has more than `over` and at most `upTo` tokens, again for the whole request.
  case range(over: Int, upTo: Int)
  /// In the hours of `PriceTerms.offPeak`.
  case offPeak
}

/// What one model costs, in one currency: every price a book or an agreement states for it, exact.
public struct PriceTerms: Hashable, Sendable {
  /// What the prices are in.
  public var currency: Currency
  /// Prices per unit, by the condition under which they apply.
  public var lists: [PriceCondition: [PriceItem: ExactDecimal]] = [:]
  /// Hours with prices of their own.
  public var offPeak: [OffPeakWindow] = []
  /// What multiplies the price of tokens: by region (`us`, `eu`, `*` for any that is not global) or speed (`fast`).
  public var multipliers: [String: ExactDecimal] = [:]
  /// True when a prompt of exactly the threshold is a long one (xAI).
  public var thresholdIsInclusive = false

  /// Terms without prices.
  public init(currency: Currency) { self.currency = currency }

  /// Sets a price.
  public subscript(_ item: PriceItem, _ condition: PriceCondition) -> ExactDecimal? {
    get { lists[condition]?[item] }
    set {
      lists[condition, default: [:]][item] = newValue
      if lists[condition]?.isEmpty == true { lists[condition] = nil }
    }
  }

  /// True when nothing has a price.
  public var isEmpty: Bool { lists.isEmpty }

  /// The highest price a token can have under these terms, whatever the hour, the region or the prompt; nil when
  /// tokens have no price.
  public var dearestToken: ExactDecimal? {
    let prices = lists.values.flatMap { list in list.filter { $0.key.isToken }.map(\.value) }
    guard let price = prices.max(by: { $0.isLess(than: $1) }) else { return nil }
    let one = ExactDecimal(mantissa: 1, scale: 0)
    let factor = multipliers.values.reduce(one) { $0.isLess(than: $1) ? $1 : $0 }
    return price.times(factor)
  }

  /// Thresholds of long prompts, lowest first.
  var thresholds: [Int] {
    Set(lists.keys.compactMap { if case .above(let tokens, _) = $0 { tokens } else { nil } }).sorted()
  }

  /// Ranges of prompt sizes, lowest first.
  var ranges: [(over: Int, upTo: Int)] {
    lists.keys.compactMap { if case .range(let over, let upTo) = $0 { (over, upTo) } else { nil } }
      .sorted { ($0.over, $0.upTo) < ($1.over, $1.upTo) }
  }
}

extension ExactDecimal {
  /// By value, in full width.
  public func isLess(than other: ExactDecimal) -> Bool {
    guard let left = Fraction(self), let right = Fraction(other) else { return scale > other.scale }
    return left < right
  }

  /// The exact product; nil when it leaves 128 bits.
  func times(_ other: ExactDecimal) -> ExactDecimal? {
    let (product, overflow) = mantissa.multipliedReportingOverflow(by: other.mantissa)
    guard !overflow, scale + other.scale <= 38 else { return nil }
    return ExactDecimal(mantissa: product, scale: scale + other.scale)
  }
}

extension Fraction {
  /// A decimal as a ratio; nil when its denominator leaves 128 bits.
  fileprivate init?(_ decimal: ExactDecimal) {
    guard let denominator = Int128(1).timesPowerOfTen(decimal.scale) else { return nil }
    self.init(decimal.mantissa, over: denominator)
  }
}
