import AuditArchive
import ReportCore

/// About `peil verify`.
extension Messages {
  static let verifyAbstract = "Check a bag, an archive or a published site."
  static let verifyDiscussion = """
    A bag, a folder of bags (then the chain too), or a site as it was built. Exit status 1 when anything is wrong. A \
    signature is judged by keys that lie outside the bag: content/keys.csv of the site, or --public-key. The same \
    without peil: sha256sum --strict -c, bagit.py --validate, minisign -V.
    """
  static let verifyPathsHelp = "Bags, folders of bags, or sites."
  static let verifySiteHelp = "The site whose record and keys count (default: the one the archive lies in)."
  static let publicKeyHelp = "Judge signatures by this key alone, and refuse what is unsigned."
  static let expectHeadHelp = "The chain must have this head, as printed on a handout."
  static let rebuildHelp = "Make each edition again from its own bag, and compare."
  static let quickHelp = "Look at labels, chain and signatures only, and hash nothing."
  static let recordHelp = "Record the outcome in content/editions.csv."
  static let quickAlone = "--quick is not a verification: leave out --rebuild and --record."

  static func notAHead(_ text: String) -> String {
    "'\(Diagnostic.shortened(text))' is not a head; write 8 to 64 hexadecimal digits, such as 1a2b 3c4d 5e6f 7a8b."
  }

  static func verifying(_ shown: String) -> String { "Verifying \(shown)" }

  static func verified(_ results: [Verifying.Result]) -> String {
    results.flatMap(\.all).map(verification).joined(separator: "\n")
  }

  private static func verification(_ check: Verification) -> String {
    let warnings = check.findings.count { $0.diagnostic.severity == .warning }
    let errors = check.findings.count - warnings
    let verdict = check.isSound ? "whole" : "NOT WHOLE, \(counted(errors, "finding"))"
    var head = "\(check.shown): \(subject(check)): \(verdict)"
    if check.files > 0 { head += " (\(counted(check.files, "file")), \(bytes(check.bytes)))" }
    var lines = [head]
    lines += check.levels.map { "  \(padded($0.level.rawValue)) \(outcome($0.outcome))" }
    lines += check.findings.map { finding in
      finding.diagnostic.description.split(separator: "\n").map { "  \($0)" }.joined(separator: "\n")
    }
    return lines.joined(separator: "\n")
  }

  private static func subject(_ check: Verification) -> String {
    switch check.subject {
    case .edition: check.label.map { "edition \($0.name.week), revision \($0.name.revision)" } ?? "an edition"
    case .disposal: check.label.map { "stub of \($0.name), disposed of" } ?? "a stub"
    case .bag: "a bag, not made by peil"
    case .archive: "archive"
    case .site: "site"
    }
  }

  private static func outcome(_ outcome: Verification.Outcome) -> String {
    switch outcome {
    case .passed(let text): text.isEmpty ? "good" : "good: \(text)"
    case .failed: "WRONG"
    case .notJudged(let text): "not judged: \(text)"
    }
  }

  private static func padded(_ text: String) -> String {
    text + String(repeating: " ", count: max(0, 9 - text.count))
  }

  /// What `content/editions.csv` keeps of a verification: nothing when the bag is sound.
  static func verificationNote(_ errors: [Diagnostic]) -> String {
    Set(errors.map(\.code)).sorted().joined(separator: ", ")
  }

  static func nothingToVerify(_ shown: String) -> Diagnostic {
    Diagnostic(
      code: "nothing-to-verify", at: SourcePlace(file: shown), "This is no bag, no folder of bags and no built site.",
      expected: "bagit.txt, folders such as 2026-W47-r1, or .peil-manifest")
  }

  static let nowhereToRecord = Diagnostic(
    code: "no-site", at: nil, "There is no site to record this in.", remedy: "name the site with --site")

  static func noEdition(_ shown: String) -> Diagnostic {
    Diagnostic(
      code: "rebuild", at: SourcePlace(file: shown), "The edition cannot be made from what is in this bag.",
      expected: "registers, templates and the ledger's rows of the week")
  }

  static let noLedger = Diagnostic(
    code: "rebuild", at: SourcePlace(file: "ledger"), "The bag holds no rows of the ledger.")

  static func cannotRebuild(_ shown: String, _ error: any Error) -> Diagnostic {
    Diagnostic(
      code: "rebuild", at: SourcePlace(file: shown), "The edition could not be made again.", found: "\(error)")
  }

  static func rebuiltOther(_ place: SourcePlace, _ old: [UInt8], _ new: [UInt8]) -> Diagnostic {
    let same = zip(old, new).prefix { $0 == $1 }.count
    let line = 1 + old.prefix(same).count { $0 == UInt8(ascii: "\n") }
    let from = max(0, same - 20)
    func excerpt(_ bytes: [UInt8]) -> String { String(decoding: bytes.dropFirst(from).prefix(60), as: UTF8.self) }
    return Diagnostic(
      code: "rebuild-changed", at: SourcePlace(file: place.file, line: line),
      "Made again, this file is another.", found: excerpt(new), expected: excerpt(old))
  }

  static func rebuiltWithout(_ place: SourcePlace) -> Diagnostic {
    Diagnostic(code: "rebuild-missing", at: place, "This file does not come out when the edition is made again.")
  }

  static func rebuiltMore(_ place: SourcePlace) -> Diagnostic {
    Diagnostic(code: "rebuild-extra", at: place, "This file comes out when the edition is made again, and is not here.")
  }

  static func rebuiltFigure(_ place: SourcePlace, _ name: String, _ old: String, _ new: String) -> Diagnostic {
    Diagnostic(
      code: "rebuild-figure", at: SourcePlace(file: place.file, field: name), "Made again, this figure is another.",
      found: new, expected: old)
  }
}
