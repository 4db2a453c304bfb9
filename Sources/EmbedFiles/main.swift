import Foundation

// EmbedFiles FOLDER OUTPUT: writes a Swift file that holds every file below FOLDER as text. Runs at build time only.

/// The text as a Swift literal on one line.
func literal(_ text: String) -> String {
  var result = "\""
  for scalar in text.unicodeScalars {
    switch scalar {
    case "\\": result += "\\\\"
    case "\"": result += "\\\""
    case "\n": result += "\\n"
    case "\r": result += "\\r"
    case "\t": result += "\\t"
    case "\0": result += "\\0"
    default: result.unicodeScalars.append(scalar)
    }
  }
  return result + "\""
}

func fail(_ message: String) -> Never {
  FileHandle.standardError.write(Data("error: \(message)\n".utf8))
  exit(1)
}

guard CommandLine.arguments.count == 3 else { fail("usage: EmbedFiles FOLDER OUTPUT") }
let folder = URL(fileURLWithPath: CommandLine.arguments[1], isDirectory: true)
var lines = [
  "/// The files below `templates/`, as they were when the program was built.",
  "enum EmbeddedTemplates {",
  "  /// Text by path below `templates/`, by path.",
  "  static let files: [(path: String, text: String)] = [",
]
do {
  let names = try FileManager.default.subpathsOfDirectory(atPath: folder.path)
  for name in names.sorted(by: { $0.utf8.lexicographicallyPrecedes($1.utf8) }) {
    let file = folder.appendingPathComponent(name)
    guard try file.resourceValues(forKeys: [.isRegularFileKey]).isRegularFile == true else { continue }
    guard let text = String(bytes: try Data(contentsOf: file), encoding: .utf8) else {
      fail("\(name) is not UTF-8 text")
    }
    lines.append("    (\(literal(name)), \(literal(text))),")
  }
  lines += ["  ]", "}", ""]
  try Data(lines.joined(separator: "\n").utf8).write(to: URL(fileURLWithPath: CommandLine.arguments[2]))
} catch {
  fail("\(error)")
}
