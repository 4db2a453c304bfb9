import ReportCore

/// Every sentence the commands print; more of them in the files beside this one.
enum Messages {
  static let rootAbstract = "Turns the AI bills a company has into a weekly edition."
  static let rootDiscussion = """
    Put the exports of your providers into content/ledger/ and run "peil build": it imports what is new and writes \
    the site to public/. A first site of your own: "peil new DIR".
    """
  static let siteHelp = "The site's folder."
  static let ledgerHelp = "The cost ledger (default: ledger.sqlite in the site's folder)."
  static let asOfHelp = "Use the ledger as it was at this moment, such as 2026-11-16T06:00:00Z."
  static let weekHelp = "An ISO week, such as 2026-W47 (default: the newest that has ended)."

  static func notAnInstant(_ text: String) -> String {
    "'\(Diagnostic.shortened(text))' is not a moment; write it as 2026-11-16T06:00:00Z."
  }

  static func notAWeek(_ text: String) -> String {
    "'\(Diagnostic.shortened(text))' is not an ISO week; write it as 2026-W47."
  }

  /// `2 errors, 1 warning`; nil when there are none.
  static func total(of diagnostics: [Diagnostic]) -> String? {
    let errors = diagnostics.count { $0.severity == .error }
    let parts = [(errors, "error"), (diagnostics.count - errors, "warning")].filter { $0.0 > 0 }
    return parts.isEmpty ? nil : parts.map { counted($0.0, $0.1) }.joined(separator: ", ")
  }

  /// `1 file`, `2 files`.
  static func counted(_ number: Int, _ noun: String) -> String { "\(number) \(noun)\(number == 1 ? "" : "s")" }

  static func defect(_ error: any Error) -> String {
    """
    error: Something went wrong that should not be possible [defect]
      found:    \(Diagnostic.shortened(String(describing: error)))
      remedy:   nothing was published; please report this line and the command you gave
    """
  }
}
