import OutputTree
import ReportCore
import Testing

struct OutputTreeTests {
  private func tree(_ paths: String...) throws -> OutputTree {
    var tree = OutputTree()
    for path in paths { try tree.add(Array(path.utf8), at: try OutputPath(path)) }
    return tree
  }

  @Test func `gives its files in the order of bytes`() throws {
    let tree = try tree("b.html", "B/x.html", "a-b.html", "a/b.html", "é.html")
    #expect(tree.files.map(\.path.description) == ["B/x.html", "a-b.html", "a/b.html", "b.html", "é.html"])
    #expect(tree.count == 5)
    #expect(tree[try OutputPath("a/b.html")]?.bytes == Array("a/b.html".utf8))
    #expect(tree[try OutputPath("a/c.html")] == nil)
  }

  @Test(arguments: [
    (["a.html", "a.html"], "output-twice"), (["a.html", "A.html"], "output-twin"),
    (["week/a", "Week/b"], "output-twin"),
    (["caf\u{E9}", "cafe\u{301}"], "output-twin"), (["a", "a/b"], "output-kind"), (["a/b", "a"], "output-kind"),
  ])
  func `refuses files that cannot lie beside each other`(paths: [String], code: String) throws {
    var tree = OutputTree()
    try tree.add([1], at: try OutputPath(paths[0]))
    let error = #expect(throws: Diagnostic.self) { try tree.add([2], at: try OutputPath(paths[1])) }
    #expect(error?.code == code)
    #expect(tree.count == 1)
    #expect(tree.files.first?.bytes == [1])
  }

  @Test func `a refused file leaves no folder behind that would refuse a later one`() throws {
    var tree = try tree("x/y")
    #expect(throws: Diagnostic.self) { try tree.add([], at: try OutputPath("new/../y")) }
    #expect(throws: Diagnostic.self) { try tree.add([], at: try OutputPath("x/y/z")) }
    try tree.add([], at: try OutputPath("x/Z"))
    #expect(tree.count == 2)
  }
}
