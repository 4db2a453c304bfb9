import CostExports
import Foundation
import ReportCore

/// Small good files to begin with: the fixtures that stand as texts of several lines in the tests, told apart by
/// recognition, and one made from each format's signature.
struct Seeds {
  private let texts: [[UInt8]]

  /// The texts in the Swift files below `folders`, and the small beginnings of other files there.
  init(folders: [String]) {
    var texts: [[UInt8]] = []
    for folder in folders {
      for name in (try? FileManager.default.subpathsOfDirectory(atPath: folder))?.sorted() ?? [] {
        guard let data = FileManager.default.contents(atPath: "\(folder)/\(name)") else { continue }
        if name.hasSuffix(".swift") {
          texts += Seeds.literals(String(decoding: data, as: UTF8.self)).map { Array($0.utf8) }
        } else if let end = data.prefix(8192).lastIndex(of: 0x0A) {
          texts.append(Array(data[...end]))
        }
      }
    }
    self.texts = texts
  }

  /// Writes the seeds of every target to a folder of its name.
  func write(to folder: String) throws {
    for target in FuzzTarget.all {
      let place = "\(folder)/\(target.name)"
      try FileManager.default.createDirectory(atPath: place, withIntermediateDirectories: true)
      for (index, seed) in seeds(of: target).enumerated() {
        try Data(seed).write(to: URL(fileURLWithPath: "\(place)/seed-\(index)"))
      }
    }
  }

  private func seeds(of target: FuzzTarget) -> [[UInt8]] {
    switch target.name {
    case "numbers":
      return [
        "0", "-1.5", "1.82e-05", "0.003835980000000000000000000000", "1.234.567,89", "1,23457E+15", "9223372036.8",
      ]
      .map { Array($0.utf8) }
    case "times":
      return [
        "2026-10-26", "2026-10-26T08:15:02.113Z", "26-10-2026 8:15", "1792972800", "2026-10", "2026-W44",
        "2026-10-26 08:15:02+02:00",
      ].map { Array($0.utf8) }
    case "gzip": return Seeds.packed
    case "zip": return [[0x50, 0x4B, 5, 6] + [UInt8](repeating: 0, count: 18)]
    case "mapping":
      let mappings = texts.filter { FileHead($0).documentKeys.contains("columns") }
      let tables = texts.filter { $0.contains(UInt8(ascii: ";")) && $0.count < 600 }.prefix(40)
      return mappings + mappings.prefix(3).flatMap { mapping in tables.map { mapping + Array("===\n".utf8) + $0 } }
    case _ where target.isShared: return texts
    default:
      let own = texts.filter { (try? CostExportFormats.recognise(FileHead($0), file: ""))?.name == target.name }
      return own + Seeds.skeletons(of: target.name)
    }
  }

  /// What stands between lines of three quotes, indentation taken away and escapes resolved.
  private static func literals(_ source: String) -> [String] {
    source.components(separatedBy: "\"\"\"").enumerated().filter { $0.offset % 2 == 1 }.map { _, literal in
      var lines = literal.split(separator: "\n", omittingEmptySubsequences: false).dropFirst()
      let indent = lines.popLast()?.count ?? 0
      return lines.map { String($0.dropFirst(indent)) }.joined(separator: "\n")
        .replacing("\\\"", with: "\"").replacing("\\n", with: "\n").replacing("\\\\", with: "\\") + "\n"
    }
  }

  /// A header with a row of plain values, or an object with the keys.
  private static func skeletons(of name: String) -> [[UInt8]] {
    signatures(of: name).map { signature in
      let keys = signature.required
      switch signature.shape {
      case .csv, .csvIgnoringCase:
        let row = keys.map { signature.firstRow[$0] ?? ($0.lowercased().contains("date") ? "2026-10-26" : "1") }
        return keys.joined(separator: ",") + "\n" + row.joined(separator: ",") + "\n"
      case .json, .jsonLines:
        return "{"
          + keys.map { "\"\($0.split(separator: ".").last ?? "")\":[{\"object\":\"page\"}]" }.joined(separator: ",")
          + "}\n"
      case .xml: return "<" + keys.joined(separator: "><") + ">"
      }
    }.map { Array($0.utf8) }
  }

  /// Names a mutation would hardly hit upon, in the fuzzer's own notation.
  static var dictionary: String {
    var words = CostExportFormats.all.flatMap { signatures(of: $0.name) }.flatMap(\.required)
      .flatMap { $0.split(separator: ".").map(String.init) }
    words += ["2026-10-26", "2026-10-26T08:15:02Z", "1.82e-05", "\"\"", "null", "USD", "EUR", "E+15", "\u{FEFF}"]
    let lines = Set(words).sorted().map { word in
      let escaped = word.utf8.map { byte in
        byte < 0x20 || byte > 0x7E || byte == 0x22 || byte == 0x5C
          ? "\\x" + String(Int(byte) + 256, radix: 16).suffix(2).uppercased() : String(Unicode.Scalar(byte))
      }
      return "\"\(escaped.joined())\""
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private static func signatures(of name: String) -> [ExportSignature] {
    if let format = CostExportFormats.named(name) { return format.signatures }
    return RateFormats.named(name).map { [$0.signature] } ?? [PriceBookJSON.signature]
  }

  /// `a,b\n1,2\n` and nothing, packed.
  private static let packed = [
    "H4sIAAAAAAACA0vUSeIy1DHiAgB7B5cKCAAAAA==", "H4sIAAAAAAACAwMAAAAAAAAAAAA=",
  ].map { Array(Data(base64Encoded: $0) ?? Data()) }
}
