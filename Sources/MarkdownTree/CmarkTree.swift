import CCmarkGFM
import ReportCore

#if canImport(Glibc)
import Glibc
#endif

/// Owns one parser and the tree it made; frees both, in the right order, in one place. Lives only under the lock
/// of `Markdown`.
struct CmarkTree: ~Copyable {
  private let parser: OpaquePointer
  let root: OpaquePointer

  private static let options = CMARK_OPT_DEFAULT | CMARK_OPT_VALIDATE_UTF8
  private static let extensions = ["table", "strikethrough", "autolink", "tagfilter", "tasklist"]

  static func registerExtensions() { cmark_gfm_core_extensions_ensure_registered() }

  init(_ bytes: [UInt8], file: String) throws(Diagnostic) {
    guard let parser = cmark_parser_new(CmarkTree.options) else {
      throw CmarkTree.failure("cmark-gfm gave no parser", file: file)
    }
    for name in CmarkTree.extensions {
      guard let found = cmark_find_syntax_extension(name), cmark_parser_attach_syntax_extension(parser, found) != 0
      else {
        cmark_parser_free(parser)
        throw CmarkTree.failure("cmark-gfm has no extension \(name)", file: file)
      }
    }
    bytes.withUnsafeBytes { buffer in
      cmark_parser_feed(parser, buffer.baseAddress?.assumingMemoryBound(to: CChar.self), buffer.count)
    }
    guard let root = cmark_parser_finish(parser) else {
      cmark_parser_free(parser)
      throw CmarkTree.failure("cmark-gfm gave no document", file: file)
    }
    self.parser = parser
    self.root = root
  }

  deinit {
    cmark_node_free(root)
    cmark_parser_free(parser)
  }

  /// Rendering needs the parser's extension list: without it the tag filter is silently off.
  func html(file: String) throws(Diagnostic) -> String {
    guard
      let text = cmark_render_html(root, CmarkTree.options, cmark_parser_get_syntax_extensions(parser))
    else { throw CmarkTree.failure("cmark-gfm rendered nothing", file: file) }
    defer { free(text) }
    return String(cString: text)
  }

  /// Takes away the links of `SafeAddress`'s refusals and keeps their text. Nodes are collected first: a tree may not
  /// change under its iterator.
  func removeUnsafeLinks() {
    var refused: [OpaquePointer] = []
    forEachNode { node in
      let kind = CmarkTree.kind(of: node)
      guard kind == "link" || kind == "image" else { return }
      let address = CmarkTree.string(cmark_node_get_url(node)) ?? ""
      if !SafeAddress.allows(address, isImage: kind == "image") { refused.append(node) }
    }
    for node in refused {
      while let child = cmark_node_first_child(node) {
        guard cmark_node_insert_before(node, child) != 0 else { break }
      }
      cmark_node_unlink(node)
      cmark_node_free(node)
    }
  }

  /// Every node once, in document order.
  func forEachNode(_ body: (OpaquePointer) -> Void) {
    guard let iterator = cmark_iter_new(root) else { return }
    defer { cmark_iter_free(iterator) }
    while true {
      let event = cmark_iter_next(iterator)
      if event == CMARK_EVENT_DONE { return }
      if event == CMARK_EVENT_ENTER, let node = cmark_iter_get_node(iterator) { body(node) }
    }
  }

  static func kind(of node: OpaquePointer) -> String { string(cmark_node_get_type_string(node)) ?? "" }

  static func string(_ pointer: UnsafePointer<CChar>?) -> String? { pointer.map { String(cString: $0) } }

  static func failure(_ summary: String, file: String) -> Diagnostic {
    Diagnostic(code: "markdown-library", at: SourcePlace(file: file), summary)
  }
}
