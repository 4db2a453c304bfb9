import ReportCore
import YAMLDocuments

/// `waivers.yml`: what may pass a publishing gate, who answers for it, why and until when.
enum WaiversReading {
  static let file = "content/waivers.yml"
  private static let keys = ["gate", "subject", "owner", "reason", "valid_from", "until"]

  static func read(_ text: String, names: KnownNames, problems: DocumentProblems) -> [Waiver]? {
    guard let entries = YAMLDocument.entries(of: text, key: "waivers", known: keys, file: file, problems: problems)
    else {
      return nil
    }
    var lines: [String: Int] = [:]
    return entries.compactMap { entry in
      let gate = entry.choice("gate", GateName.self, required: true)
      let subject = entry.text("subject")
      let owner = entry.reference("owner", to: names.owners, in: "site.yml", code: "unknown-owner")
      let reason = entry.text("reason", required: true)
      let from = entry.day("valid_from")
      let until = entry.day("until", required: true)
      guard let gate, let owner, let reason, let until else { return nil }
      if let from, from > until {
        entry.refuse(
          "until", "period-backwards", "the waiver ends before it begins", found: until.description,
          expected: "\(from) or later")
        return nil
      }
      let key = "\(gate.rawValue) \(subject ?? "") \(from?.description ?? "")"
      if let first = lines.updateValue(entry.line, forKey: key) {
        entry.refuse(
          "gate", "duplicate", "the same is waived twice", found: gate.rawValue,
          expected: "another subject or valid_from than line \(first)", remedy: "remove one of the two")
        return nil
      }
      return Waiver(
        gate: gate, subject: subject, owner: owner, reason: reason, validFrom: from, until: until, line: entry.line)
    }
  }
}
