import Foundation
import LedgerStore
import Registers
import ReportCore
import Roadmaps
import Testing

@testable import Editions

/// The sample company of this repository, week by week.
struct SampleCompanyTests {
  private static var content: URL {
    URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
      .appending(path: "content")
  }

  private static func texts() throws -> [String: String] {
    var texts: [String: String] = [:]
    for file in try FileManager.default.contentsOfDirectory(at: content, includingPropertiesForKeys: nil)
    where ["yml", "md", "csv"].contains(file.pathExtension) {
      texts["content/\(file.lastPathComponent)"] = String(decoding: try Data(contentsOf: file), as: UTF8.self)
    }
    return texts
  }

  private static func builder(_ ledger: Ledger, asOf: Instant? = nil) throws -> EditionBuilder {
    let files = try texts()
    let registers = RegisterReader.read(files: files, formats: LedgerFolder.formats)
    let checklists = ChecklistReader.read(files: files, registers: registers.value)
    let calendar = try #require(SiteCalendar(identifier: registers.value.site.timeZone))
    return try EditionBuilder(
      registers: registers.value, checklists: checklists.value, calendar: calendar, ledger: ledger, asOf: asOf)
  }

  @Test func `every week is the same made alone, with all and from its slice`() throws {
    let site = FileManager.default.temporaryDirectory.appendingPathComponent("sample-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: site) }
    try FileManager.default.createDirectory(at: site, withIntermediateDirectories: true)
    try FileManager.default.copyItem(at: Self.content, to: site.appending(path: "content"))
    let ledger = try LedgerFolder(site: site.path).bringInStep().ledger
    let builder = try Self.builder(ledger)
    let all = try builder.editions(of: builder.weeks)
    #expect(all.count == 12)
    for edition in all {
      #expect(try builder.edition(of: edition.week).differences(from: edition) == [], "\(edition.week)")
      let slice = try builder.slice(of: edition.week)
      let files = Dictionary(uniqueKeysWithValues: slice.files.map { ($0.name, $0.bytes) })
      let again = try Self.builder(try LedgerSlice.ledger(from: files), asOf: builder.asOf)
      #expect(try again.edition(of: edition.week).differences(from: edition) == [], "\(edition.week) from its slice")
    }
  }
}
