/// A chart is data plus words; asking for a drawing gives the same nodes every time.
public protocol Chart: Sendable {
  /// The chart arranged for one size.
  func drawing(_ size: Drawing) -> SVGNode
}

/// The sizes a chart is drawn for: text is drawn for the size it is read at, never scaled down (look.md 5.0).
public enum Drawing: Sendable, CaseIterable {
  /// 720 units wide; shown from 40rem, and in print over the full width.
  case wide
  /// 320 units wide; shown on phones.
  case phone
  /// 720 units wide and lower, for a strip of an A4 sheet (look.md 5.0 "print mm").
  case printFull
  /// The phone drawing for half the width of an A4 sheet, 88 mm.
  case printHalf

  var width: Double { isNarrow ? 320 : 720 }
  var isNarrow: Bool { self == .phone || self == .printHalf }

  /// The classes by which the stylesheet shows one drawing and hides the other.
  var classNames: String { isNarrow ? "chart phone" : "chart wide" }

  /// Keeps the identifiers of the drawings of one chart apart.
  var idLetter: String {
    switch self {
    case .wide: "w"
    case .phone: "p"
    case .printFull: "f"
    case .printHalf: "h"
    }
  }
}

/// The words a chart carries for those who cannot see it, and for when there is nothing to see.
public struct ChartText: Equatable, Sendable {
  /// The message, as in the caption above the chart; read aloud as the drawing's name.
  public var title: String
  /// Two or three sentences: kind, range, highest, latest, unknown (look.md 5.0 "desc pattern").
  public var description: String
  /// What stands in the frame when nothing is known, with reason and owner.
  public var empty: String
  /// Unique on the page; identifiers are this, a letter per drawing and a counter. Anything but `a-z`, `0-9` and `-`
  /// becomes `-`.
  public var idPrefix: String

  public init(title: String, description: String, empty: String, idPrefix: String) {
    self.title = title
    self.description = description
    self.empty = empty
    self.idPrefix = idPrefix
  }
}

/// How the caller writes numbers on a value axis: charts choose the ticks, but format nothing.
public struct ValueLabels: Sendable {
  /// A tick as a bare number, such as `400`.
  public var plain: @Sendable (Double) -> String
  /// The top tick, with its unit, such as `€ 400`.
  public var withUnit: @Sendable (Double) -> String

  public init(
    plain: @escaping @Sendable (Double) -> String, withUnit: @escaping @Sendable (Double) -> String
  ) {
    self.plain = plain
    self.withUnit = withUnit
  }
}

/// A value as far as it is known. What is not known takes space in the drawing, and is never zero.
public enum Reading: Equatable, Sendable {
  case known(Double)
  /// At least `lower`; at most `upper`, or nobody knows.
  case between(lower: Double, upper: Double?)
  case unknown

  /// The value that is certain: solid in the drawing. Numbers that are not finite are not values.
  var certain: Double? {
    switch self {
    case .known(let value): value.ifDrawable
    case .between(let lower, _): lower.ifDrawable
    case .unknown: nil
    }
  }

  /// The value it may reach.
  var highest: Double? {
    switch self {
    case .known(let value): value.ifDrawable
    case .between(_, let upper): upper?.ifDrawable
    case .unknown: nil
    }
  }

  var isKnown: Bool {
    if case .known(let value) = self { return value.ifDrawable != nil }
    return false
  }
}

extension Double {
  /// Beyond 10¹⁵ a value is a mistake of whoever computed it; drawing it would flatten everything else.
  var ifDrawable: Double? { isFinite && abs(self) < 1e15 ? self : nil }
}
