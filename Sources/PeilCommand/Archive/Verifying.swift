import AuditArchive
import Foundation
import OutputTree
import ReportCore
import SafeFiles

/// One run of `peil verify`.
struct Verifying {
  let surroundings: Surroundings
  /// The site that was named; nil to look for one round each archive.
  let site: String?
  let keys: KeyList
  let mustBeSigned: Bool
  let heads: [ChainHead]
  let isThorough: Bool
  let rebuilds: Bool

  /// What was checked at one path: the thing itself last, the bags of an archive before it.
  struct Result {
    var parts: [Verification] = []
    var whole: Verification
    /// The site whose record was used.
    var site: String?

    var all: [Verification] { parts + [whole] }
  }

  /// Checks whatever lies at `given`. Throws `nothing-to-verify` when it is neither bag nor archive nor site.
  func verify(_ given: String, progress: (String) -> Void) throws -> Result {
    // Only the path a person gave may be a link; nothing below it is followed.
    let path = URL(fileURLWithPath: surroundings.path(given)).resolvingSymlinksInPath().path
    guard let folder = try Folder.existing(path, shown: given) else { throw Messages.cannotRead(given) }
    if try ArchiveVerifier.isArchive(folder) { return try archive(folder, path, progress) }
    if try folder.entry("bagit.txt") != .absent { return try bag(folder, path) }
    if try SiteVerifier.isSite(folder) {
      return Result(whole: try SiteVerifier.verify(folder, threads: surroundings.processors))
    }
    // A folder of releases: what its readers see.
    if case .link = try folder.entry("current") { return try verify("\(given)/current", progress: progress) }
    throw Messages.nothingToVerify(given)
  }

  private func verifier(_ site: String?) throws -> BagVerifier {
    let pinned = try site.map { try SiteKeys.read($0) } ?? KeyList()
    return BagVerifier(
      threads: surroundings.processors, keys: keys.entries.isEmpty ? pinned : keys, mustBeSigned: mustBeSigned,
      isThorough: isThorough)
  }

  private func archive(_ folder: Folder, _ path: String, _ progress: (String) -> Void) throws -> Result {
    let site = site(above: path)
    let log = try site.map { try EditionsLogFile.read(site: $0) }
    let record = log.flatMap { $0.chain.isEmpty ? nil : $0 }
    var (whole, parts) = try ArchiveVerifier(try verifier(site), log: record, heads: heads)
      .verify(folder, progress: progress)
    if rebuilds {
      for index in parts.indices { try rebuild(&parts[index], "\(path)/\(parts[index].label?.folderName ?? "")") }
    }
    return Result(parts: parts, whole: whole, site: site)
  }

  private func bag(_ folder: Folder, _ path: String) throws -> Result {
    let name = URL(fileURLWithPath: path).lastPathComponent
    let isNamed = ArchiveVerifier.bagName(name) != nil
    let site = site(above: URL(fileURLWithPath: path).deletingLastPathComponent().path)
    var result = try verifier(site).verify(folder, named: isNamed ? name : nil)
    if result.label != nil {
      let log = try site.map { try EditionsLogFile.read(site: $0) }
      ArchiveVerifier.place(&result, in: log, heads: heads)
    }
    if rebuilds { try rebuild(&result, path) }
    return Result(whole: result, site: site)
  }

  private func rebuild(_ result: inout Verification, _ path: String) throws {
    guard result.subject == .edition, result.isSound, let folder = try Folder.existing(path, shown: result.shown) else {
      result.conclude(.rebuild, .notJudged("only a whole bag of an edition is made again"))
      return
    }
    Rebuilding(folder: folder).judge(&result)
  }

  /// The site that was named, else the one the archive lies in.
  private func site(above path: String) -> String? {
    let candidates = site.map { [$0] } ?? [path, URL(fileURLWithPath: path).deletingLastPathComponent().path]
    return candidates.first { FileManager.default.fileExists(atPath: "\($0)/content/site.yml") }
  }
}
