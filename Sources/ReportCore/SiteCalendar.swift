import Foundation

/// The days of the site's own time zone. The zone is named in `site.yml`, never taken from the machine.
public struct SiteCalendar: Sendable {
  /// The IANA name, such as `Europe/Amsterdam`.
  public let identifier: String
  private let zone: TimeZone

  /// Nil when the zone database does not know the name.
  public init?(identifier: String) {
    guard let zone = TimeZone(identifier: identifier) else { return nil }
    self.identifier = identifier
    self.zone = zone
  }

  /// Seconds east of UTC at that moment.
  public func offset(at moment: Instant) -> Int {
    zone.secondsFromGMT(for: Date(timeIntervalSince1970: Double(moment.seconds)))
  }

  /// The local day at that moment.
  public func day(of moment: Instant) -> CalendarDay {
    Instant(seconds: moment.seconds + Int64(offset(at: moment))).utcDay
  }

  /// The local clock time as seconds after local midnight.
  public func secondsOfDay(of moment: Instant) -> Int {
    let local = moment.seconds + Int64(offset(at: moment))
    return Int(local - Int64(day(of: moment).number) * 86_400)
  }

  /// The moment the local day begins; correct on days of 23 and 25 hours.
  public func start(of day: CalendarDay) -> Instant {
    let midnight = Instant(startOf: day)
    let guess = Instant(seconds: midnight.seconds - Int64(offset(at: midnight)))
    return Instant(seconds: midnight.seconds - Int64(offset(at: guess)))
  }
}
