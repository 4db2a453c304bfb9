import Foundation
import ReportCore
import Testing

@testable import CostExports

struct GzipSourceTests {
  /// `a,b\n1,2\n`, made by another program.
  static let table = bytes("H4sIAAAAAAACA0vUSeIy1DHiAgB7B5cKCAAAAA==")
  static let nothing = bytes("H4sIAAAAAAACAwMAAAAAAAAAAAA=")
  /// 100,000 zeros.
  static let zeros = bytes(
    """
    H4sIAAAAAAACA+3BMQEAAADCoPVPbQ0PoAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA
    AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAIBXA32VEdSghgEA
    """)
  /// One seat in a manual entries CSV.
  static let manual = bytes(
    """
    H4sIAAAAAAACAyXHQQqDQAwF0L1n+UpmFr2BFyi0WxkmEQYxKTEj9PZFu3uPS8iyuu3gS2E4RdkcLEf19olmirJb10Dt7qL1i60p
    D5nyY0xppIQ/88U3DimBRBMR5tfz7vAD3PkGWmYAAAA=
    """)

  private static func bytes(_ base64: String) -> [UInt8] {
    Array(Data(base64Encoded: base64, options: .ignoreUnknownCharacters) ?? Data())
  }

  private func unpacked(
    _ bytes: [UInt8], chunk: Int = .max, room: Int = 4096, limits: GzipSource.Limits = GzipSource.Limits()
  ) throws -> [UInt8] {
    let source = GzipSource(MemorySource(bytes, chunk: chunk), file: "a.csv.gz", limits: limits)
    var result: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: room)
    while true {
      let count = try buffer.withUnsafeMutableBytes { try source.read(into: $0) }
      if count == 0 { return result }
      result += buffer[..<count]
    }
  }

  private func problem(_ bytes: [UInt8], limits: GzipSource.Limits = GzipSource.Limits()) throws -> Diagnostic {
    try #require(throws: Diagnostic.self) { try unpacked(bytes, limits: limits) }
  }

  @Test(arguments: [1, 3, 1000], [1, 5, 4096])
  func `unpacks members one after the other, in pieces of any size`(_ chunk: Int, _ room: Int) throws {
    let table = Array("a,b\n1,2\n".utf8)
    #expect(try unpacked(Self.table, chunk: chunk, room: room) == table)
    #expect(try unpacked(Self.nothing, chunk: chunk, room: room) == [])
    let members = Self.table + Self.nothing + Self.table + [UInt8](repeating: 0, count: 512)
    #expect(try unpacked(members, chunk: chunk, room: room) == table + table)
  }

  @Test func `a file that is cut short anywhere is refused`() throws {
    for length in 0..<Self.table.count {
      #expect(try problem(Array(Self.table[..<length])).code == "gzip-truncated", "\(length) bytes")
      guard length > 0 else { continue }
      #expect(try problem(Self.table + Self.table[..<length]).code == "gzip-truncated", "\(length) bytes more")
    }
  }

  @Test func `damage is refused or changes nothing`() throws {
    for index in Self.table.indices {
      for bit in 0..<8 {
        var bytes = Self.table
        bytes[index] ^= 1 << bit
        do {
          #expect(try unpacked(bytes) == Array("a,b\n1,2\n".utf8), "byte \(index), bit \(bit)")
        } catch let problem as Diagnostic {
          #expect(["gzip-damaged", "gzip-truncated"].contains(problem.code))
          #expect(problem.place?.file == "a.csv.gz")
        }
      }
    }
    #expect(try problem(Self.table + Array("rubbish".utf8)).code == "gzip-damaged")
  }

  @Test func `a file that unpacks to absurdly more is given up`() throws {
    #expect(try unpacked(Self.zeros).count == 100_000)
    #expect(try unpacked(Self.zeros, limits: .init(ratio: 800, ratioFrom: 10_000)).count == 100_000)
    let byRatio = try problem(Self.zeros, limits: .init(ratio: 250, ratioFrom: 10_000))
    #expect(byRatio.code == "gzip-too-large")
    #expect(byRatio.found?.hasSuffix("bytes from 132") == true)
    #expect(try problem(Self.zeros, limits: .init(bytes: 50_000)).code == "gzip-too-large")
    #expect(try unpacked(Self.zeros, limits: .init(bytes: 100_000)).count == 100_000)
  }

  @Test func `a failure stays a failure`() throws {
    let source = GzipSource(MemorySource(Array(Self.table.dropLast())), file: "a.csv.gz")
    var buffer = [UInt8](repeating: 0, count: 4096)
    var failures = 0
    for _ in 0..<4 {
      do { _ = try buffer.withUnsafeMutableBytes { try source.read(into: $0) } } catch { failures += 1 }
    }
    #expect(failures >= 3)
  }

  @Test func `recognition sees what is inside`() throws {
    let source = try PeekedSource.unpacking(MemorySource(Self.manual), file: "seats.csv.gz")
    #expect(try CostExportFormats.recognise(source.head, file: "seats.csv.gz").name == "manual-entries-csv")
    let reading = try reading(ManualEntriesCSV.self, source)
    #expect(reading.rows.map(\.cost?.nanos) == [10_000_000_000])
    let plain = try PeekedSource.unpacking(MemorySource("a,b\n"), file: "a.csv")
    #expect(plain.head.bytes == Array("a,b\n".utf8))
  }
}
