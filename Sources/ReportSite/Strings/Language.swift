/// The languages the site can be written in; the raw value is the code in `site.yml` and in `lang`.
public enum Language: String, Sendable, CaseIterable, Comparable {
  /// Dutch: `€ 1.345`, `14 %`.
  case nl
  /// English: `€1,345`, `14%`.
  case en

  /// By code.
  public static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
}
