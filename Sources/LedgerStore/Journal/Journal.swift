import ReportCore

/// `content/ledger/journal.csv`: every act on the ledger, in order. The journal is the truth; the ledger is what
/// comes out when its acts are repeated (design.md 3, The journal).
public struct Journal: Sendable, Equatable {
  /// By number: 1, 2, 3 …
  public var acts: [JournalAct]

  /// A journal of these acts.
  public init(acts: [JournalAct] = []) { self.acts = acts }

  /// The columns, in order.
  public static let header = ["number", "moment", "act", "file", "sha256", "importer", "note"]
  /// The note of an import whose file was not copied into the folder.
  public static let notKept = "not kept"

  /// The bytes of a journal without acts.
  static var empty: [UInt8] { Array((header.joined(separator: ",") + "\n").utf8) }

  /// The bytes of a journal with `acts` added at its end; what stood there stays byte for byte.
  static func bytes(_ earlier: [UInt8], appending acts: [JournalAct]) -> [UInt8] {
    var bytes = earlier.isEmpty ? empty : earlier
    if bytes.last != UInt8(ascii: "\n") { bytes.append(UInt8(ascii: "\n")) }
    for act in acts { bytes.append(contentsOf: (act.line + "\n").utf8) }
    return bytes
  }
}

extension JournalAct {
  /// True for an import whose file is in the folder; one with `--no-copy` is not.
  public var isKept: Bool { act == .importFile && note != Journal.notKept }

  /// Registry name of the format: `litellm-spend-logs` of `litellm-spend-logs/1`.
  public var format: String { String(importer.prefix { $0 != "/" }) }

  fileprivate var line: String {
    [String(number), moment.description, act.rawValue, file, sha256, importer, note]
      .map(JournalAct.cell).joined(separator: ",")
  }

  /// RFC 4180: quoted only when it must be.
  private static func cell(_ text: String) -> String {
    let special: (UInt8) -> Bool = { [0x22, 0x2C, 0x0A, 0x0D].contains($0) }
    guard text.utf8.contains(where: special) else { return text }
    var quoted = "\""
    for scalar in text.unicodeScalars {
      if scalar == "\"" { quoted.unicodeScalars.append("\"") }
      quoted.unicodeScalars.append(scalar)
    }
    return quoted + "\""
  }
}
