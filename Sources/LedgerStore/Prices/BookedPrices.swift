import CostExports
import GRDB
import Pricing
import ReportCore

/// Prices the rows of one file whose source states no amount, with what the ledger knows of prices when it is imported.
struct BookedPrices {
  /// Rows that got a price.
  private(set) var estimated = 0
  /// Imports that brought the prices.
  private(set) var sources: Set<Int> = []
  private var catalogue: PriceCatalogue
  /// In the order of `DimensionNames`.
  private var dimensions: [Dimension]
  private var unpriced: [Int: Unpriced] = [:]
  private var doubts: [Int: Int] = [:]

  private struct Unpriced {
    var sums = UnpricedUse(provider: "", model: "", rows: 0, calls: 0, tokens: 0)
    var reason = UnpricedReason.unknownModel
  }

  init(_ db: Database, number: Int, dimensions: [Dimension]) throws {
    catalogue = try PriceTables.catalogue(before: number, db)
    self.dimensions = dimensions
  }

  /// Knows the next dimension of the file.
  mutating func add(_ dimension: Dimension) { dimensions.append(dimension) }

  /// Puts amounts into a record without any, where there is a price. `record.dimension` is a place among the file's;
  /// `record.terms` becomes the currency's packed code.
  mutating func price(_ record: inout EntryRecord, _ extras: EntryExtras) throws {
    guard record.charge == .usage else { return }
    let use = PricedUse(record, extras, dimensions[record.dimension])
    switch try catalogue.price(use) {
    case .priced(let money, let source, let doubts) where RowLimits.allows(money.nanos):
      record.set(money, source: source)
      estimated += 1
      sources.insert(source)
      for bit in [PriceDoubts.longContextUnknown, .offPeakUnknown, .laterBook] where doubts.contains(bit) {
        self.doubts[bit.rawValue, default: 0] += 1
      }
    case .priced: count(record, .outOfRange)
    case .unpriced(let reason): count(record, reason)
    }
  }

  private mutating func count(_ record: EntryRecord, _ reason: UnpricedReason) {
    var item = unpriced[record.dimension] ?? Unpriced()
    item.reason = reason
    item.sums.rows += 1
    item.sums.calls = item.sums.calls.addingReportingOverflow(record.calls).partialValue
    item.sums.tokens = item.sums.tokens.addingReportingOverflow(record.tokens.total).partialValue
    unpriced[record.dimension] = item
  }

  /// What got no price, by provider and model.
  var withoutPrice: [UnpricedUse] {
    var all: [[String]: UnpricedUse] = [:]
    for (place, item) in unpriced.sorted(by: { $0.key < $1.key }) {
      let dimension = dimensions[place]
      let key = [dimension.provider, dimension.model]
      var sum =
        all[key] ?? UnpricedUse(provider: dimension.provider, model: dimension.model, rows: 0, calls: 0, tokens: 0)
      sum.rows += item.sums.rows
      sum.calls = sum.calls.addingReportingOverflow(item.sums.calls).partialValue
      sum.tokens = sum.tokens.addingReportingOverflow(item.sums.tokens).partialValue
      if case .noPrice(let missing) = item.reason { sum.missing = missing.rawValue }
      all[key] = sum
    }
    return all.values.sorted { ($0.provider, $0.model) < ($1.provider, $1.model) }
  }

  /// What was not known when rows were priced, once each.
  func warnings(_ file: String) -> [Diagnostic] {
    func rows(_ doubt: PriceDoubts) -> Int { doubts[doubt.rawValue] ?? 0 }
    var warnings: [Diagnostic] = []
    func add(_ doubt: PriceDoubts, _ code: String, _ summary: String, _ remedy: String) {
      guard rows(doubt) > 0 else { return }
      let count = "\(rows(doubt)) \(rows(doubt) == 1 ? "row" : "rows")"
      warnings.append(
        Diagnostic(
          .warning, code: code, at: SourcePlace(file: file), "\(count) \(summary)", remedy: remedy))
    }
    add(
      .longContextUnknown, "long-context-unknown",
      "sum up requests to models whose long prompts cost more; they were priced at the standard price",
      "Import requests one by one (SpendLogs), or a report that splits by the size of the prompt.")
    add(
      .offPeakUnknown, "off-peak-unknown",
      "sum up days of models that cost less at some hours; they were priced at the standard price",
      "Import requests one by one, or a report by the hour.")
    add(
      .laterBook, "later-book", "were priced from a price book that is younger than the use",
      "Import a price book of that time if you have one, and apply it by re-rating.")
    return warnings
  }
}

extension PricedUse {
  /// What an entry used.
  init(_ record: EntryRecord, _ extras: EntryExtras, _ dimension: Dimension) {
    self.init()
    provider = dimension.provider
    model = dimension.model
    serviceTier = dimension.serviceTier
    source = dimension.source
    region = extras.region
    time = record.time
    calls = record.calls
    errors = record.errors
    tokens = record.tokens
    meters = extras.meters
    contextTokens = extras.contextTokens
  }
}

extension EntryRecord {
  /// Books an estimate of ours; `terms` is the currency's packed code then.
  mutating func set(_ money: Money, source: Int) {
    flags.subtract(.rated)
    flags.formUnion([.cost, .billed])
    cost = Int(money.nanos)
    billed = cost
    euroCost = 0
    euroBilled = 0
    basis = .estimate
    priceStatus = .estimated
    priceImport = source
    terms = money.currency.packed
  }
}
