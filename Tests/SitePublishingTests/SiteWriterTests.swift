import Foundation
import Glibc
import OutputTree
import ReportCore
import SitePublishing
import Testing

struct SiteWriterTests {
  private let scratch: Scratch

  init() throws { scratch = try Scratch() }

  @Test func `writes a tree and its manifest`() throws {
    let counts = try scratch.write(["index.html": "<p>", "2026/w47/index.html": "week", "style.css": "p{}"])
    #expect(counts == WriteCounts(written: 3))
    #expect(try scratch.names() == ["2026/w47/index.html", "index.html", "style.css"])
    #expect(scratch.text("2026/w47/index.html") == "week")
    let manifest = try #require(scratch.text(SiteWriter.manifestName))
    #expect(manifest.split(separator: "\n").map { $0.suffix(20) }.count == 3)
    #expect(OutputManifest.read(manifest, file: "m").diagnostics.isEmpty)
  }

  @Test func `writes only what differs`() throws {
    try scratch.write(["a.html": "same", "b.html": "old", "c.html": "gone"])
    let inode = try scratch.inode("a.html")
    let counts = try scratch.write(["a.html": "same", "b.html": "new", "d.html": "more"])
    #expect(counts == WriteCounts(written: 2, unchanged: 1, removed: 1))
    #expect(try scratch.inode("a.html") == inode)
    #expect(try scratch.names() == ["a.html", "b.html", "d.html"])
    #expect(scratch.text("b.html") == "new")
  }

  @Test func `a page replaced in the same second has a later time, so that rsync takes it along`() throws {
    var seconds: [Int] = []
    for text in ["100", "999", "100"] {
      try scratch.write(["a.html": text])
      var found = stat()
      try #require(lstat(scratch.path("a.html"), &found) == 0)
      seconds.append(found.st_mtim.tv_sec)
    }
    #expect(seconds == seconds.sorted() && Set(seconds).count == 3)
  }

  @Test func `a second write of the same tree touches nothing`() throws {
    try scratch.write(["a.html": "x", "w/b.html": "y"])
    let before = try ["a.html", "w/b.html", SiteWriter.manifestName].map { try scratch.inode($0) }
    #expect(try scratch.write(["a.html": "x", "w/b.html": "y"]) == WriteCounts(unchanged: 2))
    #expect(try ["a.html", "w/b.html", SiteWriter.manifestName].map { try scratch.inode($0) } == before)
  }

  @Test func `repairs edited, shortened, lost and linked files`() throws {
    let files: KeyValuePairs = ["a.html": "aaaa", "b.html": "bbbb", "c.html": "cccc", "w/d.html": "dddd"]
    try scratch.write(files)
    try scratch.put("aaXa", "a.html")
    try scratch.put("b", "b.html")
    try FileManager.default.removeItem(atPath: scratch.path("w"))
    let outside = scratch.root.appendingPathComponent("outside").path
    try Data("keep".utf8).write(to: URL(fileURLWithPath: outside))
    try FileManager.default.removeItem(atPath: scratch.path("c.html"))
    try FileManager.default.createSymbolicLink(atPath: scratch.path("c.html"), withDestinationPath: outside)
    #expect(try scratch.write(files) == WriteCounts(written: 4))
    for (name, content) in files { #expect(scratch.text(name) == content) }
    #expect(try String(contentsOfFile: outside, encoding: .utf8) == "keep")
  }

  @Test func `leaves foreign files alone`() throws {
    try scratch.write(["w/a.html": "x", "v/b.html": "y"])
    try scratch.put("", ".gitkeep")
    try scratch.put("mine", "w/notes.txt")
    #expect(try scratch.write(["index.html": "z"]) == WriteCounts(written: 1, removed: 2))
    #expect(try scratch.names() == [".gitkeep", "index.html", "w/notes.txt"])
    #expect(!FileManager.default.fileExists(atPath: scratch.path("v")))
  }

  @Test func `names every foreign file in the way and changes nothing`() throws {
    try scratch.write(["a.html": "old"])
    try scratch.put("mine", "b.html")
    try scratch.put("mine", "w")
    try scratch.put("mine", "c.html/deep")
    try FileManager.default.createSymbolicLink(atPath: scratch.path("link"), withDestinationPath: "/")
    let error = #expect(throws: DiagnosticList.self) {
      try scratch.write([
        "a.html": "new", "b.html": "new", "w/x.html": "new", "w/y.html": "new", "c.html": "new", "link/z.html": "new",
      ])
    }
    #expect(error?.diagnostics.map(\.code) == Array(repeating: "foreign-file", count: 4))
    #expect(
      error?.diagnostics.compactMap(\.place?.file).sorted() == [
        "public/b.html", "public/c.html", "public/link", "public/w",
      ])
    #expect(scratch.text("a.html") == "old")
    #expect(try scratch.names() == ["a.html", "b.html", "c.html/deep", "w"])
  }

  @Test func `takes over a foreign file that already has the right content`() throws {
    try scratch.put("same", "a.html")
    #expect(try scratch.write(["a.html": "same"]) == WriteCounts(unchanged: 1))
    #expect(try scratch.write(["b.html": "x"]) == WriteCounts(written: 1, removed: 1))
  }

  @Test func `a file can become a folder and a folder a file`() throws {
    try scratch.write(["a": "file", "b/c": "below", "b/d/e": "below"])
    #expect(try scratch.write(["a/x": "below", "b": "file"]) == WriteCounts(written: 2, removed: 3))
    #expect(try scratch.names() == ["a/x", "b"])
    #expect(scratch.text("b") == "file")
  }

  @Test func `modes do not depend on who builds`() throws {
    // The whole process has one umask; no other test looks at the modes it leads to.
    let before = umask(0o077)
    defer { umask(before) }
    try scratch.write(["w/a.html": "x"])
    #expect(try scratch.mode("w/a.html") == 0o644)
    #expect(try scratch.mode("w") == 0o755)
    #expect(try scratch.mode(SiteWriter.manifestName) == 0o644)
    chmod(scratch.path("w/a.html"), 0o600)
    #expect(try scratch.write(["w/a.html": "x"]) == WriteCounts(unchanged: 1))
    #expect(try scratch.mode("w/a.html") == 0o644)
  }

  @Test func `finishes what an interrupted build began`() throws {
    try scratch.write(["a.html": "old", "w/b.html": "old"])
    // As a build leaves it when it is killed half way: its list of intents, one new file, half of another.
    let digest = ContentDigest(of: Array("half".utf8))
    try scratch.put("\(digest)  a.html\n\(digest)  new.html\n\(digest)  w/b.html\n", ".peil-pending")
    try scratch.put("half", "new.html")
    try scratch.put("waits", ".peil-new/0")
    try scratch.put("torn", ".peil-writing")
    #expect(try scratch.write(["a.html": "later", "new.html": "later"]) == WriteCounts(written: 2, removed: 1))
    #expect(try scratch.names() == ["a.html", "new.html"])
    #expect(scratch.text("new.html") == "later")
  }

  @Test func `a damaged manifest costs ownership, never a file`() throws {
    try scratch.write(["a.html": "x", "b.html": "y"])
    try scratch.put("garbage\n", SiteWriter.manifestName)
    #expect(try scratch.write(["a.html": "x"]) == WriteCounts(unchanged: 1))
    #expect(try scratch.names() == ["a.html", "b.html"])
  }

  @Test func `says which file could not be written and why`() throws {
    try Data("a file".utf8).write(to: URL(fileURLWithPath: scratch.site))
    let error = #expect(throws: DiagnosticList.self) { try scratch.write(["a.html": "x"]) }
    #expect(
      error?.description == "public: error: Could not open this folder: Not a directory. [cannot-write]")
  }

  @Test func `does not follow a link that stands for the folder`() throws {
    let elsewhere = scratch.root.appendingPathComponent("elsewhere").path
    try FileManager.default.createDirectory(atPath: elsewhere, withIntermediateDirectories: false)
    try FileManager.default.createSymbolicLink(atPath: scratch.site, withDestinationPath: elsewhere)
    let error = #expect(throws: DiagnosticList.self) { try scratch.write(["a.html": "x"]) }
    #expect(error?.diagnostics.map(\.code) == ["cannot-write"])
    #expect(try FileManager.default.contentsOfDirectory(atPath: elsewhere).isEmpty)
  }

  @Test func `two builds do not write at once`() throws {
    try scratch.write(["a.html": "x"])
    let descriptor = open(scratch.site, O_RDONLY)
    defer { close(descriptor) }
    try #require(flock(descriptor, LOCK_EX | LOCK_NB) == 0)
    let error = #expect(throws: DiagnosticList.self) { try scratch.write(["a.html": "y"]) }
    #expect(error?.diagnostics.map(\.code) == ["write-locked"])
    #expect(scratch.text("a.html") == "x")
  }

  @Test func `keeps its own names for itself`() throws {
    let error = #expect(throws: DiagnosticList.self) { try scratch.write([".peil-manifest": "x"]) }
    #expect(error?.diagnostics.map(\.code) == ["reserved-name"])
  }
}
