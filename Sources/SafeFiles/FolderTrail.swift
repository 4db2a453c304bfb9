public import OutputTree
public import ReportCore

/// Opens the folders of many paths one after another, keeping open what the next one needs: in the order of their
/// paths every folder is opened about once. Links are not followed.
public struct FolderTrail {
  private let root: Folder
  private var passed: [(name: String, folder: Folder)] = []

  /// Starts in `root`.
  public init(below root: Folder) { self.root = root }

  /// The folder that holds the file `path`; nil when it is not there, or when something else stands in its way.
  public mutating func folder(of path: OutputPath) throws(Diagnostic) -> Folder? {
    try existing(path.parts.dropLast())
  }

  /// The folder `2026/w47`; nil as above.
  public mutating func folder(at path: String) throws(Diagnostic) -> Folder? {
    try existing(path.split(separator: "/").map(String.init)[...])
  }

  private mutating func existing(_ parts: ArraySlice<String>) throws(Diagnostic) -> Folder? {
    try go(parts) { (above: Folder, name: String) throws(Diagnostic) -> Folder? in
      guard try above.entry(name) == .folder else { return nil }
      return try above.subfolder(name)
    }
  }

  /// The folder that is to hold the file `path`, made with all above it where absent. New names need `sync`.
  public mutating func madeFolder(of path: OutputPath) throws(Diagnostic) -> Folder {
    let made = try go(path.parts.dropLast()) { (above: Folder, name: String) throws(Diagnostic) -> Folder? in
      try above.madeSubfolder(name).folder
    }
    return made ?? root
  }

  private mutating func go(
    _ parts: ArraySlice<String>, _ next: (Folder, String) throws(Diagnostic) -> Folder?
  ) throws(Diagnostic) -> Folder? {
    let common = zip(parts, passed).prefix { $0.0.utf8.elementsEqual($0.1.name.utf8) }.count
    passed.removeLast(passed.count - common)
    for part in parts.dropFirst(common) {
      guard let folder = try next(passed.last?.folder ?? root, part) else { return nil }
      passed.append((part, folder))
    }
    return passed.last?.folder ?? root
  }
}
