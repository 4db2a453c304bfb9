public import OutputTree
public import ReportCore
import SafeFiles

extension SiteUpdate {
  /// From how many files on one call for the whole file system is cheaper than one for each.
  private static let manyFiles = 64

  /// Makes the folder hold exactly the files of `manifest`: those that were staged, and those that lie there already
  /// with the right content, of which `modes` need their permission bits set. First what pages refer to, then pages,
  /// the root's last, then what is no longer wanted goes, and the manifest comes last of all. Stopped at any moment,
  /// every file is either old or new, and the next update finishes the work. Throws `foreign-file` for everything in
  /// the way that we did not write, and has then changed nothing; `cannot-write` and `input-output`.
  public func finish(_ manifest: OutputManifest, modes: [OutputPath] = []) throws(DiagnosticList) -> WriteCounts {
    let staged = staged
    let earlier = earlier
    let plan: WritePlan
    do throws(Diagnostic) {
      plan = try WritePlan(staged.files.keys.sorted(), of: manifest, below: root, owned: Set(earlier.digests.keys))
      if !plan.obstacles.isEmpty { try dropStage() }
    } catch {
      throw DiagnosticList([error])
    }
    guard plan.obstacles.isEmpty else { throw DiagnosticList(plan.obstacles) }
    do throws(Diagnostic) {
      try carryOut(plan, staged.folder, staged.files, earlier, manifest, modes)
    } catch {
      throw DiagnosticList([error])
    }
    let unchanged = manifest.digests.count - plan.writes.count
    return WriteCounts(written: plan.writes.count, unchanged: unchanged, removed: plan.removals.count)
  }

  private func carryOut(
    _ plan: WritePlan, _ stage: Folder?, _ names: [OutputPath: Int], _ earlier: OutputManifest,
    _ manifest: OutputManifest, _ modes: [OutputPath]
  ) throws(Diagnostic) {
    try sweep()
    for path in modes { try existingFolder(of: path)?.setFileMode(path.name) }
    let text = Array(manifest.text.utf8)
    let isDone = plan.writes.isEmpty && plan.removals.isEmpty
    if !isDone {
      if let stage { try bringToDisk(stage, names.count) }
      // From here on until the manifest is written, both lists say what is ours.
      let claimed = OutputManifest(earlier.digests.merging(manifest.digests) { _, new in new })
      try root.replace(SiteWriter.pendingName, with: Array(claimed.text.utf8))
      try root.sync()
      let early = plan.earlyRemovals
      try remove(early)
      if let stage { try place(plan.writes, from: stage, names) }
      let gone = Set(early)
      try remove(plan.removals.filter { !gone.contains($0) })
    }
    try dropStage()
    if text != manifestText { try root.replace(SiteWriter.manifestName, with: text) }
    if !isDone || wasInterrupted { try root.remove(SiteWriter.pendingName) }
    if !isDone || wasInterrupted || text != manifestText { try root.sync() }
  }

  private func bringToDisk(_ stage: Folder, _ count: Int) throws(Diagnostic) {
    guard count < SiteUpdate.manyFiles else { return Folder.syncAll() }
    for number in 0..<count { try stage.syncContent(String(number)) }
    try stage.sync()
  }

  /// What pages refer to comes before the pages, and the root's pages come last.
  private func place(_ paths: [OutputPath], from stage: Folder, _ names: [OutputPath: Int]) throws(Diagnostic) {
    var touched: [Folder] = []
    for isPage in [false, true] {
      let wanted = paths.filter { $0.name.hasSuffix(".html") == isPage }
      let groups = Dictionary(grouping: wanted, by: \.folderText)
      for (_, group) in groups.sorted(by: { $0.key > $1.key }) {
        guard let first = group.first else { continue }
        let folder = try madeFolder(of: first)
        for path in group {
          guard let number = names[path] else { continue }
          try stage.move(String(number), to: folder, as: path.name)
        }
        touched.append(folder)
      }
    }
    guard paths.count < SiteUpdate.manyFiles else { return Folder.syncAll() }
    for folder in touched { try folder.sync() }
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

  /// Takes away half-written lists that an interrupted build left.
  private func sweep() throws(Diagnostic) { try root.remove(Folder.writingName) }

  private func existingFolder(of path: OutputPath) throws(Diagnostic) -> Folder? {
    guard case .reached(let folder) = try Walk.to(path.folderText, below: root) else { return nil }
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
