import Foundation
import Glibc
import OutputTree
import ReportCore
import SafeFiles
import SitePublishing
import Synchronization
import Testing

typealias Files = KeyValuePairs<String, String>

/// A site and a target of their own for one test, gone afterwards. Every publication is one minute later.
final class PublishBench {
  let root: URL
  var layout: TargetLayout
  var recorded: [Publication] = []
  /// What writing the line of a publication answers.
  var recordFailure: Diagnostic?
  private var minutes: Int64 = 0

  init(_ layout: TargetLayout = .releases) throws {
    self.layout = layout
    root = FileManager.default.temporaryDirectory.appendingPathComponent("peil-publish-\(UUID().uuidString)")
    try FileManager.default.createDirectory(
      at: root.appendingPathComponent("site"), withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: root) }

  func path(_ name: String) -> String { root.appendingPathComponent(name).path }
  var target: String { path("target") }
  /// Where readers look.
  var readers: String { layout == .releases ? path("target/current") : target }

  static let edition = PublishedEdition(
    week: ISOWeek("2026-W47") ?? ISOWeek(containing: CalendarDay(number: 0)),
    asOf: Instant(seconds: 1_795_413_600))

  func build(_ files: Files) throws {
    var tree = OutputTree()
    for (path, content) in files { try tree.add(Array(content.utf8), at: try OutputPath(path)) }
    _ = try SiteWriter.write(tree, to: path("site/public"))
  }

  func request(_ change: (inout PublishRequest) -> Void = { _ in }) -> PublishRequest {
    minutes += 1
    var request = PublishRequest(
      site: path("site"), siteName: "Voorbeeld B.V.", source: path("site/public"), target: target,
      targetShown: "target", moment: Instant(seconds: 1_795_500_000 + minutes * 60), holder: "process 1 since now")
    request.layout = layout
    change(&request)
    return request
  }

  @discardableResult func publish(_ change: (inout PublishRequest) -> Void = { _ in }) throws -> PublishReport {
    try Publisher.publish(request(change), PublishBench.edition, record: record)
  }

  @discardableResult func publish(_ files: Files) throws -> PublishReport {
    try build(files)
    return try publish()
  }

  func rollBack() throws -> PublishReport { try Publisher.rollBack(request(), record: record) }

  func record(_ publication: Publication) throws(Diagnostic) {
    if let recordFailure { throw recordFailure }
    if !recorded.contains(publication) { recorded.append(publication) }
  }

  func put(_ text: String, _ name: String) throws {
    let url = root.appendingPathComponent(name)
    try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try? FileManager.default.removeItem(at: url)
    try Data(text.utf8).write(to: url)
  }

  func text(_ name: String) -> String? {
    FileManager.default.contents(atPath: path(name)).map { String(decoding: $0, as: UTF8.self) }
  }

  /// What a reader gets; pages and assets, nothing of the program's own.
  func seen() -> [String: String] {
    let base = URL(fileURLWithPath: readers).resolvingSymlinksInPath().path
    var result: [String: String] = [:]
    for name in (try? FileManager.default.subpathsOfDirectory(atPath: base)) ?? [] {
      guard !name.split(separator: "/").contains(where: { $0.hasPrefix(".peil-") }),
        let bytes = FileManager.default.contents(atPath: "\(base)/\(name)")
      else { continue }
      var isFolder: ObjCBool = false
      _ = FileManager.default.fileExists(atPath: "\(base)/\(name)", isDirectory: &isFolder)
      if !isFolder.boolValue { result[name] = String(decoding: bytes, as: UTF8.self) }
    }
    return result
  }

  func status(_ name: String) -> (inode: UInt64, seconds: Int)? {
    var found = stat()
    guard lstat(path(name), &found) == 0 else { return nil }
    return (UInt64(found.st_ino), found.st_mtim.tv_sec)
  }

  func names(_ folder: String) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: path(folder)).sorted()
  }

  /// The codes of what `work` throws.
  static func codes(_ work: () throws -> Void) -> [String] {
    do {
      try work()
      return []
    } catch let list as DiagnosticList {
      return list.diagnostics.map(\.code)
    } catch {
      return ["\(error)"]
    }
  }
}

extension Files {
  var asDictionary: [String: String] { Dictionary(uniqueKeysWithValues: map { ($0.key, $0.value) }) }
}
