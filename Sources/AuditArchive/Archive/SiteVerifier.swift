import OutputTree
public import ReportCore
public import SafeFiles

/// Checks a published site against the list of files it was built with.
public enum SiteVerifier {
  /// The list, in the site's own folder.
  public static let manifestName = ".peil-manifest"

  /// Files of earlier publications that stay for pages opened before, where there are any; in the form of the list.
  static let carriedName = ".peil-carried"

  /// True when `folder` holds such a list.
  public static func isSite(_ folder: Folder) throws(Diagnostic) -> Bool {
    try folder.entry(manifestName) != .absent
  }

  /// Checks every file. The program's own lists (`.peil-…`) are not part of the site, nor is an empty `.gitkeep`.
  /// Throws when the folder cannot be listed.
  public static func verify(_ folder: Folder, threads: Int) throws(Diagnostic) -> Verification {
    var result = Verification(.site, shown: folder.shown)
    let bytes = try folder.contents(manifestName)
    result.digest = ContentDigest(of: bytes)
    let manifest = OutputManifest.read(String(decoding: bytes, as: UTF8.self), file: folder.shownName(manifestName))
    result.add(manifest.diagnostics, .structure)
    let listing = try FolderListing(folder)
    result.add(listing.strangers, .structure)
    if listing.files[BagPath(".peil-pending")] != nil {
      result.add(
        [
          Diagnostic(
            code: "unfinished", at: SourcePlace(file: folder.shownName(".peil-pending")),
            "A build was interrupted here.", remedy: "run peil build again")
        ], .structure)
    }
    result.conclude(.structure, .passed("\(manifest.value.paths.count) files listed"))

    let present = listing.files.filter { path, size in
      let isOwn = path.folder == nil && path.name.hasPrefix(".peil-")
      return !isOwn && !(path.name == ".gitkeep" && size == 0)
    }
    var expected: [BagPath: Comparison.Expected] = [:]
    for (index, path) in manifest.value.paths.enumerated() {
      expected[BagPath(path.description)] = Comparison.Expected(
        digest: manifest.value.digests[path]?.description ?? "",
        list: SourcePlace(file: manifestName, line: index + 1))
    }
    if listing.files[BagPath(carriedName)] != nil {
      let text = String(decoding: try folder.contents(carriedName), as: UTF8.self)
      let carried = OutputManifest.read(text, file: folder.shownName(carriedName))
      result.add(carried.diagnostics, .structure)
      // They are listed before they are laid there: one that is absent is no loss.
      for (index, path) in carried.value.paths.enumerated()
      where present[BagPath(path.description)] != nil && manifest.value.digests[path] == nil {
        expected[BagPath(path.description)] = Comparison.Expected(
          digest: carried.value.digests[path]?.description ?? "",
          list: SourcePlace(file: carriedName, line: index + 1))
      }
    }
    let isWhole = expected.keys.allSatisfy { present[$0] != nil }
    let wanted = present.filter { !isWhole || expected[$0.key] != nil }.mapValues { _ in Set([BagAlgorithm.sha256]) }
    let (digests, failures) = FileDigests.of(wanted, below: folder, threads: threads)
    result.add(failures, .digests)
    let comparison = Comparison(
      expected: expected, found: digests.compactMapValues { $0[.sha256] }, present: present,
      shown: { folder.shownName($0.description) })
    result.add(comparison.findings.map(\.diagnostic), .digests)
    result.files = digests.count
    result.bytes = digests.keys.reduce(0) { $0 + (present[$1] ?? 0) }
    result.conclude(.digests, .passed(""))
    return result
  }
}
