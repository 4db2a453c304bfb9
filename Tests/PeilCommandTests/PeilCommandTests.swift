import Foundation
import ReportCore
import Synchronization
import Testing

@testable import PeilCommand

struct EmbeddedTemplatesTests {
  @Test func `holds every file below templates as it is there`() throws {
    let repository = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let folder = repository.appendingPathComponent("templates").resolvingSymlinksInPath()
    let names = try FileManager.default.subpathsOfDirectory(atPath: folder.path).filter { name in
      var isFolder: ObjCBool = false
      let exists = FileManager.default.fileExists(atPath: "\(folder.path)/\(name)", isDirectory: &isFolder)
      return exists && !isFolder.boolValue
        && !name.split(separator: "/").contains { $0.hasPrefix(".") || $0.hasSuffix("~") }
    }
    #expect(Set(names) == Set(EmbeddedTemplates.files.map(\.path)))
    #expect(names.contains("strings/nl.yml"))
    for file in EmbeddedTemplates.files {
      let text = try String(contentsOf: folder.appendingPathComponent(file.path), encoding: .utf8)
      #expect(text == file.text, "\(file.path) is older in the program: touch Package.swift and build again")
    }
  }

  @Test func `the starter's site file comes last, so that half a site is none`() {
    #expect(StarterSite.files.last?.path == "content/site.yml")
    #expect(StarterSite.files.contains { $0.path == ".gitignore" && $0.text.contains("!/content/ledger/journal.csv") })
    #expect(Set(StarterSite.files.map(\.path)).count == StarterSite.files.count)
  }
}

struct ExitStatusTests {
  @Test(arguments: [
    ([], CommandStatus.done), (["unknown-key"], .badInput), (["unknown-key", "cannot-write"], .cannotWrite),
    (["input-output", "foreign-file"], .inputOutput), (["output-twin"], .defect), (["write-locked"], .cannotWrite),
  ])
  func `the gravest error decides`(codes: [String], status: CommandStatus) {
    #expect(CommandStatus(for: codes.map { Diagnostic(code: $0, at: nil, "x") }) == status)
  }

  @Test func `warnings alone are no failure`() {
    #expect(CommandStatus(for: [Diagnostic(.warning, code: "input-output", at: nil, "x")]) == .done)
  }
}

struct SurroundingsTests {
  @Test func `what could steer a terminal is not printed`() {
    #expect(Surroundings.printable("a\u{1B}[31mb\tc\u{202E}d\ne\r") == "a\u{FFFD}[31mb\u{FFFD}c\u{FFFD}d\ne\u{FFFD}")
    #expect(Surroundings.printable("‹ € 0,01 – ½") == "‹ € 0,01 – ½")
  }

  @Test func `relative paths start in the current folder`() {
    let surroundings = Surroundings(
      currentDirectory: "/home/x", now: { Instant(seconds: 0) }, output: { _ in }, errors: { _ in })
    #expect(surroundings.path("site/../b.csv") == "/home/x/b.csv")
    #expect(surroundings.path("/a/./b") == "/a/b")
    #expect(surroundings.path(".") == "/home/x")
  }

  @Test func `this machine's clock reads whole seconds`() {
    let now = Surroundings.machine().now()
    #expect(now.microseconds % 1_000_000 == 0)
    #expect(now > Instant(seconds: 1_700_000_000))
  }
}

struct MessagesTests {
  @Test func `counts errors and warnings in words`() {
    let error = Diagnostic(code: "a", at: nil, "x")
    let warning = Diagnostic(.warning, code: "b", at: nil, "x")
    #expect(Messages.total(of: []) == nil)
    #expect(Messages.total(of: [error]) == "1 error")
    #expect(Messages.total(of: [error, warning, error]) == "2 errors, 1 warning")
    #expect(Messages.total(of: [warning, warning]) == "2 warnings")
  }

  @Test(arguments: [(".", "public/index.html"), ("winkel", "winkel/public/index.html"), ("a/", "a/public/index.html")])
  func `says where to look`(site: String, path: String) {
    #expect(Messages.lookAt(site) == "Look at \(path)")
  }
}
