import ReportCore
import YAMLDocuments

/// `invoices.csv`: what finance has booked, one line per invoice or credit note.
enum InvoicesReading {
  static let file = "content/invoices.csv"
  private static let required = ["date", "provider", "invoice_no", "amount", "currency"]
  private static let optional = ["month", "period_from", "period_to", "tax", "amount_eur", "note"]
  /// A year and a day: longer is a slip of the pen.
  private static let longestPeriod = 366

  static func read(_ text: String, problems: DocumentProblems) -> [Invoice]? {
    guard let rows = RegisterTable.rows(text, file: file, columns: required, optional: optional, problems: problems)
    else { return nil }
    var lines: [String: Int] = [:]
    return rows.compactMap { row in
      let date = row.day("date", required: true)
      let provider = row.require("provider", expected: "the provider's name as in the cost ledger, such as openai")
      let number = row.require("invoice_no", expected: "the number on the invoice")
      let period = period(row)
      let amount = amount(row)
      let tax = nanos(row, "tax")
      let booked = nanos(row, "amount_eur")
      guard let date, let provider, let number, let period, let amount, tax != .refused, booked != .refused else {
        return nil
      }
      if let first = lines.updateValue(row.line, forKey: "\(provider.lowercased()) \(number)") {
        row.refuse(
          "invoice_no", "duplicate", "this provider already has an invoice with that number", found: number,
          expected: "each invoice once (see line \(first))",
          remedy: "add the lines of one invoice up; give a credit note its own number")
        return nil
      }
      guard isSound(booked.nanos, for: amount, row) else { return nil }
      return Invoice(
        date: date, provider: provider, number: number, period: period, amount: amount,
        tax: tax.nanos.map { Money(nanos: $0, currency: amount.currency) },
        booked: amount.currency == .euro ? amount : booked.nanos.map { .euro(nanos: $0) },
        note: row.text("note"), line: row.line)
    }
  }

  /// Whether the booked amount can belong to the invoice; an invoice in euro is its own booking.
  private static func isSound(_ booked: Int64?, for amount: Money, _ row: RegisterTable.Row) -> Bool {
    guard let booked else { return true }
    let isSound = amount.currency == .euro ? booked == amount.nanos : booked.signum() == amount.nanos.signum()
    if !isSound {
      row.refuse(
        "amount_eur", "bad-money", "this amount cannot be that of the invoice", found: row.text("amount_eur"),
        expected: amount.currency == .euro
          ? row.text("amount") : "an amount with the sign of \(row.text("amount") ?? "")",
        remedy: amount.currency == .euro ? "leave the cell empty" : nil)
    }
    return isSound
  }

  /// Days the invoice is for: a month, or from a day until another, which is not in it.
  private static func period(_ row: RegisterTable.Row) -> ClosedRange<CalendarDay>? {
    let expected = "a month such as 2026-10, or period_from and period_to"
    let (from, to) = (row.text("period_from"), row.text("period_to"))
    if let text = row.text("month") {
      guard from == nil, to == nil else {
        row.refuse("month", "two-periods", "month and period are both given", found: text, expected: expected)
        return nil
      }
      guard let month = CalendarMonth(text) else {
        row.refuse("month", "impossible-month", "this is not a month of the calendar", found: text, expected: expected)
        return nil
      }
      return month.days
    }
    guard from != nil || to != nil else {
      row.refuse("month", "missing-value", "the invoice names no period", found: nil, expected: expected)
      return nil
    }
    let first = row.day("period_from", required: true)
    let end = row.day("period_to", required: true)
    guard let first, let end else { return nil }
    guard first < end, first.distance(to: end) <= longestPeriod else {
      row.refuse(
        "period_to", "bad-period", "the period ends before it begins, or lasts more than a year",
        found: "\(first) to \(end)", expected: "the first day after the period, at most \(longestPeriod) days later",
        remedy: first == end ? "write \(first.advanced(by: 1)) for one day" : nil)
      return nil
    }
    return first...end.advanced(by: -1)
  }

  private static func amount(_ row: RegisterTable.Row) -> Money? {
    guard row.require("amount", expected: "the amount without tax, such as 1560.00") != nil,
      let nanos = nanos(row, "amount").nanos
    else { return nil }
    guard let code = row.require("currency", expected: "EUR, USD or another currency code") else { return nil }
    guard let currency = Currency(code) else {
      row.refuse(
        "currency", "bad-currency", "this is not a currency code", found: code, expected: "three letters, such as EUR")
      return nil
    }
    return Money(nanos: nanos, currency: currency)
  }

  private enum Amount: Equatable {
    case known(Int64)
    case absent
    case refused

    var nanos: Int64? {
      if case .known(let nanos) = self { nanos } else { nil }
    }
  }

  /// Below zero for a credit note.
  private static func nanos(_ row: RegisterTable.Row, _ column: String) -> Amount {
    guard let text = row.text(column) else { return .absent }
    guard let amount = EuroText.read(text) else {
      row.refuse(
        column, "bad-money", "this is not an amount", found: text, expected: "an amount such as 1560.00",
        remedy: NumberAdvice.corrected(text).map { "write \($0)" })
      return .refused
    }
    return .known(amount.nanos)
  }
}

extension RegisterTable.Row {
  /// A calendar date.
  func day(_ column: String, required: Bool) -> CalendarDay? {
    let expected = "a date, such as 2026-11-03"
    guard let text = required ? require(column, expected: expected) : text(column) else { return nil }
    guard let day = CalendarDay(text) else {
      refuse(column, "impossible-date", "this is not a date of the calendar", found: text, expected: expected)
      return nil
    }
    return day
  }
}
