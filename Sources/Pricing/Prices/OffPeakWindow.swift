public import ReportCore

/// Hours of the day in UTC at which another price applies.
public struct OffPeakWindow: Hashable, Sendable {
  /// Minutes since midnight, UTC; the first is inside.
  public var from: Int
  /// Minutes since midnight, UTC; outside. A window that ends before it begins passes midnight; one that ends where it
  /// begins is the whole day.
  public var until: Int
  /// 1 is Monday; empty means every day.
  public var weekdays: Set<Int>
  /// Minutes by which the calendar of the weekdays is ahead of UTC.
  public var weekdayOffset: Int

  /// A window.
  public init(from: Int, until: Int, weekdays: Set<Int> = [], weekdayOffset: Int = 0) {
    self.from = from
    self.until = until
    self.weekdays = weekdays
    self.weekdayOffset = weekdayOffset
  }

  /// True when `moment` is inside: its time within the hours, and its own weekday among the weekdays. Behind midnight
  /// the weekday is that of the new day, as the gateway reads it.
  public func contains(_ moment: Instant) -> Bool {
    let minute = Int((moment.seconds - Int64(moment.utcDay.number) * 86_400) / 60)
    let isHour =
      if from < until { (from..<until).contains(minute) } else { minute >= from || minute < until }
    guard isHour, !weekdays.isEmpty else { return isHour }
    return weekdays.contains(Instant(seconds: moment.seconds + Int64(weekdayOffset) * 60).utcDay.weekday)
  }

  /// Reads `HH:MM-HH:MM`; nil for anything else.
  static func hours(_ text: String) -> (from: Int, until: Int)? {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false).map { minutes(String($0)) }
    guard parts.count == 2, let from = parts[0], let until = parts[1] else { return nil }
    return (from, until)
  }

  private static func minutes(_ text: String) -> Int? {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false).map { part in
      part.allSatisfy(\.isASCII) && part.count == 2 ? Int(part) : nil
    }
    guard parts.count == 2, let hour = parts[0], let minute = parts[1], (0..<24).contains(hour),
      (0..<60).contains(minute)
    else { return nil }
    return hour * 60 + minute
  }
}

extension [OffPeakWindow] {
  /// True when a moment is inside one of them.
  func contain(_ moment: Instant) -> Bool { contains { $0.contains(moment) } }

  /// Whether the days first...last are inside, or outside, from begin to end; nil when it depends on the hour.
  func cover(_ first: CalendarDay, _ last: CalendarDay) -> Bool? {
    guard !isEmpty else { return false }
    // Beyond a week nothing new happens.
    let days = Swift.min(Swift.max(first.distance(to: last), 0), 7)
    var edges: Set<Int> = [0]
    for window in self {
      edges.formUnion([window.from, window.until, (1440 - window.weekdayOffset % 1440 + 1440) % 1440])
    }
    var answer: Bool?
    for offset in 0...days {
      for minute in edges.sorted() {
        let moment = Instant(
          seconds: Int64(first.advanced(by: offset).number) * 86_400 + Int64(minute) * 60)
        let inside = contain(moment)
        if let answer, answer != inside { return nil }
        answer = inside
      }
    }
    return answer
  }
}
