import ReportCore
import SafeFiles

/// Everything that lies below a folder, links not followed.
struct FolderListing: Sendable {
  /// Regular files with their sizes in bytes.
  private(set) var files: [BagPath: Int] = [:]
  /// Folders, the folder itself left out.
  private(set) var folders: Set<BagPath> = []
  /// Links, pipes, sockets and devices: none of them belongs in a bag or a site.
  private(set) var strangers: [Diagnostic] = []

  /// Deeper is not made by anybody; a folder may be hostile.
  private static let deepest = 64

  init(_ root: Folder) throws(Diagnostic) { try list(root, prefix: "", depth: 0) }

  /// Only what lies at the top of a folder, for those who read labels.
  init(namesOf root: Folder) throws(Diagnostic) {
    for name in try root.names() {
      switch try root.entry(name) {
      case .file(let size, _): files[BagPath(name)] = size
      case .folder: folders.insert(BagPath(name))
      case .absent, .link, .other: continue
      }
    }
  }

  private mutating func list(_ folder: Folder, prefix: String, depth: Int) throws(Diagnostic) {
    guard depth < FolderListing.deepest else {
      throw Diagnostic(
        code: "too-deep", at: SourcePlace(file: folder.shown), "Folders lie too deep in one another.",
        expected: "at most \(FolderListing.deepest) deep")
    }
    for name in try folder.names() {
      let path = BagPath(prefix + name)
      switch try folder.entry(name) {
      case .file(let size, _): files[path] = size
      case .folder:
        folders.insert(path)
        guard let inner = try folder.subfolder(name) else { continue }
        try list(inner, prefix: "\(path)/", depth: depth + 1)
      case .link: strangers.append(FolderListing.stranger("link", folder.shownName(name), "a symbolic link"))
      case .other: strangers.append(FolderListing.stranger("special-file", folder.shownName(name), "a pipe or device"))
      case .absent:
        // It vanished, or its name is not text; in both cases nobody can read it here.
        strangers.append(FolderListing.stranger("unreadable-name", folder.shownName(name), "a name that is not UTF-8"))
      }
    }
  }

  private static func stranger(_ code: String, _ shown: String, _ found: String) -> Diagnostic {
    Diagnostic(
      code: code, at: SourcePlace(file: shown), "Only ordinary files and folders belong here.", found: found,
      expected: "a file", remedy: "compare with another copy; what a link points at is not part of what was archived")
  }
}
