import OutputTree
import ReportCore

/// Which lists of paths can be published: judged before the first file is written.
enum FileNameRules {
  /// Codes `bad-file-name` and `reserved-name`, by path.
  static func problems(_ paths: [OutputPath], layout: TargetLayout, below shown: String) -> [Diagnostic] {
    var spellings: [String: (text: String, isFile: Bool)] = [:]
    var problems: [Diagnostic] = []
    for path in paths {
      let names = path.folders.map { (text: $0, isFile: false) } + [(text: path.description, isFile: true)]
      for name in names {
        guard let earlier = spellings[name.text.lowercased()] else {
          spellings[name.text.lowercased()] = name
          continue
        }
        if !name.text.utf8.elementsEqual(earlier.text.utf8) {
          problems.append(
            bad(path, shown, "Two names differ only in case or accents.", "a name other than \(earlier.text)"))
        } else if name.isFile != earlier.isFile {
          problems.append(bad(path, shown, "One name is both a file and a folder.", "another name"))
        }
      }
      if path.parts.contains(where: { $0.hasPrefix(".peil-") }) {
        problems.append(bad(path, shown, "Names that begin with .peil- are kept for the program.", "another name"))
      }
      if layout == .plain, path.description.contains(where: onlyElsewhere.contains) {
        problems.append(bad(path, shown, "Windows has no such file names.", "a name without < > \" | ? *"))
      }
    }
    return problems
  }

  private static let onlyElsewhere: Set<Character> = ["<", ">", "\"", "|", "?", "*"]

  private static func bad(_ path: OutputPath, _ shown: String, _ summary: String, _ expected: String) -> Diagnostic {
    Diagnostic(code: "bad-file-name", at: SourcePlace(file: "\(shown)/\(path)"), summary, expected: expected)
  }
}
