/// To Swift a quote with an accent on it is one character, which is not a
/// quote: it would end an attribute. Such an accent gets a circle to stand on, as in a table of characters.
enum LooseMarks {
  /// The text with `◌` between a markup character and the marks that would melt into it.
  static func shown(_ text: String) -> String {
    guard text.utf8.contains(where: isMarkup), text.utf8.contains(where: { $0 >= 0x80 }) else { return text }
    var result = ""
    for character in text {
      let scalars = character.unicodeScalars
      guard scalars.count > 1, let first = scalars.first, first.isASCII, isMarkup(UInt8(ascii: first)) else {
        result.append(character)
        continue
      }
      result.unicodeScalars.append(first)
      result.unicodeScalars.append("\u{25CC}")
      result.unicodeScalars.append(contentsOf: scalars.dropFirst())
    }
    return result
  }

  private static func isMarkup(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "&"), UInt8(ascii: "\""), UInt8(ascii: "'"): true
    default: false
    }
  }
}
