import ReportCore
import Synchronization

/// The door to cmark-gfm. Debian's library keeps its extensions and special characters in global variables, so
/// two parses at once give wrong output: everything that touches it happens under one lock, and only values leave.
public enum Markdown {
  /// A page or checklist larger than this is refused (bytes).
  public static let maximumBytes = 1_000_000

  /// The tree of `source`, a byte order mark left out.
  ///
  /// Throws a `Diagnostic` with a place in `file` when the text is too large, nested too deep, or of a kind that is
  /// not known.
  public static func parse(_ source: String, file: String) throws -> MarkdownNode {
    try withTree(of: source, file: file) { tree throws(Diagnostic) in try tree.converted(file: file) }
  }

  /// `source` as HTML that is safe to embed: raw HTML becomes a comment, the tag filter is on, and a link leads only
  /// to `https:`, `mailto:` or a relative address; any other keeps its text and loses its link. Images are relative.
  ///
  /// Throws a `Diagnostic` as `parse` does.
  public static func html(from source: String, file: String = "Markdown") throws -> String {
    try withTree(of: source, file: file) { tree throws(Diagnostic) in
      _ = try tree.converted(file: file)
      tree.removeUnsafeLinks()
      return try tree.html(file: file)
    }
  }

  private static func withTree<Value: Sendable>(
    of source: String, file: String, _ body: (borrowing CmarkTree) throws(Diagnostic) -> Value
  ) throws(Diagnostic) -> Value {
    var bytes = Array(source.utf8)
    // With a byte order mark in front, cmark would not see a task on the first line.
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes.removeFirst(3) }
    guard bytes.count <= maximumBytes else {
      throw Diagnostic(
        code: "markdown-too-large", at: SourcePlace(file: file), "the text is too large", found: "\(bytes.count) bytes",
        expected: "at most \(maximumBytes) bytes", remedy: "split it into several pages")
    }
    return try isRegistered.withLock { isRegistered throws(Diagnostic) in
      if !isRegistered {
        CmarkTree.registerExtensions()
        isRegistered = true
      }
      return try body(try CmarkTree(bytes, file: file))
    }
  }

  /// Guards all of cmark; remembers whether the extensions are registered.
  private static let isRegistered = Mutex(false)
}
