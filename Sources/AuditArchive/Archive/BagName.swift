public import ReportCore

/// Which edition a bag holds: a week, and which time it was archived.
public struct BagName: Hashable, Comparable, Sendable, CustomStringConvertible {
  /// The edition.
  public let week: ISOWeek
  /// 1 for the first bag of the week.
  public let revision: Int

  /// The bag of `week` with this revision.
  public init(_ week: ISOWeek, revision: Int) {
    self.week = week
    self.revision = revision
  }

  /// Reads exactly `2026-W47-r1`.
  public init?(_ text: some StringProtocol) {
    let parts = text.split(separator: "-r", omittingEmptySubsequences: false)
    guard parts.count == 2, let week = ISOWeek(parts[0]), let revision = Int(parts[1]), (1...9999).contains(revision),
      String(revision) == parts[1]
    else { return nil }
    self.init(week, revision: revision)
  }

  /// The folder's name: `2026-W47-r1`.
  public var description: String { "\(week)-r\(revision)" }
  /// The name of the stub that takes the place of the bag.
  public var disposed: String { "\(self).disposed" }
  /// `peil:2026-W47:r1`.
  public var identifier: String { "peil:\(week):r\(revision)" }

  /// By week, then revision.
  public static func < (left: Self, right: Self) -> Bool { (left.week, left.revision) < (right.week, right.revision) }
}
