@testable import AuditArchive
import Foundation
import OutputTree
import ReportCore
import SafeFiles
import Testing

struct ChainTests {
  private func archive(_ key: MinisignSecretKey? = ScratchArchive.key) throws -> ScratchArchive {
    let archive = try ScratchArchive(signedBy: key)
    for week in 44...47 { try archive.archive(week) }
    try archive.archive(46, revision: 2)
    return archive
  }

  /// A payload that no edition has.
  private func other() throws -> OutputTree {
    var tree = OutputTree()
    try tree.add([1], at: try OutputPath("other"))
    return tree
  }

  private func name(_ text: String) throws -> BagName { try #require(BagName(text)) }

  @Test func `a whole archive is sound, and the same bags have the same bytes`() throws {
    let (first, second) = (try archive(), try archive())
    let (whole, bags) = try first.verified(log: first.log)
    #expect(whole.isSound)
    #expect(whole.findings.isEmpty)
    #expect(bags.allSatisfy { $0.findings.isEmpty && $0.subject == .edition })
    #expect(
      bags.map(\.shown) == [44, 45, 46].map { "archive/2026-W\($0)-r1" } + [
        "archive/2026-W46-r2", "archive/2026-W47-r1",
      ])
    #expect(try first.scratch.files("archive") == second.scratch.files("archive"))
    for file in try first.scratch.files("archive") {
      #expect(try first.scratch.bytes("archive/\(file)") == second.scratch.bytes("archive/\(file)"))
    }
    #expect(first.log == second.log)
  }

  @Test func `a bag is never overwritten`() throws {
    let archive = try archive()
    let label = try ScratchArchive.label(47, after: archive.log)
    let image = try BagImage(label, payload: try other(), agent: "peil 1")
    let folder = try ArchiveFolder(archive.scratch.path("archive"))
    let refusal = #expect(throws: Diagnostic.self) { try folder.put(image) }
    #expect(refusal?.code == "bag-exists")
    #expect(try archive.errors(log: archive.log).isEmpty)
  }

  @Test func `an archive is written by one program at a time, and what was left behind is swept`() throws {
    let archive = try archive()
    try archive.scratch.write([1], "archive/.staging-2026-W48-r1/data/x")
    #expect(try archive.verified().whole.warnings == [".staging-2026-W48-r1 left-behind"])
    let folder = try ArchiveFolder(archive.scratch.path("archive"))
    let refusal = #expect(throws: Diagnostic.self) { try ArchiveFolder(archive.scratch.path("archive")) }
    #expect(refusal?.code == "write-locked")
    #expect(try folder.labels().count == 5)
    #expect(try archive.verified().whole.findings.isEmpty)
  }

  @Test func `bags that are gone, and bags that were not there, are named`() throws {
    let archive = try archive()
    try archive.scratch.remove("archive/2026-W45-r1")
    #expect(try archive.errors() == ["2026-W46-r1 chain-gap"])
    #expect(try archive.errors(log: archive.log).contains("content/editions.csv bag-missing"))

    let last = try self.archive()
    try last.scratch.remove("archive/2026-W46-r2")
    #expect(try last.errors().isEmpty)
    #expect(try last.errors(log: last.log) == ["content/editions.csv bag-missing"])

    let more = try self.archive()
    let log = more.log
    try more.archive(48)
    #expect(try more.errors(log: log) == ["2026-W48-r1 not-recorded"])
    try more.scratch.write([1], "archive/notes.txt")
    #expect(try more.errors(log: more.log) == ["notes.txt extra"])
  }

  @Test func `a bag under another name, and a bag that was replaced, are named`() throws {
    let archive = try archive()
    try archive.scratch.move("archive/2026-W45-r1", to: "archive/2026-W45-r3")
    #expect(try archive.errors(log: archive.log).contains { $0.hasSuffix("bag-name") })

    let history = try ScratchArchive(signedBy: ScratchArchive.key)
    try history.archive(44)
    let image = try BagImage(
      try ScratchArchive.label(45, after: history.log), payload: try other(), agent: "peil 1"
    ).signed(by: try #require(ScratchArchive.key))
    let forged = try self.archive()
    try forged.scratch.remove("archive/2026-W45-r1")
    try ArchiveFolder(forged.scratch.path("archive")).put(image)
    #expect(try forged.errors() == ["2026-W46-r1 chain-broken"])
    #expect(
      try forged.errors(log: forged.log) == ["2026-W46-r1 chain-broken", "content/editions.csv editions-differ"])
  }

  @Test func `two bags at one place are a fork`() throws {
    let archive = try archive()
    let label = try ScratchArchive.label(48, after: archive.log.first(4))
    let image = try BagImage(label, payload: try other(), agent: "peil 1")
    try ArchiveFolder(archive.scratch.path("archive")).put(image)
    #expect(try archive.errors(keys: KeyList()).map { $0.split(separator: " ").last } == ["chain-fork"])
  }

  @Test func `whoever holds the key can rewrite history, but not against a sheet of paper`() throws {
    let archive = try archive()
    let printed = archive.log.chain.map { ChainHead($0.digest) }
    #expect(try archive.errors(log: archive.log, heads: printed).isEmpty)
    let rewritten = try ScratchArchive(signedBy: ScratchArchive.key)
    for week in [44, 46, 47] { try rewritten.archive(week) }
    #expect(try rewritten.errors(log: rewritten.log).isEmpty)
    #expect(try rewritten.errors(log: rewritten.log, heads: [printed[0]]).isEmpty)
    for head in printed[1...] {
      #expect(try rewritten.errors(log: rewritten.log, heads: [head]).map { $0.split(separator: " ").last } == ["head"])
    }
  }

  @Test func `the chain says which edition a head belongs to`() throws {
    let archive = try archive()
    let digest = archive.log.chain[2].digest
    let printed = try #require(ChainHead("  \(ChainHead(digest).description.uppercased()) "))
    let whole = try archive.verified(heads: [printed]).whole
    let chain = try #require(whole.levels.last)
    #expect(chain.level == .chain)
    #expect(chain.outcome != .failed)
    guard case .passed(let text) = chain.outcome else { return }
    #expect(text.hasSuffix("\(printed) is 2026-W46-r1"))
    for text in ["", "1234567", "123456789x", String(repeating: "a", count: 65)] { #expect(ChainHead(text) == nil) }
    #expect(ChainHead("1234 5678")?.description == "1234 5678")
    #expect(ChainHead(digest).matches(digest))
    #expect(!ChainHead(digest).matches(archive.log.chain[1].digest))
  }

  @Test func `after a disposal the chain still holds, and its stub can be checked`() throws {
    let archive = try archive()
    let gone = archive.log.chain[1]
    try archive.dispose(try name("2026-W45-r1"))
    try archive.archive(48)
    #expect(try archive.errors(log: archive.log, heads: [ChainHead(gone.digest)]).isEmpty)
    let names = try archive.scratch.folder("archive").names()
    #expect(names.contains("2026-W45-r1.disposed") && !names.contains("2026-W45-r1"))
    let stub = try #require(try archive.verified().bags.first { $0.subject == .disposal })
    #expect(stub.label?.disposal?.reason == "the term is over")
    #expect(stub.label?.disposal?.bag == gone.digest)
    #expect(stub.isSound && stub.signer == ScratchArchive.key?.publicKey.identifier)
    try archive.scratch.remove("archive/2026-W45-r1.disposed")
    #expect(try archive.errors().contains { $0.hasSuffix("chain-gap") })
  }

  @Test func `a stub of another bag is refused, and a damaged bag is not disposed of`() throws {
    let archive = try archive()
    let folder = try archive.scratch.folder("archive/2026-W45-r1")
    var bag = try BagVerifier().verify(folder)
    let label = try #require(bag.label)
    var stub = label
    stub.disposal = BagLabel.Disposal(
      bag: ContentDigest(of: [1]), sequence: 2, previous: nil, day: CalendarDay(number: 24_000), reason: "x")
    var payload = OutputTree()
    try payload.add([1, 2], at: try OutputPath("disposed/tagmanifest-sha256.txt"))
    try ArchiveFolder(archive.scratch.path("archive")).put(try BagImage(stub, payload: payload, agent: "peil 1"))
    let stubFolder = try archive.scratch.folder("archive/2026-W45-r1.disposed")
    #expect(
      try BagVerifier().verify(stubFolder).errors == ["data/disposed/tagmanifest-sha256.txt stub"])
    bag.add([Diagnostic(code: "changed", at: nil, "x")], .digests)
    #expect(throws: Diagnostic.self) {
      try DisposalStub.image(
        of: bag, in: folder, reason: "x", day: CalendarDay(number: 1), sequence: 6, previous: nil, agent: "peil 1")
    }
  }
}
