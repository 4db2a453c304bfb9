import ReportCore
import YAMLDocuments

/// `model-classes.yml`.
enum ModelClassesReading {
  static let file = "content/model-classes.yml"
  private static let keys = ["model", "class", "valid_from"]

  static func read(_ text: String, problems: DocumentProblems) -> [ModelClassRule]? {
    guard
      let entries = YAMLDocument.entries(of: text, key: "model_classes", known: keys, file: file, problems: problems)
    else { return nil }
    var lines: [String: Int] = [:]
    return entries.compactMap { entry in
      let model = entry.text("model", required: true)
      let modelClass = entry.choice("class", ModelClassRule.ModelClass.self, required: true)
      let day = entry.day("valid_from")
      guard let model, let modelClass else { return nil }
      guard !model.dropLast().contains("*") else {
        entry.refuse(
          "model", "bad-pattern", "a model is its exact name, or its beginning followed by *", found: model,
          expected: "gpt-5 or gpt-5*")
        return nil
      }
      if let first = lines.updateValue(entry.line, forKey: "\(model) \(day?.description ?? "")") {
        entry.refuse(
          "model", "duplicate", "this model already has a class from that day", found: model,
          expected: "another valid_from than line \(first)",
          remedy: "change line \(first), or give this entry its own valid_from")
        return nil
      }
      return ModelClassRule(model: model, modelClass: modelClass, validFrom: day)
    }
  }
}
