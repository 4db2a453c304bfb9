/// A decimal number as written: mantissa × 10^−scale. Reads the grammar of machine exports
/// (`formats.md` 0.3) and nothing else, so `1,234.50` and `12abc` are refused, not cut short.
public struct ExactDecimal: Hashable, Sendable {
  /// The digits, signed, without trailing zeros behind the point.
  public let mantissa: Int128
  /// How many of the digits stand behind the point (0…30).
  public let scale: Int

  /// The value mantissa × 10^−scale.
  public init(mantissa: Int128, scale: Int) {
    var mantissa = mantissa
    var scale = scale
    while scale > 0, mantissa % 10 == 0 {
      mantissa /= 10
      scale -= 1
    }
    self.mantissa = mantissa
    self.scale = scale
  }

  /// Reads `-?digits[.digits][(e|E)[+-]digits]`; nil for anything else. Digits beyond the thirtieth decimal
  /// are dropped only when they are zero.
  public init?(_ bytes: some Collection<UInt8>) {
    var index = bytes.startIndex
    let end = bytes.endIndex
    guard index < end else { return nil }
    let negative = bytes[index] == UInt8(ascii: "-")
    if negative { index = bytes.index(after: index) }
    var mantissa: Int128 = 0
    var digits = 0
    var scale = 0
    var behindPoint = false
    scan: while index < end {
      let byte = bytes[index]
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"):
        if behindPoint && scale >= 30 {
          guard byte == UInt8(ascii: "0") else { return nil }
        } else {
          let (tenfold, overflow) = mantissa.multipliedReportingOverflow(by: 10)
          guard !overflow, tenfold < Int128.max - 10 else { return nil }
          mantissa = tenfold + Int128(byte - UInt8(ascii: "0"))
          if behindPoint { scale += 1 }
        }
        digits += 1
      case UInt8(ascii: "."):
        guard !behindPoint, digits > 0 else { return nil }
        behindPoint = true
        let next = bytes.index(after: index)
        guard next < end, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(bytes[next]) else { return nil }
      case UInt8(ascii: "e"), UInt8(ascii: "E"):
        break scan
      default: return nil
      }
      index = bytes.index(after: index)
    }
    guard digits > 0 else { return nil }
    var exponent = 0
    if index < end {
      index = bytes.index(after: index)
      var exponentNegative = false
      if index < end, bytes[index] == UInt8(ascii: "-") || bytes[index] == UInt8(ascii: "+") {
        exponentNegative = bytes[index] == UInt8(ascii: "-")
        index = bytes.index(after: index)
      }
      guard index < end else { return nil }
      while index < end {
        guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(bytes[index]), exponent < 1000 else { return nil }
        exponent = exponent * 10 + Int(bytes[index] - UInt8(ascii: "0"))
        index = bytes.index(after: index)
      }
      if exponentNegative { exponent = -exponent }
    }
    if negative { mantissa = -mantissa }
    scale -= exponent
    while scale > 30, mantissa % 10 == 0, mantissa != 0 {
      mantissa /= 10
      scale -= 1
    }
    if mantissa == 0 { scale = 0 }
    if scale < 0 {
      guard let larger = mantissa.timesPowerOfTen(-scale) else { return nil }
      mantissa = larger
      scale = 0
    }
    guard scale <= 38 else { return nil }
    self.init(mantissa: mantissa, scale: scale)
  }

  /// Reads `text` as the initialiser for bytes does.
  public init?(_ text: String) { self.init(text.utf8) }

  /// The value in nano-units, half to even; nil beyond Int64.
  public var nanos: Int64? {
    if scale <= 9 {
      return mantissa.timesPowerOfTen(9 - scale).flatMap { Int64(exactly: $0) }
    }
    guard let divisor = Int128(1).timesPowerOfTen(scale - 9) else { return nil }
    return Int64(exactly: Rounding.halfEven(mantissa, dividedBy: divisor))
  }

  /// The value as a whole number; nil when it has decimals or does not fit.
  public var wholeNumber: Int? { scale == 0 ? Int(exactly: mantissa) : nil }
}
