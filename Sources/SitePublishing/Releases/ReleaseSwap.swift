import OutputTree
import ReportCore
import SafeFiles

/// The one step in which readers go from one release to another, and its line in `content/editions.csv`.
struct ReleaseSwap {
  let root: Folder
  let record: Publisher.Record

  /// Makes the next link beside. Throws `swap-impossible` where there are no links.
  func prepare(_ publication: Publication) throws(Diagnostic) {
    let destination = "\(TargetNames.releases)/\(publication.release)"
    guard try root.makeLink(TargetNames.nextCurrent, to: destination) else {
      throw Diagnostic(
        code: "swap-impossible", at: SourcePlace(file: root.shown),
        "This file system has no symbolic links, so the site cannot be swapped in one step.",
        remedy: "publish file by file, with --plain, into another folder")
    }
  }

  /// Leads readers to what `prepare` was told.
  func swing() throws(Diagnostic) { try root.rename(TargetNames.nextCurrent, to: TargetNames.current) }

  /// Says in the target that this publication needs its line, before readers see it.
  func note(_ publication: Publication) throws(Diagnostic) {
    try root.replace(TargetNames.record, with: publication.text.bytes)
    try root.sync()
  }

  /// Records it, and takes the note away when that worked.
  func report(_ publication: Publication) throws(Diagnostic) -> Diagnostic? {
    do throws(Diagnostic) {
      try record(publication)
    } catch {
      return error
    }
    try root.remove(TargetNames.record)
    try root.sync()
    return nil
  }

  /// Records what an earlier run published and could not record; true when there was such a thing. What did not reach
  /// its readers is dropped, and `abandon` is told.
  func settle(
    current: ReleaseID?, _ warnings: inout [Diagnostic], abandon: (Publication) throws(Diagnostic) -> Void
  ) throws(Diagnostic) -> Bool {
    guard try root.entry(TargetNames.record) != .absent else { return false }
    let noted = try root.status(TargetNames.record) == nil ? nil : Publication(try root.contents(TargetNames.record))
    guard let noted, noted.release == current else {
      if let noted, !noted.isRollback { try abandon(noted) }
      try root.remove(TargetNames.record)
      return false
    }
    if let failure = try report(noted) {
      warnings.append(failure)
      return false
    }
    return true
  }
}
