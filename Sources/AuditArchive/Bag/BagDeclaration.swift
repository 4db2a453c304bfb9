import ReportCore

/// `bagit.txt`: version and encoding (RFC 8493 2.1.1).
struct BagDeclaration: Sendable, Equatable {
  var version: Version
  var encoding: String

  struct Version: Sendable, Equatable, Comparable, CustomStringConvertible {
    var major: Int
    var minor: Int
    var description: String { "\(major).\(minor)" }
    static func < (left: Self, right: Self) -> Bool { (left.major, left.minor) < (right.major, right.minor) }
  }

  static let name = "bagit.txt"
  /// The version of the RFC.
  static let current = Version(major: 1, minor: 0)
  /// Before it there were drafts; tag files of 0.93 to 0.97 read alike.
  private static let drafts = Version(major: 0, minor: 93)...Version(major: 0, minor: 97)

  /// From version 1.0 on, a manifest names a file once, lists every payload file, and writes % as %25.
  var isStrict: Bool { version >= BagDeclaration.current }

  static func read(_ bytes: [UInt8], file: String) -> Checked<BagDeclaration?> {
    func refuse(_ line: Int?, _ summary: String, _ found: String, _ expected: String) -> Checked<BagDeclaration?> {
      Checked(
        nil,
        [
          Diagnostic(
            code: "bagit-declaration", at: SourcePlace(file: file, line: line), summary, found: found,
            expected: expected)
        ])
    }
    guard !bytes.starts(with: [0xEF, 0xBB, 0xBF]) else {
      return refuse(1, "This file begins with a byte order mark.", "EF BB BF", "BagIt-Version: 1.0")
    }
    guard let text = String(validating: bytes, as: UTF8.self) else {
      return refuse(nil, "This file is not UTF-8 text.", "other bytes", "BagIt-Version: 1.0")
    }
    let lines = TagText.lines(text)
    guard lines.count == 2 else {
      return refuse(nil, "This file has two lines.", Wording.counted(lines.count, "line"), "version and encoding")
    }
    guard let number = value("BagIt-Version", lines[0]), let version = version(number) else {
      return refuse(1, "This is not the version of a bag.", String(lines[0]), "BagIt-Version: 1.0")
    }
    guard drafts.contains(version) || version == current else {
      return refuse(1, "This version of BagIt is unknown.", number, "0.93 to 0.97, or 1.0")
    }
    guard let encoding = value("Tag-File-Character-Encoding", lines[1]), !encoding.isEmpty else {
      return refuse(2, "This line does not name an encoding.", String(lines[1]), "Tag-File-Character-Encoding: UTF-8")
    }
    guard TagText.decode([], encoding: encoding) != nil else {
      return refuse(2, "This encoding is unknown.", encoding, "UTF-8, UTF-16, ISO-8859-1 or US-ASCII")
    }
    return Checked(BagDeclaration(version: version, encoding: encoding))
  }

  /// `label: value`, with exactly one space and nothing around it.
  private static func value(_ label: String, _ line: Substring) -> String? {
    guard line.utf8.starts(with: "\(label): ".utf8) else { return nil }
    let value = line.utf8.dropFirst(label.utf8.count + 2)
    guard value.first?.isBlank == false, value.last?.isBlank == false else { return nil }
    return String(value)
  }

  private static func version(_ text: String) -> Version? {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count == 2, parts.allSatisfy({ !$0.isEmpty && $0.utf8.allSatisfy(\.isDecimalDigit) }),
      let major = Int(parts[0]), let minor = Int(parts[1])
    else { return nil }
    return Version(major: major, minor: minor)
  }
}

/// Words that several diagnostics share.
enum Wording {
  /// `1 file`, `2 files`.
  static func counted(_ number: Int, _ noun: String) -> String { "\(number) \(noun)\(number == 1 ? "" : "s")" }
}
