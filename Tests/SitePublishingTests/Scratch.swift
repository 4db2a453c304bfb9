import Foundation
import OutputTree
import SitePublishing

/// A folder of its own for one test, gone afterwards.
final class Scratch {
  let root: URL

  init() throws {
    root = FileManager.default.temporaryDirectory.appendingPathComponent("peil-write-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: root, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: root) }

  var site: String { root.appendingPathComponent("public").path }

  func path(_ name: String) -> String { root.appendingPathComponent("public/" + name).path }

  func put(_ text: String, _ name: String) throws {
    let url = URL(fileURLWithPath: path(name))
    try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: url)
  }

  func text(_ name: String) -> String? {
    FileManager.default.contents(atPath: path(name)).map { String(decoding: $0, as: UTF8.self) }
  }

  func mode(_ name: String) throws -> Int? {
    try FileManager.default.attributesOfItem(atPath: path(name))[.posixPermissions] as? Int
  }

  func inode(_ name: String) throws -> UInt64? {
    try FileManager.default.attributesOfItem(atPath: path(name))[.systemFileNumber] as? UInt64
  }

  /// Every file below `public`, the writer's own lists left out, sorted.
  func names() throws -> [String] {
    try FileManager.default.subpathsOfDirectory(atPath: site).filter { name in
      var isFolder: ObjCBool = false
      _ = FileManager.default.fileExists(atPath: path(name), isDirectory: &isFolder)
      return !isFolder.boolValue && name != SiteWriter.manifestName
    }.sorted()
  }

  @discardableResult func write(_ files: KeyValuePairs<String, String>) throws -> WriteCounts {
    var tree = OutputTree()
    for (path, content) in files { try tree.add(Array(content.utf8), at: try OutputPath(path)) }
    return try SiteWriter.write(tree, to: site)
  }
}
