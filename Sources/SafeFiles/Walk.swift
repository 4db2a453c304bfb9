public import ReportCore

/// Goes down folder by folder without following links.
public enum Walk {
  /// The folder is there.
  case reached(Folder)
  /// It, or one above it, is not.
  case absent
  /// Something that is no folder stands at `path`, below the root.
  case stopped(path: String, shown: String)

  /// `path` is `2026/w47`; nil is the root itself. Throws when a name cannot be looked at.
  public static func to(_ path: String?, below root: Folder) throws(Diagnostic) -> Walk {
    var folder = root
    var passed: [Substring] = []
    for part in (path ?? "").split(separator: "/") {
      passed.append(part)
      switch try folder.entry(String(part)) {
      case .absent: return .absent
      case .file, .link, .other:
        return .stopped(path: passed.joined(separator: "/"), shown: folder.shownName(String(part)))
      case .folder:
        guard let next = try folder.subfolder(String(part)) else { return .absent }
        folder = next
      }
    }
    return .reached(folder)
  }
}
