import ReportCore
import YAMLDocuments

/// `use-cases.yml`; its order is the order of series on all pages.
enum UseCasesReading {
  static let file = "content/use-cases.yml"
  private static let keys = [
    "id", "name", "short_name", "category", "task_kind", "customer_facing", "critical", "owner", "go_live", "expects",
    "expects_returns",
  ]
  /// What fits beside a chart's column.
  private static let shortNameLength = 18

  /// Also fills `names.useCases`: an id counts as known even when its entry has errors, so that one mistake is
  /// reported once.
  static func read(_ text: String, names: inout KnownNames, problems: DocumentProblems) -> [UseCase]? {
    guard let entries = YAMLDocument.entries(of: text, key: "use_cases", known: keys, file: file, problems: problems)
    else {
      return nil
    }
    var lines: [String: Int] = [:]
    var ids: [String] = []
    var useCases: [UseCase] = []
    for entry in entries {
      let id = identifier(entry)
      if let id {
        if let first = lines.updateValue(entry.line, forKey: id) {
          entry.refuse(
            "id", "duplicate-id", "this id is taken", found: id, expected: "an id used once (see line \(first))")
          continue
        }
        ids.append(id)
      }
      if let useCase = useCase(entry, id: id, names: names) { useCases.append(useCase) }
    }
    names.useCases = ids
    return useCases
  }

  private static func identifier(_ entry: YAMLEntry) -> String? {
    guard let id = entry.identifier("id") else { return nil }
    guard id != RegisterWords.total, id != RegisterWords.notAttributed else {
      entry.refuse("id", "bad-id", "this word has a meaning of its own", found: id, expected: "another id")
      return nil
    }
    return id
  }

  private static func useCase(_ entry: YAMLEntry, id: String?, names: KnownNames) -> UseCase? {
    let name = entry.texts("name", languages: names.languages, required: true)
    let shortName = shortName(entry, name: name ?? [:], languages: names.languages)
    let category = entry.choice("category", UseCase.Category.self, required: true)
    let taskKind = entry.choice("task_kind", UseCase.TaskKind.self)
    let customerFacing = entry.flag("customer_facing", required: true)
    let critical = entry.flag("critical")
    let owner = entry.reference("owner", to: names.owners, in: "site.yml", code: "unknown-owner")
    let goLive = entry.day("go_live")
    let expects = expects(entry)
    let expectsReturns = entry.flag("expects_returns")
    guard let id, let name, let category, let customerFacing, let owner else { return nil }
    return UseCase(
      id: id, name: name, shortName: shortName, category: category, taskKind: taskKind, customerFacing: customerFacing,
      critical: critical, owner: owner, goLive: goLive, expects: expects, expectsReturns: expectsReturns ?? false,
      line: entry.line)
  }

  /// The short names; a full name that is short enough serves as its own.
  private static func shortName(_ entry: YAMLEntry, name: [String: String], languages: [String]) -> [String: String] {
    var short = name
    if entry.has("short_name") {
      short.merge(entry.texts("short_name", languages: languages) ?? [:]) { _, given in given }
    }
    for language in languages {
      guard let text = short[language], text.count > shortNameLength else { continue }
      entry.refuse(
        entry.has("short_name") ? "short_name" : "name", "name-too-long",
        "the short name in \(language) does not fit beside a chart", found: text,
        expected: "at most \(shortNameLength) characters",
        remedy: entry.has("short_name") ? nil : "add short_name: {\(language): …}")
    }
    return short
  }

  private static func expects(_ entry: YAMLEntry) -> [UseCase.Outcome] {
    let words = UseCase.Outcome.allCases.map(\.rawValue)
    let list = entry.words("expects", expected: "a list of \(DocumentWords.oneOf(words))") ?? []
    return list.compactMap { word in
      guard let outcome = UseCase.Outcome(rawValue: word.text) else {
        entry.refuse(
          "expects", "unknown-value", "this counter is not known", found: word.text,
          expected: DocumentWords.oneOf(words),
          remedy: DocumentWords.remedy(for: word.text, among: words))
        return nil
      }
      return outcome
    }
  }
}
