@testable import AuditArchive
import Foundation
import OutputTree
import ReportCore
import Testing

/// Every file of a bag, changed in every way, one at a time: each must be found, with its name and its code.
struct MutationTests {
  enum Mutation: String, CaseIterable, Sendable {
    case flip, cut, empty, remove, rename, shout, link, folder, lengthen
  }

  private static func bag(signed: Bool = true) throws -> (archive: ScratchArchive, files: [String]) {
    let archive = try ScratchArchive(signedBy: signed ? ScratchArchive.key : nil)
    try archive.archive(47)
    return (archive, try archive.scratch.files("archive/2026-W47-r1"))
  }

  private static func verified(_ archive: ScratchArchive) throws -> Verification {
    let keys = archive.key == nil ? KeyList() : ScratchArchive.keys(archive.key)
    return try BagVerifier(threads: 2, keys: keys, mustBeSigned: archive.key != nil)
      .verify(try archive.scratch.folder("archive/2026-W47-r1"), named: "2026-W47-r1")
  }

  private static func apply(_ mutation: Mutation, to file: String, in scratch: Scratch) throws {
    let path = "archive/2026-W47-r1/\(file)"
    let bytes = try scratch.bytes(path)
    switch mutation {
    case .flip: try scratch.write(bytes.enumerated().map { $0 == bytes.count / 2 ? $1 ^ 1 : $1 }, path)
    case .cut: try scratch.write(bytes.dropLast(), path)
    case .empty: try scratch.write([], path)
    case .lengthen: try scratch.write(bytes + [0x0A], path)
    case .remove: try scratch.remove(path)
    case .rename: try scratch.move(path, to: path + ".old")
    case .shout:
      let name = file.split(separator: "/").last.map(String.init) ?? file
      try scratch.move(path, to: String(path.dropLast(name.count)) + name.uppercased())
    case .link:
      try scratch.write(bytes, "elsewhere")
      try scratch.remove(path)
      try scratch.link(path, to: scratch.path("elsewhere"))
    case .folder:
      try scratch.remove(path)
      try FileManager.default.createDirectory(atPath: scratch.path(path), withIntermediateDirectories: true)
    }
  }

  /// What is said of payload files; tag files have codes of their own beside it.
  private static let codes: [Mutation: Set<String>] = [
    .flip: ["changed"], .cut: ["truncated"], .empty: ["truncated"], .lengthen: ["changed"], .remove: ["missing"],
    .rename: ["renamed"], .shout: ["renamed"], .link: ["link", "missing"], .folder: ["missing"],
  ]

  @Test(arguments: Mutation.allCases, [true, false])
  func `every change to every file is found and named`(mutation: Mutation, signed: Bool) throws {
    let files = try Self.bag().files
    #expect(files.count == 10)
    for file in files where signed || !file.hasSuffix(".minisig") {
      let (archive, _) = try Self.bag(signed: signed)
      #expect(try Self.verified(archive).isSound)
      let isEmpty = try archive.scratch.bytes("archive/2026-W47-r1/\(file)").isEmpty
      if isEmpty, [.flip, .cut, .empty].contains(mutation) { continue }
      try Self.apply(mutation, to: file, in: archive.scratch)
      let result = try Self.verified(archive)
      #expect(!result.isSound, "\(mutation) \(file)")
      guard file.hasPrefix("data/") else {
        // The tag manifest is vouched for by its form, its own lines and its signature; in the chain, by the next bag.
        #expect(result.errors.contains { $0.contains("tagmanifest") || $0.hasPrefix(file) }, "\(mutation) \(file)")
        continue
      }
      let named = result.errors.filter { $0.hasPrefix("\(file) ") }.compactMap { $0.split(separator: " ").last }
      #expect(Set(named.map(String.init)) == Self.codes[mutation], "\(mutation) \(file): \(result.errors)")
      #expect(result.errors.count == named.count, "\(mutation) \(file): \(result.errors)")
    }
  }

  @Test func `two files that changed places are named as such`() throws {
    let files = try Self.bag().files.filter { $0.hasPrefix("data/") }
    for (index, first) in files.enumerated() {
      for second in files[(index + 1)...] {
        let (archive, _) = try Self.bag()
        let paths = [first, second].map { "archive/2026-W47-r1/\($0)" }
        let bytes = try paths.map { try archive.scratch.bytes($0) }
        try archive.scratch.write(bytes[1], paths[0])
        try archive.scratch.write(bytes[0], paths[1])
        #expect(try Self.verified(archive).errors == ["\(first) swapped", "\(second) swapped"])
      }
    }
  }

  @Test(arguments: ["decision.html", "data/decision.html", "data/site/.hidden", "manifest-md5.txt", "deep/er/file"])
  func `a file that was added is named`(file: String) throws {
    let (archive, _) = try Self.bag()
    try archive.scratch.write(Array("x\n".utf8), "archive/2026-W47-r1/\(file)")
    #expect(try Self.verified(archive).errors.contains("\(file) extra"))
  }

  /// Rewritten so that every reader of the RFC still finds the same files with the same digests.
  @Test(arguments: ["manifest-sha256.txt", "tagmanifest-sha256.txt"])
  func `a manifest that says the same in another form is named`(file: String) throws {
    let ways: [(String, (String) -> String)] = [
      ("CR LF", { $0.replacing("\n", with: "\r\n") }), ("capitals", { ForeignBag.shouted($0) }),
      ("one space", { $0.replacing("  ", with: " ") }), ("a star", { $0.replacing("  ", with: " *") }),
      ("another order", { $0.split(separator: "\n").reversed().map { "\($0)\n" }.joined() }),
      ("twice", { $0 + ($0.split(separator: "\n").first.map { "\($0)\n" } ?? "") }),
    ]
    for (name, way) in ways {
      let (archive, _) = try Self.bag(signed: false)
      let path = "archive/2026-W47-r1/\(file)"
      let text = String(decoding: try archive.scratch.bytes(path), as: UTF8.self)
      try archive.scratch.write(Array(way(text).utf8), path)
      #expect(try Self.verified(archive).errors.contains("\(file) manifest-form"), "\(name)")
    }
  }
}
