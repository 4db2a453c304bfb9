import ReportCore
import YAMLDocuments

/// `returns.csv`: what use cases gave back, by week.
enum ReturnsReading {
  static let file = "content/returns.csv"
  private static let columns = ["use_case", "week", "benefit", "currency", "basis", "evidence"]

  static func read(_ text: String, names: KnownNames, problems: DocumentProblems) -> [ReturnRow]? {
    guard let rows = RegisterTable.rows(text, file: file, columns: columns, problems: problems) else { return nil }
    var lines: [String: Int] = [:]
    return rows.compactMap { row in
      let useCase = row.useCase(names)
      let week = row.week()
      let benefit = benefit(row)
      let basis = basis(row)
      guard let useCase, let week, let benefit, let basis else { return nil }
      if let first = lines.updateValue(row.line, forKey: "\(useCase) \(week) \(basis.rawValue)") {
        row.refuse(
          "week", "duplicate", "this use case already has a \(basis.rawValue) return in that week",
          found: week.description,
          expected: "one row per use case, week and basis (see line \(first))",
          remedy: "add the two amounts up in one row")
        return nil
      }
      return ReturnRow(
        useCase: useCase, week: week, benefit: benefit, basis: basis, evidence: row.text("evidence"), line: row.line)
    }
  }

  private static func benefit(_ row: RegisterTable.Row) -> Money? {
    let expected = "an amount in euro, such as 1560.00"
    guard let text = row.require("benefit", expected: expected) else { return nil }
    guard let amount = EuroText.read(text), amount.nanos >= 0 else {
      row.refuse(
        "benefit", "bad-money", "this is not an amount", found: text, expected: expected,
        remedy: NumberAdvice.corrected(text).map { "write \($0)" })
      return nil
    }
    guard let currency = row.require("currency", expected: "EUR") else { return nil }
    guard currency == "EUR" else {
      row.refuse(
        "currency", "not-euro", "returns are kept in euro", found: currency, expected: "EUR",
        remedy: "convert the amount and write EUR")
      return nil
    }
    return amount
  }

  private static func basis(_ row: RegisterTable.Row) -> ReturnRow.Basis? {
    let words = ReturnRow.Basis.allCases.map(\.rawValue)
    guard let text = row.require("basis", expected: DocumentWords.oneOf(words)) else { return nil }
    guard let basis = ReturnRow.Basis(rawValue: text) else {
      row.refuse(
        "basis", "unknown-value", "this basis is not known", found: text, expected: DocumentWords.oneOf(words),
        remedy: DocumentWords.remedy(for: text, among: words))
      return nil
    }
    return basis
  }
}

extension RegisterTable.Row {
  /// A use case of the register.
  func useCase(_ names: KnownNames) -> String? {
    guard let text = require("use_case", expected: "an id from use-cases.yml") else { return nil }
    if let known = names.useCases, !known.contains(text) {
      refuse(
        "use_case", "unknown-use-case", "use-cases.yml does not know this id", found: text,
        expected: known.isEmpty ? "an id from use-cases.yml" : DocumentWords.oneOf(known),
        remedy: NearestName.of(String(text.prefix(80)), among: known).map { "did you mean \($0)?" }
          ?? "add it to use-cases.yml first")
      return nil
    }
    return text
  }

  /// An ISO week that exists.
  func week() -> ISOWeek? {
    guard let text = require("week", expected: "a week, such as 2026-W47") else { return nil }
    guard let week = ISOWeek(text) else {
      refuse(
        "week", "impossible-week", "this is not a week of the calendar", found: text,
        expected: "YYYY-Www, such as 2026-W47")
      return nil
    }
    return week
  }
}
