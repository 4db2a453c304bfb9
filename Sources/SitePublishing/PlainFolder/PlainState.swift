import OutputTree
import ReportCore
import SafeFiles

/// What is known of a plain folder that is published to.
struct PlainState {
  let root: Folder?
  /// Of the last complete publication; nil when there is none.
  let publication: Publication?
  /// The newest last.
  let history: [ReleaseID]
  /// As it lies there.
  let manifestBytes: [UInt8]
  let manifest: OutputManifest
  /// What an interrupted publication was about to write.
  let pending: OutputManifest
  let wasInterrupted: Bool
  /// Hash-named files that stay for pages opened before, and the publication that no longer had them.
  let carried: [OutputPath: (digest: ContentDigest, since: ReleaseID)]
  let index: FileIndex

  init(_ root: Folder?) throws(Diagnostic) {
    self.root = root
    manifestBytes = try PlainState.read(SiteWriter.manifestName, root) ?? []
    let pendingBytes = try PlainState.read(SiteWriter.pendingName, root)
    // A damaged list is no reason to stop: lines that cannot be read are files we no longer claim.
    manifest = PlainState.list(manifestBytes)
    pending = PlainState.list(pendingBytes ?? [])
    wasInterrupted = pendingBytes != nil
    let text = try PlainState.read(TargetNames.release, root) ?? []
    publication = Publication(text)
    let pairs = KeyedText(text, kind: Publication.kind)
    history = (pairs?.all("earlier") ?? []).compactMap { ReleaseID($0) } + (publication.map { [$0.release] } ?? [])
    let list = PlainState.list(try PlainState.read(TargetNames.carried, root) ?? [])
    carried = (pairs?.all("carried") ?? []).reduce(into: [:]) { result, line in
      let parts = line.split(separator: " ", maxSplits: 1)
      guard parts.count == 2, let since = ReleaseID(parts[0]), let path = try? OutputPath(parts[1]),
        let digest = list.digests[path]
      else { return }
      result[path] = (digest, since)
    }
    let indexBytes = try PlainState.read(TargetNames.index, root)
    index = publication.flatMap { known in indexBytes.map { FileIndex($0, release: known.release) } } ?? FileIndex()
  }

  /// Everything that may be overwritten and removed.
  var owned: OutputManifest {
    let kept = carried.mapValues(\.digest)
    return OutputManifest(
      kept.merging(manifest.digests) { _, newer in newer }.merging(pending.digests) { _, newer in newer })
  }

  /// What stays of earlier publications when `next` has `manifest`; `keep` publications, the new one included, may
  /// still ask for it.
  func carried(
    by next: ReleaseID, manifest new: OutputManifest, keep: Int
  ) -> [OutputPath: (digest: ContentDigest, since: ReleaseID)] {
    let recent = Set((history + [next]).suffix(max(1, keep - 1)))
    var result = carried.filter { recent.contains($0.value.since) }
    for list in [manifest, pending] {
      for (path, digest) in HashedName.assets(of: list) { result[path] = (digest, next) }
    }
    return result.filter { new.digests[$0.key] == nil }
  }

  private static func list(_ bytes: [UInt8]) -> OutputManifest {
    OutputManifest.read(String(decoding: bytes, as: UTF8.self), file: SiteWriter.manifestName).value
  }

  private static func read(_ name: String, _ root: Folder?) throws(Diagnostic) -> [UInt8]? {
    guard let root, try root.status(name) != nil else { return nil }
    return try root.contents(name)
  }
}
