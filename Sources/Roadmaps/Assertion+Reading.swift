public import ReportCore

extension Assertion {
  /// Reads `figure-id[scope] operator number[%]`, such as `mt.roi[useCase=chat] >= 25%`; nil for anything else.
  /// Whether the figure exists is not known here.
  public init?(_ text: some StringProtocol) {
    let whole = text.trimmed
    guard let sign = whole.firstIndex(where: { "<>=".contains($0) }) else { return nil }
    // The scope's own `=` stands inside brackets; the comparison stands behind them.
    var head = whole[..<sign]
    var tail = whole[sign...]
    if let open = whole.firstIndex(of: "["), open < sign {
      guard let close = whole.firstIndex(of: "]"), close > open else { return nil }
      head = whole[...close]
      tail = whole[whole.index(after: close)...]
    }
    let rest = tail.trimmed
    guard
      let comparison = [Comparison.atMost, .atLeast, .less, .more, .equal].first(where: { rest.hasPrefix($0.rawValue) }
      ),
      let bound = Assertion.bound(rest.dropFirst(comparison.rawValue.count).trimmed),
      let name = Assertion.name(head.trimmed)
    else { return nil }
    self.init(figure: name.id, scope: name.scope, comparison: comparison, bound: bound, description: whole)
  }

  private static func bound(_ text: String) -> FixedDecimal? {
    let isPercentage = text.hasSuffix("%")
    let digits = isPercentage ? text.dropLast().trimmed : text
    guard digits.utf8.count <= 20, let number = FixedDecimal(digits) else { return nil }
    guard isPercentage else { return number }
    return number.nanos % 100 == 0 ? FixedDecimal(nanos: number.nanos / 100) : nil
  }

  private static func name(_ text: String) -> (id: String, scope: [String: String])? {
    var id = text[...]
    var scope: [String: String] = [:]
    if let open = text.firstIndex(of: "[") {
      id = text[..<open]
      for pair in text[text.index(after: open)...].dropLast().split(separator: ",", omittingEmptySubsequences: false) {
        let sides = pair.split(separator: "=", omittingEmptySubsequences: false).map(\.trimmed)
        guard sides.count == 2, !sides[0].isEmpty, !sides[1].isEmpty, scope[sides[0]] == nil else { return nil }
        scope[sides[0]] = sides[1]
      }
    }
    let isWord = { (byte: UInt8) in (0x61...0x7A).contains(byte) || (0x30...0x39).contains(byte) || byte == 0x2D }
    guard id.contains("."), id.utf8.allSatisfy({ isWord($0) || $0 == UInt8(ascii: ".") }) else { return nil }
    return (String(id), scope)
  }
}

/// An assertion and the item that makes it.
public struct PlacedAssertion: Equatable, Sendable {
  /// The item's id.
  public var item: String
  /// The condition.
  public var assertion: Assertion
  /// The item's line.
  public var place: SourcePlace
  /// An assertion of an item.
  public init(item: String, assertion: Assertion, place: SourcePlace) {
    self.item = item
    self.assertion = assertion
    self.place = place
  }
}

extension Checklist {
  /// The items of all sections, in file order.
  public var items: [ChecklistItem] { sections.flatMap(\.items) }
}

extension Checklists {
  /// Those that are present, in the order roadmap, taskforce, pitfalls, action plan.
  public var all: [Checklist] { [roadmap, taskforce, pitfalls, actionPlan].compactMap(\.self) }

  /// Every condition of every item, so that unknown figures can be named before anything is computed.
  public var assertions: [PlacedAssertion] {
    all.flatMap(\.items).compactMap { item in
      item.assertion.map { PlacedAssertion(item: item.id, assertion: $0, place: item.place) }
    }
  }
}
