/// A small file of ours: its kind and version, then one `key: value` on each line. It only grows: unknown keys are
/// left aside.
struct KeyedText: Equatable {
  /// `peil-target/1`.
  let kind: String
  private(set) var pairs: [(key: String, value: String)]

  init(_ kind: String, _ pairs: [(key: String, value: String)]) {
    self.kind = kind
    self.pairs = pairs.map { ($0.key, KeyedText.oneLine($0.value)) }
  }

  /// Nil when the first line is not `kind`.
  init?(_ bytes: [UInt8], kind: String) {
    let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n")
    guard lines.first == Substring(kind) else { return nil }
    self.kind = kind
    pairs = lines.dropFirst().compactMap { line in
      guard let gap = line.firstRange(of: ": ") else { return nil }
      return (String(line[..<gap.lowerBound]), String(line[gap.upperBound...]))
    }
  }

  /// The first value of `key`.
  subscript(key: String) -> String? { pairs.first { $0.key == key }?.value }

  /// Every value of `key`, in order.
  func all(_ key: String) -> [String] { pairs.filter { $0.key == key }.map(\.value) }

  func adding(_ more: [(String, String)]) -> KeyedText {
    KeyedText(kind, pairs + more.map { (key: $0.0, value: $0.1) })
  }

  var text: String { kind + "\n" + pairs.map { "\($0.key): \($0.value)\n" }.joined() }
  var bytes: [UInt8] { Array(text.utf8) }

  static func == (left: Self, right: Self) -> Bool { left.text == right.text }

  private static func oneLine(_ text: String) -> String {
    String(
      String.UnicodeScalarView(text.unicodeScalars.map { $0.properties.generalCategory == .control ? " " : $0 }))
  }
}
