import AuditArchive
import Foundation
import OutputTree
import ReportCore
import SafeFiles
import Testing

struct SiteVerifierTests {
  private static let carried = ["style-old.css": "old"]
  private static let pages = ["index.html": "front", "2026/w47/index.html": "week 47"]

  /// The codes found in a site that `change` was done to.
  private func codes(_ change: (URL) throws -> Void) throws -> [String] {
    let root = FileManager.default.temporaryDirectory.appendingPathComponent("peil-site-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: root) }
    for (name, text) in Self.pages.merging(Self.carried, uniquingKeysWith: { $1 }) { try put(text, name, root) }
    try put(list(Self.pages), ".peil-manifest", root)
    try put(list(Self.carried), ".peil-carried", root)
    try change(root)
    let folder = try #require(try Folder.existing(root.path, shown: "web"))
    return try SiteVerifier.verify(folder, threads: 1).findings.map(\.diagnostic.code)
  }

  private func put(_ text: String, _ name: String, _ root: URL) throws {
    let url = root.appendingPathComponent(name)
    try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: url)
  }

  private func list(_ files: [String: String]) -> String {
    files.sorted { $0.key < $1.key }.map { "\(ContentDigest(of: Array($0.value.utf8)))  \($0.key)\n" }.joined()
  }

  @Test func `a site as it was published is sound, with what it carries along`() throws {
    #expect(try codes { _ in }.isEmpty)
  }

  @Test func `a carried file may be absent, not changed`() throws {
    #expect(try codes { try FileManager.default.removeItem(at: $0.appendingPathComponent("style-old.css")) }.isEmpty)
    #expect(try codes { try put("OLD", "style-old.css", $0) } == ["changed"])
  }

  @Test func `what nobody listed is found`() throws {
    #expect(try codes { try put("X", "2026/w47/decision.html", $0) } == ["extra"])
    #expect(try codes { try put("FRONT", "index.html", $0) } == ["changed"])
    #expect(
      try codes { try FileManager.default.removeItem(at: $0.appendingPathComponent("index.html")) } == ["missing"])
  }
}
