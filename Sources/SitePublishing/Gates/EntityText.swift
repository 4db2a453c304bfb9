/// Text of a page with its entities read: those that serializers write.
enum EntityText {
  static func decoded(_ bytes: Slice<UnsafeBufferPointer<UInt8>>) -> String {
    let text = String(decoding: UnsafeBufferPointer(rebasing: bytes), as: UTF8.self)
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

  /// Hands the bytes of the decoded text to `work`: those of the page itself where nothing is encoded.
  static func withBytes<Result>(
    _ bytes: Slice<UnsafeBufferPointer<UInt8>>, _ work: (UnsafeBufferPointer<UInt8>) -> Result
  ) -> Result {
    guard bytes.contains(UInt8(ascii: "&")) else { return work(UnsafeBufferPointer(rebasing: bytes)) }
    return Array(decoded(bytes).utf8).withUnsafeBufferPointer(work)
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
