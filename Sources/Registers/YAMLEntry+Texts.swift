import ReportCore
import YAMLDocuments

extension YAMLEntry {
  /// Texts by language, `{nl: …, en: …}`. The first of `languages` must be there; a missing other one is a warning.
  func texts(_ key: String, languages: [String], required: Bool = false) -> [String: String]? {
    let expected = "{\(languages.map { "\($0): …" }.joined(separator: ", "))}"
    guard let pairs = pairs(key, expected: expected, required: required) else { return nil }
    var texts: [String: String] = [:]
    for pair in pairs {
      guard RegisterWords.languages.contains(pair.key) else {
        problems.error(
          "unknown-language", at: SourcePlace(file: file, line: pair.line, field: key),
          "this language is not available",
          found: pair.key, expected: DocumentWords.oneOf(RegisterWords.languages),
          remedy: DocumentWords.remedy(for: pair.key, among: RegisterWords.languages))
        continue
      }
      texts[pair.key] = pair.text
    }
    for (index, language) in languages.enumerated() where texts[language] == nil {
      problems.add(
        Diagnostic(
          index == 0 ? .error : .warning, code: "missing-language", at: place(of: key),
          "the text in \(language) is missing",
          expected: expected, remedy: index == 0 ? nil : "until then the \(languages[0]) text is shown"))
    }
    return languages.first.flatMap { texts[$0] } == nil ? nil : texts
  }
}
