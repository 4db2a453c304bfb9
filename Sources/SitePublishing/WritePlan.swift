import OutputTree
import ReportCore
import SafeFiles

/// What must be done to make the folder hold the tree. Making the plan changes nothing.
struct WritePlan {
  /// New content, or content that differs from what is on disk.
  var writes: [OutputFile] = []
  /// Right content, wrong permission bits.
  var modes: [OutputPath] = []
  /// Ours, no longer in the tree, and present.
  var removals: [OutputPath] = []
  /// Files that are as they should be.
  var unchanged = 0
  /// Things that are not ours and stand in the way.
  var obstacles: [Diagnostic] = []

  /// Removals that must come first: a file where a folder is wanted, or below a name that is to be a file.
  var earlyRemovals: [OutputPath] {
    let folders = Set(writes.flatMap(\.path.folders))
    let files = Set(writes.map(\.path.description))
    return removals.filter { folders.contains($0.description) || $0.folders.contains(where: files.contains) }
  }

  /// Compares `tree` with what lies below `root`. `owned` are the paths the last build listed.
  init(_ tree: OutputTree, below root: Folder, owned: Set<OutputPath>) throws(Diagnostic) {
    var blocked: Set<String> = []
    let groups = Dictionary(grouping: tree.files, by: \.path.folders).sorted {
      $0.key.lexicographicallyPrecedes($1.key)
    }
    for (folders, files) in groups {
      switch try Walk.to(folders.last, below: root) {
      case .reached(let folder):
        for file in files { try compare(file, in: folder, owned: owned) }
      case .absent:
        writes += files
      case .stopped(let path, let shown):
        writes += files
        let isOurs = (try? OutputPath(path)).map { owned.contains($0) && tree[$0] == nil } ?? false
        if !isOurs, blocked.insert(path).inserted { obstacles.append(WritePlan.foreign(shown, "a folder")) }
      }
    }
    for path in owned.sorted() where tree[path] == nil {
      guard case .reached(let folder) = try Walk.to(path.folders.last, below: root) else { continue }
      switch try folder.entry(path.name) {
      case .file, .link: removals.append(path)
      case .absent, .folder, .other: continue
      }
    }
  }

  private mutating func compare(_ file: OutputFile, in folder: Folder, owned: Set<OutputPath>) throws(Diagnostic) {
    let name = file.path.name
    switch try folder.entry(name) {
    case .absent:
      writes.append(file)
    case .file(let size, let mode):
      if size == file.bytes.count, try folder.digest(name) == file.digest {
        unchanged += 1
        if mode != 0o644 { modes.append(file.path) }
      } else {
        writes.append(file)
        if !owned.contains(file.path) { obstacles.append(WritePlan.foreign(folder.shownName(name), "a page")) }
      }
    case .link:
      writes.append(file)
      if !owned.contains(file.path) { obstacles.append(WritePlan.foreign(folder.shownName(name), "a page")) }
    case .folder:
      writes.append(file)
      let held = owned.contains { $0.folders.contains(file.path.description) }
      if !held { obstacles.append(WritePlan.foreign(folder.shownName(name), "a page")) }
    case .other:
      obstacles.append(WritePlan.foreign(folder.shownName(name), "a page"))
    }
  }

  private static func foreign(_ shown: String, _ wanted: String) -> Diagnostic {
    Diagnostic(
      code: "foreign-file", at: SourcePlace(file: shown),
      "Something that peil did not write stands where \(wanted) must come.",
      remedy: "move it elsewhere and run the command again; nothing was changed")
  }
}
