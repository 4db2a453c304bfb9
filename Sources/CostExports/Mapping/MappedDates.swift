import ReportCore

/// The ways a CSV writes its dates, by the words a mapping uses.
enum MappedDates: String, CaseIterable, Sendable {
  /// `2026-10-26`, also with slashes or points.
  case yearFirst = "year-first"
  /// `26-10-2026`, `26/10/2026`, `26.10.2026`; leading zeros may be missing.
  case dayFirst = "day-first"
  /// `10/26/2026`.
  case monthFirst = "month-first"
  /// `20261026`.
  case compact
  /// `2026-10`: a whole month.
  case month
  /// Seconds since 1970.
  case unixSeconds = "unix-seconds"
  /// Milliseconds since 1970.
  case unixMilliseconds = "unix-milliseconds"

  /// How it looks, for complaints.
  var example: String {
    switch self {
    case .yearFirst: "2026-10-26"
    case .dayFirst: "26-10-2026"
    case .monthFirst: "10/26/2026"
    case .compact: "20261026"
    case .month: "2026-10"
    case .unixSeconds: "1793000000"
    case .unixMilliseconds: "1793000000000"
    }
  }

  /// First and last day; a clock time behind the date is checked and left alone: the source's day is as written.
  func days(_ text: ByteSlice, zone: SiteCalendar?) -> ClosedRange<CalendarDay>? {
    switch self {
    case .unixSeconds, .unixMilliseconds:
      return moment(text, zone: zone).map { zone?.day(of: $0) ?? $0.utcDay }.map { $0...$0 }
    default:
      let (date, clock) = MappedDates.split(text)
      if !clock.isEmpty, MappedDates.instant(CalendarDay(number: 0), clock) == nil { return nil }
      return self.date(date)
    }
  }

  /// A moment; without a zone of its own it is a clock time of `zone`, or of UTC.
  func moment(_ text: ByteSlice, zone: SiteCalendar?) -> Instant? {
    switch self {
    case .unixSeconds, .unixMilliseconds:
      // Nano-units of a second.
      guard let nanos = text.decimal?.movingPoint(self == .unixSeconds ? 0 : 3).nanos, nanos >= 0 else { return nil }
      return Instant(microseconds: nanos / 1000)
    default:
      let (date, clock) = MappedDates.split(text)
      guard let days = self.date(date), days.lowerBound == days.upperBound,
        let found = MappedDates.instant(days.lowerBound, clock)
      else { return nil }
      guard !found.hasZone, let zone else { return found.instant }
      let local = found.instant
      let guess = local.moved(bySeconds: -zone.offset(at: local))
      return local.moved(bySeconds: -zone.offset(at: guess))
    }
  }

  private func date(_ text: ArraySlice<UInt8>) -> ClosedRange<CalendarDay>? {
    switch self {
    case .compact:
      guard text.count == 8, let number = MappedDates.number(text) else { return nil }
      return CalendarDay(year: number / 10_000, month: number / 100 % 100, day: number % 100).map { $0...$0 }
    case .month:
      let parts = MappedDates.parts(text)
      guard parts.count == 2, parts[0].digits == 4,
        let first = CalendarDay(year: parts[0].value, month: parts[1].value, day: 1)
      else { return nil }
      let next = first.advanced(by: 31).civil
      guard let end = CalendarDay(year: next.year, month: next.month, day: 1) else { return nil }
      return first...end.advanced(by: -1)
    default:
      let parts = MappedDates.parts(text)
      let order = self == .yearFirst ? [0, 1, 2] : self == .dayFirst ? [2, 1, 0] : [2, 0, 1]
      guard parts.count == 3, parts[order[0]].digits == 4 else { return nil }
      return CalendarDay(year: parts[order[0]].value, month: parts[order[1]].value, day: parts[order[2]].value)
        .map { $0...$0 }
    }
  }

  /// Groups of digits between one and the same sign.
  private static func parts(_ text: ArraySlice<UInt8>) -> [(value: Int, digits: Int)] {
    guard let sign = text.first(where: { !(0x30...0x39).contains($0) }),
      [UInt8(ascii: "-"), UInt8(ascii: "/"), UInt8(ascii: ".")].contains(sign), text.count <= 10
    else { return [] }
    let groups = text.split(separator: sign, omittingEmptySubsequences: false)
    let numbers = groups.compactMap { group in number(group).map { (value: $0, digits: group.count) } }
    let isWritten = numbers.allSatisfy { $0.digits == 4 || $0.digits <= 2 }
    return numbers.count == groups.count && isWritten ? numbers : []
  }

  private static func number(_ text: ArraySlice<UInt8>) -> Int? {
    guard (1...8).contains(text.count), text.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
    return text.reduce(0) { $0 * 10 + Int($1 - 0x30) }
  }

  private static func split(_ text: ByteSlice) -> (date: ArraySlice<UInt8>, clock: ArraySlice<UInt8>) {
    let bytes = Array(text.buffer.prefix(48))
    guard let gap = bytes.firstIndex(where: { $0 == 0x20 || $0 == UInt8(ascii: "T") }) else { return (bytes[...], []) }
    return (bytes[..<gap], bytes[(gap + 1)...])
  }

  /// `8:15`, `08:15:02.113`, with or without a zone behind it. No clock is midnight.
  private static func instant(
    _ day: CalendarDay, _ clock: ArraySlice<UInt8>
  ) -> (instant: Instant, hasZone: Bool)? {
    let isShort = clock.dropFirst().first == UInt8(ascii: ":")
    let written = clock.isEmpty ? Array("00:00".utf8) : (isShort ? [UInt8(ascii: "0")] : []) + clock
    let text = Array("\(day)T".utf8) + written
    let zoneMarks = [UInt8(ascii: "Z"), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "U")]
    let hasZone = written.contains { zoneMarks.contains($0) }
    return Instant(bytes: text).map { ($0, hasZone) }
  }
}

extension Instant {
  fileprivate func moved(bySeconds seconds: Int) -> Instant {
    Instant(microseconds: microseconds + Int64(seconds) * 1_000_000)
  }
}
