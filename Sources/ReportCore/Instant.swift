/// A moment in UTC, to the microsecond.
public struct Instant: Hashable, Comparable, Sendable, CustomStringConvertible {
  /// Microseconds since 1970-01-01T00:00:00Z.
  public let microseconds: Int64

  /// A moment given as microseconds since the epoch.
  public init(microseconds: Int64) { self.microseconds = microseconds }

  /// A moment given as whole seconds since the epoch.
  public init(seconds: Int64) { microseconds = seconds * 1_000_000 }

  /// Midnight UTC at the start of `day`.
  public init(startOf day: CalendarDay) { self.init(seconds: Int64(day.number) * 86_400) }

  /// Reads RFC 3339 (`2026-11-23T06:00:00Z`, fractions, offsets), the same with a space, or without a zone, which
  /// is then UTC; seconds may be missing. Nil for anything else. A zone of its own wins over UTC.
  public init?(_ text: some StringProtocol) { self.init(bytes: text.utf8) }

  /// Reads the same from bytes.
  public init?(bytes: some Collection<UInt8>) {
    let text = Array(bytes)
    guard text.count >= 16, let day = CalendarDay(bytes: text[0..<10]),
      text[10] == UInt8(ascii: "T") || text[10] == UInt8(ascii: " "),
      let hour = DigitText.number(text[11..<13]), text[13] == UInt8(ascii: ":"),
      let minute = DigitText.number(text[14..<16]), hour < 24, minute < 60
    else { return nil }
    var index = 16
    var seconds = 0
    var fraction: Int64 = 0
    if index + 2 < text.count, text[index] == UInt8(ascii: ":") {
      guard let value = DigitText.number(text[index + 1..<index + 3]), value < 60 else { return nil }
      seconds = value
      index += 3
      if index < text.count, text[index] == UInt8(ascii: ".") {
        index += 1
        let start = index
        while index < text.count, (0x30...0x39).contains(text[index]) {
          if index - start < 6 { fraction = fraction * 10 + Int64(text[index] - 0x30) }
          index += 1
        }
        guard index > start, index - start <= 9 else { return nil }
        for _ in 0..<max(0, 6 - (index - start)) { fraction *= 10 }
      }
    }
    guard let offset = Instant.offset(text[index...]) else { return nil }
    let whole = Int64(day.number) * 86_400 + Int64(hour * 3600 + minute * 60 + seconds) - Int64(offset)
    microseconds = whole * 1_000_000 + fraction
  }

  /// Seconds since the epoch, rounded down.
  public var seconds: Int64 { Instant.floorDivide(microseconds, 1_000_000) }
  /// Hours since the epoch, rounded down.
  public var hour: Int { Int(Instant.floorDivide(seconds, 3600)) }
  /// The day it is in UTC.
  public var utcDay: CalendarDay { CalendarDay(number: Int(Instant.floorDivide(seconds, 86_400))) }

  /// RFC 3339 in UTC, with microseconds only when there are any: `2026-11-23T06:00:00Z`.
  public var description: String {
    let time = seconds - Int64(utcDay.number) * 86_400
    let parts = [time / 3600, time / 60 % 60, time % 60].map { DigitText.padded(Int($0), 2) }
    let rest = microseconds - seconds * 1_000_000
    let fraction = rest == 0 ? "" : ".\(DigitText.padded(Int(rest), 6))"
    return "\(utcDay)T\(parts.joined(separator: ":"))\(fraction)Z"
  }

  /// By time.
  public static func < (left: Self, right: Self) -> Bool { left.microseconds < right.microseconds }

  private static func offset(_ text: ArraySlice<UInt8>) -> Int? {
    if text.isEmpty || text.elementsEqual("Z".utf8) || text.elementsEqual(" UTC".utf8) { return 0 }
    let sign = text[text.startIndex]
    guard sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-") else { return nil }
    let digits = text.dropFirst().filter { $0 != UInt8(ascii: ":") }
    guard digits.count == 4, let hours = DigitText.number(digits[0..<2]), let minutes = DigitText.number(digits[2..<4]),
      hours <= 14, minutes < 60
    else { return nil }
    return (hours * 3600 + minutes * 60) * (sign == UInt8(ascii: "-") ? -1 : 1)
  }

  private static func floorDivide(_ value: Int64, _ by: Int64) -> Int64 {
    value >= 0 ? value / by : -((by - 1 - value) / by)
  }
}
