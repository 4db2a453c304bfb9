import CostExports
import ReportCore

/// What no row of a cost export can honestly be; larger numbers would make sums leave 64 bits.
enum RowLimits {
  /// 100 million units of the currency.
  static let nanos: Int64 = 100_000_000_000_000_000
  static let count = 1_000_000_000_000
  static let days = 3_660

  /// True for an amount that can be true.
  static func allows(_ amount: Int64) -> Bool { (-nanos...nanos).contains(amount) }

  /// The first thing that is wrong with the row's numbers; nil when nothing is.
  static func problem(with row: ExportRow, file: String) -> Diagnostic? {
    if MangledNumbers.isMangled(row.idBytes) {
      return Diagnostic(
        code: "mangled-id", at: SourcePlace(file: file, line: row.line, field: "id"),
        "a spreadsheet has turned the id into a rounded number", found: row.id, expected: "the id with all its digits",
        remedy: "Give the file as downloaded: a spreadsheet changes numbers, dates and ids when it saves.")
    }
    return areNumbersSound(row) ? nil : problem(withNumbersOf: row, file)
  }

  /// The same answer as the complaint below gives, for the millions of rows with which nothing is wrong.
  private static func areNumbersSound(_ row: ExportRow) -> Bool {
    guard case .moment = row.time else { return false }
    func isSound(_ number: Int) -> Bool { -count <= number && number <= count }
    if let cost = row.cost {
      guard allows(cost.nanos) else { return false }
      if let billed = row.billed, billed.currency != cost.currency { return false }
    }
    if let billed = row.billed, !allows(billed.nanos) { return false }
    return isSound(row.calls) && isSound(row.errors) && isSound(row.tokens.inputUncached)
      && isSound(row.tokens.inputCacheRead) && isSound(row.tokens.inputCacheWrite) && isSound(row.tokens.output)
      && isSound(row.tokens.outputReasoning)
  }

  private static func problem(withNumbersOf row: ExportRow, _ file: String) -> Diagnostic? {
    if let cost = row.cost, let billed = row.billed, cost.currency != billed.currency {
      return refusal(
        "two-currencies", row, file, "cost and billed amount are in different currencies",
        found: "\(cost.currency) and \(billed.currency)", expected: "one currency per row")
    }
    for amount in [row.cost, row.billed] {
      guard let amount, !(-nanos...nanos).contains(amount.nanos) else { continue }
      return refusal(
        "amount-out-of-range", row, file, "the amount is too large to be true",
        found: "\(amount.nanos / 1_000_000_000) \(amount.currency)", expected: "at most 100 million")
    }
    let counts = [
      row.calls, row.errors, row.tokens.inputUncached, row.tokens.inputCacheRead, row.tokens.inputCacheWrite,
      row.tokens.output, row.tokens.outputReasoning,
    ]
    if let count = counts.first(where: { !(-count...count).contains($0) }) {
      return refusal(
        "count-out-of-range", row, file, "the number of calls or tokens is too large to be true", found: "\(count)",
        expected: "at most 10¹² in one row")
    }
    if case .days(let first, let last) = row.time {
      guard last >= first else {
        return refusal(
          "period-backwards", row, file, "the period ends before it begins", found: "\(first) … \(last)",
          expected: "a last day that is not before the first")
      }
      guard first.distance(to: last) < days else {
        return refusal(
          "period-too-long", row, file, "the period is longer than ten years", found: "\(first) … \(last)",
          expected: "at most \(days) days")
      }
    }
    return nil
  }

  static func neverListed(_ currency: Currency, line: Int, file: String) -> Diagnostic {
    Diagnostic(
      code: "currency-never-listed", at: SourcePlace(file: file, line: line),
      "the European Central Bank has never listed this currency, so there is no rate to euro", found: currency.code,
      expected: "EUR or a currency with a reference rate",
      remedy: "State the amounts in euro, as the invoice or your contract converts them.")
  }

  private static func refusal(
    _ code: String, _ row: ExportRow, _ file: String, _ summary: String, found: String, expected: String
  ) -> Diagnostic {
    Diagnostic(
      code: code, at: SourcePlace(file: file, line: row.line), summary, found: found, expected: expected,
      remedy: "Download the export again; if the number is still there, ask the one who made it.")
  }
}
