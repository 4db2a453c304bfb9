public import ReportCore

/// Where a file lies below the site's root: relative, normalised, usable on every file system.
public struct OutputPath: Hashable, Comparable, Sendable, CustomStringConvertible {
  /// The longest part, in bytes, that common file systems take.
  public static let longestPart = 255

  /// The parts joined by `/`.
  public let description: String

  /// Reads `2026/w47/index.html`. Throws code `output-path` for an absolute path, an empty, `.` or `..` part, a
  /// backslash, colon or control character, a part over 255 bytes or ending in a dot or space, and for the names
  /// Windows keeps for devices.
  public init(_ text: some StringProtocol) throws(Diagnostic) {
    let text = String(text)
    for part in text.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false) {
      if let complaint = OutputPath.complaint(part) {
        throw Diagnostic(
          code: "output-path", at: nil, "A file of the site cannot have this path: \(complaint).", found: text,
          expected: "a relative path such as 2026/w47/index.html")
      }
    }
    description = text
  }

  /// The parts between the slashes; never empty.
  public var parts: [String] { description.utf8.split(separator: UInt8(ascii: "/")).compactMap { String($0) } }

  /// The last part.
  public var name: String { parts.last ?? description }

  /// The folders above the file, outermost first: `2026`, `2026/w47`.
  public var folders: [String] {
    parts.dropLast().reduce(into: []) { result, part in result.append(result.last.map { "\($0)/\(part)" } ?? part) }
  }

  /// Byte by byte, never by language.
  public static func < (left: Self, right: Self) -> Bool {
    left.description.utf8.lexicographicallyPrecedes(right.description.utf8)
  }

  /// The same bytes; two spellings of an accented letter are two paths.
  public static func == (left: Self, right: Self) -> Bool {
    left.description.utf8.elementsEqual(right.description.utf8)
  }

  public func hash(into hasher: inout Hasher) {
    for byte in description.utf8 { hasher.combine(byte) }
  }

  private static func complaint(_ part: Substring.UTF8View) -> String? {
    if part.isEmpty { return "it is absolute or has an empty part" }
    if part.count > longestPart { return "a part is longer than \(longestPart) bytes" }
    if part.elementsEqual(".".utf8) || part.elementsEqual("..".utf8) { return "it has a part . or .." }
    if part.contains(where: { $0 < 0x20 || $0 == 0x7F || $0 == UInt8(ascii: "\\") || $0 == UInt8(ascii: ":") }) {
      return "it has a control character, a backslash or a colon"
    }
    if part.last == UInt8(ascii: ".") || part.last == UInt8(ascii: " ") { return "a part ends in a dot or a space" }
    let stem = part.prefix { $0 != UInt8(ascii: ".") }
    guard let name = String(stem)?.lowercased(), deviceNames.contains(name) else { return nil }
    return "\(name) is a device on Windows"
  }

  private static let deviceNames: Set<String> = {
    let numbered = ["com", "lpt"].flatMap { stem in (0...9).map { "\(stem)\($0)" } }
    return Set(["con", "prn", "aux", "nul"] + numbered)
  }()
}
