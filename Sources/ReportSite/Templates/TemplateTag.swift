/// One tag of a template, found without the engine, which is silent about the mistakes that matter.
struct TemplateTag: Equatable {
  enum Kind: Character {
    case variable = "v"
    case unescaped = "{"
    case ampersand = "&"
    case section = "#"
    case inverted = "^"
    case close = "/"
    case partial = ">"
    case parent = "<"
    case block = "$"
    case comment = "!"
    case delimiter = "="
    case pragma = "%"
  }

  let kind: Kind
  let name: String
  /// 1-based.
  let line: Int
  /// Alone on its line, behind white space: the engine would indent everything it includes.
  let isIndentedAlone: Bool

  /// Names that may stand in triple mustaches, and only there: those of drawings and of rendered Markdown.
  static func isMarkup(_ name: String) -> Bool { name.hasSuffix("SVG") || name.hasSuffix("HTML") }

  /// The tags of a template in their order. An unclosed tag is left to the engine's own parser.
  static func all(in text: String) -> [TemplateTag] {
    var tags: [TemplateTag] = []
    for (number, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
      var rest = Substring(line)
      while let open = rest.firstRange(of: "{{") {
        let inside = rest[open.upperBound...]
        guard let close = inside.firstRange(of: "}}") else { break }
        let body = inside[..<close.lowerBound]
        var after = inside[close.upperBound...]
        let kind = body.first.flatMap { Kind(rawValue: $0) }.flatMap { $0 == .variable ? nil : $0 } ?? .variable
        if kind == .unescaped, after.first == "}" { after = after.dropFirst() }
        let name = (kind == .variable ? body : body.dropFirst()).trimmingSpaces
        let before = line[..<open.lowerBound]
        let isAlone = !before.isEmpty && (before + after).allSatisfy(\.isWhitespace)
        tags.append(TemplateTag(kind: kind, name: String(name), line: number + 1, isIndentedAlone: isAlone))
        rest = after
      }
    }
    return tags
  }
}

extension Substring {
  fileprivate var trimmingSpaces: Substring {
    var result = drop { $0 == " " }
    while result.last == " " { result.removeLast() }
    return result
  }
}
