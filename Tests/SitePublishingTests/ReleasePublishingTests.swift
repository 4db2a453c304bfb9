import Foundation
import Glibc
import OutputTree
import ReportCore
import SitePublishing
import Testing

struct ReleasePublishingTests {
  private let bench: PublishBench
  private let first: Files = ["index.html": "one", "2026/w46/index.html": "week 46", "data.csv": "a;b"]
  private let second: Files = [
    "index.html": "two", "2026/w46/index.html": "week 46", "data.csv": "a;b", "2026/w47/index.html": "week 47",
  ]

  init() throws { bench = try PublishBench() }

  @Test func `readers enter by a link to a whole release`() throws {
    let report = try bench.publish(first)
    #expect(report.isPublished && report.previous == nil)
    #expect(bench.seen() == first.asDictionary)
    let link = try FileManager.default.destinationOfSymbolicLink(atPath: bench.path("target/current"))
    #expect(link == "releases/\(try #require(report.release))")
    #expect(bench.text("target/current/.peil-manifest") == bench.text("site/public/.peil-manifest"))
    #expect(try bench.names("target") == [".peil-index", ".peil-target", ".peil-target.lock", "current", "releases"])
  }

  @Test func `unchanged files keep inode and time, changed ones get a later time`() throws {
    try bench.publish(first)
    let page = try #require(bench.status("target/current/2026/w46/index.html"))
    let front = try #require(bench.status("target/current/index.html"))
    let report = try bench.publish(second)
    #expect(bench.seen() == second.asDictionary)
    #expect(try #require(bench.status("target/current/2026/w46/index.html")) == page)
    let newFront = try #require(bench.status("target/current/index.html"))
    #expect(newFront.inode != front.inode && newFront.seconds > front.seconds)
    #expect(report.plan.added.map(\.path.description) == ["2026/w47/index.html"])
    #expect(report.plan.changed.map(\.path.description) == ["index.html"])
    #expect(report.plan.unchanged.count == 2 && report.plan.bytesToCopy == 10)
  }

  @Test func `a changed file is later than the one it replaces even when the clock went back`() throws {
    try bench.publish(first)
    let before = try #require(bench.status("target/current/index.html"))
    let id = try #require(bench.publish(first).release)
    try bench.build(second)
    let report = try bench.publish { $0.moment = Instant(seconds: 1_000) }
    #expect(try #require(bench.status("target/current/index.html")).seconds > before.seconds)
    #expect(try #require(report.release) > id)
  }

  @Test func `two publications in one second are two releases`() throws {
    try bench.build(first)
    let moment = Instant(seconds: 1_800_000_000)
    let one = try bench.publish { $0.moment = moment }
    try bench.build(second)
    let two = try bench.publish { $0.moment = moment }
    #expect(one.release != two.release)
    #expect(try bench.names("target/releases").count == 2)
  }

  @Test func `nothing new is no publication`() throws {
    let id = try bench.publish(first).release
    let report = try bench.publish()
    #expect(!report.isPublished && report.release == id && report.plan.isEmpty)
    #expect(bench.recorded.count == 1)
    #expect(try bench.names("target/releases").count == 1)
  }

  @Test func `a plan changes nothing, not even an absent target`() throws {
    try bench.build(first)
    let report = try Publisher.plan(bench.request())
    #expect(report.plan.added.count == 3 && report.release == nil)
    #expect(!FileManager.default.fileExists(atPath: bench.target))
    try bench.publish()
    try bench.build(["index.html": "two"])
    let before = try FileManager.default.subpathsOfDirectory(atPath: bench.target)
    let next = try Publisher.plan(bench.request())
    #expect(next.plan.removed.map(\.path.description) == ["2026/w46/index.html", "data.csv"])
    #expect(try FileManager.default.subpathsOfDirectory(atPath: bench.target) == before)
  }

  @Test func `old releases go, three stay`() throws {
    for number in 1...5 { try bench.publish(["index.html": "\(number)"]) }
    #expect(try bench.names("target/releases").count == 3)
    #expect(bench.seen() == ["index.html": "5"])
  }

  @Test func `style sheets of kept releases stay as long as these`() throws {
    func style(_ text: String) -> (key: String, value: String) {
      ("style-\(ContentDigest(of: Array(text.utf8)).description.prefix(10)).css", text)
    }
    let (old, new) = (style("old"), style("new"))
    try bench.publish(["index.html": "1", old.key: old.value])
    for number in 2...3 {
      let report = try bench.publish(["index.html": "\(number)", new.key: new.value])
      #expect(bench.seen()[old.key] == old.value)
      #expect(report.plan.carried.map(\.description) == [old.key])
      #expect(bench.text("target/current/.peil-carried")?.contains(old.key) == true)
    }
    try bench.publish(["index.html": "4", new.key: new.value])
    #expect(bench.seen()[old.key] == nil)
    #expect(bench.text("target/current/.peil-carried") == nil)
  }

  @Test func `every publication is recorded after it reached its readers`() throws {
    try bench.publish(first)
    try bench.publish(second)
    #expect(bench.recorded.count == 2)
    #expect(bench.recorded.last?.edition == PublishBench.edition)
    let bytes = try #require(FileManager.default.contents(atPath: bench.path("target/current/.peil-manifest")))
    #expect(bench.recorded.last?.manifest == ContentDigest(of: Array(bytes)))
  }

  @Test func `what could not be recorded is recorded by the next run`() throws {
    bench.recordFailure = Diagnostic(code: "input-output", at: nil, "No room.")
    let report = try bench.publish(first)
    #expect(report.isPublished && report.recordFailure?.code == "input-output")
    #expect(bench.seen() == first.asDictionary)
    bench.recordFailure = nil
    let next = try bench.publish()
    #expect(next.recovered && !next.isPublished)
    #expect(bench.recorded.map(\.release) == [report.release])
    #expect(try !bench.publish().recovered)
  }

  @Test func `a file that is not what was built stops everything`() throws {
    try bench.publish(first)
    try bench.build(second)
    try bench.put("TWO", "site/public/index.html")
    #expect(PublishBench.codes { try bench.publish() } == ["source-changed"])
    try FileManager.default.removeItem(atPath: bench.path("site/public/data.csv"))
    try FileManager.default.removeItem(atPath: bench.path("site/public/2026/w46"))
    #expect(PublishBench.codes { try bench.publish() } == ["source-changed", "source-changed"])
    #expect(bench.seen() == first.asDictionary)
    #expect(try bench.names("target/releases").count == 1)
  }

  @Test func `what was damaged in the target is made good`() throws {
    try bench.publish(first)
    let page = "target/current/2026/w46/index.html"
    chmod(bench.path(page), 0o644)
    try Data("WEEK 46".utf8).write(to: URL(fileURLWithPath: bench.path(page)))
    let report = try bench.publish(second)
    #expect(report.plan.changed.map(\.path.description) == ["2026/w46/index.html", "index.html"])
    #expect(bench.seen() == second.asDictionary)
  }
}
