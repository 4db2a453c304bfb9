public import ReportCore

/// One thing that must be so before a site is published. A gate looks at the output only, so that it finds what a
/// defect in the making of pages would hide.
public protocol PublishingGate: Sendable {
  /// Its name in findings and waivers.
  var name: GateName { get }

  /// What is wrong, in any order. Throws when a file cannot be read.
  func findings(in site: SiteFiles) throws(Diagnostic) -> [GateFinding]
}

/// Something a gate found.
public struct GateFinding: Sendable, Hashable, Comparable {
  /// The gate.
  public let gate: GateName
  /// False for what the reader should know and what stops nothing.
  public let stops: Bool
  /// The file of the site, `2026/w47/index.html`.
  public let file: String
  /// 1-based; nil when the whole file is meant.
  public let line: Int?
  /// What it is about, as a waiver names it: a check, a link, a figure, a kind of secret.
  public let subject: String
  /// One sentence.
  public let summary: String
  /// What stands there; never a secret.
  public let found: String?
  /// What should stand there.
  public let expected: String?
  /// What to do next.
  public let remedy: String?

  /// A finding.
  public init(
    _ gate: GateName, stops: Bool = true, file: String, line: Int? = nil, subject: String, _ summary: String,
    found: String? = nil, expected: String? = nil, remedy: String? = nil
  ) {
    self.gate = gate
    self.stops = stops
    self.file = file
    self.line = line
    self.subject = subject
    self.summary = summary
    self.found = found
    self.expected = expected
    self.remedy = remedy
  }

  /// By gate, file, line, subject and words.
  public static func < (left: Self, right: Self) -> Bool {
    if left.gate != right.gate { return left.gate < right.gate }
    if left.file != right.file { return left.file < right.file }
    if left.line != right.line { return left.line ?? 0 < right.line ?? 0 }
    return (left.subject, left.summary, left.found ?? "") < (right.subject, right.summary, right.found ?? "")
  }

  /// As a complaint about a file below `folder`: an error, or a warning when it stops nothing.
  public func diagnostic(in folder: String) -> Diagnostic { diagnostic(in: folder, stops ? .error : .warning) }

  func diagnostic(in folder: String, _ severity: Diagnostic.Severity, note: String? = nil) -> Diagnostic {
    Diagnostic(
      severity, code: gate.rawValue,
      at: SourcePlace(file: "\(folder)/\(file)", line: line, field: subject == file ? nil : subject),
      summary, found: found, expected: expected, remedy: note ?? remedy)
  }
}
