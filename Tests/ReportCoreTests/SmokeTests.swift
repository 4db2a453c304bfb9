import ReportCore
import Testing

@Test func `a decimal is read as written or not at all`() {
  #expect(ExactDecimal("1.82e-05")?.nanos == 18_200)
  #expect(ExactDecimal("1,234.50") == nil)
  #expect(CalendarDay("2026-11-23")?.weekday == 1)
  #expect(ISOWeek(containing: CalendarDay("2027-01-03")!).description == "2026-W53")
}
