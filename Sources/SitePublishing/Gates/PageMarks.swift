/// What gates look at in a page: where it can be entered, where it leads, and what numbers it prints.
struct PageMarks: Sendable {
  /// An address in an attribute.
  struct Reference: Sendable {
    let attribute: String
    let target: String
    /// Of the tag, in bytes.
    let offset: Int
  }

  /// A piece of text with a digit in it.
  struct Text: Sendable {
    /// The element right above it: `td`, `p`, `text`.
    let element: String
    /// Its classes, as written.
    let classes: String
    let text: String
    /// Where the link above it leads, when it leads to a trace.
    let trace: String?
    /// The nearest `id` above it, where the element carries one.
    let anchor: String?
    /// In bytes.
    let offset: Int
  }

  /// Of `html`; empty when there is none.
  private(set) var language = ""
  private(set) var ids: Set<String> = []
  private(set) var references: [Reference] = []
  private(set) var texts: [Text] = []

  init(_ bytes: [UInt8]) {
    bytes.withUnsafeBufferPointer { read($0) }
  }

  private struct Open {
    let name: String
    var classes = ""
    var target = ""
    var id = ""
  }

  private static let void: Set<String> = [
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr",
  ]
  private static let addresses: Set<String> = [
    "href", "src", "srcset", "action", "formaction", "poster", "data", "cite", "background", "xlink:href", "ping",
  ]

  private mutating func read(_ bytes: UnsafeBufferPointer<UInt8>) {
    var open: [Open] = []
    var position = 0
    while position < bytes.count {
      guard bytes[position] == UInt8(ascii: "<") else {
        let start = position
        var hasDigit = false
        while position < bytes.count, bytes[position] != UInt8(ascii: "<") {
          hasDigit = hasDigit || bytes[position] &- 48 < 10
          position += 1
        }
        if hasDigit { take(bytes[start..<position], start, open) }
        continue
      }
      var tag = TagReader(bytes, position)
      tag.read { name, value in addAttribute(name, value, position) }
      position = tag.end
      guard !tag.name.isEmpty else { continue }
      if tag.isClosing {
        // What was left open inside is closed with it.
        if let index = open.lastIndex(where: { $0.name == tag.name }) { open.removeSubrange(index...) }
      } else if !tag.isEmpty, !PageMarks.void.contains(tag.name) {
        if tag.name == "html" { language = tag.language }
        open.append(Open(name: tag.name, classes: tag.classes, target: tag.target, id: tag.id))
      }
    }
  }

  private mutating func addAttribute(_ name: String, _ value: String, _ offset: Int) {
    if name == "id" { ids.insert(value) }
    if PageMarks.addresses.contains(name) {
      references.append(Reference(attribute: name, target: value, offset: offset))
    }
  }

  private mutating func take(_ bytes: Slice<UnsafeBufferPointer<UInt8>>, _ offset: Int, _ open: [Open]) {
    guard let parent = open.last else { return }
    let link = open.last { $0.name == "a" }
    texts.append(
      Text(
        element: parent.name, classes: parent.classes, text: EntityText.decoded(bytes),
        trace: link?.classes == "trace" ? link?.target : nil,
        anchor: open.last { !$0.id.isEmpty }?.id, offset: offset))
  }
}

/// Reads one tag: its name and attributes.
struct TagReader {
  private let bytes: UnsafeBufferPointer<UInt8>
  private(set) var end: Int
  /// Lower case; empty for comments and declarations.
  private(set) var name = ""
  private(set) var isClosing = false
  /// `<br/>`.
  private(set) var isEmpty = false
  private(set) var classes = ""
  private(set) var id = ""
  private(set) var target = ""
  private(set) var language = ""

  /// `start` is the place of the `<`.
  init(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int) {
    self.bytes = bytes
    end = start + 1
  }

  mutating func read(_ take: (String, String) -> Void) {
    if at(end) == UInt8(ascii: "!") { return skipDeclaration() }
    if at(end) == UInt8(ascii: "/") {
      isClosing = true
      end += 1
    }
    name = word().lowercased()
    while end < bytes.count, at(end) != UInt8(ascii: ">") {
      if at(end) == UInt8(ascii: "/") {
        isEmpty = true
        end += 1
        continue
      }
      isEmpty = false
      let attribute = word().lowercased()
      guard !attribute.isEmpty else {
        end += 1
        continue
      }
      guard at(end) == UInt8(ascii: "=") else { continue }
      end += 1
      let value = value()
      switch attribute {
      case "class": classes = value
      case "id": id = value
      case "href": target = value
      case "lang": language = value
      default: break
      }
      take(attribute, value)
    }
    end += 1
  }

  private func at(_ position: Int) -> UInt8 { position < bytes.count ? bytes[position] : 0 }

  private mutating func skipDeclaration() {
    let isComment = at(end + 1) == UInt8(ascii: "-") && at(end + 2) == UInt8(ascii: "-")
    end += isComment ? 3 : 1
    while end < bytes.count {
      defer { end += 1 }
      guard bytes[end] == UInt8(ascii: ">") else { continue }
      if !isComment || bytes[end - 1] == UInt8(ascii: "-") && bytes[end - 2] == UInt8(ascii: "-") { return }
    }
  }

  private mutating func word() -> String {
    while end < bytes.count, bytes[end] <= 0x20 { end += 1 }
    let start = end
    while end < bytes.count, bytes[end] > 0x20, !"=>/".utf8.contains(bytes[end]) { end += 1 }
    return String(decoding: bytes[start..<end], as: UTF8.self)
  }

  private mutating func value() -> String {
    let quote = at(end)
    guard quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") else { return word() }
    end += 1
    let start = end
    while end < bytes.count, bytes[end] != quote { end += 1 }
    defer { end += 1 }
    return EntityText.decoded(bytes[start..<min(end, bytes.count)])
  }
}

/// Text of a page with its entities read: those that serializers write.
enum EntityText {
  static func decoded(_ bytes: Slice<UnsafeBufferPointer<UInt8>>) -> String {
    let text = String(decoding: bytes, as: UTF8.self)
    guard bytes.contains(UInt8(ascii: "&")) else { return text }
    var result = ""
    var rest = text[...]
    while let start = rest.firstIndex(of: "&") {
      result += rest[..<start]
      rest = rest[start...]
      guard let end = rest.firstIndex(of: ";"), let character = entity(rest[rest.index(after: start)..<end]) else {
        result.append("&")
        rest = rest.dropFirst()
        continue
      }
      result.unicodeScalars.append(character)
      rest = rest[rest.index(after: end)...]
    }
    return result + rest
  }

  private static func entity(_ name: Substring) -> Unicode.Scalar? {
    switch name {
    case "amp": return "&"
    case "lt": return "<"
    case "gt": return ">"
    case "quot": return "\""
    case "apos": return "'"
    case "nbsp": return "\u{A0}"
    case "ensp": return "\u{2002}"
    default:
      guard name.hasPrefix("#") else { return nil }
      let digits = name.dropFirst()
      let number = digits.hasPrefix("x") ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits)
      return number.flatMap(Unicode.Scalar.init)
    }
  }
}
