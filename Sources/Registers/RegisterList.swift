import ReportCore
import Yams

/// The shape most registers share: one key that holds a list of entries.
enum RegisterList {
  /// The entries; nil when the file is empty, holds only comments, or has nothing behind the key: then nobody has
  /// filled it in, and what it would have said is unknown. `key: []` says on purpose that there are none.
  static func entries(
    _ text: String, key: String, known: [String], file: String, problems: RegisterProblems
  ) -> [YAMLEntry]? {
    guard let root = YAMLDocument.root(of: text, file: file, problems: problems) else { return nil }
    if case .scalar(let scalar) = root, scalar.string.isEmpty { return nil }
    guard let entry = YAMLEntry(root, known: [key], file: file, problems: problems) else { return nil }
    return entry.entries(key, known: known)
  }
}
