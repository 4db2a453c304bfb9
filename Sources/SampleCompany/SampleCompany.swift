import ReportCore

/// Noorderduin Wonen BV, a fictional web shop for home furnishing: twelve weeks of exports with the real formats.
struct SampleCompany {
  /// All files, by path.
  private(set) var files: [SampleFile] = []
  /// A line per week: rows, the gateway's dollars per provider, and OpenAI's bill.
  private(set) var controlTotals: [String] = []

  /// Makes everything; the same bytes always.
  init() {
    var journal = Journal()
    var outcomes = WeeklyCounts.outcomeHeader
    var returns = WeeklyCounts.returnHeader
    var correction: SampleFile?
    var allCalls: [GatewayCall] = []
    for week in Story.weeks {
      let monday = week.next.firstDay
      let tag = Story.fileTag(week)
      let calls = GatewayLog.calls(in: week)
      allCalls += calls
      var batch: [(file: SampleFile, importer: String, note: String)] = []
      func add(_ name: String, _ text: String, _ importer: String) {
        batch.append((SampleFile("content/ledger/\(name)", text), importer, ""))
      }
      add("eurofxref-fictief-\(week.firstDay.advanced(by: 4)).csv", RateFiles.csv(week), "ecb-history-csv/1")
      for month in ManualFiles.months(on: monday) {
        add("manual-2026-\(month < 10 ? "0" : "")\(month).csv", ManualFiles.csv(month: month), "manual-entries-csv/1")
      }
      add("openai-cost-\(tag).csv", ProviderBill.csv(week, calls: calls, settled: false), "openai-cost-csv/1")
      if week.days.contains(Story.lateBilling) {
        let settled = ProviderBill.csv(week, calls: calls, settled: true)
        correction = SampleFile("content/ledger/openai-cost-\(tag)-re-export.csv", settled)
      }
      if monday == Story.reExport, let correction {
        batch.append((correction, "openai-cost-csv/1", "nagekomen kosten van 5 november"))
      }
      if week == Story.firstWeek {
        add("litellm-\(tag).jsonl", GatewayLog.jsonLines(calls), "litellm-spend-logs/1")
      } else {
        add("litellm-\(tag).csv", GatewayLog.csv(calls), "litellm-spend-logs/1")
      }
      journal.add(batch, on: monday)
      files += batch.map(\.file)
      outcomes += WeeklyCounts.outcomes(week, calls: calls)
      returns += WeeklyCounts.returns(week, calls: calls)
      controlTotals.append(SampleCompany.controlTotal(week, calls: calls))
    }
    files.append(SampleFile("content/ledger/journal.csv", journal.text))
    files.append(SampleFile("content/invoices.csv", InvoiceFile.csv(calls: allCalls)))
    files.append(SampleFile("content/outcomes.csv", outcomes))
    files.append(SampleFile("content/returns.csv", returns))
    files.sort { $0.path < $1.path }
  }

  private static func controlTotal(_ week: ISOWeek, calls: [GatewayCall]) -> String {
    let providers = ["openai", "anthropic", "mistral"].map { provider in
      let picos = calls.reduce(0) { $0 + ($1.model.provider == provider ? $1.picos : 0) }
      return "\(provider) \(dollars(Int128(picos) * 10_000))"
    }
    let bill = (week.firstDay.number...week.lastDay.number)
      .flatMap { ProviderBill.lines(of: CalendarDay(number: $0), calls: calls, settled: true) }
      .reduce(Int128(0)) { $0 + $1.amount }
    return "\(week): \(calls.count) rows, gateway USD \(providers.joined(separator: ", ")), bill USD \(dollars(bill))"
  }

  private static func dollars(_ amount: Int128) -> String { String(ProviderBill.decimal(amount).dropLast(26)) }
}
