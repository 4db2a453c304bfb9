import ReportCore

/// `bag-info.txt`: what a bag says about itself, as labels with values in their order (RFC 8493 2.2.2).
public struct BagInfo: Sendable, Equatable {
  /// The file's name.
  public static let name = "bag-info.txt"
  /// Label and value, as written; a label may come more than once.
  public private(set) var fields: [(label: String, value: String)]

  /// Labels and values in order.
  public init(_ fields: [(label: String, value: String)] = []) { self.fields = fields }

  /// The only value under `label`, whatever its case; nil when there is none or more than one.
  public subscript(label: String) -> String? {
    let found = fields.filter { $0.label.lowercased() == label.lowercased() }
    return found.count == 1 ? found[0].value : nil
  }

  /// One line each, in order.
  public var text: String { fields.map { "\($0.label): \($0.value)\n" }.joined() }

  public static func == (left: Self, right: Self) -> Bool { left.text == right.text }

  /// Lines that begin with a blank continue the value before them.
  static func read(_ text: String, file: String) -> Checked<BagInfo> {
    var fields: [(label: String, value: String)] = []
    var diagnostics: [Diagnostic] = []
    for (index, line) in TagText.lines(text).enumerated() where !line.isEmpty {
      if line.utf8.first?.isBlank == true, !fields.isEmpty {
        fields[fields.count - 1].value += " " + trimmed(line)
      } else if let colon = line.utf8.firstIndex(of: UInt8(ascii: ":")), colon > line.startIndex {
        fields.append((trimmed(line[..<colon]), trimmed(line[colon...].dropFirst())))
      } else {
        diagnostics.append(
          Diagnostic(
            code: "bag-info-line", at: SourcePlace(file: file, line: index + 1),
            "This line is not a label and a value.", found: String(line), expected: "Bagging-Date: 2026-11-23"))
      }
    }
    return Checked(BagInfo(fields), diagnostics)
  }

  private static func trimmed(_ text: Substring) -> String {
    var bytes = text.utf8[...]
    while bytes.first?.isBlank == true { bytes = bytes.dropFirst() }
    while bytes.last?.isBlank == true { bytes = bytes.dropLast() }
    return String(Substring(bytes))
  }
}

/// `Payload-Oxum`: how many bytes in how many files (RFC 8493 2.2.2).
struct PayloadOxum: Equatable, Sendable, CustomStringConvertible {
  var octets: Int
  var files: Int

  init(octets: Int, files: Int) {
    self.octets = octets
    self.files = files
  }

  init?(_ text: String) {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count == 2, let octets = Int(parts[0]), let files = Int(parts[1]), octets >= 0, files >= 0 else {
      return nil
    }
    self.init(octets: octets, files: files)
  }

  var description: String { "\(octets).\(files)" }
}
