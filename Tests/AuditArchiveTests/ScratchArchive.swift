@testable import AuditArchive
import Foundation
import OutputTree
import ReportCore
import SafeFiles
import Testing

/// An archive of small bags, made in one breath.
final class ScratchArchive {
  let scratch: Scratch
  private(set) var log = EditionsLog()
  let key: MinisignSecretKey?

  static let key = MinisignSecretKey(random: Array(1...40))
  static let otherKey = MinisignSecretKey(random: Array(41...80))

  init(signedBy key: MinisignSecretKey? = ScratchArchive.key) throws {
    scratch = try Scratch()
    self.key = key
  }

  static func payload(_ week: ISOWeek) throws -> OutputTree {
    var tree = OutputTree()
    for (path, text) in [
      ("site/index.html", "<p>\(week)</p>\n"), ("site/\(week)/numbers.json", "{\"week\": \"\(week)\"}\n"),
      ("ledger/entries.csv", "day,cost\n\(week.firstDay),1.23\n"), ("content/site.yml", "company: x\n"), ("empty", ""),
    ] {
      try tree.add(Array(text.utf8), at: try OutputPath(path))
    }
    return tree
  }

  static func label(_ number: Int, revision: Int = 1, after log: EditionsLog) throws -> BagLabel {
    let week = try #require(ISOWeek(year: 2026, week: number))
    return BagLabel(
      BagName(week, revision: revision), asOf: Instant(startOf: week.next.firstDay), sequence: log.chain.count + 1,
      previous: log.head, retainUntil: try #require(CalendarDay("2033-12-31")), basis: "art. 52(4) AWR, minimum",
      spend: "1.23")
  }

  @discardableResult func archive(_ number: Int, revision: Int = 1) throws -> BagImage {
    let label = try ScratchArchive.label(number, revision: revision, after: log)
    return try put(try BagImage(label, payload: try ScratchArchive.payload(label.name.week), agent: "peil 1"))
  }

  @discardableResult func dispose(_ name: BagName) throws -> BagImage {
    let folder = try scratch.folder("archive/\(name)")
    let stub = try DisposalStub.image(
      of: try BagVerifier().verify(folder), in: folder, reason: "the term is over", day: CalendarDay(number: 24_000),
      sequence: log.chain.count + 1, previous: log.head, agent: "peil 1")
    let image = try put(stub)
    try ArchiveFolder(scratch.path("archive")).remove(name)
    return image
  }

  private func put(_ unsigned: BagImage) throws -> BagImage {
    let image = try key.map { try unsigned.signed(by: $0) } ?? unsigned
    try ArchiveFolder(scratch.path("archive")).put(image)
    let label = image.label
    log = log.appending(
      EditionsLog.Entry(
        label.disposal == nil ? .archived : .disposed, week: label.name.week, revision: label.name.revision,
        moment: label.asOf, asOf: label.asOf, digest: image.digest, previous: label.previous, signer: image.signer))
    return image
  }

  static func keys(_ keys: MinisignSecretKey?...) -> KeyList {
    KeyList(keys.compactMap { $0 }.map { KeyList.Entry($0.publicKey) })
  }

  func verified(
    keys: KeyList = ScratchArchive.keys(ScratchArchive.key), log: EditionsLog? = nil, heads: [ChainHead] = []
  ) throws -> (whole: Verification, bags: [Verification]) {
    try ArchiveVerifier(BagVerifier(threads: 2, keys: keys), log: log, heads: heads)
      .verify(try scratch.folder("archive"))
  }

  /// Codes of everything that is wrong, bag by bag and then the chain.
  func errors(
    keys: KeyList = ScratchArchive.keys(ScratchArchive.key), log: EditionsLog? = nil, heads: [ChainHead] = []
  ) throws -> [String] {
    let (whole, bags) = try verified(keys: keys, log: log, heads: heads)
    return bags.flatMap(\.errors) + whole.errors
  }
}
