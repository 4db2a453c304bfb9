import OutputTree
import ReportCore
import SafeFiles

/// What must be done to make the folder hold what a manifest lists. Making the plan changes nothing.
struct WritePlan {
  /// What is staged, by path.
  let writes: [OutputPath]
  /// Ours, no longer wanted, and present.
  private(set) var removals: [OutputPath] = []
  /// Things that are not ours and stand in the way.
  private(set) var obstacles: [Diagnostic] = []

  /// Removals that must come first: a file where a folder is wanted, or below a name that is to be a file.
  var earlyRemovals: [OutputPath] {
    let folders = Set(writes.flatMap(\.folders))
    let files = Set(writes.map(\.description))
    return removals.filter { folders.contains($0.description) || $0.folders.contains(where: files.contains) }
  }

  /// Holds `writes` against what lies below `root`. `owned` are the paths the last build listed.
  init(
    _ writes: [OutputPath], of manifest: OutputManifest, below root: Folder, owned: Set<OutputPath>
  ) throws(Diagnostic) {
    self.writes = writes
    var blocked: Set<String> = []
    let groups = Dictionary(grouping: writes, by: \.folderText).sorted { $0.key < $1.key }
    for (above, paths) in groups {
      switch try Walk.to(above, below: root) {
      case .reached(let folder):
        for path in paths { try look(at: path, in: folder, owned: owned) }
      case .absent: continue
      case .stopped(let text, let shown):
        let isOurs = (try? OutputPath(text)).map { owned.contains($0) && manifest.digests[$0] == nil } ?? false
        if !isOurs, blocked.insert(text).inserted { obstacles.append(WritePlan.foreign(shown, "a folder")) }
      }
    }
    for path in owned.sorted() where manifest.digests[path] == nil {
      guard case .reached(let folder) = try Walk.to(path.folderText, below: root) else { continue }
      switch try folder.entry(path.name) {
      case .file, .link: removals.append(path)
      case .absent, .folder, .other: continue
      }
    }
  }

  private mutating func look(at path: OutputPath, in folder: Folder, owned: Set<OutputPath>) throws(Diagnostic) {
    let isOurs =
      switch try folder.entry(path.name) {
      case .absent: true
      case .file, .link: owned.contains(path)
      case .folder: owned.contains { $0.folders.contains(path.description) }
      case .other: false
      }
    if !isOurs { obstacles.append(WritePlan.foreign(folder.shownName(path.name), "a page")) }
  }

  private static func foreign(_ shown: String, _ wanted: String) -> Diagnostic {
    Diagnostic(
      code: "foreign-file", at: SourcePlace(file: shown),
      "Something that peil did not write stands where \(wanted) must come.",
      remedy: "move it elsewhere and run the command again; nothing was changed")
  }
}
