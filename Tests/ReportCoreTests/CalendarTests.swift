import ReportCore
import Testing

struct CalendarTests {
  @Test(arguments: [
    ("2026-11-23", "2026-W48", 1), ("2026-11-22", "2026-W47", 7), ("2026-12-31", "2026-W53", 4),
    ("2027-01-03", "2026-W53", 7),
    ("2027-01-04", "2027-W01", 1), ("2025-12-29", "2026-W01", 1), ("2024-12-30", "2025-W01", 1),
    ("2021-01-03", "2020-W53", 7),
    ("1970-01-01", "1970-W01", 4), ("2000-02-29", "2000-W09", 2),
  ])
  func `a day lies in its ISO week`(day: String, week: String, weekday: Int) throws {
    let day = try #require(CalendarDay(day))
    #expect(ISOWeek(containing: day).description == week)
    #expect(day.weekday == weekday)
  }

  @Test(arguments: ["2025-W53", "2026-W54", "2026-W00", "2026W47", "2026-w47", "26-W47"])
  func `a week that does not exist is refused`(text: String) {
    #expect(ISOWeek(text) == nil)
  }

  @Test func `2026 has 53 weeks and they follow one another`() throws {
    let last = try #require(ISOWeek("2026-W53"))
    #expect(last.next.description == "2027-W01")
    #expect(last.previous.description == "2026-W52")
    #expect(last.days == (try #require(CalendarDay("2026-12-28")))...(try #require(CalendarDay("2027-01-03"))))
  }

  @Test(arguments: [
    "2026-02-29", "2026-04-31", "2026-13-01", "2026-00-10", "2026-1-01", "2026-10-5", "26-10-2026", "2026/10/26", "",
  ])
  func `an impossible date is refused`(text: String) {
    #expect(CalendarDay(text) == nil)
  }

  @Test func `every day of four centuries reads back what it prints`() throws {
    var day = try #require(CalendarDay("1899-12-31"))
    for _ in 0..<150_000 {
      #expect(CalendarDay(day.description) == day)
      day = day.advanced(by: 1)
    }
  }

  @Test(arguments: [
    ("2026-10-26T00:00:00Z", 1_792_972_800_000_000), ("2026-10-26T00:00:00+00:00", 1_792_972_800_000_000),
    ("2026-10-26 00:00:00", 1_792_972_800_000_000), ("2026-10-26T01:00:00.713+01:00", 1_792_972_800_713_000),
    ("2026-10-26 07:00:00 UTC", 1_792_998_000_000_000), ("2026-03-31 02:00", 1_774_922_400_000_000),
    ("1969-12-31T23:59:59.500000Z", -500_000),
  ])
  func `the times of real exports are read as UTC`(text: String, microseconds: Int64) {
    #expect(Instant(text)?.microseconds == microseconds)
  }

  @Test(arguments: [
    "2026-10-26", "10/26/2026 00:00:00", "2026-10-26T24:00:00Z", "2026-10-26T00:60:00Z", "2026-10-26T00:00:00+15:00",
    "2026-10-26T00:00:00.Z", "2026-07-5T00:00:00Z", "2026-10-26T00:00:00ZZ",
  ])
  func `any other time is refused`(text: String) {
    #expect(Instant(text) == nil)
  }

  @Test func `a moment prints RFC 3339`() {
    #expect(Instant("2026-11-23 06:00:00")?.description == "2026-11-23T06:00:00Z")
    #expect(Instant("1969-12-31T23:59:59.5Z")?.description == "1969-12-31T23:59:59.500000Z")
  }

  @Test(arguments: [
    // Summer time ends on 25 October 2026 and begins on 29 March 2026, both at 01:00 UTC.
    ("2026-10-24T21:59:59Z", "2026-10-24"), ("2026-10-24T22:00:00Z", "2026-10-25"),
    ("2026-10-25T22:59:59Z", "2026-10-25"),
    ("2026-10-25T23:00:00Z", "2026-10-26"), ("2026-03-28T22:59:59Z", "2026-03-28"),
    ("2026-03-28T23:00:00Z", "2026-03-29"),
    ("2026-03-29T21:59:59Z", "2026-03-29"), ("2026-03-29T22:00:00Z", "2026-03-30"),
    ("2026-12-31T23:00:00Z", "2027-01-01"),
  ])
  func `a moment lies on its Amsterdam day, also when the clock changes`(moment: String, day: String) throws {
    let amsterdam = try #require(SiteCalendar(identifier: "Europe/Amsterdam"))
    #expect(amsterdam.day(of: try #require(Instant(moment))).description == day)
  }

  @Test(arguments: [("2026-10-25", 25), ("2026-03-29", 23), ("2026-11-23", 24)])
  func `a day lasts as long as the clock says`(day: String, hours: Int64) throws {
    let amsterdam = try #require(SiteCalendar(identifier: "Europe/Amsterdam"))
    let day = try #require(CalendarDay(day))
    let length = amsterdam.start(of: day.advanced(by: 1)).seconds - amsterdam.start(of: day).seconds
    #expect(length == hours * 3600)
    #expect(amsterdam.day(of: amsterdam.start(of: day)) == day)
  }

  @Test func `an unknown zone is refused`() {
    #expect(SiteCalendar(identifier: "Europe/Amsterdan") == nil)
  }
}
