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

  /// The terms of money of a day: without a rate when that has not arrived (O6).
  struct Answer {
    var terms: MoneyTerms
    var rate: EuroRate?
  }

  private var rates = ExchangeRates()
  private var known: [Key: (rate: ExactDecimal, text: String, importNumber: Int)] = [:]

  /// Rates of contracts, for currencies that the ECB never lists.
  private var contracts: [(source: Int, rate: PriceAgreements.Rate)] = []

  /// Days between two rates of the ECB at most, and some to spare: it pauses at Easter and Christmas.
  static let longestGap = 10

  /// All rates of the ledger after act `through`, but those of withdrawn imports.
  init(_ db: Database, through: Int = .max) throws {
    try add(db, through: through, where: "TRUE")
    contracts = try PriceTables.agreements(through: through, db).flatMap { entry in
      entry.agreements.rates.map { (entry.source, $0) }
    }
  }

  /// The dollar's rates of these days only.
  init(_ db: Database, through: Int, dollarsOn days: ClosedRange<CalendarDay>) throws {
    try add(
      db, through: through,
      where: "currency = 'USD' AND day BETWEEN \(days.lowerBound.number) AND \(days.upperBound.number)")
  }

  private mutating func add(_ db: Database, through: Int, where condition: String) throws {
    let rows = try Row.fetchCursor(
      db,
      sql: """
        SELECT day, currency, rate, import FROM exchange_rate
        WHERE import <= ? AND import NOT IN (SELECT import FROM withdrawal WHERE act <= ?) AND \(condition)
        ORDER BY day, currency, import
        """, arguments: [through, through])
    while let row = try rows.next() {
      let text: String = try row.value("rate")
      guard let currency = try Currency(row.value("currency")), let rate = ExactDecimal(text) else { continue }
      try add(Key(day: CalendarDay(number: row.value("day")), currency: currency), rate, text, row.value("import"))
    }
  }

  /// The rate of that day as it was first known, and the import that brought it.
  func rate(_ key: Key) -> (rate: ExactDecimal, importNumber: Int)? {
    known[key].map { ($0.rate, $0.importNumber) }
  }

  /// True when amounts in this currency have, or may yet get, a rate.
  func isListed(_ currency: Currency) -> Bool {
    rates.isListed(currency) || contracts.contains { $0.rate.currency == currency }
  }

  /// Adds a rate that was not known.
  mutating func add(_ key: Key, _ rate: ExactDecimal, _ text: String, _ importNumber: Int) {
    known[key] = (rate, text, importNumber)
    rates.add(day: key.day, currency: key.currency, rate: rate)
  }

  /// What amounts of `day` are converted with.
  func answer(_ currency: Currency, on day: CalendarDay) -> Answer {
    if currency == .euro { return Answer(terms: MoneyTerms(currency: currency, rate: "1"), rate: .one) }
    if !rates.isListed(currency) { return contract(currency, on: day) }
    guard case .found(let rate, let rateDay) = rates.rate(for: currency, on: day),
      let source = known[Key(day: rateDay, currency: currency)], let euroRate = EuroRate(rate)
    else { return Answer(terms: MoneyTerms(currency: currency)) }
    return Answer(
      terms: MoneyTerms(
        currency: currency, rate: source.text, rateDay: rateDay, rateImport: source.importNumber),
      rate: euroRate)
  }

  /// The rate of the contract that holds on `day`; of several the one that began last, then the one imported last.
  private func contract(_ currency: Currency, on day: CalendarDay) -> Answer {
    let holding = contracts.filter { $0.rate.currency == currency && $0.rate.days.contains(day) }
    guard let (source, rate) = holding.max(by: { ($0.rate.days.from, $0.source) < ($1.rate.days.from, $1.source) }),
      let euroRate = EuroRate(rate.perEuro)
    else { return Answer(terms: MoneyTerms(currency: currency)) }
    return Answer(
      terms: MoneyTerms(
        currency: currency, rate: rate.perEuro.plainText, rateDay: rate.days.from, rateImport: source),
      rate: euroRate)
  }
}

/// A rate made ready for many conversions.
struct EuroRate {
  private let rate: ExactDecimal
  /// The rate as multiplier / divisor, where those fit.
  private let multiplier: Int
  private let divisor: Int

  /// The euro's own.
  static let one = EuroRate(checked: ExactDecimal(mantissa: 1, scale: 0))

  /// Nil for a rate that is not positive.
  init?(_ rate: ExactDecimal) {
    guard rate.mantissa > 0 else { return nil }
    self.init(checked: rate)
  }

  private init(checked rate: ExactDecimal) {
    self.rate = rate
    let power = rate.scale <= 12 ? Int128(1).timesPowerOfTen(rate.scale).flatMap { Int(exactly: $0) } : nil
    let mantissa = Int(exactly: rate.mantissa).flatMap { $0 < Int.max / 4 ? $0 : nil }
    multiplier = mantissa == nil ? 0 : power ?? 0
    divisor = mantissa ?? 1
  }

  /// Nano-units of the currency in nano-units of the euro, rounded half to even, once.
  func euro(_ nanos: Int) throws(SumOutOfRange) -> Int {
    let (dividend, overflow) = nanos.multipliedReportingOverflow(by: multiplier)
    guard multiplier != 0, !overflow else {
      guard let euro = try? Money(nanos: Int64(nanos), currency: .dollar).inEuro(unitsPerEuro: rate) else {
        throw SumOutOfRange()
      }
      return Int(euro.nanos)
    }
    let (quotient, remainder) = dividend.quotientAndRemainder(dividingBy: divisor)
    let twice = remainder.magnitude << 1
    guard twice > UInt(divisor) || twice == UInt(divisor) && quotient & 1 != 0 else { return quotient }
    return dividend < 0 ? quotient - 1 : quotient + 1
  }
}

extension EntryRecord {
  /// Books the euro amounts.
  mutating func convert(at rate: EuroRate) throws(SumOutOfRange) {
    flags.insert(.rated)
    euroCost = flags.contains(.cost) ? try rate.euro(cost) : 0
    euroBilled =
      flags.contains(.billed) ? flags.contains(.cost) && billed == cost ? euroCost : try rate.euro(billed) : 0
  }
}
