import Foundation
import Glibc
import OutputTree
import ReportCore
import SitePublishing
import Testing

struct RollbackTests {
  private let bench: PublishBench

  init() throws { bench = try PublishBench() }

  @Test func `goes back one release at a time until there is none`() throws {
    for number in 1...3 { try bench.publish(["index.html": "\(number)"]) }
    for number in [2, 1] {
      let report = try bench.rollBack()
      #expect(report.isPublished && bench.seen() == ["index.html": "\(number)"])
      #expect(bench.recorded.last?.isRollback == true)
      #expect(bench.recorded.last?.release == report.release)
    }
    #expect(PublishBench.codes { _ = try bench.rollBack() } == ["no-earlier-release"])
    #expect(bench.seen() == ["index.html": "1"])
  }

  @Test func `the release after a rollback comes after the one that was gone back to`() throws {
    for number in 1...3 { try bench.publish(["index.html": "\(number)"]) }
    _ = try bench.rollBack()
    try bench.publish(["index.html": "4"])
    #expect(bench.seen() == ["index.html": "4"])
    _ = try bench.rollBack()
    #expect(bench.seen() == ["index.html": "2"])
  }

  @Test func `a file differs in time from that of every release its readers saw`() throws {
    var times: Set<Int> = []
    for text in ["1", "2"] {
      try bench.build(["index.html": text])
      try bench.publish { $0.moment = Instant(seconds: 1_800_000_000) }
      times.insert(try #require(bench.status("target/current/index.html")).seconds)
    }
    _ = try bench.rollBack()
    try bench.build(["index.html": "3"])
    try bench.publish { $0.moment = Instant(seconds: 1_800_000_000) }
    times.insert(try #require(bench.status("target/current/index.html")).seconds)
    #expect(times.count == 3)
  }

  @Test(arguments: ["changed", "missing", "extra", "list"])
  func `a release that was touched is refused`(_ damage: String) throws {
    let release = try #require(try bench.publish(["index.html": "1", "a/b.html": "b"]).release)
    try bench.publish(["index.html": "2", "a/b.html": "b"])
    let folder = "target/releases/\(release)"
    switch damage {
    case "changed": try bench.put("X", "\(folder)/index.html")
    case "missing": try FileManager.default.removeItem(atPath: bench.path("\(folder)/a/b.html"))
    case "extra": try bench.put("X", "\(folder)/a/decision.html")
    default: try bench.put("", "\(folder)/.peil-manifest")
    }
    #expect(PublishBench.codes { _ = try bench.rollBack() } == ["release-damaged"])
    #expect(bench.seen() == ["index.html": "2", "a/b.html": "b"])
  }

  @Test func `a page opened before keeps its style`() throws {
    let name = "style-\(ContentDigest(of: Array("new".utf8)).description.prefix(10)).css"
    try bench.publish(["index.html": "1"])
    try bench.publish(["index.html": "2", name: "new"])
    _ = try bench.rollBack()
    #expect(bench.seen() == ["index.html": "1", name: "new"])
    try bench.publish(["index.html": "3"])
    _ = try bench.rollBack()
    #expect(bench.seen() == ["index.html": "1", name: "new"])
  }

  @Test func `without a publication there is nothing to go back to`() throws {
    #expect(PublishBench.codes { _ = try bench.rollBack() } == ["no-earlier-release"])
    #expect(!FileManager.default.fileExists(atPath: bench.target))
  }
}
