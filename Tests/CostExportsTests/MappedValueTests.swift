import ReportCore
import Testing

@testable import CostExports

private func withSlice<Value>(_ text: String, _ body: (ByteSlice) -> Value) -> Value {
  var bytes = Array(text.utf8)
  return bytes.withUnsafeMutableBufferPointer { body(ByteSlice(start: $0.baseAddress, count: $0.count)) }
}

struct MappedValueTests {
  @Test(
    arguments: [
      (MappedNumbers.point, "1234.56", "1234.56"), (.point, "1,234.56", "1234.56"), (.point, "1,234,567", "1234567"),
      (.point, "-0.5", "-0.5"), (.point, "+3", "3"), (.point, "1 234.5", "1234.5"), (.point, "1.82e-05", "0.0000182"),
      (.comma, "1234,56", "1234.56"), (.comma, "1.234,56", "1234.56"), (.comma, "1.234", "1234"),
      (.comma, "-12", "-12"),
      (.comma, "1'234'567,8", "1234567.8"), (.comma, "1,5E3", "1500"),
      (.point, "1,23", nil), (.point, "12,34.5", nil), (.point, "1,234,56", nil), (.point, "1,2345", nil),
      (.point, "1.234,56", nil), (.point, ".5", nil), (.point, "5.", nil), (.point, "--1", nil), (.point, "1-", nil),
      (.comma, "1.23", nil), (.comma, "1,234.5", nil), (.comma, "1.2345,6", nil), (.comma, "1 234.567", nil),
      (.comma, "", nil), (.comma, "€ 5", nil), (.comma, "1..234", nil), (.comma, "1,2,3", nil), (.comma, ".123", nil),
      (.comma, "1.234 567", nil), (.point, String(repeating: "9", count: 80), nil),
    ] as [(MappedNumbers, String, String?)])
  func `a number is read as it is written`(_ signs: MappedNumbers, _ text: String, _ value: String?) {
    #expect(withSlice(text) { signs.number($0) } == value.flatMap { ExactDecimal($0) }, "\(text)")
    if value != nil { #expect(value.flatMap { ExactDecimal($0) } != nil) }
  }

  @Test(
    arguments: [
      (MappedDates.yearFirst, "2026-10-26", "2026-10-26"), (.yearFirst, "2026/1/5", "2026-01-05"),
      (.dayFirst, "26-10-2026", "2026-10-26"), (.dayFirst, "5.1.2026", "2026-01-05"),
      (.dayFirst, "05/01/2026", "2026-01-05"),
      (.monthFirst, "10/26/2026", "2026-10-26"), (.compact, "20261026", "2026-10-26"),
      (.unixSeconds, "1792972800", "2026-10-26"), (.unixMilliseconds, "1792972800000.5", "2026-10-26"),
      (.dayFirst, "26-10-2026 23:59:59", "2026-10-26"), (.yearFirst, "2026-10-26T00:00:00+02:00", "2026-10-26"),
      (.dayFirst, "10/26/2026", nil), (.monthFirst, "26/10/2026", nil), (.dayFirst, "26-10-26", nil),
      (.dayFirst, "26-10/2026", nil), (.dayFirst, "26-10-2026 25:00", nil), (.dayFirst, "29-02-2026", nil),
      (.dayFirst, "", nil), (.dayFirst, "26-10-2026-1", nil), (.dayFirst, "026-1-2026", nil),
      (.dayFirst, "-26-2026", nil),
      (.compact, "2026102", nil), (.compact, "20261301", nil), (.month, "2026-13", nil), (.unixSeconds, "-1", nil),
      (.unixSeconds, "99999999999999999999", nil), (.yearFirst, "２０２６-10-26", nil),
    ] as [(MappedDates, String, String?)])
  func `a date is read as it is written`(_ dates: MappedDates, _ text: String, _ day: String?) {
    let found = withSlice(text) { dates.days($0, zone: nil) }
    #expect(found == day.flatMap { CalendarDay($0) }.map { $0...$0 }, "\(text)")
  }

  @Test(arguments: [
    ("2026-02", "2026-02-01", "2026-02-28"), ("2024/02", "2024-02-01", "2024-02-29"),
    ("2026-12", "2026-12-01", "2026-12-31"),
  ])
  func `a month is all of its days`(_ text: String, _ first: String, _ last: String) throws {
    let days = try #require(withSlice(text) { MappedDates.month.days($0, zone: nil) })
    #expect(days.lowerBound == CalendarDay(first) && days.upperBound == CalendarDay(last))
    #expect(withSlice(text) { MappedDates.month.moment($0, zone: nil) } == nil)
  }

  /// Amsterdam is an hour ahead in winter and two in summer; the change is at 01:00 UTC.
  @Test(arguments: [
    ("26-10-2026 8:15", "2026-10-26T07:15:00Z"), ("26-07-2026 08:15:02.5", "2026-07-26T06:15:02.500000Z"),
    ("25-10-2026 01:59", "2026-10-24T23:59:00Z"), ("25-10-2026 03:00", "2026-10-25T02:00:00Z"),
    ("29-03-2026 01:59", "2026-03-29T00:59:00Z"), ("29-03-2026 03:00", "2026-03-29T01:00:00Z"),
    ("26-10-2026 08:15Z", "2026-10-26T08:15:00Z"), ("26-10-2026 08:15:00-04:00", "2026-10-26T12:15:00Z"),
    ("26-10-2026 08:15 UTC", "2026-10-26T08:15:00Z"), ("26-10-2026", "2026-10-25T23:00:00Z"),
  ])
  func `a clock time is one of its zone`(_ text: String, _ moment: String) throws {
    let zone = try #require(SiteCalendar(identifier: "Europe/Amsterdam"))
    #expect(withSlice(text) { MappedDates.dayFirst.moment($0, zone: zone) } == Instant(moment))
  }

  @Test(arguments: [
    ("1.23457E+15", true), ("1,23457E+15", true), ("1E+15", true), ("-2.5e+03", true), ("123457", false),
    ("1.5", false), ("req-1E+15", false), ("12.3E+15", false), ("1.23E15", false), ("1.E+15", false), ("1.2E+", false),
    ("1E+15x", false), ("", false), ("abcde", false),
  ])
  func `a rounded id is known`(_ text: String, _ isMangled: Bool) {
    #expect(withSlice(text) { MangledNumbers.isMangled($0) } == isMangled)
  }
}
