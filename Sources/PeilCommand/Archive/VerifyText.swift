import AuditArchive
import OutputTree
import ReportCore

/// What `peil verify --json` prints; fields are only ever added.
struct VerifyText: Encodable {
  let schema = "peil.verify/1"
  let sound: Bool
  let checks: [Check]

  init(_ results: [Verifying.Result]) {
    let all = results.flatMap(\.all)
    sound = all.allSatisfy(\.isSound)
    checks = all.map(Check.init)
  }

  struct Check: Encodable {
    let path: String
    let subject: String
    let sound: Bool
    let week: String?
    let revision: Int?
    let sequence: Int?
    let asOf: String?
    let digest: String?
    let previous: String?
    let signer: String?
    let retainUntil: String?
    let basis: String?
    let files: Int
    let bytes: Int
    let levels: [Level]
    let findings: [Finding]

    init(_ check: Verification) {
      path = check.shown
      subject = check.subject.rawValue
      sound = check.isSound
      week = check.label?.name.week.description
      revision = check.label?.name.revision
      sequence = check.label?.sequence
      asOf = check.label?.asOf.description
      digest = check.digest?.description
      previous = check.label?.previous?.description
      signer = check.signer.isEmpty ? nil : check.signer
      retainUntil = check.label?.retainUntil.description
      basis = check.label?.basis
      files = check.files
      bytes = check.bytes
      levels = check.levels.map(Level.init)
      findings = check.findings.map(Finding.init)
    }
  }

  struct Level: Encodable {
    let level: String
    let outcome: String
    let detail: String?

    init(_ level: (level: Verification.Level, outcome: Verification.Outcome)) {
      self.level = level.level.rawValue
      switch level.outcome {
      case .passed(let text):
        outcome = "passed"
        detail = text.isEmpty ? nil : text
      case .failed:
        outcome = "failed"
        detail = nil
      case .notJudged(let text):
        outcome = "not-judged"
        detail = text
      }
    }
  }

  struct Finding: Encodable {
    let level: String
    let severity: String
    let code: String
    let file: String?
    let line: Int?
    let summary: String
    let found: String?
    let expected: String?
    let remedy: String?

    init(_ finding: Verification.Finding) {
      level = finding.level.rawValue
      severity = finding.diagnostic.severity.rawValue
      code = finding.diagnostic.code
      file = finding.diagnostic.place?.file
      line = finding.diagnostic.place?.line
      summary = finding.diagnostic.summary
      found = finding.diagnostic.found
      expected = finding.diagnostic.expected
      remedy = finding.diagnostic.remedy
    }
  }
}
