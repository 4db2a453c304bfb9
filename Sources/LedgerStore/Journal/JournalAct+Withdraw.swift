import ReportCore

extension JournalAct {
  /// The number of the import that a withdrawal takes back, from its note `12: the wrong month`; nil for other acts.
  public var withdraws: Int? {
    guard act == .withdraw, let colon = note.firstIndex(of: ":") else { return nil }
    let number = note[..<colon]
    // As we write it: no sign, no zeros in front.
    return Int(number).flatMap { String($0) == number && $0 > 0 ? $0 : nil }
  }

  /// The reason that was given for a withdrawal; nil for other acts.
  public var reason: String? {
    guard withdraws != nil, let colon = note.firstIndex(of: ":") else { return nil }
    return String(note[note.index(after: colon)...].drop { $0 == " " })
  }

  /// The note of a withdrawal. Throws a `Diagnostic` for a reason that is none.
  static func note(withdrawing number: Int, reason: String, file: String) throws(Diagnostic) -> String {
    let reason = String(reason.drop { $0 == " " })
    let isPlain = reason.unicodeScalars.allSatisfy { $0.properties.generalCategory != .control }
    guard !reason.isEmpty, isPlain, reason.utf8.count <= 500 else {
      throw Diagnostic(
        code: "reason-missing", at: SourcePlace(file: file), "a withdrawal needs a reason that can be read later",
        found: reason.isEmpty ? "no reason" : "\(reason.utf8.count) bytes", expected: "one line of at most 500 bytes",
        remedy: "Say in a few words why the import was wrong.")
    }
    return "\(number): \(reason)"
  }
}
