public import ReportCore
import YAMLDocuments

/// How long archived editions are kept, and why: `retention` in `site.yml`. Nobody's legal advice.
public struct RetentionPolicy: Sendable, Equatable {
  /// Years after the end of the edition's own year.
  public var years: Int
  /// Why that long.
  public var basis: String

  /// The Dutch fiscal minimum, unless said otherwise.
  public init(years: Int = 7, basis: String = "art. 52(4) AWR, minimum") {
    self.years = years
    self.basis = basis
  }

  /// The last day an edition of `week` is kept: 31 December of the week's year and `years` more. The year is that of
  /// the week's Thursday, as its number is.
  public func end(of week: ISOWeek) -> CalendarDay {
    CalendarDay(year: week.year + years, month: 12, day: 31) ?? week.lastDay
  }
}

extension RetentionPolicy {
  /// Reads the entry of `site.yml`; what is absent keeps its usual value.
  static func read(_ site: YAMLEntry) -> RetentionPolicy {
    var policy = RetentionPolicy()
    guard let given = site.entry("retention", known: ["years", "basis"]) else { return policy }
    if let years = given.whole("years", minimum: 1) {
      if years <= 100 {
        policy.years = years
      } else {
        given.refuse(
          "years", "bad-number", "editions are kept for years, not for ever", found: String(years),
          expected: "1 to 100")
      }
    }
    if let basis = given.text("basis") { policy.basis = basis }
    return policy
  }
}
