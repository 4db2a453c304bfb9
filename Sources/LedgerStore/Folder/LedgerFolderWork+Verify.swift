import GRDB
import ReportCore

extension LedgerFolderWork {
  /// Compares every journaled file with its digest and reports all that are missing or altered. A file whose stamp
  /// is the one its digest was computed at is not read again. Gives the digests that were computed.
  func verify() throws -> [FileDigest] {
    let stamps = try ledger?.stamps() ?? [:]
    var problems: [Diagnostic] = []
    var fresh: [FileDigest] = []
    var seen: Set<String> = []
    // A file that was withdrawn and imported again is one file with one digest.
    for act in acts where act.isKept && seen.insert(act.file).inserted {
      let path = place.path(act.file)
      guard let status = try FileSystem.status(path), status.kind == .regular else {
        problems.append(missing(act))
        continue
      }
      if let known = stamps[act.file], known.stamp == status.stamp {
        if known.sha256 != act.sha256 { problems.append(altered(act, known.sha256)) }
        continue
      }
      reporter(.verifying, act.file, status.stamp)(0)
      let found = try FileSystem.digest(path)
      if found.sha256 == act.sha256 {
        fresh.append(FileDigest(file: act.file, stamp: found.stamp, sha256: found.sha256))
      } else {
        problems.append(altered(act, found.sha256))
      }
    }
    guard problems.isEmpty else { throw DiagnosticList(problems) }
    return fresh
  }

  private func missing(_ act: JournalAct) -> Diagnostic {
    Diagnostic(
      code: "journaled-file-missing", at: SourcePlace(file: place.shown(act.file)),
      "the file of act \(act.number) is missing", expected: "a file with SHA-256 \(act.sha256)",
      remedy: "Restore it from version control or a backup, exactly as it was.")
  }

  private func altered(_ act: JournalAct, _ digest: String) -> Diagnostic {
    Diagnostic(
      code: "journaled-file-altered", at: SourcePlace(file: place.shown(act.file)),
      "the file was changed after it was imported (act \(act.number))", found: digest, expected: act.sha256,
      remedy: "Restore it exactly as it was; give a corrected export a name of its own.")
  }
}

/// A digest and what the file looked like when it was computed.
struct FileDigest {
  var file: String
  var stamp: FileStamp
  var sha256: String
}

extension Ledger {
  /// The digests that are known, by file name.
  func stamps() throws -> [String: FileDigest] {
    try read { db in
      var stamps: [String: FileDigest] = [:]
      for row in try Row.fetchAll(db, sql: "SELECT * FROM file_stamp") {
        let stamp = try FileStamp(
          size: row.value("size"), modified: row.value("modified"), changed: row.value("changed"),
          inode: row.value("inode"))
        let file: String = try row.value("file")
        stamps[file] = try FileDigest(file: file, stamp: stamp, sha256: row.value("sha256"))
      }
      return stamps
    }
  }

  /// The sizes of all files that were imported; nil when one is not known.
  func fileSizes() throws -> Set<Int64>? {
    try read { db in
      let sizes = try Optional<Int64>.fetchAll(
        db, sql: "SELECT DISTINCT size FROM import WHERE act = ?", arguments: [JournalAct.Act.importFile.rawValue])
      return sizes.contains(nil) ? nil : Set(sizes.compactMap { $0 })
    }
  }

  /// Remembers digests that were just computed.
  func remember(_ digests: [FileDigest]) throws {
    guard !digests.isEmpty else { return }
    try write { db in
      for digest in digests {
        let stamp = digest.stamp
        try db.cachedStatement(
          sql: """
            INSERT OR REPLACE INTO file_stamp (file, size, modified, changed, inode, sha256) VALUES (?, ?, ?, ?, ?, ?)
            """
        ).execute(arguments: [
          digest.file, stamp.size, stamp.modified, stamp.changed, stamp.inode, digest.sha256,
        ])
      }
    }
  }
}
