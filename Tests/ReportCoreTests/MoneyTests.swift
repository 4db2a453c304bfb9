import ReportCore
import Testing

struct MoneyTests {
  @Test(arguments: [
    ("1.1172", 1_000_000_000, 895_094_880), ("1", 123, 123), ("2", 1, 0), ("2", 3, 2), ("2", 5, 2), ("2", -3, -2),
    ("0.8338", 1_000_000_000, 1_199_328_376),
  ])
  func `an amount becomes euro once, half to even`(rate: String, nanos: Int, expected: Int) throws {
    let unitsPerEuro = try #require(ExactDecimal(rate))
    let euro = try Money(nanos: Int64(nanos), currency: .dollar).inEuro(unitsPerEuro: unitsPerEuro)
    #expect(euro == .euro(nanos: Int64(expected)))
  }

  @Test func `currencies are not added to one another`() {
    #expect(throws: MoneyError.currenciesDiffer(.euro, .dollar)) {
      try Money.euro(nanos: 1).adding(Money(nanos: 1, currency: .dollar))
    }
  }

  @Test func `a sum beyond 64 bits is an error, not a wrap`() {
    #expect(throws: MoneyError.outOfRange) { try Money.euro(nanos: .max).adding(.euro(nanos: 1)) }
  }

  @Test func `a currency is three letters in any case`() {
    #expect(Currency("usd") == .dollar)
    #expect(Currency("Credits") == nil)
    #expect(Currency("E1R") == nil)
  }
}

struct ExactDecimalTests {
  @Test(arguments: [
    ("1.82e-05", 18_200), ("6e-09", 6), ("35.2E-7", 3520), ("0.003835980000000000000000000000", 3_835_980),
    ("10.0", 10_000_000_000),
    ("0", 0), ("-10", -10_000_000_000), ("0.0000000005", 0), ("0.0000000015", 2), ("-0.0000000015", -2),
    ("1e3", 1_000_000_000_000),
    ("0.000015749999999999998", 15_750), ("1.050000000000000000000000000000", 1_050_000_000),
  ])
  func `the numbers of real exports are read exactly`(text: String, nanos: Int64) {
    #expect(ExactDecimal(text)?.nanos == nanos)
  }

  @Test(arguments: [
    "", "-", ".5", "5.", "1,234.50", "12abc", "1 234", "--1", "1e", "1e+", "0x10", "NaN", "inf", "+1", "1_000",
    "1e99999",
  ])
  func `anything else is refused, never cut short`(text: String) {
    #expect(ExactDecimal(text) == nil)
  }

  @Test func `a whole number is one without decimals`() {
    #expect(ExactDecimal("10.0")?.wholeNumber == 10)
    #expect(ExactDecimal("10.5")?.wholeNumber == nil)
  }

  @Test func `beyond the range there are no nanos`() {
    #expect(ExactDecimal("9223372036.854775807")?.nanos == .max)
    #expect(ExactDecimal("9223372036.854775808")?.nanos == nil)
  }
}

struct RoundingTests {
  @Test(arguments: [(5, 2, 2), (7, 2, 4), (-5, 2, -2), (-7, 2, -4), (6, 4, 2), (10, 4, 2), (1, 3, 0), (2, 3, 1)])
  func `half goes to even`(dividend: Int, divisor: Int, expected: Int) {
    #expect(Rounding.halfEven(Int128(dividend), dividedBy: Int128(divisor)) == Int128(expected))
  }

  @Test(arguments: [(5, 2, 3), (-5, 2, -3), (4, 3, 1), (5, 3, 2), (-1, 3, 0)])
  func `for readers half goes away from zero`(dividend: Int, divisor: Int, expected: Int) {
    #expect(Rounding.halfUp(Int128(dividend), dividedBy: Int128(divisor)) == Int128(expected))
  }

  @Test func `a fixed decimal prints nine decimals and reads them back`() {
    for text in ["9.142300000", "-0.000000001", "0.000000000", "1345.000000000"] {
      #expect(FixedDecimal(text)?.description == text)
    }
    #expect(FixedDecimal("0.1234567891") == nil)
  }

  @Test func `fractions compare without rounding or overflow`() throws {
    let third = try #require(Fraction(Int128.max / 3, over: Int128.max))
    let almost = try #require(Fraction(1, over: 3))
    #expect(third < almost || third == almost)
    #expect(Fraction(1, over: 2) == Fraction(2, over: 4))
    #expect(Fraction(1, over: 0) == nil)
    #expect(Fraction(1, over: -2) == Fraction(-1, over: 2))
  }
}
