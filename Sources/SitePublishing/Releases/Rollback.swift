import OutputTree
import ReportCore
import SafeFiles

/// Back to the release before.
struct Rollback {
  let request: PublishRequest
  let root: Folder
  let record: Publisher.Record

  func carryOut() throws(DiagnosticList) -> PublishReport {
    var report = PublishReport()
    let present: Release
    let earlier: Release
    do throws(Diagnostic) {
      let target = try ReleaseTarget(root)
      try target.sweep()
      report.recovered = try ReleasePublishing(request: request, root: root, record: record).settle(target, &report)
      guard let current = try target.current() else { throw Rollback.none(request, "Nothing was published here yet.") }
      guard let id = current.publication?.previous else {
        throw Rollback.none(request, "This is the first release; there is none before.")
      }
      guard let found = try target.release(id) else {
        throw Rollback.none(request, "The release before is no longer kept.", id)
      }
      (present, earlier) = (current, found)
    } catch {
      throw DiagnosticList([error])
    }
    let problems = ReleaseCheck.problems(of: earlier)
    guard problems.isEmpty else { throw DiagnosticList(problems) }
    do throws(Diagnostic) {
      try swap(present, earlier, &report)
    } catch {
      throw DiagnosticList([error])
    }
    return report
  }

  private func swap(_ present: Release, _ earlier: Release, _ report: inout PublishReport) throws(Diagnostic) {
    guard let noted = earlier.publication else {
      throw Rollback.none(request, "The release before cannot be read.", earlier.id)
    }
    try carry(present, into: earlier)
    let publication = Publication(
      release: earlier.id, edition: noted.edition, manifest: noted.manifest, previous: noted.previous,
      moment: request.moment, isRollback: true)
    let swap = ReleaseSwap(root: root, record: record)
    try swap.prepare(publication)
    try swap.note(publication)
    try swap.swing()
    try root.sync()
    report.recordFailure = try swap.report(publication)
    report.release = earlier.id
    report.previous = present.id
    report.isPublished = true
  }

  /// Pages of the newer release stay open in browsers: what they ask for is laid beside the older one's.
  private func carry(_ present: Release, into earlier: Release) throws(Diagnostic) {
    let missing = present.assets.filter {
      earlier.manifest.digests[$0.key] == nil && earlier.carried.digests[$0.key] == nil
    }
    guard !missing.isEmpty else { return }
    let list = OutputManifest(earlier.carried.digests.merging(missing) { own, _ in own })
    // The list first: what is not listed would be a foreign file.
    try earlier.folder.replace(TargetNames.carried, with: Array(list.text.utf8), mode: ReleaseStaging.fileMode)
    var from = FolderTrail(below: present.folder)
    var into = FolderTrail(below: earlier.folder)
    for (path, digest) in missing.sorted(by: { $0.key < $1.key }) {
      guard let folder = try from.folder(of: path), try folder.status(path.name) != nil else { continue }
      let made = try into.madeFolder(of: path)
      guard try made.entry(path.name) == .absent else { continue }
      try ReleaseStaging.share(path, digest, from: folder, into: made)
    }
    try ReleaseStaging.syncFolders(of: Array(missing.keys), below: earlier.folder)
  }

  static func none(_ request: PublishRequest, _ summary: String, _ id: ReleaseID? = nil) -> Diagnostic {
    Diagnostic(
      code: "no-earlier-release", at: SourcePlace(file: request.targetShown), summary, found: id?.description,
      remedy: "build the site as it should be, and publish it")
  }
}

/// Is a release still what was published?
enum ReleaseCheck {
  /// Code `release-damaged` for every file that is missing, changed or not listed.
  static func problems(of release: Release) -> [Diagnostic] {
    var problems: [Diagnostic] = []
    do throws(Diagnostic) {
      guard try release.folder.status(SiteWriter.manifestName) != nil, let publication = release.publication else {
        return [damaged(release.folder.shown, found: "no complete release")]
      }
      let bytes = try release.folder.contents(SiteWriter.manifestName)
      guard ContentDigest(of: bytes) == publication.manifest else {
        return [damaged(release.folder.shownName(SiteWriter.manifestName), found: "another list of files")]
      }
      try files(release, &problems)
      try extras(release.folder, "", release, &problems)
    } catch {
      problems.append(error)
    }
    return problems
  }

  private static func files(_ release: Release, _ problems: inout [Diagnostic]) throws(Diagnostic) {
    var trail = FolderTrail(below: release.folder)
    for path in release.manifest.paths {
      let shown = release.folder.shownName(path.description)
      guard let folder = try trail.folder(of: path), try folder.status(path.name) != nil else {
        problems.append(damaged(shown, found: "no file"))
        continue
      }
      let digest = try folder.digest(path.name)
      guard digest != release.manifest.digests[path] else { continue }
      problems.append(
        damaged(shown, found: digest.description, expected: release.manifest.digests[path]?.description))
    }
  }

  private static func extras(
    _ folder: Folder, _ prefix: String, _ release: Release, _ problems: inout [Diagnostic]
  ) throws(Diagnostic) {
    for name in try folder.names() where !(prefix.isEmpty && own.contains(name)) {
      if try folder.entry(name) == .folder, let inner = try folder.subfolder(name) {
        try extras(inner, "\(prefix)\(name)/", release, &problems)
        continue
      }
      let path = try? OutputPath(prefix + name)
      guard let path, release.manifest.digests[path] != nil || release.carried.digests[path] != nil else {
        problems.append(damaged(folder.shownName(name), found: "a file that was not published"))
        continue
      }
    }
  }

  private static let own: Set<String> = [
    SiteWriter.manifestName, TargetNames.release, TargetNames.carried, Folder.writingName,
  ]

  private static func damaged(_ shown: String, found: String, expected: String? = nil) -> Diagnostic {
    Diagnostic(
      code: "release-damaged", at: SourcePlace(file: shown), "The release before is no longer what was published.",
      found: found, expected: expected, remedy: "build the site as it should be, and publish it")
  }
}
