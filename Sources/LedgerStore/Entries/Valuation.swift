import CostExports
import GRDB
import ReportCore

/// What an entry is worth since some act: the exchange rate arrived later, or prices were applied anew. An act values
/// entries whether they are in force or not, so that one that comes back is worth what it would be had it never gone.
struct Valuation: Equatable {
  var priceStatus: PriceStatus
  var basis: CostBasis
  /// Nano-units of the currency; nil when there is no such amount.
  var cost: Int?
  var billed: Int?
  /// Nil only when there is no amount.
  var terms: MoneyTerms?
  /// Nano-units of the euro; nil without an amount and without a rate.
  var euroCost: Int?
  var euroBilled: Int?
  /// The import of prices the amounts were made with; nil when the source stated them.
  var priceImport: Int?

  /// The record's amounts, which are those of `terms`.
  init(_ record: EntryRecord, terms: MoneyTerms?) {
    priceStatus = record.priceStatus
    basis = record.basis
    cost = record.flags.contains(.cost) ? record.cost : nil
    billed = record.flags.contains(.billed) ? record.billed : nil
    let isRated = record.flags.contains(.rated)
    euroCost = isRated && cost != nil ? record.euroCost : nil
    euroBilled = isRated && billed != nil ? record.euroBilled : nil
    self.terms = record.hasAmount ? terms : nil
    priceImport = record.priceImport == 0 ? nil : record.priceImport
  }

  /// Puts the amounts in the place of the record's. Its `terms` mean nothing then.
  func apply(to record: inout EntryRecord) {
    record.priceStatus = priceStatus
    record.basis = basis
    record.flags.subtract([.cost, .billed, .rated])
    if cost != nil { record.flags.insert(.cost) }
    if billed != nil { record.flags.insert(.billed) }
    if terms?.rate != nil { record.flags.insert(.rated) }
    record.cost = cost ?? 0
    record.billed = billed ?? 0
    record.euroCost = euroCost ?? 0
    record.euroBilled = euroBilled ?? 0
    record.priceImport = priceImport ?? 0
  }

  /// Books that the entry is worth this since act `act`.
  func write(_ entry: Int, act: Int, in db: Database) throws {
    let insert = try RawStatement(
      db,
      """
      INSERT INTO valuation (entry, act, price_status, basis, cost, billed, currency, euro_cost, euro_billed, rate,
        rate_day, rate_import, price_import)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """)
    insert.bind(1, entry)
    insert.bind(2, act)
    insert.bind(3, priceStatus.rawValue)
    insert.bind(4, basis.rawValue)
    insert.bind(5, cost)
    insert.bind(6, billed)
    insert.bind(7, terms?.currency.code)
    insert.bind(8, euroCost)
    insert.bind(9, euroBilled)
    insert.bind(10, terms?.rate)
    insert.bind(11, terms?.rateDay?.number)
    insert.bind(12, terms?.rateImport)
    insert.bind(13, priceImport)
    try insert.run()
  }

  /// The last valuations of some entries as they stand after act `through`, by place among them.
  static func all(_ entries: Range<Int>, through: Int, _ db: Database) throws -> [Int: Valuation] {
    let select = try RawStatement(
      db,
      """
      SELECT entry, price_status, basis, cost, billed, currency, euro_cost, euro_billed, rate, rate_day, rate_import,
        price_import
      FROM valuation WHERE entry BETWEEN ? AND ? AND act <= ? ORDER BY entry, act
      """)
    select.bind(1, entries.lowerBound)
    select.bind(2, entries.upperBound - 1)
    select.bind(3, through)
    var all: [Int: Valuation] = [:]
    while try select.next() { all[select.integer(0) - entries.lowerBound] = Valuation(select) }
    return all
  }

  private init(_ row: RawStatement) {
    // The table's checks keep the raw values inside the enumerations.
    priceStatus = PriceStatus(rawValue: row.integer(1)) ?? .unpriced
    basis = CostBasis(rawValue: row.integer(2)) ?? .estimate
    cost = row.optionalInteger(3)
    billed = row.optionalInteger(4)
    terms = row.text(5).flatMap { Currency($0) }.map { currency in
      MoneyTerms(
        currency: currency, rate: row.text(8), rateDay: row.optionalInteger(9).map { CalendarDay(number: $0) },
        rateImport: row.optionalInteger(10))
    }
    euroCost = row.optionalInteger(6)
    euroBilled = row.optionalInteger(7)
    priceImport = row.optionalInteger(11)
  }
}
