package import ReportCore

/// Amounts as people type them.
package enum EuroText {
  /// Digits, a point, at most nine decimals; nil for anything else. Exactly three decimals are refused as well: who
  /// writes `5.000` may mean five thousand.
  package static func read(_ text: String) -> Money? {
    if let point = text.firstIndex(of: "."), text[point...].utf8.count == 4 { return nil }
    guard !text.utf8.contains(where: { $0 == UInt8(ascii: "e") || $0 == UInt8(ascii: "E") }),
      let exact = ExactDecimal(text), exact.scale <= 9, let nanos = exact.nanos
    else { return nil }
    return .euro(nanos: nanos)
  }
}

/// What a person meant who wrote `1.560,00`, `€ 12` or `78%`.
package enum NumberAdvice {
  /// The number as it should be written, or nil when it cannot be told.
  package static func corrected(_ text: String) -> String? {
    guard text.utf8.count <= 40 else { return nil }
    var digits = text.filter { !$0.isWhitespace && !["€", "_", "'"].contains($0) }
    if digits.uppercased().hasPrefix("EUR") { digits.removeFirst(3) }
    let isPercentage = digits.hasSuffix("%")
    if isPercentage { digits.removeLast() }
    if let comma = digits.lastIndex(of: ",") {
      let point = digits.lastIndex(of: ".")
      if let point, point > comma {
        digits.removeAll { $0 == "," }
      } else {
        digits = digits.filter { $0 != "." }
        digits = digits.replacing(",", with: ".", maxReplacements: 1)
      }
    } else if digits.count(where: { $0 == "." }) > 1 {
      digits.removeAll { $0 == "." }
    }
    if let point = digits.firstIndex(of: "."), digits[point...].utf8.count == 4, FixedDecimal(digits) != nil {
      let (whole, thousands) = (digits[..<point], digits[digits.index(after: point)...])
      return "\(whole)\(thousands).00, or \(whole).\(thousands.prefix(2)) with two decimals"
    }
    guard digits != text, let number = FixedDecimal(digits), number >= .zero else { return nil }
    guard isPercentage else { return digits }
    let ratio = FixedDecimal(nanos: number.nanos / 100).description
    let trimmed = String(ratio.reversed().drop { $0 == "0" }.reversed())
    return trimmed.hasSuffix(".") ? String(trimmed.dropLast()) : trimmed
  }
}

extension FixedDecimal {
  /// The largest magnitude a document may hold, in billionths: a thousand billion.
  package static let largest: UInt128 = 1_000_000_000_000_000_000_000
}
