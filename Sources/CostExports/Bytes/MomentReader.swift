import ReportCore

/// Reads moments as databases print them, `2026-10-26 08:15:02.113`, keeping the day of the last one: rows of a day
/// follow each other. Any other way of writing goes to `Instant`, which reads the same and more.
struct MomentReader {
  private var firstBytes: UInt64 = 0
  private var lastBytes: UInt16 = 0
  /// Microseconds from 1970 to the start of that day.
  private var start: Int64 = 0
  private var hasDay = false

  /// The moment; nil for what is none and for a day outside `PlausibleDays`.
  mutating func moment(_ slice: ByteSlice) -> Instant? {
    guard slice.count >= 19, let bytes = slice.start else { return slow(slice) }
    let raw = UnsafeRawPointer(bytes)
    let first = raw.loadUnaligned(as: UInt64.self)
    let last = raw.loadUnaligned(fromByteOffset: 8, as: UInt16.self)
    if !hasDay || first != firstBytes || last != lastBytes {
      guard let day = CalendarDay(bytes: slice.prefix(10).buffer), PlausibleDays.range.contains(day) else {
        return slow(slice)
      }
      (firstBytes, lastBytes, hasDay) = (first, last, true)
      start = Instant(startOf: day).microseconds
    }
    guard bytes[10] == UInt8(ascii: " ") || bytes[10] == UInt8(ascii: "T"), bytes[13] == UInt8(ascii: ":"),
      bytes[16] == UInt8(ascii: ":"), let hour = MomentReader.twoDigits(bytes + 11, below: 24),
      let minute = MomentReader.twoDigits(bytes + 14, below: 60),
      let second = MomentReader.twoDigits(bytes + 17, below: 60)
    else { return slow(slice) }
    var microseconds = (hour * 3600 + minute * 60 + second) * 1_000_000
    var end = slice.count
    if bytes[end - 1] == UInt8(ascii: "Z") { end -= 1 }
    if end > 19 {
      guard bytes[19] == UInt8(ascii: "."), (21...26).contains(end) else { return slow(slice) }
      var unit: Int64 = 1_000_000
      for index in 20..<end {
        let digit = bytes[index] &- 0x30
        guard digit <= 9 else { return slow(slice) }
        unit /= 10
        microseconds += Int64(digit) * unit
      }
    }
    return Instant(microseconds: start + microseconds)
  }

  private func slow(_ slice: ByteSlice) -> Instant? {
    guard let moment = Instant(bytes: slice.buffer), PlausibleDays.range.contains(moment.utcDay) else { return nil }
    return moment
  }

  @inline(__always)
  private static func twoDigits(_ bytes: UnsafePointer<UInt8>, below limit: Int64) -> Int64? {
    let tens = bytes[0] &- 0x30
    let ones = bytes[1] &- 0x30
    guard tens <= 9, ones <= 9 else { return nil }
    let value = Int64(tens) * 10 + Int64(ones)
    return value < limit ? value : nil
  }
}
