import Foundation
import PeilCommand
import ReportCore
import Synchronization

/// A folder of its own in which a story's commands run, in this process: own clock, own console.
final class StoryWorld: Sendable {
  let root: URL
  private let console = Mutex<(output: String, errors: String)>(("", ""))
  private let clock = Mutex<Int64>(Instant("2026-11-23T06:00:00Z")?.seconds ?? 0)
  private let memory = Mutex<[String: [String: Data]]>([:])

  init() throws {
    root = FileManager.default.temporaryDirectory.appendingPathComponent("peil-story-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: root, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: root) }

  struct Result: Sendable {
    var status: Int32
    var output: [String]
    var errors: [String]
  }

  func put(_ text: String, at path: String) throws {
    let url = root.appendingPathComponent(path)
    try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: url)
  }

  /// `peil …`, or one of the few words of a shell that a story needs.
  func run(_ command: String) throws -> Result {
    let words = StoryWorld.words(command)
    switch words.first {
    case "peil":
      guard let mark = words.lastIndex(of: "<"), mark + 2 == words.count else { return peil(Array(words.dropFirst())) }
      return peil(Array(words[1..<mark]), input: try Data(contentsOf: url(words[mark + 1])))
    case "now":
      let moment = words.count == 2 ? Instant(words[1]) : nil
      guard let moment else { throw Unknown(command: command) }
      clock.withLock { $0 = moment.seconds }
    case "mkdir": try FileManager.default.createDirectory(at: url(words[1]), withIntermediateDirectories: true)
    case "cp": try FileManager.default.copyItem(at: url(words[1]), to: url(words[2]))
    case "mv": try FileManager.default.moveItem(at: url(words[1]), to: url(words[2]))
    case "rm": try FileManager.default.removeItem(at: url(words[1]))
    case "append": try append(words.dropFirst(2).joined(separator: " "), to: words[1])
    case "cat":
      return Result(
        status: 0, output: StoryWorld.lines(try String(contentsOf: url(words[1]), encoding: .utf8)), errors: [])
    case "ls":
      return Result(
        status: 0, output: try FileManager.default.contentsOfDirectory(atPath: url(words[1]).path).sorted(), errors: [])
    case "remember":
      let files = try contents(words[1])
      memory.withLock { $0[words[1]] = files }
    case "unchanged":
      let now = try contents(words[1])
      let changed = memory.withLock { memory in
        Set((memory[words[1]] ?? [:]).keys).union(now.keys).filter { memory[words[1]]?[$0] != now[$0] }
      }
      return Result(status: changed.isEmpty ? 0 : 1, output: changed.sorted(), errors: [])
    default: throw Unknown(command: command)
    }
    return Result(status: 0, output: [], errors: [])
  }

  struct Unknown: Error { let command: String }

  private func peil(_ arguments: [String], input: Data = Data()) -> Result {
    console.withLock { $0 = ("", "") }
    let pipe = StandardInput(input)
    let surroundings = Surroundings(
      currentDirectory: root.path,
      now: { [self] in tick() },
      output: { [self] text in console.withLock { $0.output += text } },
      errors: { [self] text in console.withLock { $0.errors += text } },
      input: { pipe.read(into: $0) },
      random: { count in (0..<count).map { UInt8(truncatingIfNeeded: $0 + 1) } }, processors: 2)
    let status = PeilProgram.run(arguments, in: surroundings)
    return console.withLock {
      Result(status: status, output: StoryWorld.lines($0.output), errors: StoryWorld.lines($0.errors))
    }
  }

  /// Every look at the clock is a second later.
  private func tick() -> Instant {
    clock.withLock { seconds in
      defer { seconds += 1 }
      return Instant(seconds: seconds)
    }
  }

  private func url(_ path: String) -> URL { root.appendingPathComponent(path) }

  private func append(_ line: String, to path: String) throws {
    let text = try String(contentsOf: url(path), encoding: .utf8)
    try Data((text + line + "\n").utf8).write(to: url(path))
  }

  /// Every file below `path` with its bytes; nothing when it does not exist.
  private func contents(_ path: String) throws -> [String: Data] {
    var result: [String: Data] = [:]
    for name in (try? FileManager.default.subpathsOfDirectory(atPath: url(path).path)) ?? [] {
      if let data = FileManager.default.contents(atPath: url(path).appendingPathComponent(name).path) {
        result[name] = data
      }
    }
    return result
  }

  private static func lines(_ text: String) -> [String] {
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    if lines.last == "" { lines.removeLast() }
    return lines
  }

  /// Split at spaces; single and double quotes hold together.
  static func words(_ command: String) -> [String] {
    var words: [String] = []
    var word: String?
    var quote: Character?
    for character in command {
      if let open = quote {
        if character == open { quote = nil } else { word = (word ?? "") + String(character) }
      } else if character == "'" || character == "\"" {
        quote = character
        word = word ?? ""
      } else if character == " " {
        if let whole = word { words.append(whole) }
        word = nil
      } else {
        word = (word ?? "") + String(character)
      }
    }
    if let word { words.append(word) }
    return words
  }
}

/// What is piped into a command, in pieces.
private final class StandardInput: Sendable {
  private let rest: Mutex<Data>

  init(_ data: Data) { rest = Mutex(data) }

  func read(into buffer: UnsafeMutableRawBufferPointer) -> Int {
    rest.withLock { rest in
      let count = min(100, buffer.count, rest.count)
      buffer.copyBytes(from: rest.prefix(count))
      rest = Data(rest.dropFirst(count))
      return count
    }
  }
}
