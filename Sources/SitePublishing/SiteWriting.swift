import OutputTree
import ReportCore
import SafeFiles

/// One write of one tree: what is ours, and the order of work.
struct SiteWriting {
  private let tree: OutputTree
  private let root: Folder
  /// The last manifest as it lies there; nil when it is absent.
  private let manifestText: [UInt8]?
  /// What the manifest, and the list of an interrupted build, say we wrote.
  private let earlier: OutputManifest
  private let wasInterrupted: Bool

  init(_ tree: OutputTree, below root: Folder) throws(Diagnostic) {
    self.tree = tree
    self.root = root
    manifestText = try SiteWriting.read(SiteWriter.manifestName, root)
    let pending = try SiteWriting.read(SiteWriter.pendingName, root)
    wasInterrupted = pending != nil
    // A damaged list is no reason to stop: lines that cannot be read are files we no longer claim.
    let lists = [manifestText, pending].map { bytes in
      OutputManifest.read(String(decoding: bytes ?? [], as: UTF8.self), file: SiteWriter.manifestName).value.digests
    }
    earlier = OutputManifest(lists[0].merging(lists[1]) { _, newer in newer })
  }

  /// Paths that may be overwritten and removed.
  var owned: Set<OutputPath> { Set(earlier.digests.keys) }

  private static func read(_ name: String, _ root: Folder) throws(Diagnostic) -> [UInt8]? {
    guard case .file = try root.entry(name) else { return nil }
    return try root.contents(name)
  }

  func carryOut(_ plan: WritePlan) throws(Diagnostic) -> WriteCounts {
    try sweep()
    for path in plan.modes { try existingFolder(of: path)?.setFileMode(path.name) }
    let manifest = Array(tree.manifest.text.utf8)
    let isDone = plan.writes.isEmpty && plan.removals.isEmpty
    if !isDone {
      // From here on until the manifest is written, both lists say what is ours.
      let claimed = OutputManifest(earlier.digests.merging(tree.manifest.digests) { _, new in new })
      try root.replace(SiteWriter.pendingName, with: Array(claimed.text.utf8))
      try root.sync()
      let early = plan.earlyRemovals
      try remove(early)
      try write(plan.writes)
      let gone = Set(early)
      try remove(plan.removals.filter { !gone.contains($0) })
    }
    if manifest != manifestText { try root.replace(SiteWriter.manifestName, with: manifest) }
    if !isDone || wasInterrupted { try root.remove(SiteWriter.pendingName) }
    if !isDone || wasInterrupted || manifest != manifestText { try root.sync() }
    return WriteCounts(written: plan.writes.count, unchanged: plan.unchanged, removed: plan.removals.count)
  }

  /// What pages refer to comes before the pages, and the root's pages come last.
  private func write(_ files: [OutputFile]) throws(Diagnostic) {
    for isPage in [false, true] {
      let wanted = files.filter { $0.path.name.hasSuffix(".html") == isPage }
      let groups = Dictionary(grouping: wanted, by: { $0.path.folders.last ?? "" })
      for (_, group) in groups.sorted(by: { $0.key > $1.key }) {
        guard let first = group.first else { continue }
        let folder = try madeFolder(of: first.path)
        for file in group { try folder.replace(file.path.name, with: file.bytes) }
        try folder.sync()
      }
    }
  }

  private func remove(_ paths: [OutputPath]) throws(Diagnostic) {
    for path in paths.sorted(by: >) {
      guard let folder = try existingFolder(of: path) else { continue }
      try folder.remove(path.name)
      try folder.sync()
      for emptied in path.folders.reversed() {
        let cut = emptied.split(separator: "/")
        let above = cut.dropLast().joined(separator: "/")
        guard let last = cut.last, case .reached(let parent) = try Walk.to(above, below: root) else { continue }
        if parent.removeIfEmpty(String(last)) { try parent.sync() }
      }
    }
  }

  /// Takes away half-written files that an interrupted build left in any folder of ours.
  private func sweep() throws(Diagnostic) {
    let folders = Set((tree.files.map(\.path) + earlier.paths).flatMap(\.folders))
    for folder in [nil] + folders.sorted().map(Optional.some) {
      guard case .reached(let reached) = try Walk.to(folder, below: root) else { continue }
      try reached.remove(Folder.writingName)
    }
  }

  private func existingFolder(of path: OutputPath) throws(Diagnostic) -> Folder? {
    guard case .reached(let folder) = try Walk.to(path.folders.last, below: root) else { return nil }
    return folder
  }

  private func madeFolder(of path: OutputPath) throws(Diagnostic) -> Folder {
    var folder = root
    for part in path.parts.dropLast() {
      let (next, isNew) = try folder.madeSubfolder(part)
      if isNew { try folder.sync() }
      folder = next
    }
    return folder
  }
}
