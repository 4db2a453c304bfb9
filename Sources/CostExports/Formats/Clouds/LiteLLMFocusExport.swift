import ReportCore

/// LiteLLM's own FOCUS export (formats.md 2.6): the columns of FOCUS, but a gateway's estimate and no bill. It is told
/// from a cloud's export by its first row: an account of the type "API Key", or the gateway's metadata as tags.
///
/// - A row is a UTC day, a key, a team, a model and a provider. The account is the key's hash: the alias is kept, else
///   its first eight digits, as for spend logs. Tags are the gateway's metadata, people among them, and not read.
/// - The job writes a day again with a higher, cumulative value: a row replaces what an earlier file said of the same
///   day, key, team, model and provider.
/// - Requests are calls; tokens are lost. Amounts are cut to six decimals, so requests that cost nothing are not
///   known to be free: they are unpriced.
public enum LiteLLMFocusExport: CostExportFormat {
  public static let name = "litellm-focus"
  public static let version = 1
  public static let title = "a FOCUS export of LiteLLM"
  public static let basis = CostBasis.gateway
  public static let rank = SourceRank.gateway
  public static let signatures: [ExportSignature] = [
    .csv(
      FocusColumn.signature + ["BillingAccountType", "ConsumedUnit"],
      firstRow: ["BillingAccountType": "API Key", "ConsumedUnit": "Requests"]),
    .csv(
      FocusColumn.signature + ["ConsumedUnit", "Tags"],
      firstRow: ["ConsumedUnit": "Requests", "Tags": "\"custom_llm_provider\""]),
  ]

  public static func read(
    _ source: any ByteSource, file: String, problems: inout ProblemLog, row: (ExportRow) throws -> Void
  ) throws -> ExportSummary {
    var summary = ExportSummary()
    guard var cells = try FocusCells(source, file: file, problems: &problems) else { return summary }
    var coverage = CoverageDays()
    while try cells.next(&problems) {
      guard let made = entry(&cells, &problems), case .days(let first, let last) = made.time else { continue }
      coverage.add(
        provider: made.dimension.provider, account: "", replacesLowerRanks: false, days: first...last)
      summary.scopes.insert(made.scope)
      summary.rows += 1
      try row(made)
    }
    summary.coverage = coverage.span(rank: rank)
    summary.warnings = cells.warnings
    return CloudBill.sayingNoData(summary, problems)
  }

  private static func entry(_ cells: inout FocusCells, _ problems: inout ProblemLog) -> ExportRow? {
    var entry = ExportRow()
    entry.line = cells.checks.line
    let nanos = cells.nanos(.effectiveCost, &problems)
    let code = cells.cell(.billingCurrency)
    let currency = cells.checks.currency(code, FocusColumn.billingCurrency.name, &problems)
    let start = cells.moment(.chargePeriodStart, &problems)
    let calls = cells.cell(.consumedQuantity)
    entry.calls = cells.checks.count(calls, FocusColumn.consumedQuantity.name, &problems)
    entry.dimension.source = name
    entry.dimension.route = "gateway"
    let provider = cells.text(firstOf: .serviceProviderName, .providerName, .publisherName, problems: &problems)
    entry.dimension.provider = provider
    entry.dimension.model = model(cells.text(.resourceId, &problems), of: provider)
    entry.dimension.team = cells.text(firstOf: .subAccountName, .subAccountId, problems: &problems)
    let account = cells.text(.billingAccountId, &problems)
    let alias = cells.text(.billingAccountName, &problems)
    entry.dimension.keyAlias = alias.isEmpty ? shortened(account) : alias
    let team = cells.text(.subAccountId, &problems)
    guard cells.checks.isGood, let currency, let start else { return nil }
    entry.time = .days(start.utcDay, start.utcDay)
    if nanos != 0 || entry.calls == 0 {
      entry.cost = Money(nanos: nanos, currency: currency)
      entry.billed = entry.cost
      entry.priceStatus = nanos == 0 ? .free : .priced
    } else {
      entry.priceStatus = .unpriced
    }
    entry.scope = [start.utcDay.description, mark(account), team, entry.dimension.model, provider].map(scopePart)
      .joined(separator: "|")
    return entry
  }

  private static func model(_ text: String, of provider: String) -> String {
    guard !provider.isEmpty, text.hasPrefix(provider + "/") else { return text }
    return String(text.dropFirst(provider.count + 1))
  }

  /// Never the key and never its whole hash.
  private static func shortened(_ account: String) -> String {
    let isHash = account.utf8.count == 64 && account.allSatisfy(\.isHexDigit)
    return isHash ? "key-\(account.prefix(8))" : ""
  }

  /// Tells keys apart in scopes without being one (FNV-1a).
  private static func mark(_ account: String) -> String {
    let hash = account.utf8.reduce(0xcbf2_9ce4_8422_2325 as UInt64) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
    return String(hash, radix: 16)
  }
}
