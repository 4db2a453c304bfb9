import OutputTree
import ReportCore
import SafeFiles

/// What others put into a plain folder.
enum ForeignFiles {
  /// How many files and links are neither ours nor known. Links are not followed.
  static func count(in folder: Folder, below prefix: String = "", known: Set<OutputPath>) throws(Diagnostic) -> Int {
    var count = 0
    for name in try folder.names() where !(prefix.isEmpty && name.hasPrefix(".peil-")) {
      if try folder.entry(name) == .folder, let inner = try folder.subfolder(name) {
        count += try ForeignFiles.count(in: inner, below: "\(prefix)\(name)/", known: known)
      } else if name != Folder.writingName, (try? OutputPath(prefix + name)).map({ !known.contains($0) }) ?? true {
        count += 1
      }
    }
    return count
  }

  /// Code `foreign-file` for everything that stands where a file of ours must come.
  static func obstacles(
    _ plan: PublishPlan, in root: Folder, owned: OutputManifest
  ) throws(Diagnostic) -> [Diagnostic] {
    var problems: [Diagnostic] = []
    var blocked: Set<String> = []
    let folders = Set(owned.paths.flatMap(\.folders))
    for path in plan.changed.map(\.path) where owned.digests[path] == nil {
      problems.append(foreign(root.shownName(path.description), "a page"))
    }
    for path in plan.added.map(\.path) {
      switch try Walk.to(path.folders.last, below: root) {
      case .absent: continue
      case .stopped(let stopped, let shown):
        let isOurs = (try? OutputPath(stopped)).map { owned.digests[$0] != nil } ?? false
        if !isOurs, blocked.insert(stopped).inserted { problems.append(foreign(shown, "a folder")) }
      case .reached(let folder):
        let isOurs: Bool
        switch try folder.entry(path.name) {
        case .absent: continue
        case .file, .link: isOurs = owned.digests[path] != nil
        case .folder: isOurs = folders.contains(path.description)
        case .other: isOurs = false
        }
        if !isOurs { problems.append(foreign(folder.shownName(path.name), "a page")) }
      }
    }
    return problems
  }

  private static func foreign(_ shown: String, _ wanted: String) -> Diagnostic { ReleaseTarget.foreign(shown, wanted) }
}
