import CostExports
import ReportCore

/// Takes the rows of one file as they are read, refuses what cannot be true, and gathers the rest in batches. Knows
/// names and listed currencies, not the ledger: it works while the ledger is busy with the batch before.
struct RowIntake {
  private let file: String
  private let basis: CostBasis
  private let rates: RateBook
  private var dimensions: DimensionNames
  private var scopes: [String: Int] = [:]
  private var lastScope: (name: String, place: Int)?
  private var lastCurrency: (currency: Currency, packed: Int)?
  private var refusedCurrencies: Set<Currency> = []
  private var batch: RowBatch
  private let emit: (RowBatch) throws -> RowBatch
  /// Rows that cannot be true.
  private(set) var problems: ProblemLog

  /// `emit` takes a full batch away and gives an empty one for it.
  init(
    file: String, basis: CostBasis, dimensions: DimensionNames, rates: RateBook,
    emit: @escaping (RowBatch) throws -> RowBatch
  ) {
    self.file = file
    self.basis = basis
    self.dimensions = dimensions
    self.rates = rates
    self.emit = emit
    batch = RowBatch()
    problems = ProblemLog(file: file)
  }

  /// Takes one row. Throws what `emit` throws, and `DimensionNames.TooMany`.
  mutating func take(_ row: ExportRow) throws {
    if let problem = RowLimits.problem(with: row, file: file) {
      problems.add(problem)
      return
    }
    // Made where it stays: a record is two hundred bytes.
    let record = batch.room
    record.initialize(to: EntryRecord())
    try fill(&record.pointee, row)
  }

  private mutating func fill(_ record: inout EntryRecord, _ row: ExportRow) throws {
    record.dimension = try place(of: row.dimension)
    record.line = row.line
    record.basis = basis
    record.charge = row.charge
    record.priceStatus = row.priceStatus
    guard setAmounts(row, &record) else { return }
    setTime(row.time, &record)
    record.calls = row.calls
    record.errors = row.errors
    record.tokens = row.tokens
    if !row.scope.isEmpty { record.scope = place(ofScope: row.scope) + 1 }
    if !row.idBytes.isEmpty { record.flags.insert(.rowID) }
    if row.contextTokens != nil || !row.region.isEmpty || !row.meters.isEmpty {
      let extras = EntryExtras(meters: row.meters, contextTokens: row.contextTokens, region: row.region)
      batch.extras.append((batch.count, extras))
    }
    if record.priceStatus == .unpriced, RowIntake.isUnbounded(row) { record.flags.insert(.unbounded) }
    batch.add(id: row.idBytes, user: row.endUser.map { Int32(clamping: $0) } ?? -1)
    if batch.isFull { batch = try emit(batch) }
  }

  /// Hands over the last rows.
  mutating func finish() throws {
    if !batch.isEmpty { batch = try emit(batch) }
  }

  /// A call that failed without a token costs nothing; any other without one may have cost anything.
  private static func isUnbounded(_ row: ExportRow) -> Bool {
    row.tokens.total <= 0 && !(row.calls > 0 && row.calls == row.errors)
      || row.meters.all.contains { !$0.meter.isTokens }
  }

  private mutating func place(of dimension: Dimension) throws -> Int {
    let known = dimensions.count
    let place = try dimensions.place(of: dimension)
    if place == known { batch.newDimensions.append(dimensions.last) }
    return place
  }

  private mutating func place(ofScope name: String) -> Int {
    if let lastScope, lastScope.name == name { return lastScope.place }
    let place = scopes[name] ?? scopes.count
    if place == scopes.count {
      scopes[name] = place
      batch.newScopes.append(name)
    }
    lastScope = (name, place)
    return place
  }

  private func setTime(_ time: RowTime, _ record: inout EntryRecord) {
    switch time {
    case .moment(let moment):
      record.flags.insert(.moment)
      record.start = Int(moment.microseconds)
      record.firstDay = moment.utcDay.number
      record.lastDay = record.firstDay
    case .days(let first, let last):
      record.firstDay = first.number
      record.lastDay = max(first, last).number
    }
  }

  /// False when the currency has to be refused.
  private mutating func setAmounts(_ row: ExportRow, _ record: inout EntryRecord) -> Bool {
    if let cost = row.cost {
      record.flags.insert(.cost)
      record.cost = Int(cost.nanos)
    }
    if let billed = row.billed {
      record.flags.insert(.billed)
      record.billed = Int(billed.nanos)
    }
    guard let currency = (row.cost ?? row.billed)?.currency else {
      // Without an amount nothing is known about the price, unless the source says that it is free.
      if record.priceStatus == .priced { record.priceStatus = .unpriced }
      return true
    }
    if let lastCurrency, lastCurrency.currency == currency {
      record.terms = lastCurrency.packed
      return true
    }
    guard rates.isListed(currency) else {
      if refusedCurrencies.insert(currency).inserted {
        problems.add(RowLimits.neverListed(currency, line: row.line, file: file))
      }
      return false
    }
    record.terms = currency.packed
    lastCurrency = (currency, record.terms)
    return true
  }
}
