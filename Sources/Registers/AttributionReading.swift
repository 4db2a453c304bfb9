import ReportCore
import YAMLDocuments

/// `attribution.yml`: ordered rules, first match wins.
enum AttributionReading {
  static let file = "content/attribution.yml"
  private static let fields = AttributionFields.names

  static func read(_ text: String, names: KnownNames, problems: DocumentProblems) -> [AttributionRule]? {
    let keys = ["use_case", "match", "valid_from"]
    guard let entries = YAMLDocument.entries(of: text, key: "rules", known: keys, file: file, problems: problems) else {
      return nil
    }
    let useCases = names.useCases.map { $0 + [RegisterWords.notAttributed] }
    var earlier: [[String: String]: (from: CalendarDay?, line: Int)] = [:]
    return entries.compactMap { entry in
      let useCase = entry.reference("use_case", to: useCases, in: "use-cases.yml", code: "unknown-use-case")
      let match = match(entry)
      let from = entry.day("valid_from")
      guard let useCase, let match else { return nil }
      // The rule above wins on every day it counts; a rule below it with the same match must have counted earlier.
      if let above = earlier[match], above.from.map({ top in from.map { top <= $0 } ?? false }) ?? true {
        entry.refuse(
          "match", "unreachable-rule", "the rule on line \(above.line) has the same match and always wins", found: nil,
          expected: "the rule with the newest valid_from on top",
          remedy: "put this rule above line \(above.line), or remove it")
        return nil
      }
      earlier[match] = (from, entry.line)
      return AttributionRule(
        useCase: useCase == RegisterWords.notAttributed ? nil : useCase, match: match, validFrom: from, line: entry.line
      )
    }
  }

  private static func match(_ entry: YAMLEntry) -> [String: String]? {
    let expected = "{field: text}, with the fields \(DocumentWords.oneOf(fields))"
    guard let pairs = entry.pairs("match", expected: expected, required: true) else { return nil }
    var match: [String: String] = [:]
    var isComplete = true
    for pair in pairs {
      let place = SourcePlace(file: file, line: pair.line, field: "match")
      if !fields.contains(pair.key) {
        isComplete = false
        entry.problems.error(
          "unknown-key", at: place, "the ledger has no such field", found: pair.key,
          expected: DocumentWords.oneOf(fields),
          remedy: DocumentWords.remedy(for: pair.key, among: fields))
      } else if pair.text.isEmpty || pair.text.dropLast().contains("*") {
        isComplete = false
        entry.problems.error(
          "bad-pattern", at: place, "a pattern is the exact text, or its beginning followed by *", found: pair.text,
          expected: "text or text*")
      } else {
        match[pair.key] = pair.text
      }
    }
    if pairs.isEmpty {
      isComplete = false
      entry.refuse(
        "match", "empty-match", "a rule without a match would take everything", found: "{}", expected: expected)
    }
    return isComplete ? match : nil
  }
}
