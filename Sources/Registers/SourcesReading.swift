import ReportCore
import YAMLDocuments

/// `sources.yml`: the exports that are expected.
enum SourcesReading {
  static let file = "content/sources.yml"
  private static let keys = [
    "id", "format", "providers", "cadence", "expected_from", "maximum_age_days", "owner", "rank", "settling_days",
  ]

  static func read(_ text: String, names: KnownNames, problems: DocumentProblems) -> [SourceExpectation]? {
    guard let entries = YAMLDocument.entries(of: text, key: "sources", known: keys, file: file, problems: problems)
    else {
      return nil
    }
    var lines: [String: Int] = [:]
    return entries.compactMap { entry in
      let id = entry.identifier("id")
      if let id, let first = lines.updateValue(entry.line, forKey: id) {
        entry.refuse(
          "id", "duplicate-id", "this id is taken", found: id, expected: "an id used once (see line \(first))")
      }
      let format = format(entry, names: names)
      let providers = entry.words("providers", expected: "a list of providers, such as [openai]")
      let cadence = entry.choice("cadence", SourceExpectation.Cadence.self, required: true)
      let from = entry.day("expected_from")
      let age = entry.whole("maximum_age_days", minimum: 1, required: true)
      let owner = entry.reference("owner", to: names.owners, in: "site.yml", code: "unknown-owner")
      let rank = entry.choice("rank", SourceExpectation.Rank.self)
      let settling = entry.whole("settling_days", minimum: 0)
      guard let id, let format, let cadence, let age, let owner else { return nil }
      return SourceExpectation(
        id: id, format: format, providers: (providers ?? []).map(\.text), cadence: cadence, expectedFrom: from,
        maximumAgeDays: age, owner: owner, rank: rank, settlingDays: settling)
    }
  }

  private static func format(_ entry: YAMLEntry, names: KnownNames) -> String? {
    guard let formats = names.formats else { return entry.text("format", required: true) }
    return entry.reference("format", to: formats, in: "this version of peil", code: "unknown-format")
  }
}
