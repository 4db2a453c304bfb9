import ReportCore

/// Turns rows of the Azure export into ours; `AzureActualCost` says what is decided.
struct AzureRows {
  private let table: CSVTable
  private let file: String
  private var checks: RowChecks
  private var periods = BillingPeriods()
  private var leftOut = LeftOutRows()
  private var meters = MeterTexts()
  private var badTags = CountedOddity()
  private var unknownKinds: [String] = []
  private var scopes = ScopeNames()
  private var count = 0

  init(_ table: CSVTable, file: String) {
    self.table = table
    self.file = file
    checks = RowChecks(file: file)
  }

  func summary() -> ExportSummary {
    var summary = ExportSummary()
    summary.rows = count
    periods.finish(&summary, rank: AzureActualCost.rank)
    summary.warnings = UnknownNames.warnings(table.unknown, file: file, line: 1)
    if badTags.count > 0 { summary.warnings.append(CloudBill.badTags(badTags, file)) }
    summary.warnings += unknownKinds.map { CloudBill.unknownKind($0, file, field: AzureColumn.chargeType.name) }
    summary.warnings += leftOut.warnings(
      file: file, kept: "meters of Azure OpenAI, Foundry and Cognitive Services")
    return summary
  }

  private func cell(_ columns: AzureColumn...) -> ByteSlice {
    for column in columns {
      let cell = table.cell(column.rawValue)
      if !cell.isEmpty { return cell }
    }
    return .empty
  }

  private mutating func text(_ columns: AzureColumn..., problems: inout ProblemLog) -> String {
    for column in columns {
      let cell = table.cell(column.rawValue)
      if !cell.isEmpty { return checks.text(cell, column.name, &problems) }
    }
    return ""
  }

  mutating func row(_ problems: inout ProblemLog) -> ExportRow? {
    checks.begin(line: table.reader.line)
    var row = ExportRow()
    row.line = checks.line
    let day = day(.date, &problems)
    let hasPeriod = !cell(.billingPeriodStart).isEmpty
    let start = hasPeriod ? self.day(.billingPeriodStart, &problems) : day
    let amount = cell(.costInBillingCurrency, .cost)
    let nanos = checks.nanos(amount, AzureColumn.cost.name, &problems)
    let code = cell(.billingCurrency, .billingCurrencyCode)
    let currency = checks.currency(code, AzureColumn.billingCurrency.name, &problems)
    let category = text(.meterCategory, problems: &problems)
    let account = text(.billingAccount, problems: &problems)
    let subscription = text(.subscriptionID, .subscriptionName, problems: &problems)
    guard checks.isGood, let day, let start, let currency else { return nil }
    let month = CalendarMonth(containing: start)
    row.scope = scopes.name(of: account, subscription, from: month)
    periods.add(scope: row.scope, days: month.days)
    let money = Money(nanos: nanos, currency: currency)
    let kind = checks.text(cell(.chargeType), AzureColumn.chargeType.name, &problems)
    let charge = charge(kind)
    if charge == .usage { periods.addUse(scope: row.scope, on: day...day) }
    guard AzureRows.isAboutAI(category) else {
      leftOut.add(money, line: row.line)
      return nil
    }
    row.time = .days(day, day)
    row.charge = charge
    row.cost = money
    row.billed = money
    row.priceStatus = nanos == 0 ? .free : .priced
    row.dimension.source = AzureActualCost.name
    row.dimension.provider = CloudNames.azure
    row.dimension.account = account
    describe(&row, &problems)
    guard checks.isGood else { return nil }
    noteUnknown(kind)
    if charge == .usage { periods.addProvider(scope: row.scope, CloudNames.azure, account: account) }
    count += 1
    return row
  }

  private static func isAboutAI(_ category: String) -> Bool {
    let lower = category.lowercased()
    return ["openai", "foundry", "cognitive services", "azure ai"].contains(where: lower.contains)
  }

  /// `10/26/2026` and `9/2/2023` are month, day, year; ISO dates occur as well.
  private mutating func day(_ column: AzureColumn, _ problems: inout ProblemLog) -> CalendarDay? {
    let cell = table.cell(column.rawValue)
    if cell.isEmpty {
      checks.missing(column.name, &problems)
      return nil
    }
    let parts = cell.buffer.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
      .map { $0.count <= 4 ? ByteSlice.number($0) : nil }
    let day: CalendarDay?
    if parts.count == 3, let month = parts[0], let number = parts[1], let year = parts[2] {
      day = CalendarDay(year: year, month: month, day: number)
    } else {
      day = CalendarDay(bytes: cell.prefix(10).buffer)
    }
    if let day, PlausibleDays.range.contains(day), cell.count <= 10 || cell.hasSuffix("T00:00:00Z") { return day }
    checks.refuse(
      &problems, code: "not-a-date", field: column.name, "this is not a date", found: cell.shown,
      expected: "month/day/year such as 10/26/2026, or 2026-10-26",
      remedy: "Give the export as downloaded; a spreadsheet may have changed its dates.")
    return nil
  }
}

// MARK: - Who and how much

extension AzureRows {
  private func charge(_ kind: String) -> ChargeKind {
    switch kind.lowercased() {
    case "purchase", "unusedreservation", "unusedsavingsplan": .subscription
    case "refund", "credit": .credit
    case "tax": .tax
    case "roundingadjustment", "adjustment": .correction
    default: .usage
    }
  }

  private mutating func noteUnknown(_ kind: String) {
    let known = [
      "", "usage", "purchase", "unusedreservation", "unusedsavingsplan", "refund", "credit", "tax",
      "roundingadjustment", "adjustment",
    ]
    guard !known.contains(kind.lowercased()), !unknownKinds.contains(kind), unknownKinds.count < UnknownNames.limit
    else { return }
    unknownKinds.append(kind)
  }

  private mutating func describe(_ row: inout ExportRow, _ problems: inout ProblemLog) {
    row.dimension.team = text(.subscriptionName, .subscriptionID, problems: &problems)
    // Azure writes the same group and resource in different cases.
    row.dimension.project = text(.resourceGroup, .resourceGroupName, problems: &problems).lowercased()
    let resource = CloudResource(
      id: text(.resourceID, problems: &problems), name: text(.resourceName, problems: &problems))
    row.dimension.keyAlias = resource.alias.lowercased()
    row.dimension.tags = tags(&problems)
    let name = text(.meterName, problems: &problems)
    row.dimension.operation = name
    let meter = meters.read(name, provider: CloudNames.azure)
    row.dimension.model = meter.model
    row.dimension.serviceTier = meter.tier
    guard row.charge == .usage, let counter = meter.counter, name.lowercased().contains("token") else { return }
    let unit = BlockUnit(text(.unit, problems: &problems))
    guard unit.size > 1 || unit.isTokens else { return }
    let quantity = cell(.quantity)
    if let tokens = TokenUsage(counter, quantity: quantity, blocks: unit.size) {
      row.tokens = tokens
    } else {
      checks.refuse(
        &problems, code: "not-a-count", field: AzureColumn.quantity.name, "this is not a quantity",
        found: quantity.shown, expected: "a number of thousands or millions of tokens",
        remedy: "Download the export again.")
    }
  }

  private mutating func tags(_ problems: inout ProblemLog) -> String {
    var pairs: [(key: String, value: String)] = []
    do throws(JSONProblem) {
      pairs = try CloudTags.pairs(cell(.tags))
    } catch {
      badTags.add(line: checks.line)
    }
    pairs.append(("CostCenter", text(.costCenter, problems: &problems)))
    pairs.append(("InvoiceSection", text(.invoiceSection, .invoiceSectionName, problems: &problems)))
    return CloudTags.joined(pairs)
  }
}

extension ByteSlice {
  /// Plain digits as a number; nil for anything else.
  static func number(_ bytes: Slice<UnsafeBufferPointer<UInt8>>) -> Int? {
    guard !bytes.isEmpty, bytes.count <= 9 else { return nil }
    var value = 0
    for byte in bytes {
      guard (0x30...0x39).contains(byte) else { return nil }
      value = value * 10 + Int(byte - 0x30)
    }
    return value
  }
}
