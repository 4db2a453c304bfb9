import ReportCore

/// What finance has booked: `invoices.csv`. Everything comes a few days after the month, but Mistral's for October, which
/// nobody can find.
enum InvoiceFile {
  static let header = "date,provider,invoice_no,month,period_from,period_to,amount,tax,currency,amount_eur,note\n"

  /// The lines by date. `calls` are those of all weeks.
  static func csv(calls: [GatewayCall]) -> String {
    // A retry that OpenAI's export does not show: 2.35 dollar that nobody has explained.
    let openai = [(9, 0), (10, 235)].map { month, extra in
      let cents = billed(month, calls: calls) + extra
      return dollars(month + 1, 3, "openai", "INV-2026-\(month)07", "2026-\(padded(month)),,", cents, "")
    }
    // Anthropic's cycle runs from the 28th, a little above list price.
    let anthropic = [(9, 8, 28), (10, 9, 28)].map { month, from, day in
      let (first, end) = (Story.day(2026, from, day), Story.day(2026, month, day))
      let cents = listed("anthropic", first, end, calls: calls) * 1011 / 1000
      return dollars(
        month + 1, 2, "anthropic", "A-\(month)4417", ",\(first),\(end)", cents, "cyclus loopt vanaf de 28e")
    }
    let mistral = dollars(
      10, 5, "mistral", "MIS-3391", "2026-09,,",
      listed("mistral", Story.day(2026, 9, 1), Story.day(2026, 10, 1), calls: calls) * 997 / 1000, "")
    let seats = [9, 10].flatMap { month in
      [
        "\(Story.day(2026, month, 1)),Beeldmaker BV,BM-2026-0\(430 + 17 * month),2026-\(padded(month)),,,145.00,30.45,EUR,,\n",
        "\(Story.day(2026, month, 1)),Schrijfhulp BV,2026\(padded(month))-118,2026-\(padded(month)),,,180.00,37.80,EUR,,\n",
      ]
    }
    return header + (openai + anthropic + [mistral] + seats).sorted().joined()
  }

  /// Booked at the last rate before the invoice's day.
  private static func dollars(
    _ month: Int, _ day: Int, _ provider: String, _ number: String, _ period: String, _ cents: Int, _ note: String
  ) -> String {
    let date = Story.day(2026, month, day)
    let rateDay = RateFiles.days.last { $0 < date } ?? date
    let rate = RateFiles.rates[rateDay]?.first ?? 100_000
    let booked = (cents * 100_000 + rate / 2) / rate
    return "\(date),\(provider),\(number),\(period),\(amount(cents)),0.00,USD,\(amount(booked)),\(note)\n"
  }

  /// What OpenAI bills for a month, in cents.
  private static func billed(_ month: Int, calls: [GatewayCall]) -> Int {
    let first = Story.day(2026, month, 1)
    let days = (first.number..<Story.day(2026, month + 1, 1).number).map { CalendarDay(number: $0) }
    let sum = days.flatMap { ProviderBill.lines(of: $0, calls: calls, settled: true) }
      .reduce(Int128(0)) { $0 + $1.amount }
    return Int((sum + 50_000_000_000_000) / 100_000_000_000_000)
  }

  /// What the gateway counts at list price from `first` until `end`, in cents.
  private static func listed(
    _ provider: String, _ first: CalendarDay, _ end: CalendarDay, calls: [GatewayCall]
  ) -> Int {
    let own = calls.filter { $0.model.provider == provider && (first..<end).contains($0.start.utcDay) }
    return own.reduce(0) { $0 + $1.picos } / 10_000_000_000
  }

  private static func amount(_ cents: Int) -> String { "\(cents / 100).\(String(100 + cents % 100).dropFirst())" }
  private static func padded(_ month: Int) -> String { month < 10 ? "0\(month)" : "\(month)" }
}
