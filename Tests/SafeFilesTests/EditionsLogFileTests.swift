import Foundation
import OutputTree
import ReportCore
import SafeFiles
import Testing

struct EditionsLogFileTests {
  private let site = FileManager.default.temporaryDirectory.appendingPathComponent("peil-log-\(UUID().uuidString)").path

  private func entry(_ number: Int, previous: ContentDigest?) throws -> EditionsLog.Entry {
    EditionsLog.Entry(
      .archived, week: try #require(ISOWeek(year: 2026, week: number)), revision: 1, moment: Instant(seconds: 0),
      asOf: Instant(seconds: 0), digest: ContentDigest(of: [UInt8(number)]), previous: previous)
  }

  @Test func `lines go to the end, and a line that does not fit changes nothing`() throws {
    try FileManager.default.createDirectory(atPath: site, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: site) }
    #expect(try EditionsLogFile.read(site: site) == EditionsLog())
    let first = try EditionsLogFile.append(try entry(46, previous: nil), site: site)
    let second = try EditionsLogFile.append(try entry(47, previous: first.head), site: site)
    #expect(try EditionsLogFile.read(site: site) == second)
    let refused = #expect(throws: DiagnosticList.self) {
      try EditionsLogFile.append(try entry(48, previous: first.head), site: site)
    }
    #expect(refused?.diagnostics.map(\.code) == ["editions-chain"])
    #expect(try EditionsLogFile.read(site: site) == second)
    #expect(try FileManager.default.contentsOfDirectory(atPath: site + "/content") == ["editions.csv"])
  }

  @Test func `a damaged log stops whoever would append`() throws {
    try FileManager.default.createDirectory(atPath: site + "/content", withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: site) }
    try Data("nonsense\n".utf8).write(to: URL(fileURLWithPath: site + "/content/editions.csv"))
    #expect(throws: DiagnosticList.self) { try EditionsLogFile.append(try entry(46, previous: nil), site: site) }
    #expect(throws: DiagnosticList.self) { try EditionsLogFile.read(site: site) }
  }
}
