import OutputTree
import ReportCore
import SafeFiles

/// Files into a plain folder.
struct PlainWriting {
  let root: Folder
  let source: PublishSource
  /// The time of the publication, in seconds since 1970.
  let stamp: Int64
  /// What was written.
  private var written = FileIndex()

  init(root: Folder, source: PublishSource, stamp: Int64) {
    self.root = root
    self.source = source
    self.stamp = stamp
  }

  /// Takes away half-written files that an interrupted run left in any folder of ours.
  func sweep(_ paths: [OutputPath]) throws(Diagnostic) {
    try root.remove(Folder.writingName)
    var trail = FolderTrail(below: root)
    for folder in Set(paths.flatMap(\.folders)).sorted() { try trail.folder(at: folder)?.remove(Folder.writingName) }
  }

  /// What pages refer to comes before the pages, deep pages before those that lead to them, the front page last.
  mutating func write(_ changes: [PublishPlan.Change]) throws(Diagnostic) {
    let ranked = Dictionary(grouping: changes) { rank($0.path) }
    for (_, group) in ranked.sorted(by: { $0.key < $1.key }) {
      var into = FolderTrail(below: root)
      var from = FolderTrail(below: source.folder)
      for change in group { try replace(change, &into, &from) }
      var sync = FolderTrail(below: root)
      for folder in Set(group.flatMap(\.path.folders)).sorted() { try sync.folder(at: folder)?.syncIfPossible() }
      try root.syncIfPossible()
    }
  }

  private mutating func replace(
    _ change: PublishPlan.Change, _ into: inout FolderTrail, _ from: inout FolderTrail
  ) throws(Diagnostic) {
    let name = change.path.name
    guard let origin = try from.folder(of: change.path) else {
      throw PublishSource.changed(source.folder.shownName(change.path.description), found: "no file")
    }
    let folder = try into.madeFolder(of: change.path)
    do throws(Diagnostic) {
      try folder.remove(Folder.writingName)
      let copy = try folder.copy(
        name, as: Folder.writingName, from: origin, mode: 0o644, time: .later(than: change.earlier, from: stamp))
      try source.require(copy.digest, at: change.path)
      try folder.rename(Folder.writingName, to: name)
      written.note(change.path, copy.digest, copy.status)
    } catch {
      _ = try? folder.remove(Folder.writingName)
      throw error
    }
  }

  private func rank(_ path: OutputPath) -> Int {
    guard path.name.hasSuffix(".html") else {
      return HashedName.isAsset(path, source.manifest.digests[path] ?? ContentDigest(of: [])) ? 0 : 1
    }
    if path.description == SiteWriter.frontPage { return .max }
    return 1_000_000 - path.folders.count
  }

  /// Removes files, and the folders that are empty then.
  func remove(_ paths: [OutputPath]) throws(Diagnostic) {
    for path in paths.sorted(by: >) {
      var trail = FolderTrail(below: root)
      guard let folder = try trail.folder(of: path) else { continue }
      try folder.remove(path.name)
      try folder.syncIfPossible()
      for emptied in path.folders.reversed() {
        let cut = emptied.split(separator: "/")
        guard let last = cut.last, let above = try trail.folder(at: cut.dropLast().joined(separator: "/")),
          above.removeIfEmpty(String(last))
        else { break }
        try above.syncIfPossible()
      }
    }
  }

  /// Of all files of the site, for the next run.
  func index(of manifest: OutputManifest, plan: PublishPlan) throws(Diagnostic) -> FileIndex {
    var index = written
    var trail = FolderTrail(below: root)
    for change in plan.unchanged {
      guard let digest = manifest.digests[change.path],
        let status = try trail.folder(of: change.path)?.status(change.path.name)
      else { continue }
      index.note(change.path, digest, status)
    }
    return index
  }
}

extension PublishPlan {
  /// Removals that must come first: a file where a folder is wanted, what lies below a name that is to be a file, and
  /// names that a file system without upper and lower case takes for a new one.
  var earlyRemovals: [OutputPath] {
    let folders = Set(copies.flatMap(\.path.folders).map { $0.lowercased() })
    let files = Set((copies + unchanged).map { $0.path.description.lowercased() })
    return removed.map(\.path).filter { path in
      let name = path.description.lowercased()
      return folders.contains(name) || files.contains(name)
        || path.folders.contains { files.contains($0.lowercased()) }
    }
  }
}
