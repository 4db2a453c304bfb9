import ReportCore

/// The one place where a number is rounded for readers (look.md 4.2), from billionths, in integers.
struct DecimalText: Sendable {
  /// Half away from zero for values; outward for the ends of a range.
  enum Direction: Sendable { case half, down, up }

  let groupMark: String
  let decimalMark: String

  init(_ language: Language) {
    switch language {
    case .nl: (groupMark, decimalMark) = (".", ",")
    case .en: (groupMark, decimalMark) = (",", ".")
    }
  }

  /// `value` as a whole number of 10^−`decimals`; 0…9 decimals.
  static func rounded(_ value: FixedDecimal, decimals: Int, _ direction: Direction = .half) -> Int128 {
    let divisor = Int128(1).timesPowerOfTen(9 - min(9, max(0, decimals))) ?? 1
    switch direction {
    case .half: return Rounding.halfUp(value.nanos, dividedBy: divisor)
    case .down, .up:
      let (quotient, remainder) = value.nanos.quotientAndRemainder(dividingBy: divisor)
      if remainder < 0 && direction == .down { return quotient - 1 }
      if remainder > 0 && direction == .up { return quotient + 1 }
      return quotient
    }
  }

  /// The digits of a magnitude that counts 10^−`decimals`, grouped by thousands, without a sign.
  func digits(_ scaled: Int128, decimals: Int) -> String {
    var text = String(scaled.magnitude)
    if text.utf8.count <= decimals { text = String(repeating: "0", count: decimals + 1 - text.utf8.count) + text }
    let whole = grouped(String(text.dropLast(decimals)))
    return decimals == 0 ? whole : whole + decimalMark + text.suffix(decimals)
  }

  private func grouped(_ digits: String) -> String {
    var result = ""
    for (index, digit) in digits.enumerated() {
      if index > 0 && (digits.count - index) % 3 == 0 { result += groupMark }
      result.append(digit)
    }
    return result
  }
}
