#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif
import ReportCore

/// Bytes of the record that is being read: no copy, no text yet. Valid until the reader moves on, and writable,
/// because escapes are resolved in place (the result is never longer).
struct ByteSlice {
  var start: UnsafeMutablePointer<UInt8>?
  var count: Int

  /// No bytes.
  static var empty: ByteSlice { ByteSlice(start: nil, count: 0) }

  var isEmpty: Bool { count == 0 }

  var buffer: UnsafeBufferPointer<UInt8> { UnsafeBufferPointer(start: start, count: count) }

  /// Text, when the bytes are UTF-8.
  var text: String? { String(validating: buffer, as: UTF8.self) }

  /// For a complaint: what is there, wrong bytes shown as such. Only the beginning: a cell may be megabytes.
  var shown: String { String(decoding: buffer.prefix(120), as: UTF8.self) }

  /// True for `1.250`, which a Dutch reader takes for a thousand and more.
  var hasThreeDecimals: Bool { buffer.lastIndex(of: UInt8(ascii: ".")).map { count - $0 == 4 } ?? false }

  func equals(_ other: [UInt8]) -> Bool {
    guard count == other.count else { return false }
    guard let start else { return true }
    return memcmp(start, other, count) == 0
  }

  func equals(_ literal: StaticString) -> Bool {
    guard count == literal.utf8CodeUnitCount else { return false }
    guard let start else { return true }
    return memcmp(start, literal.utf8Start, count) == 0
  }

  func hasPrefix(_ literal: StaticString) -> Bool {
    guard count >= literal.utf8CodeUnitCount, let start else { return literal.utf8CodeUnitCount == 0 }
    return memcmp(start, literal.utf8Start, literal.utf8CodeUnitCount) == 0
  }

  func hasSuffix(_ literal: StaticString) -> Bool {
    let length = literal.utf8CodeUnitCount
    guard count >= length, let start else { return length == 0 }
    return memcmp(start + (count - length), literal.utf8Start, length) == 0
  }

  func dropFirst(_ number: Int) -> ByteSlice {
    let dropped = min(number, count)
    return ByteSlice(start: start.map { $0 + dropped }, count: count - dropped)
  }

  func prefix(_ number: Int) -> ByteSlice { ByteSlice(start: start, count: min(number, count)) }

  /// Without spaces at either end.
  var trimmed: ByteSlice {
    guard let start else { return self }
    var first = 0
    var last = count
    while first < last, start[first] == 0x20 { first += 1 }
    while last > first, start[last - 1] == 0x20 { last -= 1 }
    return ByteSlice(start: start + first, count: last - first)
  }

  /// Where `byte` stands first.
  func firstIndex(of byte: UInt8) -> Int? {
    guard let start, count > 0, let found = memchr(start, CInt(byte), count) else { return nil }
    return UnsafeMutableRawPointer(start).distance(to: found)
  }

  /// True when the bytes are UTF-8. Most exports are plain ASCII, so eight bytes at a time decide that first.
  var isUTF8: Bool {
    guard let start else { return true }
    var index = 0
    let raw = UnsafeRawPointer(start)
    while index + 8 <= count, raw.loadUnaligned(fromByteOffset: index, as: UInt64.self) & 0x8080_8080_8080_8080 == 0 {
      index += 8
    }
    let rest = UnsafeBufferPointer(start: start + index, count: count - index)
    return (try? UTF8Span(validating: rest.span)) != nil
  }

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
  /// Plain amounts of up to nine decimals, nearly all of them, need no wide arithmetic.
  var nanos: Int64? {
    guard let start, count > 0, count <= 18 else { return decimal?.nanos }
    var value: Int64 = 0
    var decimals = -1
    for index in 0..<count {
      let byte = start[index]
      if byte == UInt8(ascii: ".") {
        guard decimals < 0, index > 0, index + 1 < count else { return nil }
        decimals = 0
        continue
      }
      let digit = byte &- 0x30
      guard digit <= 9 else { return decimal?.nanos }
      value = value &* 10 &+ Int64(digit)
      if decimals >= 0 { decimals += 1 }
    }
    let scale = 9 - max(0, decimals)
    guard scale >= 0 else { return decimal?.nanos }
    let (product, overflow) = value.multipliedReportingOverflow(by: ByteSlice.powersOfTen[scale])
    return overflow ? decimal?.nanos : product
  }

  private static let powersOfTen: [Int64] = [
    1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000, 1_000_000_000,
  ]
}
