import ReportCore
import Testing

@testable import Pricing

struct TargetCalendarTests {
  @Test(arguments: [
    (2024, ["2024-01-01", "2024-03-29", "2024-04-01", "2024-05-01", "2024-12-25", "2024-12-26"]),
    (2025, ["2025-01-01", "2025-04-18", "2025-04-21", "2025-05-01", "2025-12-25", "2025-12-26"]),
    (2026, ["2026-01-01", "2026-04-03", "2026-04-06", "2026-05-01", "2026-12-25"]),
  ])
  func `closes on these weekdays of the year and no others`(_ year: Int, _ closed: [String]) throws {
    let first = try #require(CalendarDay(year: year, month: 1, day: 1))
    let last = try #require(CalendarDay(year: year, month: 12, day: 31))
    let found = (first...last).filter { $0.weekday <= 5 && !TargetCalendar.isBusinessDay($0) }
    #expect(found.map(\.description) == closed)
    #expect(!(first...last).contains { $0.weekday > 5 && TargetCalendar.isBusinessDay($0) })
  }

  @Test(arguments: ["2026-04-27", "2026-05-14", "2026-05-25", "2026-12-24", "2026-12-31", "2026-11-23"])
  func `works on Dutch holidays that TARGET does not know`(_ text: String) throws {
    #expect(TargetCalendar.isBusinessDay(try #require(CalendarDay(text))))
  }

  @Test(arguments: [
    ("2026-11-20", "2026-11-20"), ("2026-11-21", "2026-11-20"), ("2026-11-22", "2026-11-20"),
    ("2026-04-06", "2026-04-02"), ("2026-12-27", "2026-12-24"), ("2027-01-01", "2026-12-31"),
    ("2026-05-03", "2026-04-30"),
  ])
  func `looks back to the last business day`(_ day: String, _ expected: String) throws {
    let found = TargetCalendar.lastBusinessDay(onOrBefore: try #require(CalendarDay(day)))
    #expect(found.description == expected)
  }

  @Test(arguments: [
    (2000, "2000-04-23"), (2008, "2008-03-23"), (2011, "2011-04-24"), (2024, "2024-03-31"), (2025, "2025-04-20"),
    (2026, "2026-04-05"), (2027, "2027-03-28"), (2038, "2038-04-25"),
  ])
  func `knows Easter`(_ year: Int, _ expected: String) {
    #expect(TargetCalendar.easterSunday(year)?.description == expected)
  }

  @Test func `never looks back further than four days`() throws {
    let first = try #require(CalendarDay("1999-01-01"))
    for day in first..<first.advanced(by: 40_000) {
      #expect(TargetCalendar.lastBusinessDay(onOrBefore: day).distance(to: day) <= 4)
    }
  }
}
