import CostExports
import ReportCore

/// A file that is not in the journal yet.
struct NewFile {
  /// Where its bytes are now.
  var path: String
  /// Where it lies, or will lie; for what was given, only known when it has been recognised.
  var place: ContentPlace
  /// The name it has, or will have, there.
  var name: String
  /// As complaints name it.
  var shown: String
  /// False for `--no-copy`.
  var isKept: Bool
  /// True when `path` is a hidden copy that has yet to get its name.
  var isCopy: Bool
  /// Empty while it is `pending`.
  var sha256: String
  /// What the file looked like that is read: the copy's, or while it is `pending`, the original's.
  var stamp: FileStamp
  /// The digest of a large file, and its copy, in the making: meanwhile the original is read.
  var pending: PendingDigest?

  /// The file to read the rows from.
  var source: String { pending?.source ?? path }

  /// As the journal names it.
  var journaled: String { place.journaled(name) }

  /// True when it may be a document that people write.
  var isSmall: Bool { stamp.size <= 1 << 20 }

  /// `export.csv`, then `export-2.csv`, `export-3.csv` …: the first that is free.
  static func freeName(_ name: String, isTaken: (String) -> Bool) -> String {
    guard isTaken(name) else { return name }
    let dot = name.lastIndex(of: ".") ?? name.endIndex
    var number = 2
    while isTaken("\(name[..<dot])-\(number)\(name[dot...])") { number += 1 }
    return "\(name[..<dot])-\(number)\(name[dot...])"
  }
}
