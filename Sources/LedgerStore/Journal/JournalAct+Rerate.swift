public import ReportCore

extension JournalAct {
  /// The days whose prices a re-rating applies anew, and why, from its note `2026-10-01/2026-10-31: new contract`; nil
  /// for other acts.
  public var rerates: (days: ClosedRange<CalendarDay>, reason: String)? {
    guard act == .rerate, let colon = note.firstIndex(of: ":") else { return nil }
    let days = note[..<colon].split(separator: "/", omittingEmptySubsequences: false).map { CalendarDay($0) }
    guard days.count == 2, let first = days[0], let last = days[1], first <= last else { return nil }
    return (first...last, String(note[note.index(after: colon)...].drop { $0 == " " }))
  }

  /// The note of a re-rating. Throws a `Diagnostic` for a reason that is none.
  static func note(
    rerating days: ClosedRange<CalendarDay>, reason: String, file: String
  ) throws(Diagnostic) -> String {
    let reason = String(reason.drop { $0 == " " })
    let isPlain = reason.unicodeScalars.allSatisfy { $0.properties.generalCategory != .control }
    guard !reason.isEmpty, isPlain, reason.utf8.count <= 500 else {
      throw Diagnostic(
        code: "reason-missing", at: SourcePlace(file: file), "a re-rating needs a reason that can be read later",
        found: reason.isEmpty ? "no reason" : "\(reason.utf8.count) bytes", expected: "one line of at most 500 bytes",
        remedy: "Say in a few words why other prices apply.")
    }
    return "\(days.lowerBound)/\(days.upperBound): \(reason)"
  }
}
