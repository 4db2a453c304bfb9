/// Reads JSON from the front, value by value (RFC 8259). Nil and `false` mean that the text is no JSON; nothing after
/// that can be trusted.
struct JSONScanner {
  private let bytes: [UInt8]
  private var position = 0

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// True at the end of the text.
  var isAtEnd: Bool {
    mutating get {
      skipSpace()
      return position == bytes.count
    }
  }

  /// Hands each member of an object to `take`, which must read its value.
  mutating func object(_ take: (String, inout JSONScanner) -> Bool) -> Bool {
    guard token(UInt8(ascii: "{")) else { return false }
    if token(UInt8(ascii: "}")) { return true }
    repeat {
      guard let name = string(), token(UInt8(ascii: ":")), take(name, &self) else { return false }
    } while token(UInt8(ascii: ","))
    return token(UInt8(ascii: "}"))
  }

  /// Hands the place of each element of an array to `take`, which must read it.
  mutating func array(_ take: (inout JSONScanner) -> Bool) -> Bool {
    guard token(UInt8(ascii: "[")) else { return false }
    if token(UInt8(ascii: "]")) { return true }
    repeat {
      guard take(&self) else { return false }
    } while token(UInt8(ascii: ","))
    return token(UInt8(ascii: "]"))
  }

  /// A string; nil for anything else.
  mutating func string() -> String? {
    guard token(UInt8(ascii: "\"")) else { return nil }
    let start = position
    while position < bytes.count {
      switch bytes[position] {
      case UInt8(ascii: "\""):
        position += 1
        return String(validating: bytes[start..<(position - 1)], as: UTF8.self)
      case UInt8(ascii: "\\"): return escaped(from: start)
      case 0..<0x20: return nil
      default: position += 1
      }
    }
    return nil
  }

  /// A string, or `null`; the outer nil is for anything else.
  mutating func stringOrNull() -> String?? {
    if literal("null") { return .some(nil) }
    return string().map { .some($0) }
  }

  /// A whole number.
  mutating func whole() -> Int? {
    skipSpace()
    let start = position
    while position < bytes.count, bytes[position] == UInt8(ascii: "-") || bytes[position] &- 48 < 10 { position += 1 }
    return Int(String(decoding: bytes[start..<position], as: UTF8.self))
  }

  /// Passes over one value of any kind, not nested deeper than `depth`.
  mutating func skip(depth: Int = 32) -> Bool {
    skipSpace()
    guard position < bytes.count, depth > 0 else { return false }
    switch bytes[position] {
    case UInt8(ascii: "{"): return object { _, scanner in scanner.skip(depth: depth - 1) }
    case UInt8(ascii: "["): return array { $0.skip(depth: depth - 1) }
    case UInt8(ascii: "\""): return string() != nil
    case UInt8(ascii: "t"): return literal("true")
    case UInt8(ascii: "f"): return literal("false")
    case UInt8(ascii: "n"): return literal("null")
    default: return number()
    }
  }

  private mutating func number() -> Bool {
    let start = position
    while position < bytes.count, "+-.eE".utf8.contains(bytes[position]) || bytes[position] &- 48 < 10 {
      position += 1
    }
    return Double(String(decoding: bytes[start..<position], as: UTF8.self)) != nil
  }

  /// The slow way, from the first backslash on.
  private mutating func escaped(from start: Int) -> String? {
    var result = Array(bytes[start..<position])
    while position < bytes.count {
      let byte = bytes[position]
      position += 1
      switch byte {
      case UInt8(ascii: "\""): return String(validating: result, as: UTF8.self)
      case 0..<0x20: return nil
      case UInt8(ascii: "\\"):
        guard position < bytes.count else { return nil }
        let letter = bytes[position]
        position += 1
        if letter == UInt8(ascii: "u") {
          guard let scalar = scalar() else { return nil }
          result += Array(String(scalar).utf8)
        } else {
          guard let index = Array("\"\\/bfnrt".utf8).firstIndex(of: letter) else { return nil }
          result.append([0x22, 0x5C, 0x2F, 0x08, 0x0C, 0x0A, 0x0D, 0x09][index])
        }
      default: result.append(byte)
      }
    }
    return nil
  }

  /// After `\u`: four digits, and four more for what lies beyond.
  private mutating func scalar() -> Unicode.Scalar? {
    guard let first = digits() else { return nil }
    guard (0xD800..<0xDC00).contains(first) else { return Unicode.Scalar(first) }
    guard position + 1 < bytes.count, bytes[position] == UInt8(ascii: "\\"), bytes[position + 1] == UInt8(ascii: "u")
    else { return nil }
    position += 2
    guard let second = digits(), (0xDC00..<0xE000).contains(second) else { return nil }
    return Unicode.Scalar(0x10000 + (first - 0xD800) << 10 + (second - 0xDC00))
  }

  private mutating func digits() -> UInt32? {
    guard position + 4 <= bytes.count else { return nil }
    defer { position += 4 }
    return UInt32(String(decoding: bytes[position..<(position + 4)], as: UTF8.self), radix: 16)
  }

  private mutating func literal(_ text: StaticString) -> Bool {
    skipSpace()
    let isThere = text.withUTF8Buffer { bytes[position...].starts(with: $0) }
    if isThere { position += text.utf8CodeUnitCount }
    return isThere
  }

  private mutating func token(_ byte: UInt8) -> Bool {
    skipSpace()
    guard position < bytes.count, bytes[position] == byte else { return false }
    position += 1
    return true
  }

  private mutating func skipSpace() {
    while position < bytes.count {
      switch bytes[position] {
      case 0x20, 0x0A, 0x0D, 0x09: position += 1
      default: return
      }
    }
  }
}
