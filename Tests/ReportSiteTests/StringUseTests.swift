import Foundation
import Testing

@testable import ReportSite

/// Sentences nobody prints are dead weight in two languages; keys nobody wrote stop a build late.
struct StringUseTests {
  /// The module's sources as one text, and every name between braces in its templates.
  private func used() throws -> (sources: String, words: Set<String>) {
    var sources = ""
    let folder = RepositoryFile.root.appending(path: "Sources/ReportSite").resolvingSymlinksInPath()
    for path in try FileManager.default.subpathsOfDirectory(atPath: folder.path) where path.hasSuffix(".swift") {
      sources += try RepositoryFile.text("Sources/ReportSite/\(path)")
    }
    var words: Set<String> = []
    for (_, text) in try SiteFixture.templates() { words.formUnion(TemplateTag.all(in: text).map(\.name)) }
    return (sources, words)
  }

  /// Keys that are put together from an id.
  private static let families = [
    "reason.", "state.", "state-letter.", "trend.", "name.provider.", "name.model-class.", "name.scope.", "verdict.",
    "decision.", "change.", "figure.", "formula.", "rule.", "definition.", "definitions.state.", "definitions.group.",
    "proof.",
    "item.needed.", "pitfalls.outcome.", "pitfalls.meaning.", "pitfalls.present.", "pitfalls.what.",
    "pitfalls.verdict.",
    "trace.family.", "trace.used.", "trace.register.", "csv.", "chart-title.", "edition.", "frame.", "week.",
    "archive.", "basis.", "basis-meaning.", "reconciliation.part.", "reconciliation.meaning.", "quality.",
  ]

  @Test func `every sentence is printed somewhere`() throws {
    let (sources, words) = try used()
    let strings = try #require(try SiteStrings.load().first)
    let idle = strings.sentences.keys.sorted().filter { key in
      let isForm = key.path.hasSuffix(".one") || key.path.hasSuffix(".other")
      let path = isForm ? key.path.split(separator: ".").dropLast().joined(separator: ".") : key.path
      return !Self.families.contains(where: key.path.hasPrefix) && !sources.contains("\"\(path)\"")
        && !words.contains(FixedSentences.name(of: key))
    }
    #expect(idle.map(\.path) == [])
  }
}
