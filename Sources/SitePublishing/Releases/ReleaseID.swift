public import ReportCore

/// The name of one publication in its target: its moment in UTC, to the second, never used twice there.
/// `20261123T060000Z`. By name is by time.
public struct ReleaseID: Hashable, Comparable, Sendable, CustomStringConvertible {
  /// Seconds since 1970; every file that is new or changed has this time, or a later one.
  public let seconds: Int64

  /// The publication of this second.
  init(seconds: Int64) { self.seconds = seconds }

  /// The first free second: now, or one after the newest there is, whatever the clock did since.
  init(at moment: Instant, after newest: ReleaseID?) {
    seconds = max(moment.seconds, newest.map { $0.seconds + 1 } ?? moment.seconds)
  }

  /// Reads what `description` writes; nil for anything else.
  public init?(_ text: some StringProtocol) {
    let parts = Array(text.utf8)
    guard parts.count == 16 else { return nil }
    let digits = parts.map { Character(Unicode.Scalar($0)) }
    let day = "\(String(digits[0..<4]))-\(String(digits[4..<6]))-\(String(digits[6..<8]))"
    let time = "\(String(digits[9..<11])):\(String(digits[11..<13])):\(String(digits[13..<15]))"
    guard let moment = Instant("\(day)T\(time)Z") else { return nil }
    self.init(seconds: moment.seconds)
    guard description.utf8.elementsEqual(parts) else { return nil }
  }

  /// When it was published.
  public var moment: Instant { Instant(seconds: seconds) }

  public var description: String {
    String(moment.description.filter { $0 != "-" && $0 != ":" })
  }

  /// By time.
  public static func < (left: Self, right: Self) -> Bool { left.seconds < right.seconds }
}
