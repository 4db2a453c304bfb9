import ReportCore

/// Turns lines of Google's billing export into rows; `GoogleBillingExport` says what is decided.
struct GoogleRows {
  /// Rows of the invoice as a whole, at most; there are a few each month.
  private static let heldLimit = 10_000

  private let file: String
  private var checks: RowChecks
  private var periods = BillingPeriods()
  private var leftOut = LeftOutRows()
  private var meters = MeterTexts()
  private var held: [ExportRow] = []
  /// Providers of AI rows by scope.
  private var providers: [String: Set<String>] = [:]
  /// Scopes that hold something else as well.
  private var mixed: Set<String> = []
  private var unknown: [String: Int] = [:]
  private var count = 0

  init(file: String) {
    self.file = file
    checks = RowChecks(file: file)
  }

  func summary() -> ExportSummary {
    var summary = ExportSummary()
    summary.rows = count
    periods.finish(&summary, rank: GoogleBillingExport.rank)
    for (name, line) in unknown.sorted(by: { ($0.value, $0.key) < ($1.value, $1.key) }) {
      summary.warnings += UnknownNames.warnings([name], file: file, line: line)
    }
    summary.warnings += leftOut.warnings(
      file: file, kept: "rows of Vertex AI, the Gemini API and other generative AI services")
    return summary
  }

  /// The charge and its credits; nothing, with complaints, when a value is wrong.
  mutating func rows(_ record: GoogleRecord, line: Int, _ problems: inout ProblemLog) -> [ExportRow] {
    checks.begin(line: line)
    for name in record.unknown where unknown[name] == nil && unknown.count < UnknownNames.limit { unknown[name] = line }
    guard let (charge, month) = charge(record, &problems) else { return [] }
    let all = [charge] + credits(record, of: charge, &problems)
    guard checks.isGood else { return [] }
    periods.add(scope: charge.scope, days: month.days)
    if charge.charge == .usage { periods.addUse(scope: charge.scope, on: charge.time.sourceDays) }
    let service = record.service.text ?? ""
    if service.lowercased() == "invoice", held.count < GoogleRows.heldLimit {
      held += all
      return []
    }
    guard GoogleRows.isAboutAI(service) else {
      mixed.insert(charge.scope)
      leaveOut(all)
      return []
    }
    providers[charge.scope, default: []].insert(charge.dimension.provider)
    if charge.charge == .usage {
      periods.addProvider(
        scope: charge.scope, charge.dimension.provider, account: charge.dimension.account)
    }
    count += all.count
    return all
  }

  /// Rows of invoices that hold nothing but AI, once all lines have been seen.
  mutating func heldRows() -> [ExportRow] {
    var kept: [ExportRow] = []
    for row in held {
      guard !mixed.contains(row.scope), let provider = providers[row.scope]?.min() else {
        leaveOut([row])
        continue
      }
      var row = row
      row.dimension.provider = provider
      kept.append(row)
    }
    held = []
    count += kept.count
    return kept
  }

  private mutating func leaveOut(_ rows: [ExportRow]) {
    guard let first = rows.first, let cost = first.cost else { return }
    let net = rows.dropFirst().reduce(cost.nanos) { sum, row in
      let (total, overflow) = sum.addingReportingOverflow(row.cost?.nanos ?? 0)
      return overflow ? sum : total
    }
    leftOut.add(Money(nanos: net, currency: cost.currency), line: first.line)
  }

  private static func isAboutAI(_ service: String) -> Bool {
    let lower = service.lowercased()
    return [
      "vertex ai", "gemini", "generative ai", "generative language", "dialogflow", "agent builder", "agent platform",
    ].contains(where: lower.contains)
  }
}

// MARK: - A charge and its credits

extension GoogleRows {
  private mutating func charge(
    _ record: GoogleRecord, _ problems: inout ProblemLog
  ) -> (row: ExportRow, month: CalendarMonth)? {
    var row = ExportRow()
    row.line = checks.line
    let nanos = checks.nanos(record.cost, "cost", &problems)
    let currency = checks.currency(record.currency, "currency", &problems)
    let account = checks.requiredText(record.account, "billing_account_id", &problems)
    let month = month(record.month, &problems)
    let time = time(record, &problems)
    let costType = checks.text(record.costType, "cost_type", &problems)
    let service = checks.text(record.service, "service.description", &problems)
    let sku = checks.text(record.sku, "sku.description", &problems)
    let project = checks.text(record.project, "project.id", &problems)
    let kind = kind(costType, &problems)
    guard checks.isGood, let currency, let month, let time, let kind else { return nil }
    row.time = time
    row.charge = kind
    row.scope = "\(scopePart(account))|\(month)"
    row.cost = Money(nanos: nanos, currency: currency)
    row.billed = row.cost
    row.priceStatus = nanos == 0 ? .free : .priced
    row.dimension.source = GoogleBillingExport.name
    row.dimension.provider = CloudNames.google(service: service)
    row.dimension.account = account
    row.dimension.project = project
    row.dimension.tags = CloudTags.joined(record.labels)
    row.dimension.operation = sku
    let meter = meters.read(sku, provider: row.dimension.provider)
    row.dimension.model = meter.model
    row.dimension.serviceTier = meter.tier
    // Pictures, sound and film are counted in tokens or in pieces, which the name does not say.
    let words = sku.lowercased()
    if kind == .usage, let counter = meter.counter, words.contains("text") || words.contains("token"),
      let tokens = TokenUsage(counter, quantity: record.amount, blocks: 1)
    {
      row.tokens = tokens
    }
    return (row, month)
  }

  private mutating func credits(
    _ record: GoogleRecord, of charge: ExportRow, _ problems: inout ProblemLog
  ) -> [ExportRow] {
    record.credits.compactMap { credit in
      let nanos = checks.nanos(credit.amount, "credits.amount", &problems)
      let name = checks.text(credit.name.isEmpty ? credit.type : credit.name, "credits.name", &problems)
      guard nanos != 0, let currency = charge.cost?.currency else { return nil }
      var row = charge
      // A credit of tax is tax: it must not become spend.
      row.charge = charge.charge == .tax ? .tax : .credit
      row.tokens = TokenUsage()
      row.cost = Money(nanos: nanos, currency: currency)
      row.billed = row.cost
      row.priceStatus = .priced
      row.dimension.operation = name
      return row
    }
  }

  private mutating func kind(_ text: String, _ problems: inout ProblemLog) -> ChargeKind? {
    switch text {
    case "regular", "": return .usage
    case "tax": return .tax
    case "adjustment", "rounding_error": return .correction
    default:
      checks.refuse(
        &problems, code: "unknown-kind", field: "cost_type", "there is no such kind of charge", found: text,
        expected: "regular, tax, adjustment or rounding_error", remedy: "Export the rows again.")
      return nil
    }
  }

  /// `202610`.
  private mutating func month(_ slice: ByteSlice, _ problems: inout ProblemLog) -> CalendarMonth? {
    if slice.isEmpty {
      checks.missing("invoice.month", &problems)
      return nil
    }
    if slice.count == 6, let number = slice.wholeNumber,
      let day = CalendarDay(year: number / 100, month: number % 100, day: 1), PlausibleDays.range.contains(day)
    {
      return CalendarMonth(containing: day)
    }
    checks.refuse(
      &problems, code: "not-a-month", field: "invoice.month", "this is not a month", found: slice.shown,
      expected: "202610", remedy: "Export the rows again.")
    return nil
  }

  private mutating func time(_ record: GoogleRecord, _ problems: inout ProblemLog) -> RowTime? {
    let start = moment(record.start, "usage_start_time", &problems)
    let end = record.end.isEmpty ? start : moment(record.end, "usage_end_time", &problems)
    guard let start, let end else { return nil }
    if let time = ChargePeriod.time(from: start, to: end) { return time }
    checks.refuse(
      &problems, code: "bad-period", field: "usage_end_time", "the time of use ends before it has begun",
      found: "\(start) to \(end)", expected: "an end behind the start", remedy: "Export the rows again.")
    return nil
  }

  private mutating func moment(_ slice: ByteSlice, _ field: String, _ problems: inout ProblemLog) -> Instant? {
    if slice.isEmpty {
      checks.missing(field, &problems)
      return nil
    }
    if let moment = Instant(bytes: slice.buffer), PlausibleDays.range.contains(moment.utcDay) { return moment }
    checks.refuse(
      &problems, code: "not-a-moment", field: field, "this is not a moment", found: slice.shown,
      expected: "2026-10-26 07:00:00 UTC", remedy: "Export the rows again as JSON Lines.")
    return nil
  }
}
