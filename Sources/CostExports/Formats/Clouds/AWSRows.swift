import ReportCore

/// Turns rows of the AWS report into ours; `AWSCostAndUsage2` says what is decided.
struct AWSRows {
  private let table: CSVTable
  private let file: String
  private var checks: RowChecks
  private var periods = BillingPeriods()
  private var leftOut = LeftOutRows()
  private var meters = MeterTexts()
  private var badTags = CountedOddity()
  private var unknownKinds: [String] = []
  private var lastMoments = [LastMoment](repeating: LastMoment(), count: AWSColumn.allCases.count)
  private var scopes = ScopeNames()
  private var count = 0
  /// Columns of the older report that are tags, with their keys.
  private let tagColumns: [(index: Int, key: String)]

  init(_ table: CSVTable, file: String) {
    self.table = table
    self.file = file
    checks = RowChecks(file: file)
    tagColumns = table.header.enumerated()
      .filter { $0.element.hasPrefix(AWSColumn.tagPrefix) }
      .map { ($0.offset, AWSRows.plainKey($0.element)) }
  }

  func summary() -> ExportSummary {
    var summary = ExportSummary()
    summary.rows = count
    periods.finish(&summary, rank: AWSCostAndUsage2.rank)
    summary.warnings = UnknownNames.warnings(table.unknown, file: file, line: 1)
    if badTags.count > 0 { summary.warnings.append(CloudBill.badTags(badTags, file)) }
    summary.warnings += unknownKinds.map { CloudBill.unknownKind($0, file, field: AWSColumn.kind.name) }
    summary.warnings += leftOut.warnings(file: file, kept: "rows of Amazon Bedrock")
    return summary
  }

  private func cell(_ column: AWSColumn) -> ByteSlice { table.cell(column.rawValue) }

  private mutating func text(_ column: AWSColumn, _ problems: inout ProblemLog) -> String {
    checks.text(cell(column), column.name, &problems)
  }

  mutating func row(_ problems: inout ProblemLog) -> ExportRow? {
    checks.begin(line: table.reader.line)
    var row = ExportRow()
    row.line = checks.line
    let nanos = checks.nanos(cell(.cost), AWSColumn.cost.name, &problems)
    let currency = checks.currency(cell(.currency), AWSColumn.currency.name, &problems)
    let period = moment(.periodStart, &problems)
    let payer = text(.payer, &problems)
    let account = text(.account, &problems)
    guard let time = time(&problems), checks.isGood, let currency, let period else { return nil }
    let month = CalendarMonth(containing: period.utcDay)
    row.scope = scopes.name(of: payer, account, from: month)
    periods.add(scope: row.scope, days: month.days)
    let kind = text(.kind, &problems)
    row.charge = AWSRows.kinds[kind] ?? (kind.hasSuffix("Discount") ? .credit : .usage)
    if row.charge == .usage { periods.addUse(scope: row.scope, on: time.sourceDays) }
    let money = Money(nanos: nanos, currency: currency)
    guard isAboutAI else {
      leftOut.add(money, line: row.line)
      return nil
    }
    row.time = time
    row.cost = money
    row.billed = money
    row.priceStatus = nanos == 0 ? .free : .priced
    row.dimension.source = AWSCostAndUsage2.name
    row.dimension.provider = CloudNames.bedrock
    row.dimension.account = payer
    describe(&row, &problems)
    guard checks.isGood else { return nil }
    noteUnknown(kind)
    if row.charge == .usage { periods.addProvider(scope: row.scope, CloudNames.bedrock, account: payer) }
    count += 1
    return row
  }

  private static let kinds: [String: ChargeKind] = [
    "Usage": .usage, "DiscountedUsage": .usage, "SavingsPlanCoveredUsage": .usage, "Tax": .tax, "Credit": .credit,
    "Refund": .credit, "Fee": .subscription, "RIFee": .subscription, "SavingsPlanRecurringFee": .subscription,
    "SavingsPlanUpfrontFee": .purchase, "SavingsPlanNegation": .correction,
  ]

  private mutating func noteUnknown(_ kind: String) {
    guard AWSRows.kinds[kind] == nil, !kind.hasSuffix("Discount"), !unknownKinds.contains(kind),
      unknownKinds.count < UnknownNames.limit
    else { return }
    unknownKinds.append(kind)
  }

  private var isAboutAI: Bool {
    if cell(.productCode).hasPrefix("AmazonBedrock") { return true }
    return cell(.productName).contains("Bedrock") || cell(.product).contains("Bedrock")
      || cell(.description).contains("Bedrock")
  }
}

// MARK: - When, who and how much

extension AWSRows {
  private mutating func moment(_ column: AWSColumn, _ problems: inout ProblemLog) -> Instant? {
    let cell = cell(column)
    if cell.isEmpty {
      checks.missing(column.name, &problems)
      return nil
    }
    if let moment = lastMoments[column.rawValue].read(cell), PlausibleDays.range.contains(moment.utcDay) {
      return moment
    }
    checks.refuse(
      &problems, code: "not-a-moment", field: column.name, "this is not a moment", found: cell.shown,
      expected: "2026-10-26T00:00:00.000Z", remedy: "Give the export as delivered, not saved by a spreadsheet.")
    return nil
  }

  private mutating func time(_ problems: inout ProblemLog) -> RowTime? {
    let hasEnd = !cell(.end).isEmpty
    let end = hasEnd ? moment(.end, &problems) : nil
    guard let start = moment(.start, &problems), (end != nil) == hasEnd else { return nil }
    if let time = ChargePeriod.time(from: start, to: end) { return time }
    checks.refuse(
      &problems, code: "bad-period", field: AWSColumn.end.name, "the time of use ends before it has begun",
      found: "\(start) to \(end?.description ?? "")", expected: "an end behind the start",
      remedy: "Download the export again.")
    return nil
  }

  private mutating func describe(_ row: inout ExportRow, _ problems: inout ProblemLog) {
    let accountName = text(.accountName, &problems)
    row.dimension.team = accountName.isEmpty ? text(.account, &problems) : accountName
    let resource = CloudResource(id: text(.resource, &problems), name: "")
    row.dimension.keyAlias = resource.alias
    row.dimension.tags = tags(&problems)
    let usageType = text(.usageType, &problems)
    row.dimension.operation = usageType
    let meter = meters.read(usageType, provider: CloudNames.bedrock)
    row.dimension.model = resource.model.isEmpty ? meter.model : resource.model
    row.dimension.serviceTier = meter.tier
    guard row.charge == .usage, let counter = meter.counter else { return }
    let unit = BlockUnit(text(.unit, &problems))
    guard unit.isTokens, !cell(.amount).isEmpty else { return }
    if let tokens = TokenUsage(counter, quantity: cell(.amount), blocks: unit.size) {
      row.tokens = tokens
    } else {
      checks.refuse(
        &problems, code: "not-a-count", field: AWSColumn.amount.name, "this is not a quantity",
        found: cell(.amount).shown, expected: "a number of thousands or millions of tokens",
        remedy: "Download the export again.")
    }
  }

  private mutating func tags(_ problems: inout ProblemLog) -> String {
    var pairs: [(key: String, value: String)] = []
    for (index, key) in tagColumns {
      pairs.append((key, checks.text(table.reader.cell(index), AWSColumn.tags.name, &problems)))
    }
    do throws(JSONProblem) {
      for column in [AWSColumn.tags, .newTags] {
        pairs += try CloudTags.pairs(cell(column)).map { (AWSRows.plainKey($0.key), $0.value) }
      }
    } catch {
      badTags.add(line: checks.line)
    }
    return CloudTags.joined(pairs)
  }

  /// `user_team` and `resourceTags/user:team` are the customer's own tag `team`.
  private static func plainKey(_ key: String) -> String {
    var key = key[...]
    if key.hasPrefix(AWSColumn.tagPrefix) { key = key.dropFirst(AWSColumn.tagPrefix.count) }
    if key.hasPrefix("user:") || key.hasPrefix("user_") { key = key.dropFirst(5) }
    return String(key)
  }
}
