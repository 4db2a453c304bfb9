import OutputTree
import ReportCore
import SafeFiles
import SitePublishing
import Synchronization

/// What lies in `public/`, held against the last build's record: read only where a file does not look as it was left.
final class BuiltFiles: Sendable {
  private let site: SiteUpdate
  /// What is certain to lie there.
  private let digests: [OutputPath: ContentDigest]
  private let stamps: [OutputPath: FileStamp]
  /// True when a file had to be read to be known.
  let wasReadAgain: Bool
  private let wrongModes: Mutex<[OutputPath]>

  /// `moment` is when the record was written: what changed in that tick or later is read (git's racy rule).
  init(_ site: SiteUpdate, _ record: BuildRecord?, writtenAt moment: Int64?) throws(Diagnostic) {
    self.site = site
    let files = record?.groups.flatMap(\.files) ?? []
    var digests: [OutputPath: ContentDigest] = [:]
    var stamps: [OutputPath: FileStamp] = [:]
    var modes: [OutputPath] = []
    var readAgain = false
    digests.reserveCapacity(files.count)
    for (file, stamp) in zip(files, try site.stamps(of: files.map(\.path))) {
      guard let stamp else { continue }
      stamps[file.path] = stamp
      if stamp == file.stamp, let moment, stamp.changed < moment {
        digests[file.path] = file.digest
      } else {
        readAgain = true
        digests[file.path] = try site.digest(of: file.path)
      }
      if stamp.mode != 0o644 { modes.append(file.path) }
    }
    self.digests = digests
    self.stamps = stamps
    wasReadAgain = readAgain
    wrongModes = Mutex(modes)
  }

  /// Right content, wrong permission bits.
  var modes: [OutputPath] { wrongModes.withLock { $0.sorted() } }

  /// True when everything lies there as the record says, and no build was interrupted.
  func isWhole(_ record: BuildRecord) -> Bool {
    guard !site.wasInterrupted, modes.isEmpty, let manifest = site.manifestText else { return false }
    return ContentDigest(of: manifest).description == record.manifestDigest
      && record.groups.allSatisfy { $0.files.allSatisfy(holds) }
  }

  /// True when the file lies there with this content.
  func holds(_ file: MadeFile) -> Bool { digests[file.path] == file.digest }

  /// The stamp of a file that lies there as it should; nil when it must be looked at again.
  func stamp(of path: OutputPath) -> FileStamp? { stamps[path] }

  /// Stages the file unless it lies there already, and says how it is to be remembered.
  func put(_ file: OutputFile) throws(Diagnostic) -> MadeFile {
    var known = digests[file.path]
    if known == nil, stamps[file.path] == nil, let stamp = try site.stamps(of: [file.path])[0] {
      // An earlier build that left no record.
      if stamp.size == file.bytes.count { known = try site.digest(of: file.path) }
      if known == file.digest, stamp.mode != 0o644 { wrongModes.withLock { $0.append(file.path) } }
    }
    guard known == file.digest else {
      try site.stage(file)
      return MadeFile(path: file.path, digest: file.digest, stamp: nil)
    }
    return MadeFile(path: file.path, digest: file.digest, stamp: stamps[file.path])
  }

  /// The record with the stamps as they are now.
  func refreshed(_ record: BuildRecord) -> BuildRecord {
    var record = record
    for group in record.groups.indices {
      for file in record.groups[group].files.indices {
        record.groups[group].files[file].stamp = stamps[record.groups[group].files[file].path]
      }
    }
    return record
  }
}
