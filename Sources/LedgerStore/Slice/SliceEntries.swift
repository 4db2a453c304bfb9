import CostExports
import ReportCore

/// The entries of a slice: FOCUS columns first, our own with `x_` in front. Requests have their moment, charges by day the
/// days of their source, written as UTC.
enum SliceEntries {
  static let columns =
    [
      "BilledCost", "BillingAccountId", "BillingCurrency", "ChargeCategory", "ChargeDescription", "ChargePeriodEnd",
      "ChargePeriodStart", "EffectiveCost", "ProviderName", "ServiceCategory", "ServiceName",
    ]
    + [
      "Act", "File", "Line", "RowId", "Charge", "Basis", "PriceStatus", "PriceAct", "EuroCost", "EuroBilled", "Rate",
      "RateDate", "RateAct", "Source", "KeyAlias", "Team", "Project", "Tags", "Model", "Operation", "Route",
      "ServiceTier", "Region", "Calls", "FailedCalls", "InputTokens", "CacheReadTokens", "CacheWriteTokens",
      "OutputTokens", "ReasoningTokens", "ContextTokens", "Meters",
    ].map { "x_" + $0 }

  static func table(_ ledger: Ledger, on days: ClosedRange<CalendarDay>, asOf: Instant) throws -> SliceTable {
    var table = SliceTable("entries", columns)
    try ledger.forEachEntry(LedgerEntryFilter(days: days), asOf: asOf) { entry in
      table.add(focus(entry) + own(entry))
      return true
    }
    return table
  }

  private static func focus(_ entry: LedgerEntry) -> [SliceCell] {
    let dimension = entry.dimension
    let (start, end) = period(entry.time)
    return [
      .money(entry.billed?.nanos), .words(dimension.account),
      .plain((entry.billed ?? entry.cost)?.currency.code ?? ""), .plain(category(entry.charge)),
      .words(dimension.operation), .plain(end.description), .plain(start.description), .money(entry.cost?.nanos),
      .words(dimension.provider), .plain("AI and Machine Learning"),
      .words(dimension.model.isEmpty ? dimension.provider : dimension.model),
    ]
  }

  private static func own(_ entry: LedgerEntry) -> [SliceCell] {
    let dimension = entry.dimension
    return [
      .number(entry.importNumber), .words(entry.file), .number(entry.line), .words(entry.rowID ?? ""),
      .plain(SliceNames.charge[entry.charge]), .plain(SliceNames.basis[entry.basis]),
      .plain(SliceNames.priceStatus[entry.priceStatus]), .number(entry.priceImport), .money(entry.euroCost),
      .money(entry.euroBilled), .plain(entry.rate ?? ""), .day(entry.rateDay), .number(entry.rateImport),
      .words(dimension.source), .words(dimension.keyAlias), .words(dimension.team), .words(dimension.project),
      .words(dimension.tags), .words(dimension.model), .words(dimension.operation), .words(dimension.route),
      .words(dimension.serviceTier), .words(entry.region), .number(entry.calls), .number(entry.errors),
      .number(entry.tokens.inputUncached), .number(entry.tokens.inputCacheRead),
      .number(entry.tokens.inputCacheWrite), .number(entry.tokens.output), .number(entry.tokens.outputReasoning),
      .number(entry.contextTokens), .plain(meters(entry.meters)),
    ]
  }

  /// The end is exclusive; a request lasts a second.
  private static func period(_ time: RowTime) -> (start: Instant, end: Instant) {
    switch time {
    case .moment(let moment): (moment, Instant(microseconds: moment.microseconds + 1_000_000))
    case .days(let first, let last): (Instant(startOf: first), Instant(startOf: last.advanced(by: 1)))
    }
  }

  private static func category(_ charge: ChargeKind) -> String {
    switch charge {
    case .usage: "Usage"
    case .subscription, .purchase: "Purchase"
    case .credit: "Credit"
    case .tax: "Tax"
    case .correction: "Adjustment"
    }
  }

  private static func meters(_ meters: Meters) -> String {
    meters.all.map { "\($0.meter)=\($0.quantity)" }.joined(separator: ";")
  }
}
