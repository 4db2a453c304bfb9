import ReportCore

/// The time of a bucket of an API or of a row of a dashboard: a day, or an hour or less.
struct BucketTime {
  /// The days of a row, or the moment its bucket starts.
  let time: RowTime
  /// `2026-10-26` or `2026-10-26T08`: what a later file replaces.
  let name: String
  /// The UTC day.
  let day: CalendarDay
  /// Hours since 1970 when the bucket is an hour or less; nil for a day.
  let hour: Int?

  /// Start and end, exclusive, in seconds since 1970. Nil when there is no time between them, when they do not lie in
  /// one UTC day, or beyond what can occur. More than an hour counts as the day: a request may cut its first and last
  /// bucket.
  init?(start: Int, end: Int) {
    guard start >= 0, start < end, end <= 4_200_000_000, start / 86_400 == (end - 1) / 86_400 else { return nil }
    day = CalendarDay(number: start / 86_400)
    guard PlausibleDays.range.contains(day) else { return nil }
    if start / 3600 == (end - 1) / 3600 {
      hour = start / 3600
      time = .moment(Instant(seconds: Int64(start)))
    } else {
      hour = nil
      time = .days(day, day)
    }
    name = hour.map(BucketTime.name(hour:)) ?? "\(day)"
  }

  /// `2026-10-26T08` for an hour since 1970.
  static func name(hour: Int) -> String {
    let inDay = hour % 24
    return "\(CalendarDay(number: hour / 24))T\(inDay < 10 ? "0" : "")\(inDay)"
  }
}

extension RowChecks {
  /// The bucket between two moments in seconds since 1970.
  mutating func bucket(
    _ start: Int?, _ end: Int?, _ fields: (start: String, end: String), _ problems: inout ProblemLog
  ) -> BucketTime? {
    guard let start, let end else { return nil }
    if let bucket = BucketTime(start: start, end: end) { return bucket }
    refuse(
      &problems, code: "bad-period", field: fields.end, "this is no day, hour or minute of UTC",
      found: "\(Instant(seconds: Int64(start))) to \(Instant(seconds: Int64(end)))",
      expected: "a start and an end, exclusive, in one UTC day",
      remedy: "Fetch or download it again by day, hour or minute.")
    return nil
  }

  /// Seconds since 1970, from 1999 to 2099.
  mutating func unixSeconds(_ slice: ByteSlice, _ field: String, _ problems: inout ProblemLog) -> Int? {
    if let seconds = slice.wholeNumber, (915_148_800...4_102_444_800).contains(seconds) { return seconds }
    if slice.isEmpty {
      missing(field, &problems)
    } else {
      refuse(
        &problems, code: "not-a-moment", field: field, "this is not a moment", found: slice.shown,
        expected: "seconds since 1970, such as 1792972800", remedy: "Download the export again.")
    }
    return nil
  }
}
