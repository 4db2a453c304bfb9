@testable import AuditArchive
import Foundation
import OutputTree
import ReportCore
import SafeFiles
import Testing

struct SignatureTests {
  private func verified(
    signedBy key: MinisignSecretKey?, keys: KeyList, mustBeSigned: Bool = false
  ) throws -> Verification {
    let archive = try ScratchArchive(signedBy: key)
    try archive.archive(47)
    return try BagVerifier(keys: keys, mustBeSigned: mustBeSigned)
      .verify(try archive.scratch.folder("archive/2026-W47-r1"))
  }

  private func outcome(_ result: Verification) -> Verification.Outcome? {
    result.levels.first { $0.level == .signature }?.outcome
  }

  @Test func `unsigned is shown as unsigned, and wrong where a signature is asked for`() throws {
    let result = try verified(signedBy: nil, keys: KeyList())
    #expect(result.isSound)
    #expect(outcome(result) == .notJudged("unsigned"))
    let asked = try verified(signedBy: nil, keys: ScratchArchive.keys(ScratchArchive.key), mustBeSigned: true)
    #expect(asked.errors == ["tagmanifest-sha256.txt.minisig unsigned"])
    #expect(outcome(asked) == .failed)
  }

  @Test func `a signature is judged by keys from outside alone`() throws {
    let id = try #require(ScratchArchive.key?.publicKey.identifier)
    let known = try verified(signedBy: ScratchArchive.key, keys: ScratchArchive.keys(ScratchArchive.key))
    #expect(outcome(known) == .passed("signed by \(id)"))
    let unknown = try verified(signedBy: ScratchArchive.key, keys: KeyList())
    #expect(unknown.isSound)
    #expect(outcome(unknown) == .notJudged("signed by \(id), a key that was not given"))
    let other = try verified(signedBy: ScratchArchive.key, keys: ScratchArchive.keys(ScratchArchive.otherKey))
    #expect(other.errors == ["tagmanifest-sha256.txt.minisig wrong-key"])
  }

  @Test func `a key that was no longer in use is named`() throws {
    let key = try #require(ScratchArchive.key?.publicKey)
    // The edition of week 47 is dated 23 November.
    for (day, codes) in [("2026-11-22", ["key-expired"]), ("2026-11-23", [])] {
      let keys = KeyList([KeyList.Entry(key, until: CalendarDay(day))])
      let result = try verified(signedBy: ScratchArchive.key, keys: keys)
      #expect(result.findings.map(\.diagnostic.code) == codes)
    }
  }

  @Test func `a signature of another bag, and one made anew, are named`() throws {
    let archive = try ScratchArchive()
    try archive.archive(46)
    try archive.archive(47)
    let name = "tagmanifest-sha256.txt.minisig"
    let kept = try archive.scratch.bytes("archive/2026-W47-r1/\(name)")
    try archive.scratch.write(try archive.scratch.bytes("archive/2026-W46-r1/\(name)"), "archive/2026-W47-r1/\(name)")
    #expect(try archive.errors() == ["\(name) signature-comment"])

    let other = try #require(ScratchArchive.otherKey)
    let content = try archive.scratch.bytes("archive/2026-W47-r1/tagmanifest-sha256.txt")
    let label = try ScratchArchive.label(47, after: archive.log.first(1))
    try archive.scratch.write(
      Array(try other.sign(content, comment: label.comment).text.utf8), "archive/2026-W47-r1/\(name)")
    let both = ScratchArchive.keys(ScratchArchive.key, ScratchArchive.otherKey)
    #expect(try archive.errors(keys: both).isEmpty)
    #expect(try archive.errors(keys: both, log: archive.log) == ["archive/2026-W47-r1 wrong-key"])

    try archive.scratch.remove("archive/2026-W47-r1/\(name)")
    #expect(try archive.errors(log: archive.log) == ["archive/2026-W47-r1 unsigned"])
    try archive.scratch.write(kept, "archive/2026-W47-r1/\(name)")
    #expect(try archive.errors(log: archive.log).isEmpty)
  }
}
