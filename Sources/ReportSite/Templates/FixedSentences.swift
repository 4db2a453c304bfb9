/// The fixed sentences of a language under names that templates can print: `frame.skip-link` is `sayFrameSkipLink`.
struct FixedSentences: Sendable {
  let byName: [String: String]

  init(_ strings: Strings) {
    byName = Dictionary(strings.fixed.map { (FixedSentences.name(of: $0.key), $0.text) }) { first, _ in first }
  }

  /// `say` and the key's words, each with a capital.
  static func name(of key: StringKey) -> String {
    "say" + key.path.split { $0 == "." || $0 == "-" }.map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined()
  }
}
