import CostExports
import ReportCore

/// A file that is not in the journal yet.
struct NewFile {
  /// Where its bytes are now.
  var path: String
  /// The name it has, or will have, in the folder.
  var name: String
  /// As complaints name it.
  var shown: String
  /// False for `--no-copy`.
  var isKept: Bool
  /// True when `path` is a hidden copy that has yet to get its name.
  var isCopy: Bool
  var sha256: String
  var stamp: FileStamp

  /// `export.csv`, then `export-2.csv`, `export-3.csv` …: the first that is free.
  static func freeName(_ name: String, taken: Set<String>) -> String {
    guard taken.contains(name) else { return name }
    let dot = name.lastIndex(of: ".") ?? name.endIndex
    var number = 2
    while taken.contains("\(name[..<dot])-\(number)\(name[dot...])") { number += 1 }
    return "\(name[..<dot])-\(number)\(name[dot...])"
  }
}
