/// A page taken apart strictly: whatever is not markup as the serializers write it, is a mistake.
struct PageShape {
  /// Element and attribute names → how often, outside drawings.
  private(set) var words: [String: Int] = [:]
  /// The same in drawings.
  private(set) var drawn: [String: Int] = [:]
  private(set) var mistakes: [String] = []
  /// Values of attributes that lead somewhere.
  private(set) var addresses: [String] = []

  private static let void: Set<String> = ["meta", "link", "br", "hr", "img", "input"]
  private static let entities: Set<String> = ["amp", "lt", "gt", "quot", "apos", "nbsp", "ensp", "thinsp", "middot"]

  init(_ page: String) {
    var rest = page.unicodeScalars[...]
    var open: [String] = []
    if rest.starts(with: "<!DOCTYPE html>".unicodeScalars) { rest = rest.dropFirst(15) }
    while let first = rest.first {
      guard first == "<" else {
        let text = rest.prefix { $0 != "<" }
        checkText(String(text))
        rest = rest.dropFirst(text.count)
        continue
      }
      guard let end = tag(&rest, &open) else {
        mistakes.append("no tag: \(String(rest.prefix(60)))")
        rest = rest.dropFirst()
        continue
      }
      _ = end
    }
    if !open.isEmpty { mistakes.append("left open: \(open)") }
  }

  private mutating func tag(_ rest: inout Substring.UnicodeScalarView, _ open: inout [String]) -> Void? {
    var tail = rest.dropFirst()
    let isClosing = tail.first == "/"
    if isClosing { tail = tail.dropFirst() }
    let name = String(tail.prefix { $0.properties.isAlphabetic && $0.isASCII || ("0"..."9").contains($0) })
    guard !name.isEmpty else { return nil }
    tail = tail.dropFirst(name.unicodeScalars.count)
    var attributes: [String] = []
    while tail.first == " " || tail.first == "\n" {
      tail = tail.dropFirst()
      let key = String(tail.prefix { $0 != "=" && $0 != " " && $0 != ">" && $0 != "/" && $0 != "<" && $0 != "\"" })
      guard !key.isEmpty else { continue }
      tail = tail.dropFirst(key.unicodeScalars.count)
      attributes.append(key)
      guard tail.first == "=" else { continue }
      tail = tail.dropFirst()
      guard tail.first == "\"" else { return nil }
      tail = tail.dropFirst()
      let value = String(tail.prefix { $0 != "\"" })
      if value.contains("<") { mistakes.append("< in an attribute: \(value)") }
      checkText(value)
      if ["href", "src", "action", "data", "poster"].contains(key) { addresses.append(value) }
      tail = tail.dropFirst(value.unicodeScalars.count + 1)
    }
    let isEmpty = tail.first == "/"
    if isEmpty { tail = tail.dropFirst() }
    guard tail.first == ">" else { return nil }
    rest = tail.dropFirst()
    if isClosing {
      if open.last == name { open.removeLast() } else { mistakes.append("</\(name)> closes \(open.last ?? "nothing")") }
      return ()
    }
    let signature = "\(name)[\(attributes.joined(separator: " "))]"
    if open.contains("svg") || name == "svg" {
      drawn[signature, default: 0] += 1
    } else {
      words[signature, default: 0] += 1
    }
    if !isEmpty, !PageShape.void.contains(name) { open.append(name) }
    return ()
  }

  private mutating func checkText(_ text: String) {
    for scalar in text.unicodeScalars where scalar != "\n" {
      let category = scalar.properties.generalCategory
      if category == .control || category == .format {
        mistakes.append("U+\(String(scalar.value, radix: 16)) in \(text)")
      }
    }
    for part in text.split(separator: "&", omittingEmptySubsequences: false).dropFirst() {
      let name = String(part.prefix { $0 != ";" })
      let isNumber = name.hasPrefix("#") && name.count < 8
      if !part.contains(";") || !isNumber && !PageShape.entities.contains(name) { mistakes.append("bare &: \(part)") }
    }
  }
}
