import Foundation
import ReportCore
import Registers
import Roadmaps
import Testing

/// The content that comes with the project reads without a complaint, and both languages are whole.
@Suite struct SampleContentTests {
  /// Text by path relative to the site, of all registers and pages directly in `content/`.
  private static func files(_ site: String) throws -> [String: String] {
    var root = URL(filePath: #filePath).deletingLastPathComponent().resolvingSymlinksInPath()
    root.deleteLastPathComponent()
    root.deleteLastPathComponent()
    let folder = root.appending(path: site).appending(path: "content")
    var files: [String: String] = [:]
    for name in try FileManager.default.contentsOfDirectory(atPath: folder.path)
    where [".yml", ".csv", ".md"].contains(where: name.hasSuffix) {
      files["content/\(name)"] = try String(contentsOf: folder.appending(path: name), encoding: .utf8)
    }
    return files
  }

  private static let formats = ["litellm-spend-logs", "openai-cost-csv", "manual-entries-csv"]

  @Test(arguments: [".", "templates/starter"])
  func `registers and checklists read without a complaint`(site: String) throws {
    let files = try Self.files(site)
    let registers = RegisterReader.read(files: files, formats: Self.formats)
    #expect(registers.diagnostics == [])
    let checklists = ChecklistReader.read(files: files, registers: registers.value)
    #expect(checklists.diagnostics == [])
    #expect(checklists.value.all.count == 4)
    for checklist in checklists.value.all {
      #expect(checklist.title.keys.sorted() == ["en", "nl"])
      #expect(
        checklist.sections.allSatisfy {
          $0.title["en"] != nil && $0.bodyHTML["nl"]?.isEmpty == $0.bodyHTML["en"]?.isEmpty
        })
      #expect(checklist.items.filter { $0.title["en"] == nil || $0.owner == nil }.map(\.id) == [])
    }
    #expect(checklists.value.roadmap?.sections.map(\.id) == (0...8).map { "week-\($0)" })
    #expect(checklists.value.roadmap?.sections.allSatisfy { $0.items.count { $0.isMilestone } == 1 } == true)
    #expect(
      checklists.value.pitfalls?.sections.map(\.id) == [
        "unlimited-chatbot", "overkill-models", "no-memory", "shadow-ai", "no-alarm",
      ])
  }

  @Test func `the sample company keeps every register`() throws {
    let registers = try RegisterReader.read(files: Self.files("."), formats: Self.formats).value
    #expect(
      registers.useCases?.map(\.id) == [
        "service-chat", "product-copy", "personalised-mail", "site-search", "review-analysis", "campaign-images",
      ])
    #expect(registers.sources?.count == 3)
    #expect(registers.budgets?.count == 9)
    #expect(registers.site.targets.count == 4)
    #expect(
      registers.controls?.contains { $0.useCase == "service-chat" && ($0.kind == .perIP || $0.kind == .perUser) }
        == false)
    let day = try #require(CalendarDay("2026-11-22"))
    #expect(registers.attribution(for: AttributionFields(key: "test-marketing"), on: day) == nil)
    #expect(registers.attribution(for: AttributionFields(provider: "Tekstgenie Pro"), on: day) == nil)
    #expect(registers.modelClass(of: "gpt-5-mini", on: day) == .balanced)
    #expect(registers.modelClass(of: "gpt-5", on: day) == .premium)
    #expect(registers.budget("service-chat", .day, on: day)?.amount == .euro(nanos: 6_000_000_000))
  }

  @Test func `the starter makes nothing green by itself`() throws {
    let files = try Self.files("templates/starter")
    let registers = RegisterReader.read(files: files).value
    #expect(registers.useCases == nil)
    #expect(registers.sources == nil)
    #expect(registers.budgets == nil)
    #expect(registers.controls == nil)
    #expect(registers.site.targets == [])
    #expect(registers.site.rolloutStart == nil)
    let checklists = ChecklistReader.read(files: files, registers: registers).value
    #expect(checklists.all.flatMap(\.items).allSatisfy { !$0.isTicked && $0.due == nil })
  }
}
