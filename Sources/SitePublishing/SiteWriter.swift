public import OutputTree
public import ReportCore
import SafeFiles

/// What a write did.
public struct WriteCounts: Sendable, Equatable {
  /// Files that are new or had other content.
  public var written = 0
  /// Files that were already right.
  public var unchanged = 0
  /// Files of an earlier build that are gone.
  public var removed = 0

  /// Counts.
  public init(written: Int = 0, unchanged: Int = 0, removed: Int = 0) {
    self.written = written
    self.unchanged = unchanged
    self.removed = removed
  }
}

/// Makes a folder hold exactly the files of a tree, and leaves everything it did not write itself alone.
public enum SiteWriter {
  /// The list of files of the last complete build, in the folder itself.
  public static let manifestName = ".peil-manifest"
  /// The page a site is entered by.
  static let frontPage = "index.html"
  /// The list of files a build is about to write; present only while it runs, or after it was interrupted.
  static let pendingName = ".peil-pending"

  /// Writes what differs, file by file (beside, sync, rename), removes what an earlier build wrote and this one does
  /// not, and writes the manifest last. Content decides, not time. Stopped at any moment, every file is either old or
  /// new, and the next run finishes the work. `shownAs` is the folder's name in diagnostics, which are `foreign-file`,
  /// `cannot-write`, `input-output`, `write-locked` and `reserved-name`; when obstacles are found, nothing was changed.
  public static func write(
    _ tree: OutputTree, to directory: String, shownAs name: String = "public"
  ) throws(DiagnosticList) -> WriteCounts {
    let update: SiteUpdate
    var modes: [OutputPath] = []
    do throws(Diagnostic) {
      update = try SiteUpdate(of: directory, shownAs: name)
      let files = tree.files
      for (file, stamp) in zip(files, try update.stamps(of: files.map(\.path))) {
        if let stamp, stamp.size == file.bytes.count, try update.digest(of: file.path) == file.digest {
          if stamp.mode != 0o644 { modes.append(file.path) }
        } else {
          try update.stage(file)
        }
      }
    } catch {
      throw DiagnosticList([error])
    }
    return try update.finish(tree.manifest, modes: modes)
  }

  static func locked(_ name: String) -> Diagnostic {
    Diagnostic(
      code: "write-locked", at: SourcePlace(file: name), "Another peil is writing here.",
      remedy: "wait until it has finished and run the command again")
  }
}
