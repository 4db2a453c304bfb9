import Foundation
import ReportCore
import SafeFiles
import Testing

struct FolderTests {
  private let place = FileManager.default.temporaryDirectory.appendingPathComponent("peil-folder-\(UUID().uuidString)")

  private func folder<Result>(_ work: (Folder) throws -> Result) throws -> Result {
    let folder = try Folder.root(place.path, shown: "x")
    defer { try? FileManager.default.removeItem(at: place) }
    return try work(folder)
  }

  @Test func `names come in the order of bytes`() throws {
    try folder { folder in
      for name in ["b", "a", "Z", "é", ".hidden"] { try folder.make(name, [1], mode: 0o644) }
      #expect(try folder.names() == [".hidden", "Z", "a", "b", "é"])
      #expect(try folder.names().count == 5)
    }
  }

  @Test func `a file is made once, with its mode whatever the umask`() throws {
    try folder { folder in
      try folder.make("a", [1, 2], mode: 0o444)
      #expect(try folder.entry("a") == .file(size: 2, mode: 0o444))
      #expect(throws: Diagnostic.self) { try folder.make("a", [3], mode: 0o444) }
      #expect(try folder.contents("a") == [1, 2])
    }
  }

  @Test func `the rename of a folder replaces nothing`() throws {
    try folder { folder in
      try folder.madeSubfolder("a").folder.make("f", [1], mode: 0o644)
      try folder.madeSubfolder("b").folder.make("g", [2], mode: 0o644)
      try folder.make("file", [3], mode: 0o644)
      #expect(try !folder.renameFolder("a", to: "b"))
      #expect(try !folder.renameFolder("a", to: "file"))
      #expect(try folder.subfolder("b")?.names() == ["g"])
      #expect(try folder.renameFolder("a", to: "c"))
      #expect(try folder.names() == ["b", "c", "file"])
      #expect(throws: Diagnostic.self) { try folder.renameFolder("gone", to: "d") }
    }
  }

  @Test func `a whole folder goes, and what its links point at stays`() throws {
    try folder { folder in
      let inner = try folder.madeSubfolder("in").folder
      try inner.madeSubfolder("deep").folder.make("f", [1], mode: 0o444)
      try folder.make("kept", [1], mode: 0o644)
      try FileManager.default.createSymbolicLink(
        atPath: place.path + "/in/link", withDestinationPath: place.path + "/kept")
      try inner.setMode(0o555)
      try folder.removeAll("in")
      #expect(try folder.names() == ["kept"])
      try folder.removeAll("never there")
    }
  }

  @Test func `a link is no folder`() throws {
    try folder { folder in
      try FileManager.default.createSymbolicLink(atPath: place.path + "/link", withDestinationPath: "/tmp")
      #expect(throws: Diagnostic.self) { try folder.subfolder("link") }
      #expect(throws: Diagnostic.self) { try Folder.existing(place.path + "/link", shown: "link") }
      #expect(try Folder.existing(place.path + "/absent", shown: "absent") == nil)
      #expect(try Walk.to("link/a", below: folder).isStopped)
    }
  }
}

extension Walk {
  fileprivate var isStopped: Bool { if case .stopped = self { true } else { false } }
}
