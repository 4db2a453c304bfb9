import OutputTree
import ReportCore
import SafeFiles

/// One publication as a release: stage, swap, record, prune. Whoever stops it at any moment leaves readers with the
/// old site or the new one.
struct ReleasePublishing {
  let request: PublishRequest
  let root: Folder
  let record: Publisher.Record

  func publish(_ source: PublishSource, _ edition: PublishedEdition) throws(DiagnosticList) -> PublishReport {
    do throws(Diagnostic) {
      let target = try ReleaseTarget(root)
      try target.sweep()
      var report = PublishReport()
      report.recovered = try settle(target, &report)
      let present = try target.current()
      report.plan = try ReleasePublishing.plan(source, present, target)
      report.release = present?.id
      if let refusal = report.plan.refusal(request) { throw refusal }
      guard present?.manifest != source.manifest || !report.plan.isEmpty else { return report }
      try carryOut(source, edition, present, &report)
      return report
    } catch {
      throw DiagnosticList([error])
    }
  }

  /// What would be published, and nothing done. `root` is nil when the target is absent or empty.
  static func plan(_ source: PublishSource, _ root: Folder?) throws(Diagnostic) -> (PublishPlan, ReleaseID?) {
    let target: ReleaseTarget? = if let root { try ReleaseTarget(root) } else { nil }
    let present = try target?.current()
    return (try plan(source, present, target), present?.id)
  }

  private static func plan(
    _ source: PublishSource, _ present: Release?, _ target: ReleaseTarget?
  ) throws(Diagnostic) -> PublishPlan {
    guard let present, let target else {
      return try PublishPlan(source, over: PlacedSite(folder: nil, manifest: OutputManifest(), index: FileIndex()))
    }
    var plan = try PublishPlan(
      source, over: PlacedSite(folder: present.folder, manifest: present.manifest, index: try target.index(of: present))
    )
    // They stay for pages opened before, so nobody misses them.
    let assets = HashedName.assets(of: present.manifest)
    plan.carried = plan.removed.map(\.path).filter { assets[$0] != nil }
    plan.removed.removeAll { assets[$0.path] != nil }
    return plan
  }

  private func carryOut(
    _ source: PublishSource, _ edition: PublishedEdition, _ present: Release?, _ report: inout PublishReport
  ) throws(Diagnostic) {
    let releases = try root.madeSubfolder(TargetNames.releases).folder
    try root.sync()
    let target = try ReleaseTarget(root)
    let ids = try target.ids()
    let publication = Publication(
      release: ReleaseID(at: request.moment, after: ids.last), edition: edition,
      manifest: ContentDigest(of: source.manifestBytes), previous: present?.id, moment: request.moment)
    let swap = ReleaseSwap(root: root, record: record)
    // First, because it tells whether this file system has links at all.
    try swap.prepare(publication)
    let kept = ReleasePublishing.kept(ids, present: present?.id, keep: request.keep - 1)
    let carried = try assets(of: kept, target, except: source.manifest)
    report.plan.carried = carried.keys.sorted()
    let staging = ReleaseStaging(
      releases: releases, source: source, plan: report.plan, present: present, publication: publication,
      carried: carried)
    let index: FileIndex
    do throws(Diagnostic) {
      try swap.note(publication)
      index = try staging.make()
      try swap.swing()
    } catch {
      abandon(publication, releases)
      throw error
    }
    try root.sync()
    report.recordFailure = try swap.report(publication)
    report.release = publication.release
    report.previous = present?.id
    report.isPublished = true
    tidy(target, index, publication.release, ids.filter { !kept.contains($0) }, &report)
  }

  /// As far as it goes; the next run does the rest.
  private func abandon(_ publication: Publication, _ releases: Folder) {
    _ = try? root.remove(TargetNames.nextCurrent)
    try? releases.removeAll(publication.release.description)
    _ = try? root.remove(TargetNames.record)
  }

  /// Readers have the new site: what goes wrong from here on is only told.
  private func tidy(
    _ target: ReleaseTarget, _ index: FileIndex, _ release: ReleaseID, _ old: [ReleaseID],
    _ report: inout PublishReport
  ) {
    do throws(Diagnostic) {
      try root.replace(TargetNames.index, with: index.bytes(release: release))
      try root.sync()
      for id in old {
        try target.prune(id)
        report.pruned.append(id)
      }
    } catch {
      report.warnings.append(error)
    }
  }

  /// The newest `keep`, and in any case the one that readers see.
  static func kept(_ ids: [ReleaseID], present: ReleaseID?, keep: Int) -> Set<ReleaseID> {
    Set(ids.sorted().suffix(max(1, keep)) + (present.map { [$0] } ?? []))
  }

  private func assets(
    of kept: Set<ReleaseID>, _ target: ReleaseTarget, except manifest: OutputManifest
  ) throws(Diagnostic) -> [OutputPath: (digest: ContentDigest, folder: Folder)] {
    var found: [OutputPath: (digest: ContentDigest, folder: Folder)] = [:]
    let files = Set(manifest.paths.map { $0.description.lowercased() })
    let taken = files.union(manifest.paths.flatMap(\.folders).map { $0.lowercased() })
    for id in kept.sorted() {
      guard let release = try target.release(id) else { continue }
      var trail = FolderTrail(below: release.folder)
      for (path, digest) in HashedName.assets(of: release.manifest).sorted(by: { $0.key < $1.key })
      where found[path] == nil && !taken.contains(path.description.lowercased())
        && !path.folders.contains(where: { files.contains($0.lowercased()) })
      {
        guard let folder = try trail.folder(of: path), try folder.status(path.name) != nil,
          try folder.digest(path.name) == digest
        else { continue }
        found[path] = (digest, release.folder)
      }
    }
    return found
  }

  /// A publication that a killed run did not record is recorded now.
  func settle(_ target: ReleaseTarget, _ report: inout PublishReport) throws(Diagnostic) -> Bool {
    let swap = ReleaseSwap(root: root, record: record)
    return try swap.settle(current: try target.current()?.id, &report.warnings) {
      (noted: Publication) throws(Diagnostic) in try target.prune(noted.release)
    }
  }
}
