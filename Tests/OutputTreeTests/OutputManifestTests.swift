import OutputTree
import ReportCore
import Testing

struct OutputManifestTests {
  private let abc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
  private let empty = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"

  private func manifest(_ files: KeyValuePairs<String, String>) throws -> OutputManifest {
    var tree = OutputTree()
    for (path, content) in files { try tree.add(Array(content.utf8), at: try OutputPath(path)) }
    return tree.manifest
  }

  @Test func `digests are those of the standard`() {
    #expect(ContentDigest(of: Array("abc".utf8)).description == abc)
    #expect(ContentDigest(of: []).description == empty)
    #expect(ContentDigest(abc)?.description == abc)
    #expect(ContentDigest(abc.uppercased()) == nil)
    #expect(ContentDigest(abc.dropLast()) == nil)
  }

  @Test func `a digest taken in pieces is that of the whole`() {
    var hasher = ContentHasher()
    for piece in ["a", "", "bc"] { Array(piece.utf8).withUnsafeBytes { hasher.update($0) } }
    #expect(hasher.digest.description == abc)
    #expect(hasher.digest.description == abc)
  }

  @Test func `writes a line per file in the order of bytes`() throws {
    #expect(try manifest(["b": "", "a b": "abc"]).text == "\(abc)  a b\n\(empty)  b\n")
  }

  @Test func `reads back what it wrote`() throws {
    let manifest = try manifest(["b": "1", "a b": "2", "é/x": "3"])
    let read = OutputManifest.read(manifest.text, file: ".peil-manifest")
    #expect(read.value == manifest)
    #expect(read.diagnostics.isEmpty)
    #expect(OutputManifest.read("", file: "m").diagnostics.isEmpty)
  }

  @Test func `names every line it cannot read and keeps the others`() throws {
    let text = "\(abc)  ok\nnonsense\nABC  x\n\(empty)  ../x\n\(abc)  ok\n\n"
    let read = OutputManifest.read(text, file: "m")
    #expect(read.value.paths.map(\.description) == ["ok"])
    #expect(
      read.diagnostics.map { "\($0.place.map(\.description) ?? "") \($0.code)" } == [
        "m:2 manifest-line", "m:3 manifest-digest", "m:4 output-path", "m:5 manifest-twice", "m:6 manifest-line",
      ])
  }

  @Test func `says what was added, changed and removed`() throws {
    let old = try manifest(["same": "1", "edited": "1", "gone": "1"])
    let new = try manifest(["same": "1", "edited": "2", "new": "1"])
    let changes = new.changes(since: old)
    #expect(changes.added.map(\.description) == ["new"])
    #expect(changes.changed.map(\.description) == ["edited"])
    #expect(changes.removed.map(\.description) == ["gone"])
    #expect(new.changes(since: new).isEmpty)
  }
}
