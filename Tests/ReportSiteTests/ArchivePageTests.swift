import Editions
import Foundation
import OutputTree
import ReportCore
import Testing

@testable import ReportSite

struct ArchivePageTests {
  private let moment = Instant(seconds: 1_795_500_000)

  private func digest(_ text: String) -> ContentDigest { ContentDigest(of: Array(text.utf8)) }

  private func entry(
    _ act: EditionsLog.Act, _ week: Int, revision: Int = 1, digest text: String, previous: String? = nil,
    retain: String = "2033-12-31", note: String = ""
  ) throws -> EditionsLog.Entry {
    EditionsLog.Entry(
      act, week: try #require(ISOWeek(year: 2026, week: week)), revision: revision, moment: moment, asOf: moment,
      digest: digest(text), previous: previous.map(digest), signer: week == 47 ? "0123456789ABCDEF" : "",
      retainUntil: CalendarDay(retain), basis: "art. 52(4) AWR", note: note)
  }

  private func log() throws -> EditionsLog {
    try [
      entry(.archived, 44, digest: "44", retain: "2026-10-31"),
      entry(.archived, 45, digest: "45", previous: "44", retain: "2026-11-01"),
      entry(.archived, 46, digest: "46", previous: "45"), entry(.verified, 46, digest: "46"),
      entry(.archived, 47, digest: "47", previous: "46"), entry(.verified, 47, digest: "47", note: "changed: 1 file"),
      entry(.archived, 47, revision: 2, digest: "47-2", previous: "47"),
      entry(.disposed, 44, digest: "gone", previous: "47-2", note: "term over"),
    ].reduce(EditionsLog()) { $0.appending($1) }
  }

  private func tree(_ log: EditionsLog) throws -> OutputTree {
    let builder = SiteBuilder(
      templates: try TemplateSet(files: SiteFixture.templates()), strings: try SiteStrings.load(),
      styleSheet: "body { margin: 0; }\n", log: log)
    return try builder.outputTree(for: EditionFixture.all)
  }

  @Test func `each bag tells who signed and checked it and how long it is kept`() throws {
    try expectGolden(try SiteFixture.page("archive.html", of: tree(log())), "archive-bags.nl.html")
  }

  @Test func `the newest bag stands first, and only what may go is to be disposed of`() throws {
    let page = try SiteFixture.page("en/archive.html", of: tree(log()))
    let bags = try #require(page.components(separatedBy: "id=\"table-bags\"").last?.components(separatedBy: "</table>"))
    let order = ["47-2", "47", "46", "45", "44"].map { bags[0].firstRange(of: digest($0).short)?.lowerBound }
    #expect(order.allSatisfy { $0 != nil } && order.compactMap { $0 } == order.compactMap { $0 }.sorted())
    let due = try #require(page.components(separatedBy: "id=\"table-disposal\"").last)
    #expect(due.contains(digest("45").short) && !due.contains(digest("44").short) && !due.contains(digest("46").short))
  }

  @Test func `a handout prints the bag before its own edition, also when a revision came later`() throws {
    let tree = try tree(try log())
    let handout = try SiteFixture.page("2026/w47/handout.html", of: tree)
    #expect(handout.components(separatedBy: "keten \(digest("47").short) (2026-W47)").count == 3)
    let earlier = try SiteFixture.page("2026/w46/handout.html", of: tree)
    #expect(earlier.components(separatedBy: "keten \(digest("45").short) (2026-W45)").count == 3)
  }

  @Test func `without bags the chain begins, and publications leave all pages as they are`() throws {
    let plain = try tree(EditionsLog())
    #expect(try SiteFixture.page("2026/w47/handout.html", of: plain).contains("keten begint hier"))
    let published = try EditionsLog().appending(entry(.published, 47, revision: 0, digest: "site"))
    #expect(try tree(published).manifest == plain.manifest)
  }
}
