import OutputTree
import ReportCore
import Testing

struct OutputPathTests {
  @Test(arguments: [
    "index.html", "2026/w47/index.html", "con-tract.html", "a b.html", "é/ü.csv", "..a", "a..b", "com10",
    String(repeating: "a", count: 255),
  ])
  func `takes a relative path as it is written`(text: String) throws {
    #expect(try OutputPath(text).description == text)
  }

  @Test(arguments: [
    "", "/", "/etc/passwd", "a//b", "a/", ".", "..", "a/../b", "./a", "a\\b", "a\u{7F}b", "c:/x", "con",
    "a/NUL.html",
    "lpt9.txt", "a.", "a ", String(repeating: "a", count: 256),
  ])
  func `refuses a path that leaves the site or that some file system cannot hold`(text: String) {
    let error = #expect(throws: Diagnostic.self) { try OutputPath(text) }
    #expect(error?.code == "output-path")
  }

  @Test func `refuses control characters`() {
    for byte in UInt8(0)..<0x20 {
      #expect(throws: Diagnostic.self) { try OutputPath("a\(Character(UnicodeScalar(byte)))b") }
    }
  }

  @Test func `sorts by bytes and tells two spellings of a letter apart`() throws {
    let paths = try ["b", "a/b", "a-b", "é", "e\u{301}", "Z"].map { try OutputPath($0) }
    #expect(paths.sorted().map(\.description) == ["Z", "a-b", "a/b", "b", "e\u{301}", "é"])
    #expect(try OutputPath("\u{E9}") != OutputPath("e\u{301}"))
    #expect(Set(paths).count == 6)
  }

  @Test func `knows its parts and the folders above it`() throws {
    let path = try OutputPath("2026/w47/index.html")
    #expect(path.parts == ["2026", "w47", "index.html"])
    #expect(path.folders == ["2026", "2026/w47"])
    #expect(path.name == "index.html")
    #expect(try OutputPath("index.html").folders.isEmpty)
  }
}
