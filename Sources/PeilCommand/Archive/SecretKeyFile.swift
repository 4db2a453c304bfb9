import AuditArchive
import Foundation
import ReportCore
import SafeFiles

/// The secret key on disk: never inside the site, and nobody else's to read.
enum SecretKeyFile {
  /// Reads the key at `path`. Throws `key-in-site`, `key-mode`, and what the file system and the key complain of.
  static func read(_ path: String, shown: String, site: SiteFolder) throws -> MinisignSecretKey {
    let place = try place(path, shown: shown, site: site)
    guard let folder = try Folder.existing(place.folder, shown: place.folder),
      case .file(let size, let mode) = try folder.entry(place.name), size < 1 << 16
    else { throw Messages.cannotRead(shown) }
    guard mode & 0o077 == 0 else { throw Messages.keyMode(shown) }
    return try MinisignSecretKey(
      String(decoding: try folder.contents(place.name), as: UTF8.self), file: shown)
  }

  /// Writes a new key and its public half beside it; neither may be there already.
  static func write(_ key: MinisignSecretKey, to path: String, shown: String, site: SiteFolder) throws {
    let place = try place(path, shown: shown, site: site)
    guard let folder = try Folder.existing(place.folder, shown: place.folder) else {
      throw Messages.cannotRead(place.folder)
    }
    guard try folder.entry(place.name) == .absent, try folder.entry("\(place.name).pub") == .absent else {
      throw Messages.keyExists(shown)
    }
    try folder.make(place.name, Array(key.text.utf8), mode: 0o600)
    try folder.make("\(place.name).pub", Array(key.publicKey.text.utf8), mode: 0o644)
    try folder.sync()
  }

  /// The folder with links resolved, and the name in it. Whoever has the site must not have the key with it.
  private static func place(
    _ path: String, shown: String, site: SiteFolder
  ) throws(Diagnostic) -> (folder: String, name: String) {
    let url = URL(fileURLWithPath: path)
    let folder = url.deletingLastPathComponent().resolvingSymlinksInPath().path
    let root = URL(fileURLWithPath: site.root).resolvingSymlinksInPath().path
    let isSite = FileManager.default.fileExists(atPath: "\(root)/content/site.yml")
    guard !isSite || !(folder == root || folder.hasPrefix(root + "/")) else { throw Messages.keyInSite(shown) }
    return (folder, url.lastPathComponent)
  }
}

/// `content/keys.csv` of a site.
enum SiteKeys {
  /// Empty when there is no such file.
  static func read(_ site: String) throws(DiagnosticList) -> KeyList {
    do throws(Diagnostic) {
      guard let content = try Folder.existing("\(site)/content", shown: "content"),
        case .file = try content.entry(name)
      else { return KeyList() }
      let checked = KeyList.read(String(decoding: try content.contents(name), as: UTF8.self), file: KeyList.path)
      if let first = checked.diagnostics.first { throw first }
      return checked.value
    } catch {
      throw DiagnosticList([error])
    }
  }

  /// Adds a key.
  static func append(_ entry: KeyList.Entry, site: String) throws {
    let list = try read(site).appending(entry)
    guard let content = try Folder.existing("\(site)/content", shown: "content") else { return }
    try content.replace(name, with: Array(list.text.utf8))
    try content.sync()
  }

  private static let name = "keys.csv"
}
