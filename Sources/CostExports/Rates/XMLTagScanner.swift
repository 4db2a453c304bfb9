/// Where XML went wrong, and what should have stood there.
struct XMLProblem: Error, Equatable {
  /// 1-based.
  let line: Int
  /// What was expected, in words.
  let expected: String
}

/// One tag with its attributes, and whether there was text before it.
struct XMLTag {
  enum Kind { case opens, closes, isEmpty }

  var kind = Kind.opens
  var name = ByteSlice.empty
  var attributes: [(name: ByteSlice, value: ByteSlice)] = []
  /// 1-based line of the tag.
  var line = 0
  /// True when something other than white space stands between the last tag and this one.
  var followsText = false

  /// The value of an attribute; nil when it is absent.
  func attribute(_ name: StaticString) -> ByteSlice? { attributes.first { $0.name.equals(name) }?.value }
}

/// Walks through the tags of a small XML vocabulary in memory. Comments and the declaration are passed over; document
/// types, entities, other instructions and CDATA are refused, so nothing can grow or lead elsewhere.
struct XMLTagScanner {
  private static let attributes = 16

  /// 1-based line of the byte that is read next.
  private(set) var line = 1
  private let bytes: ByteSlice
  private var index = 0

  init(_ bytes: ByteSlice) { self.bytes = bytes }

  /// The next tag; nil behind the last one, where only white space may stand.
  mutating func next() throws(XMLProblem) -> XMLTag? {
    var tag = XMLTag()
    while true {
      let rest = bytes.dropFirst(index)
      let text = rest.firstIndex(of: UInt8(ascii: "<")) ?? rest.count
      for byte in rest.prefix(text).buffer where byte > 0x20 {
        if byte == UInt8(ascii: "&") { throw problem("text without entities") }
        tag.followsText = true
      }
      step(text)
      guard index < bytes.count else {
        if tag.followsText { throw problem("nothing behind the last tag") }
        return nil
      }
      if try skipRemark() { continue }
      tag.line = line
      try read(&tag)
      return tag
    }
  }

  func problem(_ expected: String) -> XMLProblem { XMLProblem(line: line, expected: expected) }

  private var rest: ByteSlice { bytes.dropFirst(index) }

  private var byte: UInt8? { index < bytes.count ? bytes.buffer[index] : nil }

  private mutating func step(_ count: Int) {
    line += rest.prefix(count).buffer.count { $0 == 0x0A }
    index += count
  }

  /// Passes a comment or the declaration.
  private mutating func skipRemark() throws(XMLProblem) -> Bool {
    if rest.hasPrefix("<!--") {
      step(4)
      return try skip(to: "-->")
    }
    if rest.hasPrefix("<?xml ") { return try skip(to: "?>") }
    if rest.hasPrefix("<!") || rest.hasPrefix("<?") { throw problem("no document type, entities or instructions") }
    return false
  }

  private mutating func skip(to end: StaticString) throws(XMLProblem) -> Bool {
    while let place = rest.firstIndex(of: end.utf8Start.pointee) {
      step(place)
      if rest.hasPrefix(end) {
        step(end.utf8CodeUnitCount)
        return true
      }
      step(1)
    }
    throw problem("the end of a comment")
  }

  private mutating func read(_ tag: inout XMLTag) throws(XMLProblem) {
    step(1)
    if byte == UInt8(ascii: "/") {
      step(1)
      tag.kind = .closes
    }
    tag.name = try name()
    while true {
      let hasSpace = skipSpace()
      switch byte {
      case UInt8(ascii: ">"):
        step(1)
        return
      case UInt8(ascii: "/"):
        step(1)
        guard byte == UInt8(ascii: ">"), tag.kind == .opens else { throw problem("the end of a tag") }
        step(1)
        tag.kind = .isEmpty
        return
      case nil: throw problem("the end of a tag")
      default:
        guard hasSpace, tag.kind == .opens, tag.attributes.count < XMLTagScanner.attributes else {
          throw problem("the end of a tag")
        }
        tag.attributes.append(try attribute())
      }
    }
  }

  private mutating func name() throws(XMLProblem) -> ByteSlice {
    let length = rest.prefix(100).buffer.prefix { byte in
      (0x61...0x7A).contains(byte | 0x20) || (0x30...0x3A).contains(byte) || byte == 0x2D || byte == 0x5F
    }.count
    guard length > 0 else { throw problem("a name") }
    let name = rest.prefix(length)
    step(length)
    return name
  }

  private mutating func attribute() throws(XMLProblem) -> (name: ByteSlice, value: ByteSlice) {
    let name = try name()
    _ = skipSpace()
    guard byte == UInt8(ascii: "=") else { throw problem("an equals sign") }
    step(1)
    _ = skipSpace()
    guard let quote = byte, quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") else {
      throw problem("a value in quotes")
    }
    step(1)
    guard let length = rest.firstIndex(of: quote) else { throw problem("a closing quote") }
    let value = rest.prefix(length)
    guard !value.buffer.contains(where: { $0 == UInt8(ascii: "<") || $0 == UInt8(ascii: "&") }) else {
      throw problem("a value without entities")
    }
    step(length + 1)
    return (name, value)
  }

  private mutating func skipSpace() -> Bool {
    let length = rest.buffer.prefix { $0 == 0x20 || $0 == 0x0A || $0 == 0x0D || $0 == 0x09 }.count
    step(length)
    return length > 0
  }
}
