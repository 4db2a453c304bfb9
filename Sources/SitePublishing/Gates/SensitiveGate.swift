import OutputTree
public import ReportCore

/// No key and no personal datum leaves the house; one type for both, since one look at a file finds both.
public struct SensitiveGate: PublishingGate {
  public let name: GateName

  /// `.secret` for keys and tokens, `.personalData` for the rest.
  public init(_ name: GateName) { self.name = name }

  public func findings(in site: SiteFiles) throws(Diagnostic) -> [GateFinding] {
    let found = try site.map(site.paths) { path throws(Diagnostic) in try site.sensitive(path) }
    return found.flatMap { $0 }.filter { $0.kind.isSecret == (name == .secret) }.map(finding)
  }

  private func finding(_ found: SensitiveFinding) -> GateFinding {
    GateFinding(
      name, file: found.file, line: found.line, subject: found.kind.rawValue,
      name == .secret ? "This looks like a secret." : "This looks like a personal datum.", found: found.shown,
      expected: "nothing of the kind",
      remedy: name == .secret
        ? "withdraw the key where it is used, and take it out of the register or export it came from"
        : "take it out of the register or export it came from, or waive it in content/waivers.yml")
  }
}
