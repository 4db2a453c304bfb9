import ReportCore

/// What is listed against what is there. Each difference gets the name of what most probably happened, so that one
/// change is one finding.
struct Comparison {
  /// A listed file: where, which digest, on which line of which list.
  struct Expected {
    let digest: String
    let list: SourcePlace
  }

  let expected: [BagPath: Expected]
  /// Of every listed file that is there, and of every other file where something is missing.
  let found: [BagPath: String]
  /// Files that are there, with sizes.
  let present: [BagPath: Int]
  /// How many bytes the listed files had together, where that was recorded.
  var totalBytes: Int?
  /// What the extra file is called in a finding, and how bad it is.
  var extraSeverity: Diagnostic.Severity = .error
  /// For bags of others: where file systems take two names for one, or keep files of their own, nothing was lost.
  var isLenient = false
  let shown: (BagPath) -> String

  var findings: [(path: BagPath, diagnostic: Diagnostic)] {
    let missing = expected.keys.filter { present[$0] == nil }.sorted()
    let extra = present.keys.filter { expected[$0] == nil }.sorted()
    let changed = expected.keys.filter { path in
      found[path].map { $0 != expected[path]?.digest } ?? false
    }.sorted()
    var findings: [(path: BagPath, diagnostic: Diagnostic)] = []
    var explained: Set<BagPath> = []
    for path in missing {
      guard let wanted = expected[path] else { continue }
      if isLenient, let finding = excused(path, wanted) {
        findings += finding.map { (path, $0) }
        continue
      }
      let twin = extra.first { !explained.contains($0) && $0.folded == path.folded }
      let same = extra.first { !explained.contains($0) && found[$0] == wanted.digest }
      if let other = same ?? twin, found[other] == wanted.digest {
        explained.insert(other)
        findings.append((path, renamed(path, to: other)))
      } else {
        findings.append((path, lost(path, wanted)))
      }
    }
    findings += changed.compactMap { path in
      guard let wanted = expected[path], let digest = found[path] else { return nil }
      return (path, self.changed(path, wanted, digest, among: changed))
    }
    findings += extra.filter { !explained.contains($0) }.map { ($0, added($0)) }
    return findings
  }

  /// Nil when the file is missing indeed.
  private func excused(_ path: BagPath, _ wanted: Expected) -> [Diagnostic]? {
    let twin = present.keys.contains { $0.folded == path.folded && expected[$0]?.digest == wanted.digest }
    if twin { return [] }
    guard path.isSystemFile else { return nil }
    return [
      Diagnostic(
        .warning, code: "missing-system-file", at: SourcePlace(file: shown(path)),
        "A listed file of an operating system is not there.", found: "no file", expected: wanted.digest)
    ]
  }

  private func renamed(_ path: BagPath, to other: BagPath) -> Diagnostic {
    let onlyCase = other.folded == path.folded
    return Diagnostic(
      code: "renamed", at: SourcePlace(file: shown(path)),
      onlyCase
        ? "This file has its name in other capitals or accents." : "This file is there under another name.",
      found: other.description, expected: path.description, remedy: "give it back its name")
  }

  private func lost(_ path: BagPath, _ wanted: Expected) -> Diagnostic {
    Diagnostic(
      code: "missing", at: SourcePlace(file: shown(path)), "This file is listed and is not there.", found: "no file",
      expected: "\(wanted.digest) (\(wanted.list))", remedy: "bring it back from another copy")
  }

  private func added(_ path: BagPath) -> Diagnostic {
    Diagnostic(
      extraSeverity, code: "extra", at: SourcePlace(file: shown(path)), "This file is there and is not listed.",
      found: Wording.counted(present[path] ?? 0, "byte"), expected: "no file",
      remedy: "move it elsewhere; it was not there when the list was made")
  }

  private func changed(
    _ path: BagPath, _ wanted: Expected, _ digest: String, among changed: [BagPath]
  ) -> Diagnostic {
    let place = SourcePlace(file: shown(path))
    if let other = changed.first(where: { $0 != path && expected[$0]?.digest == digest }) {
      return Diagnostic(
        code: "swapped", at: place, "This file has the content of another.", found: "the content of \(other)",
        expected: wanted.digest, remedy: "bring both back from another copy")
    }
    let size = present[path] ?? 0
    let total = present.reduce(0) { expected[$1.key] == nil ? $0 : $0 + $1.value }
    let short = changed.count == 1 ? totalBytes.map { $0 - total } : nil
    if size == 0 || (short ?? 0) > 0, expected.keys.allSatisfy({ present[$0] != nil }) || size == 0 {
      return Diagnostic(
        code: "truncated", at: place, "The end of this file is missing.", found: Wording.counted(size, "byte"),
        expected: short.map { Wording.counted(size + $0, "byte") } ?? wanted.digest,
        remedy: "bring it back from another copy")
    }
    return Diagnostic(
      code: "changed", at: place, "The content of this file is not what it was.", found: digest,
      expected: "\(wanted.digest) (\(wanted.list))", remedy: "bring it back from another copy")
  }
}
