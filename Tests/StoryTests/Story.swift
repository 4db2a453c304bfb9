import Foundation
import Testing

/// A scenario as a text file: what is typed, what must be printed, and the files that lie there at the start.
///
///     What the story tells, in a sentence.
///
///     $ peil import kosten.csv --site winkel
///     | Imported kosten.csv[..]
///     ! winkel: error: [..]
///     ? 65
///
///     -- kosten.csv --
///     the file's lines
///
/// `|` is standard output, `!` standard error, `?` the exit status (0 when it is not said). `[..]` is any text within a
/// line, a line `...` any number of lines, a lone `|` or `!` nothing. A command without such lines may print what it
/// likes there.
struct Story: Sendable, CustomTestStringConvertible {
  struct Step: Sendable {
    var line: Int
    var command: String
    var output: [String]?
    var errors: [String]?
    var status: Int32 = 0
  }

  let name: String
  let steps: [Step]
  let files: [(path: String, text: String)]

  var testDescription: String { name }

  init(name: String, text: String) throws {
    self.name = name
    var steps: [Step] = []
    var files: [(path: String, text: String)] = []
    for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
      if line.hasPrefix("-- "), line.hasSuffix(" --") {
        files.append((String(line.dropFirst(3).dropLast(3)), ""))
      } else if !files.isEmpty {
        files[files.count - 1].text += line + "\n"
      } else if line.hasPrefix("$ ") {
        steps.append(Step(line: index + 1, command: String(line.dropFirst(2))))
      } else if let mark = line.first, "|!?".contains(mark), !steps.isEmpty {
        let rest = String(line.dropFirst(line.dropFirst().first == " " ? 2 : 1))
        let last = steps.count - 1
        switch mark {
        case "|": steps[last].output = (steps[last].output ?? []) + [rest]
        case "!": steps[last].errors = (steps[last].errors ?? []) + [rest]
        default:
          guard let status = Int32(rest) else { throw Malformed(line: index + 1) }
          steps[last].status = status
        }
      }
    }
    // The last file's last line break is the text file's own.
    if let last = files.last { files[files.count - 1].text = String(last.text.dropLast()) }
    guard !steps.isEmpty else { throw Malformed(line: 1) }
    self.steps = steps
    self.files = files
  }

  struct Malformed: Error { let line: Int }

  /// All stories beside this file, by name.
  static func all() throws -> [Story] {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("Stories")
    return try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted().filter { $0.hasSuffix(".txt") }
      .map { try Story(name: $0, text: String(contentsOf: folder.appendingPathComponent($0), encoding: .utf8)) }
  }
}

/// Expected lines with `[..]` and `...`.
enum Expected {
  /// Nil when `lines` are as expected; else the first expected line that is not met.
  static func mismatch(_ expected: [String], _ lines: [String]) -> String? {
    if expected == [""], lines.isEmpty { return nil }
    var rest = lines[...]
    var canSkip = false
    for pattern in expected {
      if pattern == "..." {
        canSkip = true
        continue
      }
      if canSkip {
        rest = rest.drop { !matches($0, pattern) }
      }
      guard let line = rest.first, matches(line, pattern) else { return pattern }
      rest = rest.dropFirst()
      canSkip = false
    }
    return canSkip || rest.isEmpty ? nil : "(nothing more, but there is: \(rest.first ?? ""))"
  }

  private static func matches(_ line: String, _ pattern: String) -> Bool {
    let parts = pattern.components(separatedBy: "[..]")
    guard parts.count > 1 else { return line == pattern }
    guard line.hasPrefix(parts[0]) else { return false }
    var rest = line.dropFirst(parts[0].count)
    for part in parts.dropFirst().dropLast() {
      guard let found = rest.firstRange(of: part) else { return false }
      rest = rest[found.upperBound...]
    }
    return rest.hasSuffix(parts[parts.count - 1])
  }
}
