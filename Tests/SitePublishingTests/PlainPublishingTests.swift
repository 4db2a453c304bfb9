import Foundation
import Glibc
import OutputTree
import ReportCore
import SafeFiles
import SitePublishing
import Synchronization
import Testing

struct PlainPublishingTests {
  private let bench: PublishBench
  private let first: Files = [
    "index.html": "one", "about.html": "about", "2026/w46/index.html": "week 46", "2026/w46/numbers.json": "{}",
    "data.csv": "a;b",
  ]
  private let second: Files = [
    "index.html": "two", "about.html": "about", "2026/w46/index.html": "week 46!", "2026/w46/numbers.json": "{}",
    "2026/w47/index.html": "week 47", "data.csv": "a;c",
  ]

  init() throws { bench = try PublishBench(.plain) }

  @Test func `the folder itself is the site, without links of any kind`() throws {
    try bench.publish(first)
    try bench.publish(second)
    #expect(bench.seen() == second.asDictionary)
    for name in try FileManager.default.subpathsOfDirectory(atPath: bench.target) {
      var found = stat()
      try #require(lstat("\(bench.target)/\(name)", &found) == 0)
      let kind = found.st_mode & S_IFMT
      #expect(kind == S_IFDIR || (kind == S_IFREG && found.st_nlink == 1))
    }
    #expect(
      try bench.names("target").filter { $0.hasPrefix(".") } == [
        ".peil-carried", ".peil-index", ".peil-manifest", ".peil-release", ".peil-target", ".peil-target.lock",
      ])
  }

  @Test func `unchanged files are not touched, changed ones get a later time`() throws {
    try bench.publish(first)
    let same = try #require(bench.status("target/about.html"))
    let front = try #require(bench.status("target/index.html"))
    try bench.build(second)
    let report = try bench.publish { $0.moment = Instant(seconds: 1_000) }
    #expect(try #require(bench.status("target/about.html")) == same)
    #expect(try #require(bench.status("target/index.html")).seconds > front.seconds)
    #expect(report.plan.changed.count == 3 && report.plan.added.count == 1 && report.plan.unchanged.count == 2)
  }

  @Test func `what pages refer to comes first, the front page comes last and the list after it`() throws {
    let name = "style-\(ContentDigest(of: Array("css".utf8)).description.prefix(10)).css"
    try bench.build(second)
    try bench.put("css", "site/public/\(name)")
    var tree = OutputTree()
    for (path, content) in second { try tree.add(Array(content.utf8), at: try OutputPath(path)) }
    try tree.add(Array("css".utf8), at: try OutputPath(name))
    _ = try SiteWriter.write(tree, to: bench.path("site/public"))
    let log = Log()
    try Fault.$before.withValue({ log.add($0) }) { _ = try bench.publish() }
    let order = log.lasts
    let files = [
      name, "2026/w46/numbers.json", "data.csv", "2026/w46/index.html", "2026/w47/index.html", "about.html",
      "index.html", ".peil-manifest",
    ]
    let places = try files.map { try #require(order["target/\($0)"]) }
    #expect(places == places.sorted())
  }

  @Test func `foreign files stay and are counted`() throws {
    try bench.publish(first)
    try bench.put("mine", "target/notes.txt")
    try bench.put("mine", "target/2026/w46/notes.txt")
    let report = try bench.publish(second)
    #expect(report.plan.foreign == 2)
    #expect(bench.text("target/notes.txt") == "mine" && bench.text("target/2026/w46/notes.txt") == "mine")
  }

  @Test func `a foreign file in the way is named and nothing is changed`() throws {
    try bench.publish(first)
    try bench.put("mine", "target/2026/w47/index.html")
    #expect(PublishBench.codes { try bench.publish(second) } == ["foreign-file"])
    symlink("/", bench.path("target/2026/w48"))
    try bench.build(["index.html": "x", "2026/w48/index.html": "y"])
    #expect(PublishBench.codes { try bench.publish { $0.force = true } } == ["foreign-file"])
    #expect(bench.text("target/index.html") == "one")
  }

  @Test func `a removed week goes with its folder`() throws {
    try bench.publish(second)
    try bench.build(["index.html": "two", "2026/w46/index.html": "week 46!", "data.csv": "a;c"])
    try bench.publish { $0.force = true }
    #expect(bench.seen() == ["index.html": "two", "2026/w46/index.html": "week 46!", "data.csv": "a;c"])
    #expect(try bench.names("target/2026") == ["w46"])
  }

  @Test func `a file becomes a folder, and the other way round`() throws {
    try bench.publish(["index.html": "1", "a": "file", "b/c.html": "deep"])
    let next: Files = ["index.html": "1", "a/x.html": "deep", "b": "file"]
    try bench.build(next)
    try bench.publish { $0.force = true }
    #expect(bench.seen() == next.asDictionary)
  }

  @Test func `a style sheet stays for two more publications`() throws {
    func style(_ text: String) -> String { "style-\(ContentDigest(of: Array(text.utf8)).description.prefix(10)).css" }
    try bench.publish(["index.html": "1", style("old"): "old"])
    for number in 2...3 {
      try bench.publish(["index.html": "\(number)", style("new"): "new"])
      #expect(bench.seen()[style("old")] == "old")
    }
    try bench.publish(["index.html": "4", style("new"): "new"])
    #expect(bench.seen() == ["index.html": "4", style("new"): "new"])
  }

  @Test func `a damaged source stops before the first write`() throws {
    try bench.publish(first)
    try bench.build(second)
    try bench.put("TWO", "site/public/index.html")
    try bench.put("WEEK 46!", "site/public/2026/w46/index.html")
    #expect(PublishBench.codes { try bench.publish() } == ["source-changed", "source-changed"])
    #expect(bench.seen() == first.asDictionary)
  }
}

/// The order in which names were last written.
private final class Log: Sendable {
  private let names = Mutex<[String]>([])
  func add(_ name: String) -> Diagnostic? {
    names.withLock { $0.append(name) }
    return nil
  }

  var lasts: [String: Int] {
    names.withLock {
      Dictionary($0.enumerated().map { ($0.element, $0.offset) }, uniquingKeysWith: { _, last in last })
    }
  }
}
