/// The text of a tag file, in whatever encoding `bagit.txt` names (RFC 8493 2.1.1).
enum TagText {
  /// Nil when the encoding is unknown to us or the bytes are not in it.
  static func decode(_ bytes: [UInt8], encoding: String) -> String? {
    switch encoding.uppercased() {
    case "UTF-8", "US-ASCII", "ASCII":
      // A byte order mark is not part of the text; bagit.txt, where it is forbidden, is read by itself.
      let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
      return String(validating: bytes.starts(with: mark) ? bytes.dropFirst(3) : bytes[...], as: UTF8.self)
    case "ISO-8859-1", "LATIN-1", "LATIN1":
      return String(String.UnicodeScalarView(bytes.map { Unicode.Scalar($0) }))
    case "UTF-16":
      if bytes.starts(with: [0xFF, 0xFE]) { return wide(bytes.dropFirst(2), bigEndian: false) }
      // Big-endian without a mark: RFC 2781 4.3.
      return wide(bytes.starts(with: [0xFE, 0xFF]) ? bytes.dropFirst(2) : bytes[...], bigEndian: true)
    case "UTF-16LE": return wide(bytes[...], bigEndian: false)
    case "UTF-16BE": return wide(bytes[...], bigEndian: true)
    default: return nil
    }
  }

  private static func wide(_ bytes: ArraySlice<UInt8>, bigEndian: Bool) -> String? {
    guard bytes.count.isMultiple(of: 2) else { return nil }
    let units = stride(from: bytes.startIndex, to: bytes.endIndex, by: 2).map { index in
      let pair = (UInt16(bytes[index]), UInt16(bytes[index + 1]))
      return bigEndian ? pair.0 << 8 | pair.1 : pair.1 << 8 | pair.0
    }
    return String(validating: units, as: UTF16.self)
  }

  /// Lines end with LF, CR or CR LF; the last may lack its end.
  static func lines(_ text: String) -> [Substring] {
    var lines: [Substring] = []
    let bytes = text.utf8
    var start = bytes.startIndex
    while start < bytes.endIndex {
      let end = bytes[start...].firstIndex { $0 == 0x0A || $0 == 0x0D } ?? bytes.endIndex
      lines.append(text[start..<end])
      guard end < bytes.endIndex else { break }
      start = bytes.index(after: end)
      if bytes[end] == 0x0D, start < bytes.endIndex, bytes[start] == 0x0A { start = bytes.index(after: start) }
    }
    return lines
  }
}

extension UInt8 {
  /// The linear white space of RFC 8493: a space or a tab.
  var isBlank: Bool { self == UInt8(ascii: " ") || self == UInt8(ascii: "\t") }
}

extension UInt8 {
  /// 0 to 9.
  var isDecimalDigit: Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(self) }
}
