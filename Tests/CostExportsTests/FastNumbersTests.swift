import ReportCore
import Testing

@testable import CostExports

private func slice<Value>(_ text: String, _ body: (ByteSlice) -> Value) -> Value {
  var bytes = Array(text.utf8)
  return bytes.withUnsafeMutableBufferPointer { body(ByteSlice(start: $0.baseAddress, count: $0.count)) }
}

/// The short ways of reading numbers and moments give what the long ways give.
struct FastNumbersTests {
  @Test(arguments: [
    "0", "-0", "0.0", "12.50", "1.82e-05", "0.000015749999999999998", "4e-10", "5e-10", "15e-10", "25e-10", "-5e-10",
    "0.0000000005", "0.0000000015", "0.00000000050000000000000001", "9223372036.854775807", "9223372036.854775808",
    "-9223372036.854775808", "18446744073709551616", "18446744073709551615", "1844674407370955161e1", "1e9", "1e10",
    "9e9", "1E+3", "1e-30", "0e999", "0e-999", "1.", ".5", "-", "", "+1", "1e", "1e+", "1e1000", "1.2.3", "1,5",
    "00012",
    "0.00000000000000000000000000000000000001", "1.000000000000000000000000000000", "1 ", "12345678901234567890.5",
    "0000000000000000000000000.5", "00000000.00000001", "99999999.999999999", "12345678e1", "1234567890123456789",
    "0000000012345678901234567",
    "123456789012345678901", "00000000000000000001.5",
  ])
  func `nano-units`(_ text: String) {
    #expect(slice(text) { $0.nanos } == ExactDecimal(text)?.nanos)
  }

  @Test func `nano-units of numbers at random`() {
    var generator = SeededGenerator(9)
    for _ in 0..<20_000 {
      var text = Bool.random(using: &generator) ? "" : "-"
      text += String(UInt64.random(in: 0...(1 << UInt64.random(in: 1...63, using: &generator)), using: &generator))
      if Bool.random(using: &generator) {
        text += "." + String(repeating: "0", count: Int.random(in: 0...9, using: &generator))
        text += String(UInt64.random(in: 0...(1 << UInt64.random(in: 1...63, using: &generator)), using: &generator))
      }
      if Int.random(in: 0..<3, using: &generator) == 0 { text += "e\(Int.random(in: -25...12, using: &generator))" }
      #expect(slice(text) { $0.nanos } == ExactDecimal(text)?.nanos, "\(text)")
    }
  }

  @Test(arguments: [
    "2026-10-26 08:15:02", "2026-10-26T08:15:02.113", "2026-10-26T08:15:02.113000Z", "2026-10-26 08:15:02.1234567",
    "2026-10-26 08:15:02+02:00", "2026-10-26 08:15:02.5+0200", "2026-10-26 08:15", "2026-10-26 24:00:00",
    "2026-10-26 08:60:00", "2026-10-26 08:15:60", "2026-10-26 08:15:02.", "2026-10-26 08:15:02 UTC",
    "2026-02-30 08:15:02",
    "1999-01-01 00:00:00", "1998-12-31 23:59:59", "2099-12-31 23:59:59", "2100-01-01 00:00:00", "2026-10-26_08:15:02",
    "2026-10-26 08.15.02", "2026-10-26 0a:15:02", "1999-01-01 00:30:00+01:00", "", "2026-10-26T08:15:02.Z",
    "2026-10-26T08:15:02.1234567890",
  ])
  func `moments`(_ text: String) {
    let slow = Instant(text).flatMap { PlausibleDays.range.contains($0.utcDay) ? $0 : nil }
    var reader = MomentReader()
    #expect(slice(text) { reader.moment($0) } == slow)
    // With the day of another row in mind, and with its own.
    for other in ["2026-10-25 01:02:03", text] { _ = slice(other) { reader.moment($0) } }
    #expect(slice(text) { reader.moment($0) } == slow)
  }

  @Test func `UTF-8 of every length, with a fault at every place`() {
    for length in 0..<40 {
      for place in 0...length {
        for insert in [[0x61], [0xC3, 0xA9], [0xFF], [0xC3], [0xE2, 0x89, 0xA4]] as [[UInt8]] {
          var bytes = [UInt8](repeating: 0x62, count: length)
          bytes.insert(contentsOf: insert, at: place)
          let isUTF8 = bytes.withUnsafeMutableBufferPointer {
            ByteSlice(start: $0.baseAddress, count: $0.count).isUTF8
          }
          #expect(isUTF8 == (String(validating: bytes, as: UTF8.self) != nil))
        }
      }
    }
  }

  @Test func `pairs of quotes become one`() {
    var generator = SeededGenerator(22)
    for _ in 0..<2000 {
      let parts = (0..<Int.random(in: 0...12, using: &generator)).map { _ in
        String(repeating: "x", count: Int.random(in: 0...11, using: &generator))
      }
      let joined = Array(parts.joined(separator: "\"\"").utf8)
      let source = joined + [UInt8](repeating: UInt8(ascii: "\""), count: ByteBlock.size)
      var target = [UInt8](repeating: 0, count: source.count)
      let count = target.withUnsafeMutableBufferPointer { target in
        source.withUnsafeBufferPointer { source -> Int in
          guard let from = source.baseAddress, let to = target.baseAddress else { return 0 }
          return ByteBlock.halveQuotes(from, joined.count, to: to)
        }
      }
      let halved = String(decoding: target[..<count], as: UTF8.self)
      #expect(halved == parts.joined(separator: "\""))
    }
  }
}
