import OutputTree
import ReportCore
import Testing

struct EditionsLogTests {
  private let moment = Instant(seconds: 1_795_500_000)

  private func digest(_ text: String) -> ContentDigest { ContentDigest(of: Array(text.utf8)) }

  private func week(_ number: Int) throws -> ISOWeek { try #require(ISOWeek(year: 2026, week: number)) }

  private func entry(
    _ act: EditionsLog.Act, _ number: Int, revision: Int = 1, digest text: String, previous: String? = nil,
    note: String = ""
  ) throws -> EditionsLog.Entry {
    EditionsLog.Entry(
      act, week: try week(number), revision: revision, moment: moment, asOf: moment, digest: digest(text),
      previous: previous.map(digest), signer: act.isLink ? "0123456789ABCDEF" : "",
      retainUntil: act == .archived ? CalendarDay("2033-12-31") : nil, basis: act == .archived ? "art. 52(4) AWR" : "",
      spend: act == .archived ? "123.45" : "", note: note)
  }

  private func log() throws -> EditionsLog {
    try [
      entry(.published, 46, revision: 0, digest: "site", note: "release \"a\", first"),
      entry(.archived, 46, digest: "46"), entry(.archived, 47, digest: "47", previous: "46"),
      entry(.verified, 47, digest: "47", note: "whole"),
      entry(.archived, 47, revision: 2, digest: "47-2", previous: "47"),
      entry(.disposed, 46, digest: "46 gone", previous: "47-2", note: "term\nover"),
    ].reduce(EditionsLog()) { $0.appending($1) }
  }

  @Test func `a log reads back what it wrote, byte for byte`() throws {
    let log = try log()
    let read = EditionsLog.read(log.text, file: "editions.csv")
    #expect(read.diagnostics.isEmpty)
    #expect(read.value == log)
    #expect(log.entries.map(\.sequence) == Array(1...6))
    #expect(log.text.utf8.count { $0 == UInt8(ascii: "\n") } == 7)
    #expect(log.entries[5].note == "term over")
    #expect(EditionsLog.read(EditionsLog().text, file: "e").value == EditionsLog())
  }

  @Test func `appending leaves the earlier lines as they stand`() throws {
    let log = try log()
    let longer = log.appending(try entry(.published, 48, revision: 0, digest: "x"))
    #expect(longer.text.hasPrefix(log.text))
    #expect(longer.entries.last?.sequence == 7)
    #expect(longer.first(6) == log)
    let cut = EditionsLog.read(String(log.text.dropLast()), file: "e").value
    #expect(cut.appending(try entry(.published, 48, revision: 0, digest: "x")).text == longer.text)
  }

  @Test func `an edition names the link before its newest bag, or the newest link there is`() throws {
    let log = try log()
    #expect(log.link(before: try week(46)) == nil)
    #expect(log.link(before: try week(47))?.revision == 1)
    #expect(log.link(before: try week(48))?.act == .disposed)
    #expect(EditionsLog().link(before: try week(46)) == nil)
  }

  @Test func `the chain runs over bags and disposals`() throws {
    let log = try log()
    #expect(log.chain.map(\.sequence) == [2, 3, 5, 6])
    #expect(log.head == digest("46 gone"))
    #expect(EditionsLog().head == nil)
    #expect(log.bag(of: try week(47))?.revision == 2)
    #expect(log.bag(of: try week(48)) == nil)
    #expect(log.disposal(of: try week(46), revision: 1)?.sequence == 6)
    #expect(log.disposal(of: try week(47), revision: 1) == nil)
  }

  @Test(arguments: [
    (1, "sequence", "nonsense", "editions-header"), (2, "1,", "2,", "editions-gap"),
    (3, ",archived,", ",kept,", "editions-cell"), (3, "2026-W46", "2026-W54", "editions-cell"),
    (3, ",1,", ",0,", "editions-cell"), (2, ",0,", ",1,", "editions-cell"), (3, "T", " at ", "editions-cell"),
    (3, "0123456789ABCDEF", "me", "editions-cell"), (3, "2033-12-31", "2033-13-31", "editions-cell"),
    (3, "123.45", "123,45", "editions-cells"), (3, "123.45", "1e", "editions-cell"),
    (4, "art. 52(4) AWR", "art. 52(4), AWR", "editions-cells"), (2, "\"release", "release", "editions-cells"),
    (6, ",2,", ",1,", "editions-twice"), (7, "2026-W46", "2026-W45", "editions-twice"),
  ])
  func `a line that was edited is named`(line: Int, old: String, new: String, code: String) throws {
    var lines = try log().text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    lines[line - 1].replace(old, with: new, maxReplacements: 1)
    let read = EditionsLog.read(lines.joined(separator: "\n"), file: "editions.csv")
    let first = try #require(read.diagnostics.first)
    #expect(first.code == code)
    #expect(first.place?.line == line)
    #expect(read.value.entries.count == max(0, line - 2))
  }

  @Test func `a line that was taken out or changed breaks the chain`() throws {
    let other = try [
      entry(.archived, 46, digest: "46"), entry(.archived, 47, digest: "47", previous: "other"),
      entry(.archived, 48, digest: "48", previous: "47"),
    ].reduce(EditionsLog()) { $0.appending($1) }
    let read = EditionsLog.read(other.text, file: "editions.csv")
    #expect(read.diagnostics.map(\.code) == ["editions-chain"])
    #expect(read.diagnostics.first?.place?.line == 3)
    #expect(read.diagnostics.first?.expected == digest("46").description)
    #expect(read.value.entries.map(\.week) == [try week(46)])
  }

  @Test func `an empty file is no list of editions`() {
    #expect(EditionsLog.read("", file: "e").diagnostics.map(\.code) == ["editions-header"])
  }
}
