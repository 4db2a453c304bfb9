import OutputTree

/// Files that carry the beginning of their own digest in their name, such as style sheets: their content never
/// changes, so that an old page may go on using them.
enum HashedName {
  /// True for `style-0a1b2c3d4e.css` whose SHA-256 begins with `0a1b2c3d4e`.
  static func isAsset(_ path: OutputPath, _ digest: ContentDigest) -> Bool {
    guard !path.name.hasSuffix(".html") else { return false }
    let text = digest.description
    return path.name.split(whereSeparator: { $0 == "-" || $0 == "." }).contains { part in
      part.utf8.count >= 8 && text.hasPrefix(part)
    }
  }

  static func assets(of manifest: OutputManifest) -> [OutputPath: ContentDigest] {
    manifest.digests.filter { isAsset($0.key, $0.value) }
  }
}
