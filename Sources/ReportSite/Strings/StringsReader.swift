import ReportCore
import Yams

/// Reads a strings file into flat keys with the line each sentence stands on.
struct StringsReader {
  let file: String
  private var complaints: [Diagnostic] = []

  init(file: String) { self.file = file }

  /// Maps may nest this deep; a key has that many words joined by points.
  private static let deepest = 6

  /// All complaints of the file at once.
  mutating func read(_ yaml: String) throws(DiagnosticList) -> (Language, [StringKey: SentenceTemplate]) {
    let root = try mapping(yaml)
    var language: Language?
    var sentences: [StringKey: SentenceTemplate] = [:]
    var open: [(path: String, depth: Int, map: Node.Mapping)] = [("", 0, root)]
    while let (path, depth, map) = open.popLast() {
      for (key, value) in map {
        let name = key.string ?? ""
        let line = key.mark?.line ?? 1
        let full = path.isEmpty ? name : "\(path).\(name)"
        if full == "language" {
          language = value.string.flatMap(Language.init(rawValue:))
          continue
        }
        if let inner = value.mapping, depth + 1 < Self.deepest {
          open.append((full, depth + 1, inner))
        } else if let text = value.string, !text.isEmpty {
          add(text, at: full, line: line, to: &sentences)
        } else {
          complain(
            "strings-shape", line, full, "A sentence is text; this is something else or empty.", expected: "text")
        }
      }
    }
    guard let language else {
      complain(
        "strings-language", 1, "language", "The file does not say which language it is in.",
        expected: Language.allCases.map(\.rawValue).joined(separator: " or "))
      throw DiagnosticList(sorted)
    }
    guard complaints.isEmpty else { throw DiagnosticList(sorted) }
    return (language, sentences)
  }

  private mutating func add(
    _ text: String, at path: String, line: Int, to sentences: inout [StringKey: SentenceTemplate]
  ) {
    let key = StringKey(path)
    guard sentences[key] == nil else {
      complain("strings-twice", line, path, "This key stands twice in the file.", expected: "each key once")
      return
    }
    guard let template = SentenceTemplate(text, line: line) else {
      complain(
        "strings-placeholder", line, path, "A place in this sentence cannot be read.", found: text,
        expected: "{name} in lower-case letters, digits and hyphens")
      return
    }
    sentences[key] = template
  }

  private func mapping(_ yaml: String) throws(DiagnosticList) -> Node.Mapping {
    do {
      if let map = try Yams.compose(yaml: yaml)?.mapping { return map }
    } catch {
      throw DiagnosticList([
        Diagnostic(
          code: "strings-yaml", at: SourcePlace(file: file, line: Self.line(of: error)), "This is not readable YAML.",
          found: "\(error)", expected: "a map of sentences", remedy: "Quote sentences that hold a colon.")
      ])
    }
    throw DiagnosticList([
      Diagnostic(
        code: "strings-yaml", at: SourcePlace(file: file, line: 1), "The file holds no map of sentences.",
        expected: "key: sentence")
    ])
  }

  private static func line(of error: any Error) -> Int? {
    switch error as? YamlError {
    case .scanner(_, _, let mark, _), .parser(_, _, let mark, _), .composer(_, _, let mark, _): mark.line
    case .duplicatedKeysInMapping(_, let context): context.mark.line
    default: nil
    }
  }

  private var sorted: [Diagnostic] { complaints.sorted { ($0.place?.line ?? 0) < ($1.place?.line ?? 0) } }

  private mutating func complain(
    _ code: String, _ line: Int, _ field: String, _ summary: String, found: String? = nil, expected: String
  ) {
    complaints.append(
      Diagnostic(
        code: code, at: SourcePlace(file: file, line: line, field: field), summary, found: found, expected: expected))
  }
}
