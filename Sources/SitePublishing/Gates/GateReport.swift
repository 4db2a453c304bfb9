public import ReportCore

/// What the gates say of a site, with the waivers applied.
public struct GateReport: Sendable, Equatable {
  /// A finding that somebody lets pass.
  public struct Waived: Sendable, Hashable {
    /// What was found.
    public let finding: GateFinding
    /// Who lets it pass, why and until when.
    public let waiver: Waiver
  }

  /// The folder the files lie in, as the person knows it.
  public let folder: String
  /// Findings that stop a publication, sorted.
  public let stopping: [GateFinding]
  /// Findings that would, sorted.
  public let waived: [Waived]
  /// Findings that stop nothing, sorted.
  public let warnings: [GateFinding]
  /// Waivers that have ended, or that let nothing pass: somebody may forget them.
  public let idleWaivers: [Diagnostic]

  /// Applies `waivers` on the day of publication.
  public init(_ findings: [GateFinding], waivers: [Waiver], on day: CalendarDay, in folder: String) {
    let inForce = waivers.filter { $0.isInForce(on: day) }
    var stopping: [GateFinding] = []
    var waived: [Waived] = []
    for finding in findings.sorted() where finding.stops {
      if let waiver = inForce.first(where: { $0.covers(finding) }) {
        waived.append(Waived(finding: finding, waiver: waiver))
      } else {
        stopping.append(finding)
      }
    }
    self.folder = folder
    self.stopping = stopping
    self.waived = waived
    warnings = findings.filter { !$0.stops }.sorted()
    let used = Set(waived.map(\.waiver))
    idleWaivers = waivers.compactMap { waiver in
      if waiver.until < day { return Self.ended(waiver, findings.contains(where: waiver.covers)) }
      return inForce.contains(waiver) && !used.contains(waiver) ? Self.idle(waiver) : nil
    }
  }

  /// True when the site may be published.
  public var passes: Bool { stopping.isEmpty }

  /// Everything as complaints: errors for what stops, warnings for the rest.
  public var diagnostics: [Diagnostic] {
    stopping.map { $0.diagnostic(in: folder) }
      + waived.map { entry in
        entry.finding.diagnostic(
          in: folder, .warning,
          note: "waived by \(entry.waiver.owner) until \(entry.waiver.until): \(entry.waiver.reason)")
      } + warnings.map { $0.diagnostic(in: folder) } + idleWaivers
  }

  private static let register = "content/waivers.yml"

  private static func ended(_ waiver: Waiver, _ isMissed: Bool) -> Diagnostic {
    Diagnostic(
      .warning, code: "waiver-ended", at: SourcePlace(file: register, line: waiver.line, field: waiver.gate.rawValue),
      "This waiver has ended.", found: waiver.until.description,
      remedy: isMissed ? "mend what it let pass, or have \(waiver.owner) renew it" : "remove it")
  }

  private static func idle(_ waiver: Waiver) -> Diagnostic {
    Diagnostic(
      .warning, code: "waiver-idle", at: SourcePlace(file: register, line: waiver.line, field: waiver.gate.rawValue),
      "This waiver lets nothing pass: nothing of the kind was found.", found: waiver.subject,
      remedy: "remove it, or correct its subject")
  }
}

extension Waiver {
  /// True when the waiver speaks of this finding: its gate, and its subject or file where one is named.
  func covers(_ finding: GateFinding) -> Bool {
    gate == finding.gate && (subject == nil || subject == finding.subject || subject == finding.file)
  }
}
