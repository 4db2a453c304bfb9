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
  var text: String? { isUTF8 ? String(decoding: buffer, as: UTF8.self) : nil }

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
    let raw = UnsafeRawPointer(start)
    var index = 0
    while index + 8 <= count, raw.loadUnaligned(fromByteOffset: index, as: UInt64.self) & 0x8080_8080_8080_8080 == 0 {
      index += 8
    }
    if index + 8 > count {
      // The last eight bytes once more, or the few there are.
      if count >= 8 {
        let last = raw.loadUnaligned(fromByteOffset: count - 8, as: UInt64.self)
        if last & 0x8080_8080_8080_8080 == 0 { return true }
      } else {
        var all: UInt8 = 0
        for offset in 0..<count { all |= start[offset] }
        if all < 0x80 { return true }
      }
    }
    let rest = UnsafeBufferPointer(start: start + index, count: count - index)
    return (try? UTF8Span(validating: rest.span)) != nil
  }

  /// Marks the zero bytes of a word. Bytes above the lowest mark may be marked wrongly, so only that one counts.
  static func zeroBytes(_ word: UInt64) -> UInt64 {
    (word &- 0x0101_0101_0101_0101) & ~word & 0x8080_8080_8080_8080
  }
}
