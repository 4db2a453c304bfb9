import ReportCore
import YAMLDocuments

/// `budgets.yml`.
enum BudgetsReading {
  static let file = "content/budgets.yml"
  private static let keys = ["scope", "period", "amount", "valid_from", "approved_by"]

  static func read(_ text: String, names: KnownNames, problems: DocumentProblems) -> [Budget]? {
    guard let entries = YAMLDocument.entries(of: text, key: "budgets", known: keys, file: file, problems: problems)
    else {
      return nil
    }
    let scopes = names.useCases.map { [RegisterWords.total] + $0 }
    var lines: [String: Int] = [:]
    return entries.compactMap { entry in
      let scope = entry.reference("scope", to: scopes, in: "use-cases.yml", code: "unknown-use-case")
      let period = entry.choice("period", Budget.BudgetPeriod.self, required: true)
      let amount = entry.euro("amount", required: true)
      let day = entry.day("valid_from", required: true)
      let approvedBy = entry.text("approved_by")
      guard let scope, let period, let amount, let day else { return nil }
      guard amount.nanos > 0 else {
        entry.refuse(
          "amount", "bad-money", "a budget is above zero", found: "0", expected: "an amount above zero",
          remedy: "a use case that may not spend gets a control, not a budget of zero")
        return nil
      }
      if let first = lines.updateValue(entry.line, forKey: "\(scope) \(period) \(day)") {
        entry.refuseDuplicate(
          "valid_from", of: "this scope already has a \(period) budget from that day", day, first: first)
        return nil
      }
      return Budget(
        scope: scope, period: period, amount: amount, validFrom: day, approvedBy: approvedBy, line: entry.line)
    }
  }
}
