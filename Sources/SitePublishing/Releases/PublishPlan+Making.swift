import OutputTree
public import ReportCore
import SafeFiles

/// What lies in the target now.
struct PlacedSite {
  /// Nil when nothing was published there yet.
  let folder: Folder?
  /// What was published, with what an interrupted publication may have written.
  let manifest: OutputManifest
  let index: FileIndex
}

extension PublishPlan {
  /// Compares by content: the digest that is listed, and that the file in the target really has. Changes nothing.
  init(_ source: PublishSource, over placed: PlacedSite) throws(Diagnostic) {
    var trail = placed.folder.map { FolderTrail(below: $0) }
    for path in source.manifest.paths {
      guard let digest = source.manifest.digests[path], let size = source.sizes[path] else { continue }
      let folder = try trail?.folder(of: path)
      guard let folder, let status = try folder.status(path.name) else {
        added.append(Change(path: path, bytes: size, was: 0, earlier: nil))
        continue
      }
      let change = Change(path: path, bytes: size, was: status.size, earlier: status.seconds)
      if try PublishPlan.holds(digest, path, folder, status, placed.index, size) {
        unchanged.append(change)
      } else {
        changed.append(change)
      }
    }
    for path in placed.manifest.paths where source.manifest.digests[path] == nil {
      guard let status = try trail?.folder(of: path)?.status(path.name) else { continue }
      removed.append(Change(path: path, bytes: 0, was: status.size, earlier: status.seconds))
    }
  }

  private static func holds(
    _ digest: ContentDigest, _ path: OutputPath, _ folder: Folder, _ status: FileStatus, _ index: FileIndex, _ size: Int
  ) throws(Diagnostic) -> Bool {
    if let known = index.digest(of: path, status) { return known == digest && status.size == size }
    guard status.size == size else { return false }
    return try folder.digest(path.name) == digest
  }

  /// Code `too-many-removals` or `no-front-page`; nil when the plan may be carried out without `--force`.
  public func refusal(_ request: PublishRequest) -> Diagnostic? {
    guard !request.force else { return nil }
    let front = SiteWriter.frontPage
    guard (added + changed + unchanged).contains(where: { $0.path.description == front }) else {
      return Diagnostic(
        code: "no-front-page", at: SourcePlace(file: "\(request.sourceShown)/\(front)"),
        "The built site has no front page.", remedy: "run peil build, or publish without it with --force")
    }
    let missed = removed.count - retired
    guard missed * 100 > request.maximumRemovals * (filesUntilNow - retired) else { return nil }
    return Diagnostic(
      code: "too-many-removals", at: SourcePlace(file: request.targetShown),
      "This would remove more of the published site than is usual.",
      found: "\(missed) of \(filesUntilNow - retired) files", expected: "at most \(request.maximumRemovals) %",
      remedy: "look at the plan with --dry-run; if it is right, publish with --force or --max-removals")
  }
}
