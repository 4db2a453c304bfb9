import ReportCore

/// Words that several documents share.
package enum DocumentWords {
  /// `a, b or c`, for what was expected.
  package static func oneOf(_ names: [String]) -> String {
    guard names.count > 1, let last = names.last else { return names.first ?? "nothing" }
    return names.dropLast().joined(separator: ", ") + " or " + last
  }

  /// `did you mean x?`, or the whole list when nothing is near.
  package static func remedy(for name: String, among names: [String]) -> String {
    if let nearest = NearestName.of(String(name.prefix(80)), among: names) { return "did you mean \(nearest)?" }
    return "use \(oneOf(names))"
  }

  /// Lower-case words joined by hyphens: safe in addresses, files and figure scopes.
  package static func isIdentifier(_ text: String) -> Bool {
    guard let first = text.utf8.first, text.utf8.count <= 40 else { return false }
    let isWord = { (byte: UInt8) in (0x61...0x7A).contains(byte) || (0x30...0x39).contains(byte) }
    return isWord(first) && text.utf8.last != UInt8(ascii: "-")
      && text.utf8.allSatisfy { isWord($0) || $0 == UInt8(ascii: "-") }
  }
}
