import ReportCore
import Yams

/// One YAML file as a tree with line numbers. Plain scalars keep their text (`Resolver.basic`), so what a value
/// means is decided by whoever reads it and never by guessing: `no` stays the word `no`.
package enum YAMLDocument {
  /// A document larger than this is not kept by hand.
  private static let maximumBytes = 1_000_000

  /// The mapping that the whole file is; nil when the file is empty, holds only comments, or cannot be read.
  package static func mapping(
    of text: String, known: [String], file: String, problems: DocumentProblems
  ) -> YAMLEntry? {
    guard let root = root(of: text, file: file, problems: problems) else { return nil }
    if case .scalar(let scalar) = root, scalar.string.isEmpty { return nil }
    return YAMLEntry(root, known: known, file: file, problems: problems)
  }

  /// The entries of a file with one key that holds a list; nil when the file is empty, holds only comments, or has
  /// nothing behind the key: then nobody has filled it in, and what it would have said is unknown. `key: []` says on
  /// purpose that there are none.
  package static func entries(
    of text: String, key: String, known: [String], file: String, problems: DocumentProblems
  ) -> [YAMLEntry]? {
    mapping(of: text, known: [key], file: file, problems: problems)?.entries(key, known: known)
  }

  /// The keys of the root in file order, whatever they hold; none when the text is not a mapping or not YAML. Tells
  /// kinds of documents apart before one of them is read.
  package static func keys(of text: String) -> [String] {
    let problems = DocumentProblems()
    guard case .mapping(let mapping)? = root(of: text, file: "", problems: problems) else { return [] }
    return mapping.compactMap { $0.key.scalar?.string }
  }

  /// The root, or nil when the file holds nothing but comments or cannot be read.
  private static func root(of text: String, file: String, problems: DocumentProblems) -> Node? {
    guard text.utf8.count <= maximumBytes else {
      problems.error(
        "document-too-large", at: SourcePlace(file: file), "the document is too large",
        found: "\(text.utf8.count) bytes", expected: "at most \(maximumBytes) bytes",
        remedy: "a YAML file holds what people write; exports belong in content/ledger/")
      return nil
    }
    if let line = AnchorScan.firstLine(in: text) {
      problems.error(
        "yaml-anchor", at: SourcePlace(file: file, line: line), "anchors (&name) and aliases (*name) are not read",
        remedy: "write the values out; put a text that begins with & or * in quotes")
      return nil
    }
    do {
      let parser = try Parser(yaml: text, resolver: .basic, encoding: .utf8)
      return try parser.singleRoot()
    } catch let error as YamlError {
      problems.add(diagnostic(for: error, file: file))
    } catch {
      problems.error("yaml-syntax", at: SourcePlace(file: file), "the file is not YAML")
    }
    return nil
  }

  private static func diagnostic(for error: YamlError, file: String) -> Diagnostic {
    switch error {
    case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _):
      return syntax(file, mark.line, problem)
    case .composer(_, _, let mark, _):
      return syntax(file, mark.line, "a second document")
    case .reader(let problem, let offset, _, let yaml):
      let line = offset.map { yaml.prefix($0).count(where: \.isNewline) + 1 }
      return syntax(file, line, problem)
    case .duplicatedKeysInMapping(let names, let context):
      return Diagnostic(
        code: "duplicate-key", at: SourcePlace(file: file, line: context.mark.line, field: names.first),
        "the same key stands here twice", found: names.joined(separator: ", "),
        remedy: "keep one; the file is not read further until it is unique")
    default:
      return syntax(file, nil, "text that cannot be read")
    }
  }

  private static func syntax(_ file: String, _ line: Int?, _ found: String) -> Diagnostic {
    Diagnostic(
      code: "yaml-syntax", at: SourcePlace(file: file, line: line), "the file is not valid YAML here",
      found: found,
      remedy: "check indentation (spaces, no tabs), the space after each colon, and quotes")
  }
}

/// Finds `&anchor` and `*alias` before the parser sees them. The parser would resolve them while reading, and a
/// few lines of nested aliases can stand for billions of values.
private enum AnchorScan {
  package static func firstLine(in text: String) -> Int? {
    var line = 1
    var quote: UInt8 = 0
    var previous: UInt8 = 0x0A
    var inComment = false
    var pending = false
    for byte in text.utf8 {
      if pending, byte > 0x20 { return line }
      pending = false
      let opens = previous <= 0x20 || [UInt8(ascii: "["), UInt8(ascii: "{"), UInt8(ascii: ",")].contains(previous)
      switch byte {
      case 0x0A:
        line += 1
        inComment = false
      case _ where inComment: break
      case quote where quote != 0: quote = 0
      case _ where quote != 0: break
      case UInt8(ascii: "\""), UInt8(ascii: "'"):
        if opens { quote = byte }
      case UInt8(ascii: "#"): inComment = previous <= 0x20
      case UInt8(ascii: "&"), UInt8(ascii: "*"): pending = opens
      default: break
      }
      previous = byte
    }
    return nil
  }
}
