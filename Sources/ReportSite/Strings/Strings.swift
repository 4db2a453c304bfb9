public import ReportCore

/// The key of a sentence in `templates/strings/*.yml`: the names of the maps above it, joined by points.
public struct StringKey: Hashable, Comparable, Sendable, ExpressibleByStringInterpolation, CustomStringConvertible {
  /// `verdict.off-level`.
  public let path: String
  /// A key by its path.
  public init(_ path: String) { self.path = path }
  /// A key by its path.
  public init(stringLiteral path: String) { self.path = path }
  public var description: String { path }
  /// By path.
  public static func < (left: Self, right: Self) -> Bool { left.path < right.path }
}

/// The sentences of one language, whole, with named places for values: never fragments (look.md 4.1).
public struct Strings: Sendable {
  /// The language the sentences are in.
  public let language: Language
  /// The file they were read from, for diagnostics.
  let file: String
  let sentences: [StringKey: SentenceTemplate]

  /// Reads a strings file. Against `reference`, the file of the site's first language, a key too many or too few and a
  /// placeholder that one of the two lacks are errors. Diagnostics: `strings-yaml`, `strings-language`, `strings-shape`,
  /// `strings-twice`, `strings-placeholder`, `strings-unknown-key`, `strings-missing-key`.
  public init(yaml: String, file: String, reference: Strings?) throws(DiagnosticList) {
    var reader = StringsReader(file: file)
    let (language, sentences) = try reader.read(yaml)
    self.language = language
    self.file = file
    self.sentences = sentences
    if let reference {
      let complaints = differences(from: reference)
      guard complaints.isEmpty else { throw DiagnosticList(complaints) }
    }
  }

  /// The sentence with its places filled. Throws a diagnostic when the key does not exist or the values are not exactly
  /// those the sentence names.
  func callAsFunction(_ key: StringKey, _ values: [String: String] = [:]) throws(Diagnostic) -> String {
    try sentence(key, values.mapValues { Sentence.Run(text: $0, figure: nil) }).text
  }

  /// The same as runs, so that a figure in the sentence can lead to its trace.
  func sentence(_ key: StringKey, _ values: [String: Sentence.Run]) throws(Diagnostic) -> Sentence {
    guard let template = sentences[key] else { throw unknownKey(key) }
    let wanted = Set(template.places)
    if let surplus = values.keys.filter({ !wanted.contains($0) }).min() {
      throw Diagnostic(
        code: "strings-placeholder", at: SourcePlace(file: file, line: template.line, field: key.path),
        "The sentence has no place for this value.", found: "{\(surplus)}",
        expected: template.places.isEmpty ? "no value" : template.places.map { "{\($0)}" }.joined(separator: ", "),
        remedy: "Use the place in the sentence, or take the value out of the program.")
    }
    var runs: [Sentence.Run] = []
    for piece in template.pieces {
      switch piece {
      case .text(let text): runs.append(Sentence.Run(text: text, figure: nil))
      case .place(let name):
        guard let run = values[name] else {
          throw Diagnostic(
            code: "strings-placeholder", at: SourcePlace(file: file, line: template.line, field: key.path),
            "The sentence asks for a value the page does not give.", found: "{\(name)}",
            expected: values.isEmpty ? "no value" : values.keys.sorted().map { "{\($0)}" }.joined(separator: ", "),
            remedy: NearestName.of(name, among: values.keys).map { "Did you mean {\($0)}?" })
        }
        runs.append(run)
      }
    }
    return Sentence(runs)
  }

  /// The sentence, or nil when there is none with that key: for names that may be known, such as providers.
  func ifKnown(_ key: StringKey) -> String? {
    guard let template = sentences[key], template.places.isEmpty else { return nil }
    return template.pieces.map { if case .text(let text) = $0 { text } else { "" } }.joined()
  }

  /// All sentences without a place, by key: what a template may print by name.
  var fixed: [(key: StringKey, text: String)] {
    sentences.keys.sorted().compactMap { key in ifKnown(key).map { (key, $0) } }
  }

  private func unknownKey(_ key: StringKey) -> Diagnostic {
    Diagnostic(
      code: "strings-unknown-key", at: SourcePlace(file: file, field: key.path), "There is no sentence with this key.",
      found: key.path,
      remedy: NearestName.of(key.path, among: sentences.keys.map(\.path)).map { "Did you mean \($0)?" }
        ?? "Add it to the strings file of every language.")
  }

  private func differences(from reference: Strings) -> [Diagnostic] {
    var complaints: [Diagnostic] = []
    let names = reference.sentences.keys.map(\.path)
    for (key, template) in sentences.sorted(by: { $0.value.line < $1.value.line }) {
      let place = SourcePlace(file: file, line: template.line, field: key.path)
      guard let other = reference.sentences[key] else {
        complaints.append(
          Diagnostic(
            code: "strings-unknown-key", at: place, "\(reference.file) has no sentence with this key.", found: key.path,
            remedy: NearestName.of(key.path, among: names).map { "Did you mean \($0)?" }
              ?? "Add it to \(reference.file), or remove it here."))
        continue
      }
      if Set(template.places) != Set(other.places) {
        complaints.append(
          Diagnostic(
            code: "strings-placeholder", at: place,
            "The places of this sentence differ from those in \(reference.file), line \(other.line).",
            found: template.placesText, expected: other.placesText, remedy: "Give both languages the same places."))
      }
    }
    for (key, template) in reference.sentences.sorted(by: { $0.value.line < $1.value.line })
    where sentences[key] == nil {
      complaints.append(
        Diagnostic(
          code: "strings-missing-key", at: SourcePlace(file: file, field: key.path),
          "This sentence is missing; it stands in \(reference.file), line \(template.line).", expected: key.path,
          remedy: NearestName.of(key.path, among: sentences.keys.map(\.path).filter { !names.contains($0) })
            .map { "Is \($0) a slip of the pen?" } ?? "Write it in this language."))
    }
    return complaints
  }
}
