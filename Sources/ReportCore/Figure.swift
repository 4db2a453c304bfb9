/// What names a figure: id, scope and period. `mt.cost-per-session[useCase=chat]@2026-W47`.
public struct FigureKey: Hashable, Comparable, Sendable, CustomStringConvertible {
  /// Kebab-case words that explain themselves.
  public let id: String
  /// Register ids by dimension; empty for the whole.
  public let scope: [String: String]
  /// The time it speaks of.
  public let period: Period

  /// A figure's name.
  public init(_ id: String, scope: [String: String] = [:], _ period: Period) {
    self.id = id
    self.scope = scope
    self.period = period
  }

  /// Reads what `description` writes; nil for anything else.
  public init?(_ text: String) {
    guard let at = text.lastIndex(of: "@"), let period = Period(text[text.index(after: at)...]) else { return nil }
    var name = text[..<at]
    var scope: [String: String] = [:]
    if let open = name.firstIndex(of: "[") {
      guard name.last == "]" else { return nil }
      for pair in name[name.index(after: open)...].dropLast().split(separator: ",") {
        let sides = pair.split(separator: "=", maxSplits: 1)
        guard sides.count == 2 else { return nil }
        scope[String(sides[0])] = String(sides[1])
      }
      name = name[..<open]
    }
    guard !name.isEmpty else { return nil }
    self.init(String(name), scope: scope, period)
  }

  /// `[useCase=chat]`, or nothing for the whole.
  public var scopeText: String {
    guard !scope.isEmpty else { return "" }
    return "[" + scope.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }.joined(separator: ",") + "]"
  }

  public var description: String { "\(id)\(scopeText)@\(period)" }

  /// By id, then scope, then period: the order of `numbers.json`.
  public static func < (left: Self, right: Self) -> Bool {
    (left.id, left.scopeText, left.period.description) < (right.id, right.scopeText, right.period.description)
  }
}

/// The judgement a figure carries.
public enum FigureState: String, Sendable, CaseIterable {
  /// On level.
  case green
  /// Attention.
  case amber
  /// Off level.
  case red
  /// Cannot be told; the figure's reason says why.
  case unknown
  /// Its moment has not come.
  case notYetDue = "not-yet-due"

  /// The worst in the order red, amber, unknown, green, not yet due; nil for none.
  public static func worst(_ states: some Sequence<FigureState>) -> FigureState? {
    let order: [FigureState] = [.red, .amber, .unknown, .green, .notYetDue]
    let present = Set(states)
    return order.first(where: present.contains)
  }
}

/// Why a figure is unknown (`playbook-spec.md` 0.2).
public enum UnknownReason: String, Sendable, CaseIterable, Comparable {
  /// No source.
  case noSource = "O1"
  /// Source older than permitted.
  case sourceTooOld = "O2"
  /// Denominator zero.
  case denominatorZero = "O3"
  /// Not attributed.
  case notAttributed = "O4"
  /// No price.
  case noPrice = "O5"
  /// No exchange rate.
  case noExchangeRate = "O6"
  /// Too few weeks.
  case tooFewWeeks = "O7"
  /// Sources contradict each other.
  case sourcesContradict = "O8"

  /// By number.
  public static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
}

/// Where a series is heading (S53).
public enum Trend: String, Sendable { case falling, stable, rising, unknown }

/// What the value counts.
public enum FigureUnit: String, Sendable {
  /// Euro, excluding tax.
  case euro = "EUR"
  /// A plain ratio; 0.78 is shown as 78 %.
  case ratio
  /// A whole count.
  case count
  /// Calendar days.
  case days
  /// Elapsed hours.
  case hours
  /// Tokens.
  case tokens
  /// No number: only a state.
  case state
}

/// One figure of an edition: what page, chart, table and `numbers.json` print. Immutable truth.
public struct Figure: Hashable, Sendable {
  /// Id, scope, period.
  public let key: FigureKey
  /// The statement of the playbook, `S52`; nil for supporting figures.
  public let item: String?
  /// What the value counts.
  public let unit: FigureUnit
  /// The best single value; nil when there is none.
  public let value: FixedDecimal?
  /// Nil is unbounded below.
  public let lower: FixedDecimal?
  /// Nil is unbounded above.
  public let upper: FixedDecimal?
  /// Nil for figures without a rule.
  public let state: FigureState?
  /// Present whenever the state is unknown or the bounds are apart.
  public let reason: UnknownReason?
  /// The company's own target.
  public let target: FixedDecimal?
  /// The playbook's guide value.
  public let guide: FixedDecimal?
  /// Nil for figures without a trend.
  public let trend: Trend?
  /// How many ledger or register rows it rests on.
  public let rows: Int
  /// In words, English.
  public let formula: String
  /// The figures it was computed from.
  public let from: [FigureKey]

  /// A figure. `lower` and `upper` default to the value: a figure is a point unless said otherwise.
  public init(
    _ key: FigureKey, item: String? = nil, unit: FigureUnit, value: FixedDecimal?, bounds: Bounds? = nil,
    state: FigureState? = nil, reason: UnknownReason? = nil, target: FixedDecimal? = nil, guide: FixedDecimal? = nil,
    trend: Trend? = nil, rows: Int, formula: String, from: [FigureKey] = []
  ) {
    self.key = key
    self.item = item
    self.unit = unit
    self.value = value
    lower = bounds.map(\.lower) ?? value
    upper = bounds.map(\.upper) ?? value
    self.state = state
    self.reason = reason
    self.target = target
    self.guide = guide
    self.trend = trend
    self.rows = rows
    self.formula = formula
    self.from = from
  }

  /// True when one exact value is known.
  public var isPoint: Bool { value != nil && lower == value && upper == value }
}

/// An interval of printed numbers; nil on a side is unbounded.
public struct Bounds: Hashable, Sendable {
  /// Nil is unbounded below.
  public let lower: FixedDecimal?
  /// Nil is unbounded above.
  public let upper: FixedDecimal?

  /// From `lower` to `upper`.
  public init(_ lower: FixedDecimal?, _ upper: FixedDecimal?) {
    self.lower = lower
    self.upper = upper
  }

  /// Nothing is known.
  public static let unbounded = Bounds(nil, nil)
}
