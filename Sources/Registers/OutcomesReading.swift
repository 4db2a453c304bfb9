import ReportCore
import YAMLDocuments

/// `outcomes.csv`: what use cases did, by week. An empty cell is unknown, never 0.
enum OutcomesReading {
  static let file = "content/outcomes.csv"
  private static let counters = ["sessions", "useful", "discarded", "repeated", "unjudged"]

  static func read(_ text: String, names: KnownNames, problems: DocumentProblems) -> [OutcomeRow]? {
    guard
      let rows = RegisterTable.rows(text, file: file, columns: ["use_case", "week"] + counters, problems: problems)
    else { return nil }
    var lines: [String: Int] = [:]
    return rows.compactMap { row in
      let useCase = row.useCase(names)
      let week = row.week()
      let counts = counters.map { count(row, $0) }
      guard let useCase, let week, !counts.contains(.refused) else { return nil }
      if let first = lines.updateValue(row.line, forKey: "\(useCase) \(week)") {
        row.refuse(
          "week", "duplicate", "this use case already has a row for that week", found: week.description,
          expected: "one row per use case and week (see line \(first))")
        return nil
      }
      return OutcomeRow(
        useCase: useCase, week: week, sessions: counts[0].number, useful: counts[1].number, discarded: counts[2].number,
        repeated: counts[3].number, unjudged: counts[4].number, line: row.line)
    }
  }

  private enum Count: Equatable {
    case known(Int)
    case unknown
    case refused

    var number: Int? {
      if case .known(let number) = self { number } else { nil }
    }
  }

  private static func count(_ row: RegisterTable.Row, _ column: String) -> Count {
    guard let text = row.text(column) else { return .unknown }
    guard text.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let number = Int(text), number <= 1_000_000_000_000
    else {
      row.refuse(
        column, "bad-count", "this is not a count", found: text, expected: "digits only, or nothing when it is unknown",
        remedy: "write 1240, not 1.240")
      return .refused
    }
    return .known(number)
  }
}
