import CostExports
import GRDB
import Pricing
import ReportCore

/// Applies prices anew to what has an estimate of ours or no price. What a source has stated stays as it is.
struct Rerating {
  let db: Database
  let act: JournalAct
  let days: ClosedRange<CalendarDay>

  private(set) var unchanged = 0
  private(set) var unpriced = 0
  private var catalogue: PriceCatalogue
  private let dimensions: [Int: Dimension]
  private var terms: BookedTerms
  private var deltas: RollupDeltas
  private var changes: [Int: PriceChange] = [:]

  /// Applies what import `source` brought. Agreements come before a book, on their days; an agreement is applied alone.
  init(_ db: Database, act: JournalAct, source: ImportRecord, days: ClosedRange<CalendarDay>) throws {
    self.db = db
    self.act = act
    self.days = days
    let books = try PriceTables.books(through: act.number - 1, db).filter { $0.book == source.number }
    let agreements = try PriceTables.agreements(through: act.number - 1, db)
    catalogue = PriceTables.catalogue(
      agreements: books.isEmpty ? agreements.filter { $0.source == source.number } : agreements, books: books, db)
    let rows = try Row.fetchAll(db, sql: "SELECT * FROM dimension")
    dimensions = try Dictionary(rows.map { (try $0.value("id"), try Dimension($0)) }) { first, _ in first }
    terms = BookedTerms(try RateBook(db))
    deltas = RollupDeltas(db, importNumber: act.number)
  }

  /// By provider and model.
  var byModel: [PriceChange] {
    var all: [[String]: PriceChange] = [:]
    for (dimension, change) in changes {
      guard let name = dimensions[dimension] else { continue }
      var sum = all[[name.provider, name.model]] ?? PriceChange(provider: name.provider, model: name.model)
      sum.rows += change.rows
      sum.unpricedRows += change.unpricedRows
      sum.unratedRows += change.unratedRows
      sum.oldEuro += change.oldEuro
      sum.newEuro += change.newEuro
      all[[name.provider, name.model]] = sum
    }
    return all.values.sorted { ($0.provider, $0.model) < ($1.provider, $1.model) }
  }

  mutating func run() throws {
    let blocks = try Int.fetchAll(
      db,
      sql: """
        SELECT id FROM entry_block WHERE last_day >= ? AND first_day <= ?
          AND import NOT IN (SELECT import FROM withdrawal) ORDER BY id
        """, arguments: [days.lowerBound.number, days.upperBound.number])
    for block in blocks { try value(block) }
    try deltas.finish()
  }

  private mutating func value(_ block: Int) throws {
    var table = EntryTable(db)
    let view = try table.view(block)
    var sources: Set<Int> = []
    var unrated = 0
    var isChanged = false
    for index in 0..<view.block.count {
      let old = try view.record(index)
      let isOurs = old.priceStatus == .unpriced && !old.hasAmount || old.priceStatus == .estimated
      guard isOurs, old.charge == .usage, days.contains(CalendarDay(number: old.firstDay)) else {
        if old.isUnrated { unrated += 1 }
        continue
      }
      let new = try priced(old, view, index)
      if let new {
        let own = terms.all[new.terms]
        try Valuation(new, terms: own).write(view.block.entries.lowerBound + index, act: act.number, in: db)
        sources.formUnion([new.priceImport, own.rateImport].compactMap { $0 })
        isChanged = true
      }
      if (new ?? old).isUnrated { unrated += 1 }
      // Entries out of force are valued too, since they may come back; they are in no sum.
      if view.isInForce(index) { try note(old, new) }
    }
    guard isChanged else { return }
    for source in sources.sorted() {
      try Rests.note(importNumber: view.importNumber, on: source, act: act.number, db)
    }
    try UnratedBlocks.set(block, entries: unrated, db)
  }

  /// The entry with its new amount; nil when there is none, or the same.
  private mutating func priced(_ old: EntryRecord, _ view: EntryView, _ index: Int) throws -> EntryRecord? {
    guard let dimension = dimensions[old.dimension],
      case .priced(let money, let source, _) = try catalogue.price(
        PricedUse(old, view.block.extras(index), dimension)),
      RowLimits.allows(money.nanos)
    else { return nil }
    let currency = view.terms(of: old, at: index)?.currency
    if old.hasAmount, currency == money.currency, old.cost == Int(money.nanos) { return nil }
    var new = old
    new.set(money, source: source)
    try terms.convert(&new)
    return new
  }

  private mutating func note(_ old: EntryRecord, _ new: EntryRecord?) throws {
    guard let new else {
      if old.priceStatus == .unpriced { unpriced += 1 } else { unchanged += 1 }
      return
    }
    try deltas.replace(old, by: new)
    var change = changes[old.dimension] ?? PriceChange(provider: "", model: "")
    change.rows += 1
    if old.priceStatus == .unpriced { change.unpricedRows += 1 }
    if new.isUnrated { change.unratedRows += 1 }
    change.oldEuro += Int64(old.euroCost)
    change.newEuro += Int64(new.euroCost)
    changes[old.dimension] = change
  }
}
