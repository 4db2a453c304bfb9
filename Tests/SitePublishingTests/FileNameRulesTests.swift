import Foundation
import OutputTree
import ReportCore
import SitePublishing
import Testing

/// Lists of files that somebody made by hand.
struct FileNameRulesTests {
  @Test(
    arguments: [
      (["../x"], ["bad-manifest"]), (["/etc/passwd"], ["bad-manifest"]), (["con"], ["bad-manifest"]),
      (["a/NUL.html"], ["bad-manifest"]), (["x:y"], ["bad-manifest"]), (["x."], ["bad-manifest"]),
      (["a/" + String(repeating: "x", count: 300)], ["bad-manifest"]), (["a\\b"], ["bad-manifest"]),
      (["A.html", "a.html"], ["bad-file-name"]), (["Week/a.html", "week/b.html"], ["bad-file-name"]),
      (["e\u{301}.html", "\u{E9}.html"], ["bad-file-name"]), (["a", "a/b"], ["bad-file-name"]),
      ([".peil-target"], ["bad-file-name"]), (["a/.peil-manifest"], ["bad-file-name"]),
    ] as [([String], [String])], TargetLayout.allCases)
  func `names that cannot be published stop before the first write`(
    _ row: (paths: [String], codes: [String]), _ layout: TargetLayout
  ) throws {
    let bench = try PublishBench(layout)
    try bench.build(["index.html": "x"])
    let digest = ContentDigest(of: Array("x".utf8))
    let list = (["index.html"] + row.paths).map { "\(digest)  \($0)\n" }.joined()
    try bench.put(list, "site/public/.peil-manifest")
    #expect(PublishBench.codes { try bench.publish() } == row.codes)
    #expect(!FileManager.default.fileExists(atPath: bench.target))
  }

  @Test(arguments: TargetLayout.allCases)
  func `unusual names that are safe are published`(_ layout: TargetLayout) throws {
    let bench = try PublishBench(layout)
    let files: Files = [
      "index.html": "x", "🙂.html": "smile", "a\u{202E}b.html": "turned", "spaces in it.html": "y",
      String(repeating: "x", count: 240) + ".html": "long",
    ]
    try bench.publish(files)
    #expect(bench.seen() == files.asDictionary)
  }

  @Test func `a plain folder takes no name that Windows has not`() throws {
    let bench = try PublishBench(.plain)
    try bench.build(["index.html": "x", "what?.html": "y"])
    #expect(PublishBench.codes { try bench.publish() } == ["bad-file-name"])
    bench.layout = .releases
    #expect(try bench.publish().isPublished)
  }
}
