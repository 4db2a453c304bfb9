/// The braces at the end of a checklist line: `{owner=it due=2026-10-16 by="lead IT"}`. Read from the source line,
/// because Markdown would change quotes and stars inside them.
struct ItemAttributes: Equatable {
  /// In the order written.
  let pairs: [(key: String, value: String)]

  static func == (left: Self, right: Self) -> Bool {
    left.pairs.map(\.key) == right.pairs.map(\.key) && left.pairs.map(\.value) == right.pairs.map(\.value)
  }

  /// What a line ends with.
  enum Ending: Equatable {
    /// No braces: the whole line is text.
    case none
    /// Text before well-formed braces.
    case read(text: String, ItemAttributes)
    /// Braces that cannot be read; `found` is from the first brace on.
    case unparsed(text: String, found: String)
  }

  /// Splits `line` into its text and its braces.
  static func ending(of line: some StringProtocol) -> Ending {
    let line = Array(line.trimmed)
    // The first brace that opens a readable group up to the end of the line wins: quoted values may hold braces.
    var firstBrace: Int?
    for (index, character) in line.enumerated() where character == "{" {
      guard index == 0 || line[index - 1].isWhitespace else { continue }
      firstBrace = firstBrace ?? index
      if let pairs = pairs(line[(index + 1)...]) {
        return .read(text: String(line[..<index]).trimmed, ItemAttributes(pairs: pairs))
      }
    }
    // A brace inside a sentence is text; one that opens or closes the line's end was meant as attributes.
    if let firstBrace {
      return .unparsed(text: String(line[..<firstBrace]).trimmed, found: String(line[firstBrace...]))
    }
    guard line.last == "}" else { return .none }
    let brace = line.lastIndex(of: "{") ?? line.count - 1
    return .unparsed(text: String(line[..<brace]).trimmed, found: String(line[brace...]))
  }

  /// The pairs of `rest`, which begins behind the opening brace and must end with the closing one; nil otherwise.
  private static func pairs(_ rest: ArraySlice<Character>) -> [(key: String, value: String)]? {
    var pairs: [(key: String, value: String)] = []
    var index = rest.startIndex
    while true {
      while index < rest.endIndex, rest[index].isWhitespace { index += 1 }
      guard index < rest.endIndex else { return nil }
      if rest[index] == "}" { return index == rest.endIndex - 1 ? pairs : nil }
      guard let equals = rest[index...].firstIndex(where: { !isKey($0) }), equals > index, rest[equals] == "=" else {
        return nil
      }
      let key = String(rest[index..<equals])
      index = equals + 1
      guard index < rest.endIndex else { return nil }
      if rest[index] == "\"" {
        guard let close = rest[(index + 1)...].firstIndex(of: "\"") else { return nil }
        pairs.append((key, String(rest[(index + 1)..<close])))
        index = close + 1
        guard index < rest.endIndex, rest[index].isWhitespace || rest[index] == "}" else { return nil }
      } else {
        let end = rest[index...].firstIndex { $0.isWhitespace || "{}\"".contains($0) } ?? rest.endIndex
        guard end > index else { return nil }
        pairs.append((key, String(rest[index..<end])))
        index = end
      }
    }
  }

  private static func isKey(_ character: Character) -> Bool {
    character.isASCII && (character.isLetter || character.isNumber || character == "-" || character == "_")
  }
}

extension StringProtocol {
  /// Without white space on either side.
  var trimmed: String {
    String(drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
  }
}
