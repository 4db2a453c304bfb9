import ReportCore
import YAMLDocuments

/// `controls.yml`: limits, caps and policies that are in force.
enum ControlsReading {
  static let file = "content/controls.yml"
  private static let keys = ["use_case", "kind", "limit", "active_from", "evidence"]

  static func read(_ text: String, names: KnownNames, problems: DocumentProblems) -> [Control]? {
    guard let entries = YAMLDocument.entries(of: text, key: "controls", known: keys, file: file, problems: problems)
    else {
      return nil
    }
    var lines: [String: Int] = [:]
    return entries.compactMap { entry in
      let kind = entry.choice("kind", Control.Kind.self, required: true)
      // A gateway that everything must pass protects no single use case.
      let scopes = names.useCases.map { kind == .gatewayOnly ? [RegisterWords.total] + $0 : $0 }
      let useCase = entry.reference("use_case", to: scopes, in: "use-cases.yml", code: "unknown-use-case")
      let limit = limit(entry, kind: kind)
      let day = entry.day("active_from", required: true)
      let evidence = entry.text("evidence")
      guard let kind, let useCase, let limit, let day else { return nil }
      if let first = lines.updateValue(entry.line, forKey: "\(useCase) \(kind.rawValue) \(day)") {
        entry.refuse(
          "active_from", "duplicate", "this use case already has a \(kind.rawValue) control from that day",
          found: day.description, expected: "another day than line \(first)", remedy: "remove one of the two")
        return nil
      }
      return Control(
        useCase: useCase, kind: kind, limit: limit, activeFrom: day, evidence: evidence, line: entry.line)
    }
  }

  /// Rate limits, caps and switches need a number; a policy, a cache or a gateway has none and gets zero.
  private static func limit(_ entry: YAMLEntry, kind: Control.Kind?) -> FixedDecimal? {
    let needsNumber: Bool
    switch kind {
    case .perIP, .perUser, .perKey, .perMinute, .perHour, .dayCap, .killSwitch: needsNumber = true
    case .cache, .gatewayOnly, .tieringPolicy, nil: needsNumber = false
    }
    guard entry.has("limit") || needsNumber else { return .zero }
    guard let limit = entry.decimal("limit", required: needsNumber) else { return nil }
    guard !needsNumber || limit.nanos > 0 else {
      entry.refuse(
        "limit", "bad-number", "a limit is above zero", found: limit.description, expected: "a number above zero")
      return nil
    }
    // 110 % is 1.10: nobody means a switch at eleven thousand per cent of the day budget.
    if kind == .killSwitch, !(FixedDecimal(1)...FixedDecimal(10)).contains(limit) {
      entry.refuse(
        "limit", "bad-number", "a kill switch acts at a ratio of the day budget", found: limit.description,
        expected: "a number from 1 to 10", remedy: "write 1.10 for 110 %")
      return nil
    }
    return limit
  }
}
