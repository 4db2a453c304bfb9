package import ReportCore
import Yams

/// One mapping of a document, read key by key. Every complaint names file, line and key; a value that cannot be
/// read comes back as nil, and the reader decides whether the entry still says something.
package struct YAMLEntry {
  /// The file as complaints name it.
  package let file: String
  /// 1-based line the mapping begins on.
  package let line: Int
  /// Where complaints go.
  package let problems: DocumentProblems
  private let values: [String: (node: Node, line: Int)]

  /// Nil, with a complaint, when `node` is not a mapping. Keys outside `known` are errors.
  init?(_ node: Node, known: [String], file: String, problems: DocumentProblems) {
    self.file = file
    self.problems = problems
    line = node.mark?.line ?? 1
    guard case .mapping(let mapping) = node else {
      problems.error(
        "wrong-type", at: SourcePlace(file: file, line: line), "keys with values are expected here",
        found: YAMLEntry.kind(of: node), expected: "key: value, with the keys \(DocumentWords.oneOf(known))")
      return nil
    }
    var values: [String: (node: Node, line: Int)] = [:]
    for (key, value) in mapping {
      let line = key.mark?.line ?? line
      guard case .scalar(let name) = key, known.contains(name.string) else {
        let found = key.scalar?.string ?? YAMLEntry.kind(of: key)
        problems.error(
          "unknown-key", at: SourcePlace(file: file, line: line), "this key is not known here", found: found,
          expected: DocumentWords.oneOf(known),
          remedy: YAMLEntry.isDecimals(found)
            ? "if this is the end of an amount, write 500.00 and not 500,00"
            : DocumentWords.remedy(for: found, among: known))
        continue
      }
      values[name.string] = (value, line)
    }
    self.values = values
  }

  /// What a decimal comma leaves behind it: YAML takes `500,00` in braces for a value and a key.
  private static func isDecimals(_ key: String) -> Bool {
    !key.isEmpty && key.utf8.allSatisfy { (0x30...0x39).contains($0) }
  }

  /// The line of `key`, or of the entry when the key is absent.
  package func line(of key: String) -> Int { values[key]?.line ?? line }

  /// Where `key` stands.
  package func place(of key: String) -> SourcePlace { SourcePlace(file: file, line: line(of: key), field: key) }

  /// True when `key` stands there with something behind it.
  package func has(_ key: String) -> Bool { node(key) != nil }

  /// The value's node; nil when absent or empty.
  func node(_ key: String) -> Node? {
    guard let node = values[key]?.node, !YAMLEntry.isNull(node) else { return nil }
    return node
  }

  /// Complains once about a value of `key`.
  package func refuse(
    _ key: String, _ code: String, _ summary: String, found: String?, expected: String?, remedy: String? = nil
  ) {
    problems.error(code, at: place(of: key), summary, found: found, expected: expected, remedy: remedy)
  }

  /// Says that `key` must be there, when it is not.
  package func require(_ key: String, expected: String) {
    guard !has(key) else { return }
    refuse(key, "missing-key", "the key \(key) is missing", found: nil, expected: expected)
  }

  /// A single value as written; nil with a complaint when it is a list or a mapping.
  package func scalar(_ key: String, expected: String, required: Bool = false) -> String? {
    guard let node = node(key) else {
      if required { require(key, expected: expected) }
      return nil
    }
    guard case .scalar(let scalar) = node else {
      refuse(key, "wrong-type", "one value is expected", found: YAMLEntry.kind(of: node), expected: expected)
      return nil
    }
    return scalar.string
  }

  /// A list's elements; a single value counts as a complaint, not as a list of one.
  func list(_ key: String, expected: String, required: Bool = false) -> [Node]? {
    guard let node = node(key) else {
      if required { require(key, expected: expected) }
      return nil
    }
    guard case .sequence(let sequence) = node else {
      refuse(key, "wrong-type", "a list is expected", found: YAMLEntry.kind(of: node), expected: expected)
      return nil
    }
    return Array(sequence)
  }

  /// The mappings of a list.
  package func entries(_ key: String, known: [String], required: Bool = false) -> [YAMLEntry]? {
    list(key, expected: "a list of entries, each beginning with -", required: required)?
      .compactMap { YAMLEntry($0, known: known, file: file, problems: problems) }
  }

  /// The mapping behind `key`.
  package func entry(_ key: String, known: [String], required: Bool = false) -> YAMLEntry? {
    guard let node = node(key) else {
      if required { require(key, expected: "keys with values") }
      return nil
    }
    return YAMLEntry(node, known: known, file: file, problems: problems)
  }

  /// The words of a list, each with its line.
  package func words(_ key: String, expected: String, required: Bool = false) -> [(text: String, line: Int)]? {
    list(key, expected: expected, required: required)?.compactMap { node in
      guard case .scalar(let scalar) = node, !YAMLEntry.isNull(node) else {
        refuse(key, "wrong-type", "a list of words is expected", found: YAMLEntry.kind(of: node), expected: expected)
        return nil
      }
      return (scalar.string, node.mark?.line ?? line(of: key))
    }
  }

  /// The pairs of a mapping, in file order.
  package func pairs(_ key: String, expected: String, required: Bool = false) -> [(
    key: String, text: String, line: Int
  )]? {
    guard let node = node(key) else {
      if required { require(key, expected: expected) }
      return nil
    }
    guard case .mapping(let mapping) = node else {
      refuse(key, "wrong-type", "keys with values are expected", found: YAMLEntry.kind(of: node), expected: expected)
      return nil
    }
    return mapping.compactMap { name, value in
      guard case .scalar(let name) = name, case .scalar(let text) = value, !YAMLEntry.isNull(value) else {
        let found = YAMLEntry.kind(of: value)
        refuse(key, "wrong-type", "a text is expected behind each key", found: found, expected: expected)
        return nil
      }
      return (name.string, text.string, name.mark?.line ?? line(of: key))
    }
  }

  private static func isNull(_ node: Node) -> Bool {
    guard case .scalar(let scalar) = node, scalar.style == .plain else { return false }
    return ["", "~", "null"].contains(scalar.string)
  }

  private static func kind(of node: Node) -> String {
    switch node {
    case .scalar(let scalar): isNull(node) ? "nothing" : scalar.string
    case .mapping: "keys with values"
    case .sequence: "a list"
    case .alias: "an alias"
    }
  }
}
