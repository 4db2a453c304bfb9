import Foundation
import Glibc
import OutputTree
import ReportCore
import SitePublishing
import Testing

/// Which targets are refused, in both layouts.
@Suite struct TargetTests {
  private let bench: PublishBench

  init() throws {
    bench = try PublishBench()
    try bench.build(["index.html": "one"])
  }

  @Test(arguments: TargetLayout.allCases)
  func `a folder of somebody else is left as it is`(_ layout: TargetLayout) throws {
    bench.layout = layout
    try bench.put("mine", "target/notes.txt")
    #expect(PublishBench.codes { try bench.publish { $0.force = true } } == ["target-not-ours"])
    #expect(try bench.names("target") == ["notes.txt"])
  }

  @Test(arguments: TargetLayout.allCases)
  func `an empty folder can be taken`(_ layout: TargetLayout) throws {
    bench.layout = layout
    try FileManager.default.createDirectory(atPath: bench.target, withIntermediateDirectories: false)
    #expect(try bench.publish().isPublished)
  }

  @Test(arguments: TargetLayout.allCases)
  func `a link or a file is no target`(_ layout: TargetLayout) throws {
    bench.layout = layout
    try FileManager.default.createDirectory(atPath: bench.path("elsewhere"), withIntermediateDirectories: false)
    symlink(bench.path("elsewhere"), bench.target)
    #expect(PublishBench.codes { try bench.publish() } == ["target-not-ours"])
    #expect(try bench.names("elsewhere").isEmpty)
    unlink(bench.target)
    try bench.put("file", "target")
    #expect(PublishBench.codes { try bench.publish() } == ["target-not-ours"])
  }

  @Test(arguments: ["site", "site/public", "site/public/deep", "site/dist", ".", "way/dist"])
  func `target and site may not lie in one another`(_ place: String) throws {
    symlink(bench.path("site"), bench.path("way"))
    let codes = PublishBench.codes { try bench.publish { $0.target = bench.path(place == "." ? "" : place) } }
    #expect(codes == ["target-in-site"] || (place == "site/public/deep" && codes == ["target-in-site"]))
  }

  @Test func `the folder above must be there`() throws {
    #expect(PublishBench.codes { try bench.publish { $0.target = bench.path("no/where") } } == ["cannot-write"])
  }

  @Test func `a target is judged before anything is built for it`() throws {
    try Publisher.checkTarget(bench.request())
    #expect(!FileManager.default.fileExists(atPath: bench.target))
    try bench.put("mine", "target/notes.txt")
    #expect(PublishBench.codes { try Publisher.checkTarget(bench.request()) } == ["target-not-ours"])
  }

  @Test func `another site is refused, and taken over on purpose`() throws {
    try bench.publish()
    #expect(PublishBench.codes { try bench.publish { $0.siteName = "Ander B.V." } } == ["target-not-ours"])
    try bench.publish {
      $0.siteName = "Ander B.V."
      $0.force = true
    }
    #expect(bench.text("target/.peil-target")?.contains("Ander B.V.") == true)
  }

  @Test(arguments: [TargetLayout.releases: TargetLayout.plain, .plain: .releases])
  func `a target keeps its layout`(_ layout: TargetLayout, _ other: TargetLayout) throws {
    bench.layout = layout
    try bench.publish()
    bench.layout = other
    #expect(PublishBench.codes { try bench.publish() } == ["target-layout"])
  }

  @Test(arguments: ["peil-target/2\nlayout: releases\n", "", "peil-target/1\nlayout: tree\n"])
  func `a mark that cannot be read is nobody's`(_ mark: String) throws {
    try bench.put(mark, "target/.peil-target")
    #expect(PublishBench.codes { try bench.publish { $0.force = true } } == ["target-not-ours"])
  }

  @Test(arguments: TargetLayout.allCases)
  func `a second publisher is told who is at work`(_ layout: TargetLayout) throws {
    bench.layout = layout
    try bench.publish()
    try bench.put("process 4711 since 2026-11-23T06:00:00Z\n", "target/.peil-target.lock")
    let file = open(bench.path("target/.peil-target.lock"), O_RDWR)
    defer { close(file) }
    try #require(flock(file, LOCK_EX | LOCK_NB) == 0)
    let error = #expect(throws: DiagnosticList.self) { try bench.publish() }
    #expect(error?.diagnostics.map(\.code) == ["publish-locked"])
    #expect(error?.diagnostics.first?.found == "process 4711 since 2026-11-23T06:00:00Z")
  }

  @Test func `the lock of a process that is gone holds nobody up`() throws {
    try bench.publish()
    try bench.put("process 4711 since 2026-11-23T06:00:00Z\n", "target/.peil-target.lock")
    try bench.build(["index.html": "two"])
    #expect(try bench.publish().isPublished)
  }

  @Test func `a build at work holds a publication up`() throws {
    let folder = open(bench.path("site/public"), O_RDONLY)
    defer { close(folder) }
    try #require(flock(folder, LOCK_EX | LOCK_NB) == 0)
    #expect(PublishBench.codes { try bench.publish() } == ["write-locked"])
  }

  @Test(arguments: ["releases", "current"])
  func `planted links lead nowhere`(_ name: String) throws {
    try bench.put("keep", "elsewhere/20200101T000000Z/index.html")
    try bench.publish()
    try FileManager.default.removeItem(atPath: bench.path("target/\(name)"))
    symlink(bench.path("elsewhere"), bench.path("target/\(name)"))
    try bench.build(["index.html": "two"])
    #expect(PublishBench.codes { try bench.publish() } == ["foreign-file"])
    #expect(bench.text("elsewhere/20200101T000000Z/index.html") == "keep")
    #expect(try bench.names("elsewhere") == ["20200101T000000Z"])
  }

  @Test func `a link to a release that is gone is mended`() throws {
    let id = try #require(try bench.publish().release)
    try FileManager.default.removeItem(atPath: bench.path("target/releases/\(id)"))
    #expect(try bench.publish().isPublished)
    #expect(bench.seen() == ["index.html": "one"])
  }

  @Test(arguments: [".peil-index", ".peil-record", ".peil-current", ".peil-writing", "releases/.staging-x"])
  func `a link under a name of our own is replaced, not followed`(_ name: String) throws {
    try bench.publish()
    try bench.put("keep", "outside")
    unlink(bench.path("target/\(name)"))
    symlink(bench.path("outside"), bench.path("target/\(name)"))
    try bench.build(["index.html": "two"])
    #expect(try bench.publish().isPublished)
    #expect(bench.text("outside") == "keep")
    #expect(bench.seen() == ["index.html": "two"])
  }

  @Test func `removing much, or the front page, takes force`() throws {
    try bench.publish(["index.html": "1", "a.html": "a", "b.html": "b", "c.html": "c", "d.html": "d"])
    try bench.publish(["index.html": "1", "a.html": "a", "b.html": "b", "c.html": "c"])
    try bench.build(["index.html": "1", "a.html": "a", "b.html": "b"])
    #expect(PublishBench.codes { try bench.publish() } == ["too-many-removals"])
    #expect(try bench.publish { $0.maximumRemovals = 25 }.plan.removed.count == 1)
    try bench.build(["index.html": "1"])
    #expect(PublishBench.codes { try bench.publish() } == ["too-many-removals"])
    #expect(try bench.publish { $0.force = true }.isPublished)
    try bench.build(["home.html": "1"])
    #expect(PublishBench.codes { try bench.publish { $0.maximumRemovals = 100 } } == ["no-front-page"])
    #expect(try bench.publish { $0.force = true }.isPublished)
  }
}
