import ReportCore

@testable import CostExports

/// Numbers, dates and times: the fast way and the exact way say the same, and what is printed reads back.
extension FuzzTarget {
  static func numbers(_ bytes: [UInt8]) {
    let exact = ExactDecimal(bytes)
    let text = String(decoding: bytes, as: UTF8.self)
    with(bytes) { slice in
      must(slice.decimal == exact, "two readings of one number")
      must(slice.nanos == exact?.nanos, "fast and exact nano-units differ")
      // Signs are not counted.
      if let whole = slice.wholeNumber { must(exact?.wholeNumber == whole, "fast and exact whole numbers differ") }
      for signs in MappedNumbers.allCases { _ = signs.number(slice)?.nanos }
      if let number = MappedNumbers.point.number(slice), let exact { must(number == exact, "a point is a point") }
      _ = MangledNumbers.isMangled(slice)
      must(
        MangledNumbers.isMangled(Array(text.utf8)) == MangledNumbers.isMangled(slice) || text.utf8.count != bytes.count,
        "ids")
    }
    if let fixed = FixedDecimal(text) { must(FixedDecimal(fixed.description) == fixed, "a figure does not read back") }
    if let exact { _ = [2, 3, 9].map { exact.movingPoint($0).nanos } }
  }

  static func times(_ bytes: [UInt8]) {
    if let moment = Instant(bytes: bytes) { must(Instant(moment.description) == moment, "a moment does not read back") }
    if let day = CalendarDay(bytes: bytes) { must(CalendarDay(day.description) == day, "a day does not read back") }
    let zone = SiteCalendar(identifier: "Europe/Amsterdam")
    with(bytes) { slice in
      for dates in MappedDates.allCases {
        for zone in [nil, zone] {
          if let days = dates.days(slice, zone: zone) { must(days.count <= 31, "a day of more than a month") }
          _ = dates.moment(slice, zone: zone)?.utcDay
        }
      }
    }
    if let week = ISOWeek(String(decoding: bytes, as: UTF8.self)) {
      must(ISOWeek(week.description) == week, "a week does not read back")
    }
  }

  private static func with(_ bytes: [UInt8], _ body: (ByteSlice) -> Void) {
    var copy = bytes
    copy.withUnsafeMutableBufferPointer { body(ByteSlice(start: $0.baseAddress, count: $0.count)) }
  }
}
