/// A path as a bag writes it: relative to the bag, parts joined by `/`. Two spellings of an accented letter are two
/// paths.
struct BagPath: Hashable, Comparable, Sendable, CustomStringConvertible {
  let description: String

  init(_ text: String) { description = text }

  /// `2026/w47` of `2026/w47/index.html`; nil at the top.
  var folder: String? {
    description.utf8.lastIndex(of: UInt8(ascii: "/")).map { String(description[..<$0]) }
  }

  /// The last part.
  var name: String {
    guard let slash = description.utf8.lastIndex(of: UInt8(ascii: "/")) else { return description }
    return String(description[description.utf8.index(after: slash)...])
  }

  var isPayload: Bool { description.utf8.starts(with: "data/".utf8) }

  /// True for what operating systems leave behind.
  var isSystemFile: Bool { ["thumbs.db", ".ds_store", "desktop.ini"].contains(name.lowercased()) }

  /// Why no file of a bag can have this path; nil when it can (RFC 8493 2.1.3, 5.2).
  var complaint: String? {
    if description.utf8.first == UInt8(ascii: "/") { return "it is absolute" }
    if description.utf8.first == UInt8(ascii: "~") { return "it begins with the shortcut for somebody's home" }
    if description.utf8.contains(0) { return "it has a character NUL" }
    for part in description.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false) {
      if part.isEmpty { return "it has an empty part" }
      if part.elementsEqual("..".utf8) || part.elementsEqual(".".utf8) { return "it has a part . or .." }
      if part.count > 255 { return "a part is longer than 255 bytes" }
    }
    return nil
  }

  /// Equal for names that a file system which ignores case or spelling of accents takes for one: Swift compares
  /// strings by canonical equivalence.
  var folded: String { description.lowercased() }

  static func == (left: Self, right: Self) -> Bool { left.description.utf8.elementsEqual(right.description.utf8) }

  static func < (left: Self, right: Self) -> Bool {
    left.description.utf8.lexicographicallyPrecedes(right.description.utf8)
  }

  func hash(into hasher: inout Hasher) {
    var text = description
    text.withUTF8 { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
  }
}
