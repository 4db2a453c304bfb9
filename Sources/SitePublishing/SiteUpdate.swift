public import OutputTree
public import ReportCore
public import SafeFiles
import Synchronization

/// One update of a folder that holds a site, file by file: what is new is staged inside the folder as it is made, from
/// any thread, and nothing of the site changes until `finish`. Thrown away before that, it leaves nothing behind.
public final class SiteUpdate: Sendable {
  /// Where new files wait; there only while a build runs, or after it was interrupted.
  static let stageName = ".peil-new"
  let root: Folder
  /// The last manifest as it lies there; nil when it is absent.
  public let manifestText: [UInt8]?
  /// The list of an interrupted build.
  private let pendingText: [UInt8]?
  /// True when the last build did not come to its end.
  public let wasInterrupted: Bool
  private let staging = Mutex(Staging())

  private struct Staging {
    var folder: Folder?
    var files: [OutputPath: Int] = [:]
  }

  /// Opens the folder, made when it is absent, and locks it. Throws `write-locked` when another process writes there,
  /// and the codes of `SystemFailure`. `name` is the folder's name in diagnostics.
  public init(of directory: String, shownAs name: String = "public") throws(Diagnostic) {
    root = try Folder.root(directory, shown: name)
    guard root.lock() else {
      throw SiteWriter.locked(name)
    }
    manifestText = try SiteUpdate.read(SiteWriter.manifestName, root)
    pendingText = try SiteUpdate.read(SiteWriter.pendingName, root)
    let hasStage = try root.entry(SiteUpdate.stageName) != .absent
    wasInterrupted = pendingText != nil || hasStage
    if hasStage { try root.removeAll(SiteUpdate.stageName) }
  }

  deinit { try? dropStage() }

  private static func read(_ name: String, _ root: Folder) throws(Diagnostic) -> [UInt8]? {
    guard case .file = try root.entry(name) else { return nil }
    return try root.contents(name)
  }

  /// What the manifest, and the list of an interrupted build, say we wrote.
  var earlier: OutputManifest {
    // A damaged list is no reason to stop: lines that cannot be read are files we no longer claim.
    let lists = [manifestText, pendingText].map { bytes in
      OutputManifest.read(String(decoding: bytes ?? [], as: UTF8.self), file: SiteWriter.manifestName).value.digests
    }
    return OutputManifest(lists[0].merging(lists[1]) { _, newer in newer })
  }

  /// The stamps of regular files of the site, in the order of `paths`; nil where there is none.
  public func stamps(of paths: [OutputPath]) throws(Diagnostic) -> [FileStamp?] {
    var folders: [String: Folder?] = ["": root]
    var stamps: [FileStamp?] = []
    stamps.reserveCapacity(paths.count)
    for path in paths {
      let above = path.folderText
      if folders[above] == nil {
        guard case .reached(let found) = try Walk.to(above, below: root) else {
          folders[above] = .some(nil)
          stamps.append(nil)
          continue
        }
        folders[above] = found
      }
      stamps.append(try folders[above]??.stamp(path.name))
    }
    return stamps
  }

  /// The digest of what lies at `path`; nil when no regular file does.
  public func digest(of path: OutputPath) throws(Diagnostic) -> ContentDigest? {
    guard case .reached(let folder) = try Walk.to(path.folderText, below: root),
      case .file = try folder.entry(path.name)
    else { return nil }
    return try folder.digest(path.name)
  }

  /// Keeps a file of the new site until `finish` puts it in its place. Throws `reserved-name` for a name that the
  /// writer keeps for itself.
  public func stage(_ file: OutputFile) throws(Diagnostic) {
    guard !file.path.parts.contains(where: { $0.hasPrefix(".peil-") }) else {
      throw Diagnostic(
        code: "reserved-name", at: SourcePlace(file: root.shownName(file.path.description)),
        "Names that begin with .peil- are kept for the writer.", expected: "another name")
    }
    let made = try staging.withLock { staging throws(Diagnostic) -> (Folder, Int) in
      let folder: Folder
      if let there = staging.folder {
        folder = there
      } else {
        folder = try root.madeSubfolder(SiteUpdate.stageName).folder
      }
      staging.folder = folder
      let number = staging.files.count
      staging.files[file.path] = number
      return (folder, number)
    }
    do throws(Diagnostic) {
      let earlier = try stamps(of: [file.path])[0].map { $0.modified / 1_000_000_000 }
      try made.0.makeLater(String(made.1), file.bytes, after: earlier)
    } catch {
      // The reader knows the page, not the place where it waits.
      throw Diagnostic(
        code: error.code, at: SourcePlace(file: root.shownName(file.path.description)), error.summary,
        remedy: error.remedy)
    }
  }

  /// The files that wait, with the names under which they do.
  var staged: (folder: Folder?, files: [OutputPath: Int]) { staging.withLock { ($0.folder, $0.files) } }

  /// Takes away what waits, or what is left of the place where it waited.
  func dropStage() throws(Diagnostic) {
    let isThere = staging.withLock { staging in
      defer { staging = Staging() }
      return staging.folder != nil
    }
    if isThere { try root.removeAll(SiteUpdate.stageName) }
  }
}

extension OutputPath {
  /// `2026/w47`; empty for a file at the root.
  var folderText: String { folders.last ?? "" }
}
