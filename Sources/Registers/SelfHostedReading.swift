import ReportCore
import YAMLDocuments

/// `self-hosted.yml`.
enum SelfHostedReading {
  static let file = "content/self-hosted.yml"
  private static let keys = [
    "id", "models", "provider", "cost_per_month", "valid_from", "valid_until", "contains",
  ]

  static func read(_ text: String, problems: DocumentProblems) -> [SelfHostedModel]? {
    guard let entries = YAMLDocument.entries(of: text, key: "self_hosted", known: keys, file: file, problems: problems)
    else { return nil }
    var lines: [String: Int] = [:]
    return entries.compactMap { entry in
      let id = entry.identifier("id")
      let models = models(entry)
      let provider = entry.text("provider")
      let cost = entry.euro("cost_per_month", required: true)
      let from = entry.day("valid_from", required: true)
      let until = entry.day("valid_until")
      let contains = entry.text("contains", required: true)
      guard let id, let models, let cost, let from, let contains, until != nil || !entry.has("valid_until") else {
        return nil
      }
      if let until, until < from {
        entry.refuse(
          "valid_until", "period-backwards", "it ends before it begins", found: "\(from) … \(until)",
          expected: "a day that is not before valid_from")
        return nil
      }
      if let first = lines.updateValue(entry.line, forKey: "\(id) \(from)") {
        entry.refuseDuplicate("valid_from", of: "this id already has a cost from that day", from, first: first)
        return nil
      }
      return SelfHostedModel(
        id: id, models: models, provider: provider, costPerMonth: cost, validFrom: from, validUntil: until,
        contains: contains, line: entry.line)
    }
  }

  private static func models(_ entry: YAMLEntry) -> [String]? {
    guard let words = entry.words("models", expected: "a list of models, such as [llama-3*]", required: true) else {
      return nil
    }
    if words.isEmpty {
      entry.refuse("models", "empty-list", "the list of models is empty", found: "[]", expected: "at least one model")
    }
    let good = words.filter { word in
      guard !word.text.dropLast().contains("*"), word.text != "*", !word.text.isEmpty else {
        entry.refuse(
          "models", "bad-pattern", "a model is its exact name, or its beginning followed by *", found: word.text,
          expected: "llama-3 or llama-3*")
        return false
      }
      return true
    }
    return good.isEmpty || good.count < words.count ? nil : good.map(\.text)
  }
}
