import CostExports
import GRDB
import Pricing
import ReportCore

/// The exchange rates a ledger knows, each with the import that brought it.
struct RateBook {
  struct Key: Hashable {
    var day: CalendarDay
    var currency: Currency
  }

  enum Answer: Equatable {
    case known(BookedEuro)
    /// The rate of exactly the right day has not arrived (O6).
    case missing
    case neverListed
  }

  private var rates = ExchangeRates()
  private var last: (key: Key, lookup: RateLookup)?
  private var known: [Key: (rate: ExactDecimal, text: String, importNumber: Int)] = [:]

  /// All rates of the ledger.
  init(_ db: Database) throws {
    let rows = try Row.fetchCursor(
      db, sql: "SELECT day, currency, rate, import FROM exchange_rate ORDER BY day, currency")
    while let row = try rows.next() {
      let text: String = row["rate"]
      guard let currency = Currency(row["currency"]), let rate = ExactDecimal(text) else { continue }
      add(Key(day: CalendarDay(number: row["day"]), currency: currency), rate, text, row["import"])
    }
  }

  /// The rate of that day as it was first known.
  func rate(_ key: Key) -> ExactDecimal? { known[key]?.rate }

  /// Adds a rate that was not known.
  mutating func add(_ key: Key, _ rate: ExactDecimal, _ text: String, _ importNumber: Int) {
    known[key] = (rate, text, importNumber)
    rates.add(day: key.day, currency: key.currency, rate: rate)
    last = nil
  }

  /// Cost and billed in euro at the rate for `day`. Throws when an amount leaves 64 bits.
  mutating func euro(cost: Int64?, billed: Int64?, currency: Currency, on day: CalendarDay) throws -> Answer {
    if currency == .euro { return .known(BookedEuro(cost: cost, billed: billed, rate: "1")) }
    switch lookup(Key(day: day, currency: currency)) {
    case .missing: return .missing
    case .neverListed: return .neverListed
    case .found(let rate, let rateDay):
      guard let source = known[Key(day: rateDay, currency: currency)] else { return .missing }
      func convert(_ nanos: Int64?) throws -> Int64? {
        try nanos.map { try Money(nanos: $0, currency: currency).inEuro(unitsPerEuro: rate).nanos }
      }
      let euroCost = try convert(cost)
      return .known(
        BookedEuro(
          cost: euroCost, billed: billed == cost ? euroCost : try convert(billed), rate: source.text,
          rateDay: rateDay, rateImport: source.importNumber))
    }
  }

  /// Rows of one file tend to be of one day.
  private mutating func lookup(_ key: Key) -> RateLookup {
    if let last, last.key == key { return last.lookup }
    let lookup = rates.rate(for: key.currency, on: key.day)
    last = (key, lookup)
    return lookup
  }
}
