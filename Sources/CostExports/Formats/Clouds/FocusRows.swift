import ReportCore

/// Turns rows of a FOCUS export into ours; `FocusExport` says what is decided.
struct FocusRows {
  private var cells: FocusCells
  private var periods = BillingPeriods()
  private var leftOut = LeftOutRows()
  private var meters = MeterTexts()
  private var badJSON = CountedOddity()
  private var prices = CountedOddity()
  private var scopes = ScopeNames()
  private var count = 0

  init(_ cells: FocusCells) { self.cells = cells }

  /// The next row about AI; nil behind the last one.
  mutating func next(_ problems: inout ProblemLog) throws -> ExportRow? {
    while try cells.next(&problems) {
      if let row = row(&problems) {
        count += 1
        return row
      }
    }
    return nil
  }

  func summary() -> ExportSummary {
    var summary = ExportSummary()
    summary.rows = count
    periods.finish(&summary, rank: FocusExport.rank)
    summary.warnings = cells.warnings
    let file = cells.checks.file
    if badJSON.count > 0 {
      summary.warnings.append(
        Diagnostic(
          .warning, code: "bad-json", at: SourcePlace(file: file, line: badJSON.firstLine),
          "Tags or SkuPriceDetails are not the JSON they should be in \(badJSON.count) rows, and are not read",
          expected: "an object such as {\"team\":\"campagne\"}",
          remedy: "Ask the provider for a correct export if attribution needs the tags."))
    }
    if prices.count > 0 {
      summary.warnings.append(
        Diagnostic(
          .warning, code: "focus-list-cost", at: SourcePlace(file: file, line: prices.firstLine),
          "list price times quantity is not the list cost in \(prices.count) rows",
          expected: "ListUnitPrice × PricingQuantity = ListCost",
          remedy: "Nothing to do: list costs are not booked. It may say something about the export."))
    }
    summary.warnings += leftOut.warnings(file: file, kept: "rows of the service category AI and Machine Learning")
    return summary
  }

  private mutating func row(_ problems: inout ProblemLog) -> ExportRow? {
    var row = ExportRow()
    row.line = cells.checks.line
    let cost = cells.nanos(.effectiveCost, &problems)
    let billed = cells.nanos(.billedCost, &problems)
    let code = cells.cell(.billingCurrency)
    let currency = cells.checks.currency(code, FocusColumn.billingCurrency.name, &problems)
    let vendor = cells.text(
      firstOf: .serviceProviderName, .providerName, .publisherName, problems: &problems)
    if vendor.isEmpty { cells.checks.missing(FocusColumn.providerName.name, &problems) }
    let account = cells.text(.billingAccountId, &problems)
    guard let time = time(&problems), let period = period(&problems) else { return nil }
    let issuer = cells.text(.invoiceIssuerName, &problems)
    let category = cells.text(.chargeCategory, &problems)
    let isCorrection = cells.cell(.chargeClass).equals("Correction")
    let charge = charge(category, isCorrection: isCorrection, cost: cost, billed: billed, &problems)
    guard cells.checks.isGood, let currency, let charge else { return nil }
    row.scope = scopes.name(of: vendor, issuer, account, from: period.lowerBound)
    row.cost = Money(nanos: cost, currency: currency)
    row.billed = Money(nanos: billed, currency: currency)
    periods.add(scope: row.scope, days: period)
    if charge == .usage { periods.addUse(scope: row.scope, on: time.sourceDays) }
    let service = cells.text(.serviceName, &problems)
    guard isAboutAI() else {
      leftOut.add(Money(nanos: cost, currency: currency), line: row.line)
      return nil
    }
    row.time = time
    row.charge = charge
    row.priceStatus = cost == 0 && billed == 0 ? .free : .priced
    row.dimension.source = FocusExport.name
    row.dimension.provider = CloudNames.provider(vendor, service: service)
    row.dimension.account = account
    describe(&row, service: service, &problems)
    checkListCost(isCorrection: isCorrection)
    guard cells.checks.isGood else { return nil }
    if charge == .usage {
      periods.addProvider(scope: row.scope, row.dimension.provider, account: account)
    }
    return row
  }

  /// A file without the column is taken to be about AI as a whole. Models of others on Bedrock come through a
  /// marketplace, whose rows are of another category.
  private mutating func isAboutAI() -> Bool {
    guard cells.has(.serviceCategory) else { return true }
    let category = cells.cell(.serviceCategory)
    if category.equals("AI and Machine Learning") { return true }
    let ai = "AI and Machine Learning"
    return (category.count == ai.utf8.count && category.text?.lowercased() == ai.lowercased())
      || cells.cell(.serviceName).contains("Bedrock")
  }
}

// MARK: - When and what kind

extension FocusRows {
  private mutating func time(_ problems: inout ProblemLog) -> RowTime? {
    guard let start = cells.moment(.chargePeriodStart, &problems), let end = cells.moment(.chargePeriodEnd, &problems)
    else { return nil }
    if let time = ChargePeriod.time(from: start, to: end) { return time }
    cells.checks.refuse(
      &problems, code: "bad-period", field: FocusColumn.chargePeriodEnd.name,
      start < end ? "the charge period is longer than ten years" : "the charge period ends before it has begun",
      found: "\(start) to \(end)", expected: "an end behind the start", remedy: "Download the export again.")
    return nil
  }

  /// The days of the billing period: a month when its end is not given.
  private mutating func period(_ problems: inout ProblemLog) -> ClosedRange<CalendarDay>? {
    guard let start = cells.moment(.billingPeriodStart, &problems) else { return nil }
    let first = start.utcDay
    guard let end = cells.moment(.billingPeriodEnd, isOptional: true, &problems) else {
      return cells.checks.isGood ? first...CalendarMonth(containing: first).lastDay : nil
    }
    guard start < end, first.distance(to: end.utcDay) <= 400 else {
      cells.checks.refuse(
        &problems, code: "bad-period", field: FocusColumn.billingPeriodEnd.name, "this is not a billing period",
        found: "\(start) to \(end)", expected: "a month, such as 2026-10-01T00:00:00Z to 2026-11-01T00:00:00Z",
        remedy: "Download the export again.")
      return nil
    }
    return first...Instant(microseconds: end.microseconds - 1).utcDay
  }

  private mutating func charge(
    _ category: String, isCorrection: Bool, cost: Int64, billed: Int64, _ problems: inout ProblemLog
  ) -> ChargeKind? {
    switch category {
    // A correction of tax is tax: it must not become spend.
    case "Tax": return .tax
    case "Purchase":
      // A prepayment: what is drawn from it later has the cost.
      if cost == 0, billed != 0 { return .purchase }
      return isCorrection ? .correction : .subscription
    case "Usage": return isCorrection ? .correction : .usage
    case "Credit": return isCorrection ? .correction : .credit
    case "Adjustment": return .correction
    default:
      cells.checks.refuse(
        &problems, code: "unknown-kind", field: FocusColumn.chargeCategory.name, "there is no such kind of charge",
        found: category, expected: "Usage, Purchase, Tax, Credit or Adjustment", remedy: "Download the export again.")
      return nil
    }
  }
}

// MARK: - Who and how much

extension FocusRows {
  private mutating func describe(_ row: inout ExportRow, service: String, _ problems: inout ProblemLog) {
    row.dimension.team = cells.text(firstOf: .subAccountName, .subAccountId, problems: &problems)
    let resource = CloudResource(
      id: cells.text(.resourceId, &problems), name: cells.text(.resourceName, &problems))
    row.dimension.keyAlias = resource.alias
    row.dimension.tags = tags()
    let meterName = cells.text(firstOf: .skuMeter, .azureMeter, problems: &problems)
    row.dimension.operation = meterName.isEmpty ? service : meterName
    let details = details()
    let meter = meters.read(meterName, provider: row.dimension.provider)
    row.dimension.serviceTier = meter.tier
    row.dimension.model = cells.checks.text(details.model, FocusColumn.skuPriceDetails.name, &problems)
    if row.dimension.model.isEmpty {
      // Only the clouds' own meters have patterns that are known; other names stay what they are.
      let isKnown = row.dimension.provider == CloudNames.azure || row.dimension.provider == CloudNames.bedrock
      row.dimension.model = resource.model.isEmpty && isKnown ? meter.model : resource.model
    }
    guard row.charge == .usage || row.charge == .correction else { return }
    // Details without a cache action leave that to the meter's name.
    let isFromMeter = details.counter == nil || (details.counter == .input && !details.isCacheActionKnown)
    guard let counter = isFromMeter ? meter.counter ?? details.counter : details.counter else { return }
    row.tokens = tokens(counter, &problems)
  }

  private mutating func tokens(_ counter: MeterText.Counter, _ problems: inout ProblemLog) -> TokenUsage {
    let places: [(quantity: FocusColumn, unit: FocusColumn)] = [
      (.consumedQuantity, .consumedUnit), (.pricingQuantity, .pricingUnit),
    ]
    for place in places {
      let unit = BlockUnit(cells.text(place.unit, &problems))
      let quantity = cells.cell(place.quantity)
      guard unit.isTokens, !quantity.isEmpty else { continue }
      if let tokens = TokenUsage(counter, quantity: quantity, blocks: unit.size) { return tokens }
      cells.checks.refuse(
        &problems, code: "not-a-count", field: place.quantity.name, "this is not a count", found: quantity.shown,
        expected: "a number of tokens, at most a trillion", remedy: "Download the export again.")
      break
    }
    return TokenUsage()
  }

  private mutating func tags() -> String {
    do throws(JSONProblem) {
      return CloudTags.joined(try CloudTags.pairs(cells.cell(.tags)))
    } catch {
      badJSON.add(line: cells.checks.line)
      return ""
    }
  }

  private mutating func details() -> FocusSkuDetails {
    do throws(JSONProblem) {
      return try FocusSkuDetails(cells.cell(.skuPriceDetails))
    } catch {
      badJSON.add(line: cells.checks.line)
      return FocusSkuDetails()
    }
  }

  /// Counts rows whose list cost is more than a cent and a percent off; corrections need not add up.
  private mutating func checkListCost(isCorrection: Bool) {
    guard !isCorrection, let price = cells.cell(.listUnitPrice).decimal,
      let quantity = cells.cell(.pricingQuantity).decimal, let cost = cells.cell(.listCost).nanos
    else { return }
    let (product, overflow) = price.mantissa.multipliedReportingOverflow(by: quantity.mantissa)
    guard !overflow, let expected = ExactDecimal(mantissa: product, scale: price.scale + quantity.scale).nanos else {
      return
    }
    let difference = (Int128(expected) - Int128(cost)).magnitude
    if difference > 10_000_000, difference * 100 > Int128(cost).magnitude { prices.add(line: cells.checks.line) }
  }
}
