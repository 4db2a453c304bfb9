import OutputTree
import ReportCore
import SafeFiles

/// Makes a whole release beside the others and gives it its name when every byte is on disk.
struct ReleaseStaging {
  let releases: Folder
  let source: PublishSource
  let plan: PublishPlan
  let present: Release?
  let publication: Publication
  /// Hash-named files of releases that stay, by path, and where to find them.
  let carried: [OutputPath: (digest: ContentDigest, folder: Folder)]
  /// Nobody changes a release: files of several releases are one.
  static let fileMode: UInt32 = 0o444

  private var name: String { TargetNames.stagingPrefix + publication.release.description }

  /// Returns what the file system says of the files that were made. Throws `source-changed` when a file is not what
  /// the manifest says; then, and on every other failure, nothing is left behind.
  func make() throws(Diagnostic) -> FileIndex {
    do throws(Diagnostic) {
      let staging = try releases.madeSubfolder(name).folder
      let index = try fill(staging)
      guard try releases.renameFolder(name, to: publication.release.description) else {
        throw ReleaseTarget.foreign(releases.shownName(publication.release.description), "the new release")
      }
      try releases.sync()
      return index
    } catch {
      try? releases.removeAll(name)
      throw error
    }
  }

  private func fill(_ staging: Folder) throws(Diagnostic) -> FileIndex {
    var index = FileIndex()
    var into = FolderTrail(below: staging)
    var from = FolderTrail(below: source.folder)
    for change in plan.copies {
      let folder = try into.madeFolder(of: change.path)
      let time = FileTime.later(than: change.earlier, from: publication.release.seconds)
      guard let origin = try from.folder(of: change.path) else { throw gone(change.path) }
      let copy = try folder.copy(
        change.path.name, as: change.path.name, from: origin, mode: ReleaseStaging.fileMode, time: time)
      try source.require(copy.digest, at: change.path)
      index.note(change.path, copy.digest, copy.status)
    }
    if let present { try link(plan.unchanged.map(\.path), of: present, &into, &index) }
    for (path, held) in carried.sorted(by: { $0.key < $1.key }) {
      var there = FolderTrail(below: held.folder)
      guard let folder = try there.folder(of: path) else { continue }
      try ReleaseStaging.share(path, held.digest, from: folder, into: try into.madeFolder(of: path))
    }
    if !carried.isEmpty {
      let list = OutputManifest(carried.mapValues(\.digest))
      try staging.make(TargetNames.carried, Array(list.text.utf8), mode: ReleaseStaging.fileMode)
    }
    try staging.make(TargetNames.release, publication.text.bytes, mode: ReleaseStaging.fileMode)
    // Last: a release without it is none.
    try staging.make(SiteWriter.manifestName, source.manifestBytes, mode: ReleaseStaging.fileMode)
    try ReleaseStaging.syncFolders(of: source.manifest.paths + carried.keys, below: staging)
    return index
  }

  private func link(
    _ paths: [OutputPath], of present: Release, _ into: inout FolderTrail, _ index: inout FileIndex
  ) throws(Diagnostic) {
    var trail = FolderTrail(below: present.folder)
    for path in paths {
      guard let digest = source.manifest.digests[path], let folder = try trail.folder(of: path) else {
        throw gone(path)
      }
      let made = try into.madeFolder(of: path)
      try ReleaseStaging.share(path, digest, from: folder, into: made)
      if let status = try made.status(path.name) { index.note(path, digest, status) }
    }
  }

  /// One file under a second name; where the file system has no such thing, a copy with the same time.
  static func share(
    _ path: OutputPath, _ digest: ContentDigest, from: Folder, into: Folder
  ) throws(Diagnostic) {
    if try from.link(path.name, into: into) { return }
    guard let status = try from.status(path.name) else {
      throw SiteWriter.vanished(from.shownName(path.name))
    }
    let copy = try into.copy(path.name, as: path.name, from: from, mode: fileMode, time: .same(status))
    guard copy.digest == digest else { throw SiteWriter.vanished(from.shownName(path.name)) }
  }

  /// After all files, so that the first of these brings most of the others to disk as well.
  static func syncFolders(of paths: [OutputPath], below root: Folder) throws(Diagnostic) {
    var trail = FolderTrail(below: root)
    for folder in Set(paths.flatMap(\.folders)).sorted() { try trail.folder(at: folder)?.sync() }
    try root.sync()
  }

  private func gone(_ path: OutputPath) -> Diagnostic {
    PublishSource.changed(source.folder.shownName(path.description), found: "no file")
  }
}

extension PublishSource {
  /// Throws `source-changed` when what was copied is not what is listed.
  func require(_ digest: ContentDigest, at path: OutputPath) throws(Diagnostic) {
    guard let listed = manifest.digests[path], listed != digest else { return }
    throw PublishSource.changed(
      folder.shownName(path.description), found: digest.description, expected: listed.description)
  }
}

extension SiteWriter {
  /// Somebody else is at work in a folder that is ours.
  static func vanished(_ shown: String) -> Diagnostic {
    Diagnostic(
      code: "input-output", at: SourcePlace(file: shown), "This file changed while it was looked at.",
      remedy: "find out who writes there, and run the command again")
  }
}
