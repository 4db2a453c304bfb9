#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// Where JSON went wrong, and what should have stood there.
struct JSONProblem: Error, Equatable {
  /// Bytes from the start of the document.
  let offset: Int
  /// What was expected, in words.
  let expected: String
}

/// Walks through one JSON document (RFC 8259) in memory: the caller visits the members it wants and skips the rest
/// without building anything. Numbers stay text. Never recursive: depth is counted, at most `depthLimit`.
/// The caller has checked the bytes to be UTF-8. Escapes are resolved in place.
struct JSONScanner {
  /// Arrays and objects inside each other, at most.
  static let depthLimit = 120

  let base: UnsafeMutablePointer<UInt8>
  let end: Int
  private(set) var index = 0

  /// Nil when there are no bytes.
  init?(_ slice: ByteSlice) {
    guard let start = slice.start, slice.count > 0 else { return nil }
    base = start
    end = slice.count
  }

  /// The first byte of the next token; nil at the end.
  mutating func peek() -> UInt8? {
    while index < end {
      let byte = base[index]
      guard byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 else { return byte }
      index += 1
    }
    return nil
  }

  /// Complains unless only white space is left.
  mutating func finish() throws(JSONProblem) {
    if peek() != nil { throw problem("the end of the document") }
  }

  /// Visits each member of the object that stands here; the visitor must take or skip the value.
  mutating func members(
    _ visit: (inout JSONScanner, ByteSlice) throws(JSONProblem) -> Void
  ) throws(JSONProblem) {
    try expect(UInt8(ascii: "{"), "an object")
    if peek() == UInt8(ascii: "}") {
      index += 1
      return
    }
    while true {
      let key = try string()
      try expect(UInt8(ascii: ":"), "a colon")
      try visit(&self, key)
      guard let byte = peek() else { throw problem("a comma or }") }
      index += 1
      if byte == UInt8(ascii: "}") { return }
      guard byte == UInt8(ascii: ",") else {
        index -= 1
        throw problem("a comma or }")
      }
    }
  }

  /// Visits each element of the array that stands here; the visitor must take or skip it.
  mutating func elements(_ visit: (inout JSONScanner) throws(JSONProblem) -> Void) throws(JSONProblem) {
    try expect(UInt8(ascii: "["), "an array")
    if peek() == UInt8(ascii: "]") {
      index += 1
      return
    }
    while true {
      try visit(&self)
      guard let byte = peek() else { throw problem("a comma or ]") }
      index += 1
      if byte == UInt8(ascii: "]") { return }
      guard byte == UInt8(ascii: ",") else {
        index -= 1
        throw problem("a comma or ]")
      }
    }
  }

  /// The value that stands here as bytes: a text without quotes and escapes, a number or boolean as written, an
  /// object or array whole, nothing for `null`.
  mutating func value() throws(JSONProblem) -> ByteSlice {
    switch peek() {
    case UInt8(ascii: "\""): return try string()
    case UInt8(ascii: "n"):
      try literal("null")
      return .empty
    default: return try skipValue()
    }
  }

  /// The text that stands here, escapes resolved in place.
  mutating func string() throws(JSONProblem) -> ByteSlice {
    guard peek() == UInt8(ascii: "\"") else { throw problem("a text in quotes") }
    let start = index + 1
    let hasEscapes = try skipString()
    let slice = ByteSlice(start: base + start, count: index - 1 - start)
    return hasEscapes ? try unescaped(slice, at: start) : slice
  }

  /// Passes the value that stands here, whatever it is, and gives its bytes as written. Checks the grammar.
  @discardableResult
  mutating func skipValue() throws(JSONProblem) -> ByteSlice {
    guard peek() != nil else { throw problem("a value") }
    let start = index
    var depth = 0
    // One bit for each open bracket: 1 for an object.
    var open: UInt128 = 0
    while true {
      switch peek() {
      case UInt8(ascii: "{"), UInt8(ascii: "["):
        let isObject = base[index] == UInt8(ascii: "{")
        index += 1
        if peek() == UInt8(ascii: isObject ? "}" : "]") {
          index += 1
          break
        }
        guard depth < JSONScanner.depthLimit else { throw problem("at most \(JSONScanner.depthLimit) levels") }
        depth += 1
        open = open << 1 | (isObject ? 1 : 0)
        if isObject { try skipKey() }
        continue
      case UInt8(ascii: "\""): _ = try skipString()
      case UInt8(ascii: "t"): try literal("true")
      case UInt8(ascii: "f"): try literal("false")
      case UInt8(ascii: "n"): try literal("null")
      default: try skipNumber()
      }
      // A value is complete: close what closes, then go on behind a comma.
      while true {
        if depth == 0 { return ByteSlice(start: base + start, count: index - start) }
        let isObject = open & 1 == 1
        let byte = peek()
        guard byte == UInt8(ascii: ",") || byte == UInt8(ascii: isObject ? "}" : "]") else {
          throw problem(isObject ? "a comma or }" : "a comma or ]")
        }
        index += 1
        if byte == UInt8(ascii: ",") {
          if isObject { try skipKey() }
          break
        }
        depth -= 1
        open >>= 1
      }
    }
  }
}

// MARK: - Tokens

extension JSONScanner {
  func problem(_ expected: String) -> JSONProblem { JSONProblem(offset: index, expected: expected) }

  /// Passes the byte that `peek` showed.
  mutating func step() { index += 1 }

  /// Passes the colon behind a key.
  mutating func colon() throws(JSONProblem) { try expect(UInt8(ascii: ":"), "a colon") }

  private mutating func expect(_ byte: UInt8, _ name: String) throws(JSONProblem) {
    guard peek() == byte else { throw problem(name) }
    index += 1
  }

  private mutating func skipKey() throws(JSONProblem) {
    guard peek() == UInt8(ascii: "\"") else { throw problem("a name in quotes") }
    _ = try skipString()
    try expect(UInt8(ascii: ":"), "a colon")
  }

  private mutating func literal(_ word: StaticString) throws(JSONProblem) {
    let length = word.utf8CodeUnitCount
    guard index + length <= end, memcmp(base + index, word.utf8Start, length) == 0 else { throw problem("a value") }
    index += length
  }

  private mutating func skipDigits() -> Int {
    let start = index
    while index < end, base[index] &- 0x30 <= 9 { index += 1 }
    return index - start
  }

  private mutating func skipNumber() throws(JSONProblem) {
    let start = index
    if index < end, base[index] == UInt8(ascii: "-") { index += 1 }
    let leadsWithZero = index < end && base[index] == UInt8(ascii: "0")
    let digits = skipDigits()
    guard digits > 0, !leadsWithZero || digits == 1 else {
      index = start
      throw problem("a value")
    }
    if index < end, base[index] == UInt8(ascii: ".") {
      index += 1
      guard skipDigits() > 0 else { throw problem("a digit") }
    }
    if index < end, base[index] | 0x20 == UInt8(ascii: "e") {
      index += 1
      if index < end, base[index] == UInt8(ascii: "+") || base[index] == UInt8(ascii: "-") { index += 1 }
      guard skipDigits() > 0 else { throw problem("a digit") }
    }
  }

  /// From the opening to behind the closing quote; true when there are escapes between. Eight plain bytes at a
  /// time, because prompts are long and all of them are skipped.
  private mutating func skipString() throws(JSONProblem) -> Bool {
    var hasEscapes = false
    var position = index + 1
    let raw = UnsafeRawPointer(base)
    while true {
      while position + 8 <= end {
        let word = UInt64(littleEndian: raw.loadUnaligned(fromByteOffset: position, as: UInt64.self))
        let quotes = ByteSlice.zeroBytes(word ^ 0x2222_2222_2222_2222)
        let escapes = ByteSlice.zeroBytes(word ^ 0x5C5C_5C5C_5C5C_5C5C)
        let controls = ByteSlice.zeroBytes(word & 0xE0E0_E0E0_E0E0_E0E0)
        let marks = quotes | escapes | controls
        if marks != 0 {
          position += marks.trailingZeroBitCount / 8
          break
        }
        position += 8
      }
      guard position < end else {
        index = end
        throw problem("a closing quote")
      }
      switch base[position] {
      case UInt8(ascii: "\""):
        index = position + 1
        return hasEscapes
      case UInt8(ascii: "\\"):
        hasEscapes = true
        position = try skipEscape(at: position)
      case 0..<0x20:
        index = position
        throw problem("no control characters in a text")
      default: position += 1
      }
    }
  }

  private mutating func skipEscape(at position: Int) throws(JSONProblem) -> Int {
    index = position
    guard position + 1 < end else { throw problem("a closing quote") }
    switch base[position + 1] {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"), UInt8(ascii: "b"), UInt8(ascii: "f"),
      UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"):
      return position + 2
    case UInt8(ascii: "u"):
      guard hexadecimal(at: position + 2) != nil else { throw problem("four hexadecimal digits") }
      return position + 6
    default: throw problem("an escape of JSON")
    }
  }
}
