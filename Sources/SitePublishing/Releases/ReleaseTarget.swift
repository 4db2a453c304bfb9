import OutputTree
import ReportCore
import SafeFiles

/// One release on disk.
struct Release {
  let id: ReleaseID
  let folder: Folder
  /// Empty when it cannot be read: then nothing in it is trusted.
  let manifest: OutputManifest
  /// Files of earlier releases, kept for pages opened before.
  let carried: OutputManifest
  let publication: Publication?

  init(_ id: ReleaseID, _ folder: Folder) throws(Diagnostic) {
    self.id = id
    self.folder = folder
    manifest = try Release.list(SiteWriter.manifestName, folder)
    carried = try Release.list(TargetNames.carried, folder)
    publication =
      try folder.status(TargetNames.release) == nil ? nil : Publication(try folder.contents(TargetNames.release))
  }

  /// Hash-named files that its pages, or pages before them, may ask for.
  var assets: [OutputPath: ContentDigest] {
    HashedName.assets(of: manifest).merging(HashedName.assets(of: carried)) { own, _ in own }
  }

  private static func list(_ name: String, _ folder: Folder) throws(Diagnostic) -> OutputManifest {
    guard try folder.status(name) != nil else { return OutputManifest() }
    return OutputManifest.read(String(decoding: try folder.contents(name), as: UTF8.self), file: name).value
  }
}

/// A target with releases: `releases/ID/…`, and the link `current` to one of them.
struct ReleaseTarget {
  let root: Folder
  /// Nil when there is none yet.
  let releases: Folder?

  /// Changes nothing. Throws `foreign-file` when something that is no folder is called `releases`.
  init(_ root: Folder) throws(Diagnostic) {
    self.root = root
    switch try root.entry(TargetNames.releases) {
    case .absent: releases = nil
    case .folder: releases = try root.subfolder(TargetNames.releases)
    case .file, .link, .other:
      throw ReleaseTarget.foreign(root.shownName(TargetNames.releases), "the folder of the releases")
    }
  }

  /// By time. Other names in the folder are not ours.
  func ids() throws(Diagnostic) -> [ReleaseID] {
    guard let releases else { return [] }
    var ids: [ReleaseID] = []
    for name in try releases.names() {
      if let id = ReleaseID(name), try releases.entry(name) == .folder { ids.append(id) }
    }
    return ids.sorted()
  }

  func release(_ id: ReleaseID) throws(Diagnostic) -> Release? {
    guard let releases, try releases.entry(id.description) == .folder,
      let folder = try releases.subfolder(id.description)
    else { return nil }
    return try Release(id, folder)
  }

  /// What readers see; nil when nothing was published yet, or when the link leads to a release that is gone. Throws
  /// `foreign-file` when `current` is not a link of ours.
  func current() throws(Diagnostic) -> Release? {
    let shown = root.shownName(TargetNames.current)
    switch try root.entry(TargetNames.current) {
    case .absent: return nil
    case .link: break
    case .file, .folder, .other: throw ReleaseTarget.foreign(shown, "the link to the current release")
    }
    let destination = try root.destination(ofLink: TargetNames.current) ?? ""
    let prefix = TargetNames.releases + "/"
    guard destination.hasPrefix(prefix), let id = ReleaseID(destination.dropFirst(prefix.count)) else {
      throw ReleaseTarget.foreign(shown, "the link to the current release", found: destination)
    }
    return try release(id)
  }

  /// What the file system said of the files of `release`.
  func index(of release: Release) throws(Diagnostic) -> FileIndex {
    guard try root.status(TargetNames.index) != nil else { return FileIndex() }
    return FileIndex(try root.contents(TargetNames.index), release: release.id)
  }

  /// Removes what killed runs left behind. Only under the lock.
  func sweep() throws(Diagnostic) {
    for name in [TargetNames.nextCurrent, Folder.writingName] { try root.remove(name) }
    guard let releases else { return }
    for name in try releases.names()
    where name.hasPrefix(TargetNames.stagingPrefix) || name.hasPrefix(TargetNames.removingPrefix) {
      try releases.removeAll(name)
    }
  }

  /// Its name goes first: what is half removed looks like no release.
  func prune(_ id: ReleaseID) throws(Diagnostic) {
    guard let releases, try releases.entry(id.description) == .folder else { return }
    let removing = TargetNames.removingPrefix + id.description
    guard try releases.renameFolder(id.description, to: removing) else { return }
    try releases.sync()
    try releases.removeAll(removing)
    try releases.sync()
  }

  static func foreign(_ shown: String, _ wanted: String, found: String? = nil) -> Diagnostic {
    Diagnostic(
      code: "foreign-file", at: SourcePlace(file: shown),
      "Something that peil did not put here stands where \(wanted) must be.",
      found: found, remedy: "look who put it there, remove it and run the command again; nothing was changed")
  }
}
