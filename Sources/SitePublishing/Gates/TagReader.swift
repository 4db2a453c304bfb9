/// One tag of a page: its name, and where the attributes that gates ask for stand. No text is made for the others.
struct TagReader {
  private(set) var end: Int
  /// The first eight bytes in lower case, as one number; zero for comments and declarations.
  private(set) var name: UInt64 = 0
  private(set) var isClosing = false
  /// `<br/>`.
  private(set) var isEmpty = false
  private(set) var classes = 0..<0
  private(set) var id = 0..<0
  private(set) var target = 0..<0
  private(set) var language = 0..<0

  static let html = code("html")
  static let link = code("a")
  static let row = code("tr")
  static let cell = code("td")
  static let strong = code("strong")
  static let drawnText = code("text")
  /// What people wrote in registers and checklists stands in these, and may differ from language to language.
  static let writtenIn = ["th", "li", "h3", "code", "td", "dd", "footer"].map(code)
  static let void = [
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr",
  ].map(code)
  private static let addresses = [
    "src", "srcset", "action", "formaction", "poster", "data", "cite", "background", "xlink:href", "ping",
  ].map(code)
  private static let classCode = code("class")
  private static let idCode = code("id")
  private static let hrefCode = code("href")
  private static let languageCode = code("lang")

  /// Reads the tag whose `<` stands at `start`, and hands every address in it to `take`.
  init(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ take: (String) -> Void) {
    end = start + 1
    let at = { (position: Int) in position < bytes.count ? bytes[position] : 0 }
    guard at(end) != UInt8(ascii: "!") else {
      skipDeclaration(bytes)
      return
    }
    if at(end) == UInt8(ascii: "/") {
      isClosing = true
      end += 1
    }
    name = word(bytes)
    while end < bytes.count, bytes[end] != UInt8(ascii: ">") {
      if bytes[end] <= 0x20 || bytes[end] == UInt8(ascii: "/") {
        isEmpty = bytes[end] == UInt8(ascii: "/")
        end += 1
        continue
      }
      isEmpty = false
      let attribute = word(bytes)
      guard at(end) == UInt8(ascii: "=") else {
        // A stray sign, or an attribute without a value.
        if attribute == 0 { end += 1 }
        continue
      }
      end += 1
      let value = value(bytes)
      switch attribute {
      case TagReader.classCode: classes = value
      case TagReader.idCode: id = value
      case TagReader.languageCode: language = value
      case TagReader.hrefCode:
        target = value
        take(EntityText.decoded(bytes[value]))
      default:
        if TagReader.addresses.contains(attribute) { take(EntityText.decoded(bytes[value])) }
      }
    }
    end = min(end + 1, bytes.count)
  }

  private static func code(_ name: String) -> UInt64 { name.utf8.prefix(8).reduce(0) { $0 << 8 | UInt64($1) } }

  private mutating func skipDeclaration(_ bytes: UnsafeBufferPointer<UInt8>) {
    let hyphen = UInt8(ascii: "-")
    let isComment = end + 2 < bytes.count && bytes[end + 1] == hyphen && bytes[end + 2] == hyphen
    end += isComment ? 3 : 1
    while end < bytes.count {
      defer { end += 1 }
      guard bytes[end] == UInt8(ascii: ">") else { continue }
      if !isComment || bytes[end - 1] == hyphen && bytes[end - 2] == hyphen { return }
    }
  }

  /// A name up to a space, `=`, `>` or `/`.
  private mutating func word(_ bytes: UnsafeBufferPointer<UInt8>) -> UInt64 {
    var code: UInt64 = 0
    var count = 0
    while end < bytes.count {
      let byte = bytes[end]
      guard byte > 0x20, byte != UInt8(ascii: "="), byte != UInt8(ascii: ">"), byte != UInt8(ascii: "/") else { break }
      if count < 8 { code = code << 8 | UInt64(byte &- 65 < 26 ? byte | 0x20 : byte) }
      count += 1
      end += 1
    }
    return code
  }

  private mutating func value(_ bytes: UnsafeBufferPointer<UInt8>) -> Range<Int> {
    guard end < bytes.count else { return end..<end }
    let quote = bytes[end]
    guard quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") else {
      let start = end
      while end < bytes.count, bytes[end] > 0x20, bytes[end] != UInt8(ascii: ">") { end += 1 }
      return start..<end
    }
    end += 1
    let start = end
    while end < bytes.count, bytes[end] != quote { end += 1 }
    defer { end = min(end + 1, bytes.count) }
    return start..<end
  }
}
