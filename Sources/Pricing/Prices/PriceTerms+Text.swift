public import ReportCore

/// Terms as one line of text, as the ledger's price table keeps them: lists separated by `;`, each a condition and its
/// prices. `- input=0.000003 output=0.000015; batch input=…; >200000 input=…; >200000/batch input=…;
/// 0..32000 input=…; offpeak input=…; hours 600-0@1,2,3,4,5+480; times us=1.1; inclusive`. The order is fixed, so that
/// equal terms are equal text.
extension PriceTerms {
  /// The text of these terms, currency left out.
  public var text: String {
    var parts = lists.map { condition, prices in
      let list = PriceItem.allCases.compactMap { item in prices[item].map { "\(item.rawValue)=\($0.plain)" } }
      return (order: PriceTerms.order(condition), text: ([PriceTerms.word(condition)] + list).joined(separator: " "))
    }
    .sorted { $0.order < $1.order }
    .map(\.text)
    if !offPeak.isEmpty {
      parts.append((["hours"] + offPeak.map(PriceTerms.word)).joined(separator: " "))
    }
    if !multipliers.isEmpty {
      let list = multipliers.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value.plain)" }
      parts.append((["times"] + list).joined(separator: " "))
    }
    if thresholdIsInclusive { parts.append("inclusive") }
    return parts.joined(separator: "; ")
  }

  /// Reads what `text` writes; nil for anything else.
  public init?(_ text: String, currency: Currency) {
    self.init(currency: currency)
    for part in text.split(separator: ";") {
      let words = part.split(separator: " ").map(String.init)
      guard let head = words.first else { return nil }
      switch head {
      case "inclusive": thresholdIsInclusive = true
      case "hours":
        let windows = words.dropFirst().map(PriceTerms.window)
        guard !windows.contains(nil) else { return nil }
        offPeak = windows.compactMap { $0 }
      case "times":
        for word in words.dropFirst() {
          guard let pair = PriceTerms.pair(word) else { return nil }
          multipliers[pair.name] = pair.number
        }
      default:
        guard let condition = PriceTerms.condition(head), words.count > 1 else { return nil }
        for word in words.dropFirst() {
          guard let pair = PriceTerms.pair(word), let item = PriceItem(rawValue: pair.name) else { return nil }
          self[item, condition] = pair.number
        }
      }
    }
  }

  private static func order(_ condition: PriceCondition) -> (Int, Int, String) {
    switch condition {
    case .standard(let tier): (0, 0, tier)
    case .above(let tokens, let tier): (1, tokens, tier)
    case .range(let over, _): (2, over, "")
    case .offPeak: (3, 0, "")
    }
  }

  private static func word(_ condition: PriceCondition) -> String {
    switch condition {
    case .standard(let tier): tier.isEmpty ? "-" : tier
    case .above(let tokens, let tier): ">\(tokens)" + (tier.isEmpty ? "" : "/\(tier)")
    case .range(let over, let upTo): "\(over)..\(upTo)"
    case .offPeak: "offpeak"
    }
  }

  private static func condition(_ word: String) -> PriceCondition? {
    if word == "-" { return .standard(tier: "") }
    if word == "offpeak" { return .offPeak }
    if word.hasPrefix(">") {
      let parts = word.dropFirst().split(separator: "/", omittingEmptySubsequences: false)
      guard let tokens = Int(parts[0]), parts.count <= 2 else { return nil }
      return .above(tokens: tokens, tier: parts.count == 2 ? String(parts[1]) : "")
    }
    if let dots = word.firstRange(of: "..") {
      guard let over = Int(word[..<dots.lowerBound]), let upTo = Int(word[dots.upperBound...]) else { return nil }
      return .range(over: over, upTo: upTo)
    }
    return word.utf8.allSatisfy { (0x61...0x7A).contains($0) } ? .standard(tier: word) : nil
  }

  private static func word(_ window: OffPeakWindow) -> String {
    let days = window.weekdays.sorted().map(String.init).joined(separator: ",")
    return "\(window.from)-\(window.until)@\(days)+\(window.weekdayOffset)"
  }

  private static func window(_ word: String) -> OffPeakWindow? {
    let parts = word.split(separator: "@", omittingEmptySubsequences: false)
    guard parts.count == 2 else { return nil }
    let hours = parts[0].split(separator: "-").compactMap { Int($0) }
    let rest = parts[1].split(separator: "+", omittingEmptySubsequences: false)
    guard hours.count == 2, rest.count == 2, let offset = Int(rest[1]) else { return nil }
    let days = rest[0].split(separator: ",").compactMap { Int($0) }
    return OffPeakWindow(from: hours[0], until: hours[1], weekdays: Set(days), weekdayOffset: offset)
  }

  private static func pair(_ word: String) -> (name: String, number: ExactDecimal)? {
    let parts = word.split(separator: "=", omittingEmptySubsequences: false)
    guard parts.count == 2, let number = ExactDecimal(String(parts[1])) else { return nil }
    return (String(parts[0]), number)
  }
}

extension ExactDecimal {
  /// Plain digits and a point, no exponent: `0.0000025`.
  var plain: String {
    let digits = String(mantissa.magnitude)
    let padded = String(repeating: "0", count: Swift.max(0, scale + 1 - digits.count)) + digits
    let sign = mantissa < 0 ? "-" : ""
    guard scale > 0 else { return sign + padded }
    return "\(sign)\(padded.dropLast(scale)).\(padded.suffix(scale))"
  }
}
