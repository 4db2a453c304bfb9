import CostExports
import Pricing
import ReportCore
import Testing

struct ExchangeRatesTests {
  private let friday: CalendarDay
  private let rate: ExactDecimal
  private var rates = ExchangeRates()

  init() throws {
    friday = try #require(CalendarDay("2026-11-20"))
    rate = try #require(ExactDecimal("1.16"))
    rates.add(ECBRate(day: friday, currency: .dollar, rate: rate, line: 2))
  }

  @Test func `a weekend uses Friday's rate, Monday waits for its own`() {
    for offset in 0...2 {
      #expect(rates.rate(for: .dollar, on: friday.advanced(by: offset)) == .found(rate: rate, rateDay: friday))
    }
    let monday = friday.advanced(by: 3)
    #expect(rates.rate(for: .dollar, on: monday) == .missing(rateDay: monday))
    #expect(rates.rate(for: .dollar, on: friday.advanced(by: -1)) == .missing(rateDay: friday.advanced(by: -1)))
  }

  @Test func `the euro is one, on any day and without any file`() {
    let sunday = friday.advanced(by: 2)
    #expect(
      ExchangeRates().rate(for: .euro, on: sunday) == .found(rate: ExactDecimal(mantissa: 1, scale: 0), rateDay: sunday)
    )
  }

  @Test func `a currency the ECB never lists is told from one that waits`() throws {
    let dirham = try #require(Currency("AED"))
    #expect(rates.rate(for: dirham, on: friday) == .neverListed)
    #expect(ExchangeRates().rate(for: .dollar, on: friday) == .missing(rateDay: friday))
    #expect(!rates.isListed(dirham) && rates.isListed(.dollar) && rates.isListed(.euro))
    var more = rates
    more.add(day: friday, currency: dirham, rate: rate)
    #expect(more.rate(for: dirham, on: friday) == .found(rate: rate, rateDay: friday))
  }

  @Test func `the first rate of a day stays`() throws {
    var more = rates
    let other = try #require(ExactDecimal("1.2"))
    #expect(more.add(day: friday, currency: .dollar, rate: rate) == .same)
    #expect(more.add(day: friday, currency: .dollar, rate: try #require(ExactDecimal("1.1600"))) == .same)
    #expect(more.add(day: friday, currency: .dollar, rate: other) == .differs(kept: rate))
    #expect(more.rate(for: .dollar, on: friday) == .found(rate: rate, rateDay: friday))
    #expect(more.add(day: friday.advanced(by: -1), currency: .dollar, rate: other) == .added)
  }
}

struct EuroConversionTests {
  private let day: CalendarDay
  private let rate: ExactDecimal
  private var conversion: EuroConversion

  init() throws {
    day = try #require(CalendarDay("2026-11-20"))
    rate = try #require(ExactDecimal("1.1172"))
    var rates = ExchangeRates()
    rates.add(day: day, currency: .dollar, rate: rate)
    rates.add(day: day, currency: try #require(Currency("GBP")), rate: try #require(ExactDecimal("0.5")))
    conversion = EuroConversion(rates)
  }

  @Test(
    arguments: [
      (11_172_000_000, 10_000_000_000), (1, 1), (0, 0), (-11_172_000_000, -10_000_000_000),
      (1_000_000_000, 895_094_880),
    ] as [(Int64, Int64)])
  func `divides by the rate and rounds once`(_ nanos: Int64, _ euro: Int64) throws {
    var conversion = conversion
    let amount = conversion.euro(Money(nanos: nanos, currency: .dollar), on: day)
    #expect(amount == .known(nanos: euro, rate: rate, rateDay: day))
  }

  @Test func `a half goes to the even unit`() throws {
    var conversion = conversion
    var rates = ExchangeRates()
    let two = ExactDecimal(mantissa: 2, scale: 0)
    rates.add(day: day, currency: .dollar, rate: two)
    conversion = EuroConversion(rates)
    let halves = [1, 3, 5, -1, -3].map { conversion.euro(Money(nanos: $0, currency: .dollar), on: day) }
    #expect(halves == [0, 2, 2, 0, -2].map { .known(nanos: $0, rate: two, rateDay: day) })
  }

  @Test func `says why there is no euro amount`() throws {
    var conversion = conversion
    let earlier = try #require(CalendarDay("2026-11-18"))
    #expect(conversion.euro(Money(nanos: 1, currency: .dollar), on: earlier) == .waiting(rateDay: earlier))
    let dirham = try #require(Currency("AED"))
    #expect(conversion.euro(Money(nanos: 1, currency: dirham), on: day) == .neverListed)
    let pound = try #require(Currency("GBP"))
    #expect(conversion.euro(Money(nanos: .max, currency: pound), on: day) == .outOfRange)
    #expect(
      conversion.euro(.euro(nanos: 7), on: earlier)
        == .known(nanos: 7, rate: ExactDecimal(mantissa: 1, scale: 0), rateDay: earlier))
  }

  @Test func `a row uses its UTC day, or the first of its days`() throws {
    let late = try #require(Instant("2026-11-22T23:30:00Z"))
    #expect(EuroConversion.day(of: .moment(late)).description == "2026-11-22")
    #expect(EuroConversion.day(of: .days(day, day.advanced(by: 30))) == day)
    var conversion = conversion
    var row = ExportRow()
    row.time = .moment(late)
    row.cost = Money(nanos: 11_172, currency: .dollar)
    row.billed = Money(nanos: 0, currency: .dollar)
    let amounts = conversion.euro(row)
    #expect(amounts.cost == .known(nanos: 10_000, rate: rate, rateDay: day))
    #expect(amounts.billed == .known(nanos: 0, rate: rate, rateDay: day))
    row.cost = nil
    row.billed = nil
    #expect(conversion.euro(row).cost == nil && conversion.euro(row).billed == nil)
  }
}
