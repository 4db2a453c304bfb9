@testable import AuditArchive
import Foundation
import OutputTree
import ReportCore
import SafeFiles
import Testing

/// An archive as the first released format has it: two bags, a disposal, the record and the public key. It was made once
/// and is never made again: whatever the program becomes, it must verify.
struct FormatOneTests {
  private let place = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appendingPathComponent("Fixtures/format-1").path

  private func text(_ name: String) throws -> String {
    try String(contentsOfFile: "\(place)/\(name)", encoding: .utf8)
  }

  @Test func `an archive of format 1 verifies for ever`() throws {
    let log = EditionsLog.read(try text("editions.csv"), file: "editions.csv")
    #expect(log.diagnostics.isEmpty)
    let key = try MinisignPublicKey(try text("edition.key.pub"), file: "edition.key.pub")
    let verifier = BagVerifier(threads: 2, keys: KeyList([KeyList.Entry(key)]), mustBeSigned: true)
    let head = try #require(ChainHead("c15f 25c3"))
    let folder = try #require(try Folder.existing("\(place)/archive", shown: "archive"))
    let (whole, bags) = try ArchiveVerifier(verifier, log: log.value, heads: [head]).verify(folder)
    #expect(whole.findings.isEmpty)
    #expect(bags.flatMap(\.findings).isEmpty)
    #expect(bags.map(\.subject) == [.disposal, .edition])
    #expect(bags.map(\.signer) == ["0807060504030201", "0807060504030201"])
    let label = try #require(bags.last?.label)
    #expect(label.name.description == "2026-W47-r1")
    #expect(label.retainUntil.description == "2033-12-31")
    #expect(label.basis == "art. 52(4) AWR, minimum")
    #expect(label.spend == "1.23")
  }

  /// A later program may write another format, but must say so.
  @Test func `the same edition still has the bytes of format 1`() throws {
    let archive = try ScratchArchive()
    try archive.archive(46)
    try archive.archive(47)
    try archive.dispose(try #require(BagName("2026-W46-r1")))
    let made = archive.scratch.path("archive")
    let names = try FileManager.default.subpathsOfDirectory(atPath: made).sorted()
    #expect(try FileManager.default.subpathsOfDirectory(atPath: "\(place)/archive").sorted() == names)
    for name in names {
      let kept = FileManager.default.contents(atPath: "\(place)/archive/\(name)")
      #expect(FileManager.default.contents(atPath: "\(made)/\(name)") == kept, "\(name)")
    }
    #expect(archive.log.text == (try text("editions.csv")))
  }

  @Test func `a bag of a later format is refused with the reason`() throws {
    let archive = try ScratchArchive(signedBy: nil)
    try archive.archive(47)
    let info = "archive/2026-W47-r1/bag-info.txt"
    let text = String(decoding: try archive.scratch.bytes(info), as: UTF8.self)
    try archive.scratch.write(Array(text.replacing("Format: 1", with: "Format: 2").utf8), info)
    #expect(try archive.errors().contains("bag-info.txt label-format"))
  }
}
