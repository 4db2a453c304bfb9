/// What can stop a publication; the raw value is the finding's code and the word in `content/waivers.yml`.
public enum GateName: String, Sendable, CaseIterable, Comparable {
  /// The sums of the newest week's ledger must hold.
  case ledgerChecks = "ledger-checks"
  /// Every link leads to a file of the site, and to a place in it.
  case brokenLink = "broken-link"
  /// Page, table, CSV, handout and the other language print what `numbers.json` says.
  case figuresDiffer = "figures-differ"
  /// No key, token or password stands in a file.
  case secret
  /// No e-mail address, IP address, telephone, bank or citizen's number stands in a file.
  case personalData = "personal-data"

  /// As they stand in the list above.
  public static func < (left: Self, right: Self) -> Bool {
    (allCases.firstIndex(of: left) ?? 0) < (allCases.firstIndex(of: right) ?? 0)
  }
}

/// One entry of `content/waivers.yml`: who lets what pass, why and until when.
public struct Waiver: Sendable, Hashable {
  /// The gate it opens.
  public var gate: GateName
  /// What a finding is about (its subject or its file); nil for everything the gate finds.
  public var subject: String?
  /// The role that answers for it, an id of `site.yml`.
  public var owner: String
  /// In the owner's words.
  public var reason: String
  /// First day it counts; nil for always.
  public var validFrom: CalendarDay?
  /// Last day it counts.
  public var until: CalendarDay
  /// The entry's line in the file.
  public var line: Int

  /// A waiver.
  public init(
    gate: GateName, subject: String? = nil, owner: String, reason: String, validFrom: CalendarDay? = nil,
    until: CalendarDay, line: Int = 0
  ) {
    self.gate = gate
    self.subject = subject
    self.owner = owner
    self.reason = reason
    self.validFrom = validFrom
    self.until = until
    self.line = line
  }

  /// True when it counts on a day, both ends included.
  public func isInForce(on day: CalendarDay) -> Bool { (validFrom.map { $0 <= day } ?? true) && day <= until }

  /// True when it stands on the edition of a week: it counts on one of the seven days after the week, in which that
  /// edition is published.
  public func stands(on week: ISOWeek) -> Bool {
    let published = week.next.days
    return until >= published.lowerBound && (validFrom.map { $0 <= published.upperBound } ?? true)
  }
}
