import Foundation
import ReportCore
import Synchronization
import Testing

@testable import PeilCommand

/// A small site that is edited and built again and again; after each build it must equal one that is built anew.
struct SiteBuildTests {
  private let world: BuildWorld

  init() throws { world = try BuildWorld() }

  /// What is done to the site, and at least which file the next build must write again; nil for none at all.
  private struct Edit: Sendable {
    let name: String
    let makes: String?
    let act: @Sendable (BuildWorld) throws -> Void
  }

  private static let edits: [Edit] = [
    Edit(name: "nothing", makes: nil) { _ in },
    Edit(name: "an export of the last week", makes: "2026/w46/index.html") {
      try $0.export("more", "2026-11-12", "80")
    },
    Edit(name: "a withdrawal", makes: "2026/w46/numbers.json") {
      #expect($0.peil(["ledger", "withdraw", "3", "--reason", "by mistake"]).status == 0)
    },
    Edit(name: "an export of another week, which begins the ledger", makes: "2026/w44/index.html") {
      try $0.export("early", "2026-10-27", "25")
    },
    Edit(name: "a budget", makes: "2026/w46/index.html") {
      try $0.put(
        "budgets:\n  - {scope: total, period: week, amount: 90.00, valid_from: 2026-10-26}\n", "content/budgets.yml")
    },
    Edit(name: "a comment in a register", makes: nil) { try $0.append("# note", "content/sources.yml") },
    Edit(name: "a template of one page", makes: "archive.html") {
      try $0.replace("<h1>", "<h1 class=\"x\">", in: "templates/archive.mustache")
    },
    Edit(name: "a part of many pages", makes: "en/2026/w46/index.html") {
      try $0.append("<!-- x -->", "templates/parts/kicker.mustache")
    },
    Edit(name: "a sentence of one language", makes: "en/archive.html") {
      try $0.replace("All weeks, newest first", "Every week, newest first", in: "templates/strings/en.yml")
    },
    Edit(name: "a page deleted", makes: "2026/w46/handout.html") { try $0.remove("public/2026/w46/handout.html") },
    Edit(name: "a page altered, its time put back", makes: "index.html") { try $0.alter("public/index.html") },
    Edit(name: "the list of files deleted", makes: nil) { try $0.remove("public/.peil-manifest") },
    Edit(name: "the record cut", makes: nil) { try $0.cut(".peil/build") },
    Edit(name: "the record altered", makes: nil) { try $0.alter(".peil/build") },
  ]

  @Test func `after any edit the site equals one that is built anew, and only what changed was written`() throws {
    #expect(world.peil(["build"]).status == 0)
    for edit in Self.edits {
      try edit.act(world)
      let before = try world.files()
      let built = world.peil(["build"])
      #expect(built.status == 0, "\(edit.name): \(built.errors)")
      let after = try world.files()
      #expect(after == (try world.builtAnew()), "\(edit.name)")
      let written = Set(after.keys.filter { before[$0] != after[$0] && !$0.hasPrefix(".") })
      if let path = edit.makes {
        #expect(written.contains(path), "\(edit.name): \(written.sorted())")
      } else {
        #expect(written.isEmpty, "\(edit.name): \(written.sorted())")
      }
    }
  }

  @Test func `a build says why it made a page`() throws {
    #expect(world.peil(["build", "--why", "index.html"]).errors.contains("no-record"))
    #expect(world.peil(["build"]).status == 0)
    #expect(world.peil(["build", "--why", "index.html"]).output.contains("index.html is new: it was made on"))
    try world.replace("<h1>", "<h1 class=\"x\">", in: "templates/archive.mustache")
    #expect(world.peil(["build"]).status == 0)
    let archive = world.peil(["build", "--why", "public/archive.html"]).output
    #expect(archive.contains("archive.html was made again on"))
    #expect(archive.split(separator: "\n").filter { $0.hasPrefix("  ") }.count == 1)
    #expect(archive.contains("  templates/archive.mustache: "))
    #expect(world.peil(["build", "--why", "index.html"]).output.contains("index.html: unchanged since "))
    try world.remove("public/archive.html")
    #expect(world.peil(["build"]).status == 0)
    #expect(world.peil(["build", "--why", "archive.html"]).output.contains("was missing or altered"))
    #expect(world.peil(["build", "--why", "2031/w01/index.html"]).errors.contains("no-such-page"))
  }

  @Test func `a mistake in a template leaves the site as it was, and the next build sees it again`() throws {
    #expect(world.peil(["build"]).status == 0)
    let before = try world.files()
    try world.replace("{{heading}}", "{{headnig}}", in: "templates/archive.mustache")
    for _ in 0..<2 {
      let built = world.peil(["build"])
      #expect(built.status == 65)
      #expect(built.errors.contains("headnig"))
      #expect(try world.files() == before)
    }
  }
}

/// A site in a folder of its own, with its own templates.
final class BuildWorld: Sendable {
  private let root: URL
  private let console = Mutex<(output: String, errors: String)>(("", ""))
  private let clock = Mutex<Int64>(Instant("2026-11-16T06:00:00Z")?.seconds ?? 0)

  init() throws {
    root = FileManager.default.temporaryDirectory.appendingPathComponent("peil-build-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: root, withIntermediateDirectories: true)
    #expect(peil(["new", "."]).status == 0)
    for file in EmbeddedTemplates.files where !file.path.hasPrefix("starter/") {
      try put(file.text, "templates/\(file.path)")
    }
    try export("first", "2026-11-03", "60")
    try export("second", "2026-11-10", "70")
  }

  deinit { try? FileManager.default.removeItem(at: root) }

  func peil(_ arguments: [String]) -> (status: Int32, output: String, errors: String) {
    console.withLock { $0 = ("", "") }
    let surroundings = Surroundings(
      currentDirectory: root.path,
      now: { [self] in
        clock.withLock { seconds in
          defer { seconds += 1 }
          return Instant(seconds: seconds)
        }
      },
      output: { [self] text in console.withLock { $0.output += text } },
      errors: { [self] text in console.withLock { $0.errors += text } })
    let status = PeilProgram.run(arguments, in: surroundings)
    return console.withLock { (status, $0.output, $0.errors) }
  }

  /// A bill of one day.
  func export(_ name: String, _ day: String, _ amount: String) throws {
    let after = try #require(CalendarDay(day)).advanced(by: 1)
    try put(
      """
      date_from,date_to,vendor,description,amount,currency,team,project,invoice_no,kind
      \(day),\(after),Copy Ltd,x,\(amount),EUR,content,,\(name),usage

      """, "content/ledger/\(name).csv")
  }

  func append(_ line: String, _ path: String) throws { try put(try text(path) + line + "\n", path) }

  func replace(_ old: String, _ new: String, in path: String) throws {
    let text = try text(path)
    try #require(text.contains(old))
    try put(text.replacing(old, with: new), path)
  }

  func remove(_ path: String) throws { try FileManager.default.removeItem(at: root.appendingPathComponent(path)) }

  /// Another byte in the middle, the same size, the same time.
  func alter(_ path: String) throws {
    let url = root.appendingPathComponent(path)
    let date = try #require(try FileManager.default.attributesOfItem(atPath: url.path)[.modificationDate] as? Date)
    var bytes = Array(try Data(contentsOf: url))
    bytes[bytes.count / 2] ^= 1
    try Data(bytes).write(to: url)
    try FileManager.default.setAttributes([.modificationDate: date], ofItemAtPath: url.path)
  }

  func cut(_ path: String) throws {
    let url = root.appendingPathComponent(path)
    let bytes = try Data(contentsOf: url)
    try bytes.prefix(bytes.count / 2).write(to: url)
  }

  /// Everything in `public/`.
  func files() throws -> [String: Data] { try files("public") }

  /// The same site in another folder, built without anything of an earlier build.
  func builtAnew() throws -> [String: Data] {
    let manager = FileManager.default
    try? manager.removeItem(at: root.appendingPathComponent("anew"))
    try manager.createDirectory(at: root.appendingPathComponent("anew"), withIntermediateDirectories: true)
    for name in ["content", "templates"] {
      try manager.copyItem(at: root.appendingPathComponent(name), to: root.appendingPathComponent("anew/\(name)"))
    }
    let built = peil(["build", "--site", "anew"])
    #expect(built.status == 0, "\(built.errors)")
    return try files("anew/public")
  }

  private func files(_ folder: String) throws -> [String: Data] {
    let base = root.appendingPathComponent(folder)
    var files: [String: Data] = [:]
    for path in try FileManager.default.subpathsOfDirectory(atPath: base.path) where path != ".gitkeep" {
      files[path] = FileManager.default.contents(atPath: base.appendingPathComponent(path).path)
    }
    return files
  }

  func put(_ text: String, _ path: String) throws {
    let url = root.appendingPathComponent(path)
    try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: url)
  }

  private func text(_ path: String) throws -> String {
    try String(contentsOf: root.appendingPathComponent(path), encoding: .utf8)
  }
}
