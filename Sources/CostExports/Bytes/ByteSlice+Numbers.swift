import ReportCore

extension ByteSlice {
  /// A number of the grammar of `formats.md` 0.3.
  var decimal: ExactDecimal? { ExactDecimal(buffer) }

  /// A whole number without a sign, plain digits first, since nearly all are; `10.0` counts as 10.
  var wholeNumber: Int? {
    guard let start, count > 0 else { return nil }
    guard count <= 18 else { return decimal?.wholeNumber }
    var value = 0
    for index in 0..<count {
      let digit = start[index] &- 0x30
      guard digit <= 9 else { return decimal?.wholeNumber }
      value = value &* 10 &+ Int(digit)
    }
    return value
  }

  /// Nano-units, rounded half to even; nil for what is not a number and beyond Int64 (ask `decimal` which).
  /// Numbers of up to nineteen digits, nearly all, need no wide arithmetic; the others go the long way.
  var nanos: Int64? {
    guard let start, count > 0 else { return nil }
    var index = 0
    let isNegative = start[0] == UInt8(ascii: "-")
    if isNegative { index = 1 }
    var value: UInt64 = 0
    var digits = 0
    var decimals = 0
    let whole = index
    index = readDigits(from: index, to: &value, digits: &digits)
    guard index > whole else { return nil }
    if index < count, start[index] == UInt8(ascii: ".") {
      let point = index
      index = readDigits(from: point + 1, to: &value, digits: &digits)
      decimals = index - point - 1
      guard decimals > 0 else { return nil }
    }
    var power = 9 - decimals
    if index < count {
      guard start[index] | 0x20 == UInt8(ascii: "e"), let exponent = smallExponent(from: index + 1) else {
        return decimal?.nanos
      }
      power += exponent
    }
    // What has more than thirty decimals is no amount unless the rest are zeros, whatever its exponent.
    guard digits <= 19, decimals <= 30, (-19...19).contains(power) else { return decimal?.nanos }
    if power >= 0 {
      let (product, overflow) = value.multipliedReportingOverflow(by: ByteSlice.powersOfTen[power])
      guard !overflow, let nanos = Int64(exactly: product) else { return decimal?.nanos }
      return isNegative ? -nanos : nanos
    }
    let divisor = ByteSlice.powersOfTen[-power]
    var (quotient, remainder) = value.quotientAndRemainder(dividingBy: divisor)
    let other = divisor - remainder
    if remainder > other || remainder == other && quotient & 1 == 1 { quotient += 1 }
    guard let nanos = Int64(exactly: quotient) else { return decimal?.nanos }
    return isNegative ? -nanos : nanos
  }

  /// Appends digits to `value`, which is right as long as there are at most nineteen without the zeros in front.
  @inline(__always)
  private func readDigits(from first: Int, to value: inout UInt64, digits: inout Int) -> Int {
    guard let start else { return first }
    var index = first
    while index + 8 <= count, let eight = ByteSlice.eightDigits(start + index) {
      value = value &* 100_000_000 &+ eight
      // The zeros in front are not counted; more than nineteen are too many whatever their number.
      if digits > 0 { digits += 8 } else if eight > 0 { digits = ByteSlice.length(eight) }
      index += 8
    }
    while index < count {
      let digit = start[index] &- 0x30
      guard digit <= 9 else { break }
      value = value &* 10 &+ UInt64(digit)
      if digits > 0 || value != 0 { digits += 1 }
      index += 1
    }
    return index
  }

  /// The number that eight bytes are, all of them digits: neighbours are joined, then pairs, then fours.
  @inline(__always)
  private static func eightDigits(_ start: UnsafePointer<UInt8>) -> UInt64? {
    let bytes = UInt64(littleEndian: UnsafeRawPointer(start).loadUnaligned(as: UInt64.self))
    let word = bytes &- 0x3030_3030_3030_3030
    // A byte above 9 shows in its high half, or does when 6 is added; one below 0 borrowed and shows at once.
    guard (word | (word &+ 0x0606_0606_0606_0606)) & 0xF0F0_F0F0_F0F0_F0F0 == 0 else { return nil }
    let pairs = (word &* 10 &+ word >> 8) & 0x00FF_00FF_00FF_00FF
    let fours = (pairs &* 100 &+ pairs >> 16) & 0x0000_FFFF_0000_FFFF
    return (fours &* 10_000 &+ fours >> 32) & 0xFFFF_FFFF
  }

  private static func length(_ number: UInt64) -> Int {
    var length = 1
    while length < 8, number >= powersOfTen[length] { length += 1 }
    return length
  }

  /// `-05` to the end, three digits at most.
  private func smallExponent(from first: Int) -> Int? {
    guard let start, first < count else { return nil }
    var index = first
    let sign = start[index]
    if sign == UInt8(ascii: "-") || sign == UInt8(ascii: "+") { index += 1 }
    guard index < count, count - index <= 3 else { return nil }
    var value = 0
    while index < count {
      let digit = start[index] &- 0x30
      guard digit <= 9 else { return nil }
      value = value * 10 + Int(digit)
      index += 1
    }
    return sign == UInt8(ascii: "-") ? -value : value
  }

  /// Written out: what is computed at the first use is asked for at every use.
  private static let powersOfTen: [UInt64] = [
    1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000, 1_000_000_000, 10_000_000_000,
    100_000_000_000, 1_000_000_000_000, 10_000_000_000_000, 100_000_000_000_000, 1_000_000_000_000_000,
    10_000_000_000_000_000, 100_000_000_000_000_000, 1_000_000_000_000_000_000, 10_000_000_000_000_000_000,
  ]
}
