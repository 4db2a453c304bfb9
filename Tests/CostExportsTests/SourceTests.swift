import CostExports
import Foundation
import ReportCore
import Testing

struct SourceTests {
  private func all(_ source: any ByteSource, bufferSize: Int) throws -> [UInt8] {
    var source = source
    var result: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: bufferSize)
    while true {
      let count = try buffer.withUnsafeMutableBytes { try source.read(into: $0) }
      if count == 0 { return result }
      result += buffer[..<count]
    }
  }

  @Test func `memory is handed out in order, in chunks`() throws {
    let bytes = Array("noorderduin".utf8)
    #expect(try all(MemorySource(bytes, chunk: 3), bufferSize: 100) == bytes)
    #expect(try all(MemorySource(bytes), bufferSize: 2) == bytes)
    #expect(try all(MemorySource([]), bufferSize: 2) == [])
  }

  @Test(arguments: [0, 1, 65_535, 65_536, 65_537, 200_000])
  func `a peeked source still gives everything`(_ length: Int) throws {
    let bytes = (0..<length).map { UInt8(truncatingIfNeeded: $0 &* 7) }
    let peeked = try PeekedSource(MemorySource(bytes, chunk: 1000))
    #expect(peeked.head.bytes == Array(bytes.prefix(65_536)))
    #expect(peeked.head.isWholeFile == (length < 65_536))
    #expect(try all(peeked, bufferSize: 4096) == bytes)
  }

  @Test func `reads a file, and complains about what is none`() throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("peil-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let path = folder.appendingPathComponent("a.csv").path
    try Data("a,b\n1,2\n".utf8).write(to: URL(fileURLWithPath: path))
    #expect(try all(FileSource(path: path, file: "a.csv"), bufferSize: 3) == Array("a,b\n1,2\n".utf8))

    let missing = try #require(throws: Diagnostic.self) { try FileSource(path: path + "x", file: "b.csv") }
    #expect(missing.code == "cannot-open" && missing.place?.file == "b.csv")
    let directory = try #require(throws: Diagnostic.self) { try FileSource(path: folder.path, file: "map") }
    #expect(directory.code == "not-a-file")
  }

  @Test func `fifty complaints are kept and the rest is counted`() {
    var log = ProblemLog(file: "a.csv")
    #expect(log.isEmpty && log.diagnostics.isEmpty)
    for line in 1...262 { log.add(Diagnostic(code: "x", at: SourcePlace(file: "a.csv", line: line), "wrong")) }
    #expect(log.count == 262)
    #expect(log.diagnostics.count == 51)
    #expect(log.diagnostics.last?.summary == "and 212 more")
    #expect(log.diagnostics[49].place?.line == 50)
  }
}
