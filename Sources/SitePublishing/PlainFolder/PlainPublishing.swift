import OutputTree
import ReportCore
import SafeFiles

/// One publication into a plain folder: no links of any kind, only files that take the place of others, in an order in
/// which no page ever misses what it refers to. Stopped at any moment, the next run completes it.
struct PlainPublishing {
  let request: PublishRequest
  let root: Folder
  let record: Publisher.Record

  /// What would be published, and nothing done. `root` is nil when the target is absent or empty.
  static func plan(_ source: PublishSource, _ root: Folder?) throws(Diagnostic) -> (PublishPlan, ReleaseID?) {
    let state = try PlainState(root)
    let next = ReleaseID(at: Instant(seconds: .max / 2_000_000), after: nil)
    let carried = state.carried(by: next, manifest: source.manifest, keep: 2)
    return (try plan(source, state, carried: Array(carried.keys)), state.publication?.release)
  }

  private static func plan(
    _ source: PublishSource, _ state: PlainState, carried: [OutputPath]
  ) throws(Diagnostic) -> PublishPlan {
    let placed = PlacedSite(folder: state.root, manifest: state.owned, index: state.index)
    var plan = try PublishPlan(source, over: placed)
    let stays = Set(carried)
    plan.removed.removeAll { stays.contains($0.path) }
    plan.carried = stays.sorted()
    plan.retired = plan.removed.count { state.carried[$0.path] != nil }
    if let root = state.root {
      let known = Set(source.manifest.paths).union(state.owned.paths)
      plan.foreign = try ForeignFiles.count(in: root, known: known)
    }
    return plan
  }

  func publish(_ source: PublishSource, _ edition: PublishedEdition) throws(DiagnosticList) -> PublishReport {
    var report = PublishReport()
    var problems: [Diagnostic] = []
    do throws(Diagnostic) {
      let state = try PlainState(root)
      report.release = state.publication?.release
      try settle(state, &report)
      let release = ReleaseID(at: request.moment, after: state.history.last)
      let carried = state.carried(by: release, manifest: source.manifest, keep: request.keep)
      report.plan = try PlainPublishing.plan(source, state, carried: Array(carried.keys))
      if let refusal = report.plan.refusal(request) { throw refusal }
      guard !report.plan.isEmpty || source.manifestBytes != state.manifestBytes else {
        if state.wasInterrupted { try finish() }
        return report
      }
      problems += try ForeignFiles.obstacles(report.plan, in: root, owned: state.owned)
      // There is no way back from a half written folder: what can be known is known before.
      problems += try source.damaged(report.plan.copies.map(\.path))
      let publication = Publication(
        release: release, edition: edition, manifest: ContentDigest(of: source.manifestBytes),
        previous: state.publication?.release, moment: request.moment)
      if problems.isEmpty { try carryOut(source, state, publication, carried, &report) }
    } catch {
      throw DiagnosticList([error])
    }
    guard problems.isEmpty else { throw DiagnosticList(problems) }
    return report
  }

  private func carryOut(
    _ source: PublishSource, _ state: PlainState, _ publication: Publication,
    _ carried: [OutputPath: (digest: ContentDigest, since: ReleaseID)], _ report: inout PublishReport
  ) throws(Diagnostic) {
    let plan = report.plan
    // From here on until the manifest is written, both lists say what is ours.
    let claimed = OutputManifest(state.owned.digests.merging(source.manifest.digests) { _, new in new })
    try root.replace(SiteWriter.pendingName, with: Array(claimed.text.utf8))
    try ReleaseSwap(root: root, record: record).note(publication)
    var work = PlainWriting(root: root, source: source, stamp: publication.release.seconds)
    try work.sweep(claimed.paths)
    let early = plan.earlyRemovals
    try work.remove(early)
    try work.write(plan.copies)
    let gone = Set(early)
    try work.remove(plan.removed.map(\.path).filter { !gone.contains($0) })
    let list = OutputManifest(carried.mapValues(\.digest))
    try root.replace(TargetNames.carried, with: Array(list.text.utf8))
    let text = publication.text.adding(
      state.history.suffix(max(1, request.keep)).map { ("earlier", $0.description) }
        + carried.sorted { $0.key < $1.key }.map { ("carried", "\($0.value.since) \($0.key)") })
    try root.replace(TargetNames.release, with: text.bytes)
    try root.syncIfPossible()
    // Last: who reads it finds everything it lists.
    try root.replace(SiteWriter.manifestName, with: source.manifestBytes)
    try root.syncIfPossible()
    report.release = publication.release
    report.previous = publication.previous
    report.isPublished = true
    report.recordFailure = try ReleaseSwap(root: root, record: record).report(publication)
    do throws(Diagnostic) {
      let index = try work.index(of: source.manifest, plan: plan)
      try root.replace(TargetNames.index, with: index.bytes(release: publication.release))
      try finish()
    } catch {
      report.warnings.append(error)
    }
  }

  private func finish() throws(Diagnostic) {
    try root.remove(SiteWriter.pendingName)
    try root.syncIfPossible()
  }

  /// Records a publication that was complete but not recorded.
  private func settle(_ state: PlainState, _ report: inout PublishReport) throws(Diagnostic) {
    let isComplete = state.publication?.manifest == ContentDigest(of: state.manifestBytes)
    let current = isComplete ? state.publication?.release : nil
    report.recovered = try ReleaseSwap(root: root, record: record).settle(current: current, &report.warnings) {
      (_: Publication) throws(Diagnostic) in
    }
  }
}
