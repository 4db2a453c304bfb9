/// The source line of a list item, taken apart: marker, box, id, text, braces.
struct TaskLine {
  /// The box as written, `[x]`; nil when there is none.
  let box: String?
  /// False when the box has no space behind it.
  let hasSpaceAfterBox: Bool
  /// What stands behind marker and box.
  let rest: String

  /// Takes the list marker (and quote marks) off `line`, then the box.
  init(_ line: Substring) {
    var text = line[...].drop { $0.isWhitespace || $0 == ">" }
    if let first = text.first, "-*+".contains(first) {
      text = text.dropFirst()
    } else {
      let digits = text.prefix { $0.isASCII && $0.isNumber }
      if !digits.isEmpty, let mark = text.dropFirst(digits.count).first, mark == "." || mark == ")" {
        text = text.dropFirst(digits.count + 1)
      }
    }
    text = text.drop(while: \.isWhitespace)
    guard let box = ["[ ]", "[x]", "[X]", "[]"].first(where: { text.hasPrefix($0) }) else {
      self.box = nil
      hasSpaceAfterBox = false
      rest = text.trimmed
      return
    }
    let behind = text.dropFirst(box.count)
    self.box = box
    hasSpaceAfterBox = behind.first?.isWhitespace ?? true
    rest = behind.trimmed
  }

  /// The id and the text behind it; nil when `text` does not begin with an id such as R3.2 or A1.
  static func split(_ text: String) -> (id: String, title: String)? {
    let word = text.prefix { !$0.isWhitespace }
    let letters = word.prefix { $0.isASCII && $0.isUppercase }
    let number = word.dropFirst(letters.count)
    guard (1...3).contains(letters.count), !number.isEmpty, number.count <= 12,
      number.split(separator: ".", omittingEmptySubsequences: false).allSatisfy({ part in
        !part.isEmpty && part.allSatisfy { $0.isASCII && $0.isNumber }
      })
    else { return nil }
    return (String(word), text.dropFirst(word.count).trimmed)
  }
}
