@testable import AuditArchive
import Foundation
import ReportCore
import SafeFiles
import Testing

/// A folder of its own for one test, gone afterwards.
final class Scratch {
  let root = FileManager.default.temporaryDirectory.appendingPathComponent("peil-bag-\(UUID().uuidString)").path

  init() throws { try FileManager.default.createDirectory(atPath: root, withIntermediateDirectories: true) }

  deinit {
    _ = try? Folder.existing(root, shown: "")?.names().forEach { name in
      try Folder.existing(root, shown: "")?.removeAll(name)
    }
    try? FileManager.default.removeItem(atPath: root)
  }

  func path(_ name: String) -> String { "\(root)/\(name)" }

  func folder(_ name: String) throws -> Folder { try #require(try Folder.existing(path(name), shown: name)) }

  func write(_ bytes: [UInt8], _ name: String) throws {
    let url = URL(fileURLWithPath: path(name))
    try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try? FileManager.default.removeItem(at: url)
    try Data(bytes).write(to: url)
  }

  func bytes(_ name: String) throws -> [UInt8] { [UInt8](try Data(contentsOf: URL(fileURLWithPath: path(name)))) }

  func link(_ name: String, to target: String) throws {
    try FileManager.default.createSymbolicLink(atPath: path(name), withDestinationPath: target)
  }

  func move(_ name: String, to newName: String) throws {
    try FileManager.default.moveItem(atPath: path(name), toPath: path(newName))
  }

  func remove(_ name: String) throws { try FileManager.default.removeItem(atPath: path(name)) }

  /// Every regular file below the folder `name`, sorted.
  func files(_ name: String) throws -> [String] {
    try FileManager.default.subpathsOfDirectory(atPath: path(name)).filter { file in
      var isFolder: ObjCBool = false
      _ = FileManager.default.fileExists(atPath: path("\(name)/\(file)"), isDirectory: &isFolder)
      return !isFolder.boolValue
    }.sorted()
  }
}

/// A bag of somebody else's, as files that a test may bend before they are written.
struct ForeignBag {
  var files: [String: String]

  /// Three files in a bag of this version, without a tag manifest.
  init(version: String = "1.0", algorithm: BagAlgorithm = .sha512) {
    let payload = ["data/a.txt": "alpha\n", "data/deep/b.txt": "beta\n", "data/empty": ""]
    files = payload
    files["bagit.txt"] = "BagIt-Version: \(version)\nTag-File-Character-Encoding: UTF-8\n"
    files["bag-info.txt"] = "Payload-Oxum: 11.3\n"
    files["manifest-\(algorithm).txt"] = ForeignBag.manifest(payload, algorithm)
  }

  static func manifest(_ files: [String: String], _ algorithm: BagAlgorithm) -> String {
    files.sorted { $0.key < $1.key }.map { "\(algorithm.digest(of: Array($0.value.utf8)))  \($0.key)\n" }.joined()
  }

  /// A tag manifest of everything that is there now.
  mutating func seal(_ algorithm: BagAlgorithm = .sha512) {
    let tags = files.filter { !$0.key.hasPrefix("data/") && !$0.key.hasPrefix("tagmanifest-") }
    files["tagmanifest-\(algorithm).txt"] = ForeignBag.manifest(tags, algorithm)
  }

  func verified() throws -> Verification {
    let scratch = try Scratch()
    for (name, text) in files { try scratch.write(Array(text.utf8), "bag/\(name)") }
    return try BagVerifier(threads: 2).verify(try scratch.folder("bag"))
  }
}

extension Verification {
  /// Codes of errors, as `data/a.txt changed`.
  var errors: [String] { listed(.error) }
  var warnings: [String] { listed(.warning) }

  private func listed(_ severity: Diagnostic.Severity) -> [String] {
    findings.map(\.diagnostic).filter { $0.severity == severity }.map { finding in
      let file = finding.place?.file ?? ""
      return "\(file.hasPrefix(shown + "/") ? String(file.dropFirst(shown.count + 1)) : file) \(finding.code)"
    }
  }
}
