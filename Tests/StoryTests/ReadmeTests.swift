import Foundation
import Testing

/// The README is a promise; these tests keep it.
struct ReadmeTests {
  private let repository = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  private func readme() throws -> String {
    try String(contentsOf: repository.appendingPathComponent("README.md"), encoding: .utf8)
  }

  /// The text of every block fenced as ```console.
  private func consoles() throws -> [String] {
    try readme().components(separatedBy: "```console\n").dropFirst().compactMap {
      $0.components(separatedBy: "\n```").first
    }
  }

  /// In each block a line `$ …` is typed and the lines below it are what is printed. All blocks are one session, begun
  /// in a fresh copy of this repository.
  @Test func `does what its consoles show`() throws {
    let world = try StoryWorld()
    try FileManager.default.copyItem(
      at: repository.appendingPathComponent("content").resolvingSymlinksInPath(),
      to: world.root.appendingPathComponent("content"))
    let blocks = try consoles()
    try #require(blocks.count >= 3)
    for block in blocks {
      let marked = block.split(separator: "\n", omittingEmptySubsequences: false)
        .map { $0.hasPrefix("$ ") ? String($0) : "| \($0)" }.joined(separator: "\n")
      for step in try Story(name: "README.md", text: marked).steps {
        let result = try world.run(step.command)
        let printed = (result.output + result.errors).joined(separator: "\n")
        #expect(result.status == 0, "\(step.command)\n\(printed)")
        if let expected = step.output, let missing = Expected.mismatch(expected, result.output) {
          Issue.record("\(step.command)\nexpected: \(missing)\nprinted:\n\(printed)")
        }
      }
    }
  }

  @Test func `names every command and option there is`() throws {
    let readme = try readme()
    let world = try StoryWorld()
    let commands = [
      "new", "import", "build", "check", "status", "explain", "ledger", "publish", "archive", "verify", "key",
    ]
    let overview = try world.run("peil --help").output.joined(separator: "\n")
    for command in commands {
      #expect(overview.contains("\n  \(command) "), "peil --help does not list \(command)")
      let isExplained = readme.contains("`peil \(command)")
      #expect(isExplained, "README.md does not explain peil \(command)")
      let help = try world.run("peil help \(command)").output
      for line in help where line.hasPrefix("  --") {
        let option = line.dropFirst(2).prefix { $0 != " " && $0 != "," }
        let isExplained = readme.contains("`\(option)") || option == "--version"
        #expect(isExplained, "README.md does not explain \(option)")
      }
    }
    for command in ["ledger show", "ledger compare", "ledger withdraw", "ledger re-rate", "key new", "key show"] {
      let isExplained = readme.contains("`peil \(command)")
      #expect(isExplained, "README.md does not explain peil \(command)")
      for line in try world.run("peil help \(command)").output where line.hasPrefix("  --") {
        let option = line.dropFirst(2).prefix { $0 != " " && $0 != "," }
        let isExplained = readme.contains("`\(option)") || option == "--version"
        #expect(isExplained, "README.md does not explain \(option)")
      }
    }
    // And no command that does not exist.
    for word in readme.matches(of: /`peil ([a-z]+)/).map(\.output.1) {
      #expect(commands.contains(String(word)), "README.md speaks of peil \(word)")
    }
  }

  @Test func `lists every format there is`() throws {
    let readme = try readme()
    let help = try StoryWorld().run("peil help import").output
    let names = help.drop { !$0.hasPrefix("Recognised") }.dropFirst().prefix { !$0.isEmpty }
      .compactMap { $0.split(separator: " ").first.map(String.init) }
    try #require(names.count >= 30)
    for name in names {
      let isListed = readme.contains("`\(name)`")
      #expect(isListed, "README.md does not list \(name)")
    }
  }

  @Test func `links to files that exist`() throws {
    for link in try readme().matches(of: /\]\(([^)#:]+)\)/).map(\.output.1) {
      let path = repository.appendingPathComponent(String(link)).path
      #expect(FileManager.default.fileExists(atPath: path), "\(link)")
    }
  }

  @Test func `names only targets the Makefile has`() throws {
    let makefile = try String(contentsOf: repository.appendingPathComponent("Makefile"), encoding: .utf8)
    let named = Set(try readme().matches(of: /`make ([a-z-]+)`/).map { String($0.output.1) })
    try #require(named.isSuperset(of: ["site", "test"]))
    for target in named.sorted() {
      let isThere = makefile.contains("\n\(target):")
      #expect(isThere, "make \(target)")
    }
  }
}
