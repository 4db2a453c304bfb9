import OutputTree
import ReportCore
import SafeFiles
import Testing

@testable import PeilCommand

struct BuildRecordTests {
  private func record() throws -> BuildRecord {
    let week = try #require(ISOWeek("2026-W47"))
    let path = try OutputPath("2026/w47/index.html")
    return BuildRecord(
      moment: Instant(seconds: 1_795_000_000), inputs: "abc", manifestDigest: "def",
      journal: JournalMark(size: 120, digest: "0f", acts: 3), cards: ["{\"week\":\"2026-W47\"}"],
      verdict: "100 % op peil,\tof\nniet", hasWarnings: true, ledgerStates: [week: "act 3"],
      groups: [
        FileGroup(
          week: week, kind: "week/nl", parts: ["p1", "p2"], before: [], made: Instant(seconds: 1_795_000_000),
          cause: .new,
          files: [
            MadeFile(
              path: path, digest: ContentDigest(of: [1]),
              stamp: FileStamp(size: 9, mode: 0o644, inode: .max, modified: -1, changed: 2))
          ]),
        FileGroup(
          week: nil, kind: "style", parts: ["p2"], before: ["p1"], made: Instant(seconds: 5), cause: .changed, files: []
        ),
      ], parts: ["p1": [Ingredient(name: "content/a%20\tb.yml", state: "x")], "p2": []])
  }

  @Test func `what was kept is read back as it was, to the last byte`() throws {
    let record = try record()
    let read = try #require(BuildRecord(text: Array(record.text.utf8)))
    #expect(read.text == record.text)
    #expect(read.verdict == record.verdict)
    #expect(read.parts == record.parts)
    #expect(read.groups[0].files[0].stamp == record.groups[0].files[0].stamp)
  }

  @Test func `a record with any byte changed, or cut anywhere, is none`() throws {
    let bytes = Array(try record().text.utf8)
    for index in bytes.indices {
      var altered = bytes
      altered[index] ^= 1
      #expect(BuildRecord(text: altered) == nil, "byte \(index)")
      #expect(BuildRecord(text: Array(bytes[..<index])) == nil, "cut at \(index)")
    }
  }
}
