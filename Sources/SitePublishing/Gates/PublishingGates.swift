public import ReportCore

/// All gates together.
public enum PublishingGates {
  /// In the order in which their findings are printed.
  public static let standard: [any PublishingGate] = [
    LedgerChecksGate(), BrokenLinkGate(), FiguresDifferGate(), SensitiveGate(.secret), SensitiveGate(.personalData),
  ]

  /// What stands in the way of publishing the built site in `folder`, on `day`. Throws `input-output`, `not-built` or
  /// `link-in-site` when its files cannot be read.
  public static func findings(
    of folder: String, shownAs name: String = "public", waivers: [Waiver], on day: CalendarDay
  ) throws(DiagnosticList) -> GateReport {
    try findings(in: try SiteFiles(folder: folder, shownAs: name), waivers: waivers, on: day)
  }

  /// The same of files in memory or on disk.
  public static func findings(
    in site: SiteFiles, waivers: [Waiver], on day: CalendarDay, gates: [any PublishingGate] = standard
  ) throws(DiagnosticList) -> GateReport {
    var findings: [GateFinding] = []
    do throws(Diagnostic) {
      for gate in gates { findings += try gate.findings(in: site) }
    } catch {
      throw DiagnosticList([error])
    }
    // A waiver for a gate that was not asked is no idle one.
    let asked = Set(gates.map(\.name))
    return GateReport(findings, waivers: waivers.filter { asked.contains($0.gate) }, on: day, in: site.shown)
  }
}
