import ReportCore
import Testing

@testable import LedgerStore

struct JournalTests {
  private static let header = "number,moment,act,file,sha256,importer,note\n"
  private static let digest = String(repeating: "a", count: 64)
  private static let other = String(repeating: "b", count: 64)
  private static let first = "1,2026-11-23T06:00:00Z,import,a.csv,\(digest),ecb-history-csv/1,\n"

  private func read(_ text: String) -> Checked<Journal> {
    Journal.read(Array(text.utf8), file: "content/ledger/journal.csv")
  }

  @Test func `reads back what it writes`() throws {
    let acts = [
      JournalAct(
        number: 1, moment: try #require(Instant("2026-11-23T06:00:00Z")), act: .importFile, file: "a, \"b\".csv",
        sha256: Self.digest, importer: "ecb-history-csv/1", note: ""),
      JournalAct(
        number: 2, moment: try #require(Instant("2026-11-23T06:00:01Z")), act: .importFile, file: "c.csv",
        sha256: Self.other, importer: "openai-cost-csv/1", note: Journal.notKept),
    ]
    let once = Journal.bytes([], appending: [acts[0]])
    let bytes = Journal.bytes(once, appending: [acts[1]])
    #expect(bytes.starts(with: once))
    let journal = Journal.read(bytes, file: "journal.csv")
    #expect(journal.diagnostics.isEmpty)
    #expect(journal.value.acts == acts)
  }

  @Test func `leaves earlier lines byte for byte as they were`() {
    let earlier = Array((Self.header + Self.first).replacing("\n", with: "\r\n").utf8)
    #expect(Journal.bytes(earlier, appending: []) == earlier)
    #expect(read(String(decoding: earlier, as: UTF8.self)).value.acts.count == 1)
  }

  private static let withdrawal = "2,2026-11-23T07:00:00Z,withdraw,a.csv,\(digest),ecb-history-csv/1,"

  @Test func `a file that was withdrawn may be imported again`() throws {
    let again = "3,2026-11-23T08:00:00Z,import,a.csv,\(Self.digest),ecb-history-csv/1,\n"
    let journal = read(Self.header + Self.first + Self.withdrawal + "\"1: wrong, sorry\"\n" + again)
    #expect(journal.diagnostics.isEmpty)
    #expect(journal.value.acts.map(\.act) == [.importFile, .withdraw, .importFile])
    #expect(journal.value.acts.map(\.withdraws) == [nil, 1, nil])
    #expect(journal.value.acts.map(\.reason) == [nil, "wrong, sorry", nil])
    #expect(journal.value.acts.map(\.isKept) == [true, false, true])
  }

  struct Bad: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var text: String
    var line: Int
    var field: String?
    var code: String
    var found: String?
  }

  @Test(arguments: [
    Bad(testDescription: "nothing at all", text: "", line: 1, code: "journal-header", found: "an empty file"),
    Bad(
      testDescription: "another header", text: "number,moment\n", line: 1, code: "journal-header",
      found: "number,moment"),
    Bad(
      testDescription: "a gap", text: header + first + "3,2026-11-23T07:00:00Z,import,b.csv,\(other),x/1,\n", line: 3,
      field: "number", code: "journal-gap", found: "3"),
    Bad(
      testDescription: "moments out of order",
      text: header + first + "2,2026-11-23T06:00:00Z,import,b.csv,\(other),x/1,\n",
      line: 3, field: "moment", code: "journal-order", found: "2026-11-23T06:00:00Z"),
    Bad(
      testDescription: "no moment", text: header + first.replacing("2026-11-23T06:00:00Z", with: "Monday"), line: 2,
      field: "moment", code: "journal-moment", found: "Monday"),
    Bad(
      testDescription: "an unknown act", text: header + first.replacing("import,", with: "imprt,"), line: 2,
      field: "act",
      code: "journal-act", found: "imprt"),
    Bad(
      testDescription: "a short digest", text: header + first.replacing(digest, with: "abc"), line: 2, field: "sha256",
      code: "journal-digest", found: "abc"),
    Bad(
      testDescription: "a digest in capitals", text: header + first.replacing(digest, with: digest.uppercased()),
      line: 2,
      field: "sha256", code: "journal-digest", found: digest.uppercased()),
    Bad(
      testDescription: "a file in another folder", text: header + first.replacing("a.csv", with: "../a.csv"), line: 2,
      field: "file", code: "journal-file", found: "../a.csv"),
    Bad(
      testDescription: "an importer without version", text: header + first.replacing("csv/1", with: "csv"), line: 2,
      field: "importer", code: "journal-importer", found: "ecb-history-csv"),
    Bad(
      testDescription: "a line cut short", text: header + "1,2026-11-23T06:00:00Z,import\n", line: 2,
      code: "journal-cells",
      found: "3 cells"),
    Bad(
      testDescription: "the same digest twice",
      text: header + first + "2,2026-11-23T07:00:00Z,import,b.csv,\(digest),ecb-history-csv/1,\n", line: 3,
      field: "sha256",
      code: "journal-digest", found: digest),
    Bad(
      testDescription: "the same file twice",
      text: header + first + "2,2026-11-23T07:00:00Z,import,a.csv,\(other),ecb-history-csv/1,\n", line: 3,
      field: "file",
      code: "journal-file", found: "a.csv"),
    Bad(
      testDescription: "a withdrawal of nothing", text: header + first + withdrawal + "2: itself\n", line: 3,
      field: "note", code: "journal-withdraw", found: "2: itself"),
    Bad(
      testDescription: "a withdrawal without a number", text: header + first + withdrawal + "wrong\n", line: 3,
      field: "note", code: "journal-withdraw", found: "wrong"),
    Bad(
      testDescription: "a withdrawal of another file",
      text: header + first + withdrawal.replacing("a.csv", with: "b.csv") + "1: wrong\n", line: 3, field: "file",
      code: "journal-withdraw", found: "b.csv"),
    Bad(
      testDescription: "a withdrawal done twice",
      text: header + first + withdrawal + "1: wrong\n"
        + withdrawal.replacing("2,2026-11-23T07", with: "3,2026-11-23T08") + "1: again\n", line: 4, field: "note",
      code: "journal-withdraw", found: "1: again"),
    Bad(
      testDescription: "a withdrawn file with other bytes",
      text: header + first + withdrawal + "1: wrong\n3,2026-11-23T08:00:00Z,import,a.csv,\(other),x/1,\n", line: 4,
      field: "sha256", code: "journal-digest", found: other),
  ])
  func `says what is wrong with a line`(bad: Bad) throws {
    let problems = read(bad.text).diagnostics
    #expect(problems.map(\.code) == [bad.code])
    let problem = try #require(problems.first)
    #expect(problem.place == SourcePlace(file: "content/ledger/journal.csv", line: bad.line, field: bad.field))
    #expect(problem.found == bad.found)
    #expect(problem.remedy != nil)
  }

  @Test(arguments: [
    ("a.csv", "content/ledger/a.csv"), ("prices/b.json", "content/prices/b.json"),
    ("mappings/c.yml", "content/mappings/c.yml"),
  ])
  func `a file lies in one of three folders`(file: String, path: String) throws {
    let journal = read(Self.header + Self.first.replacing("a.csv", with: file))
    #expect(journal.diagnostics.isEmpty)
    #expect(journal.value.acts.map(\.file) == [file])
    #expect(LedgerFolder(site: "/s").path(file) == "/s/\(path)")
  }

  @Test(arguments: [
    "prices/", "prices/.b", "prices/journal.csv", "prices/a/b", "prices//b", "ledger/a.csv", "prices/../b",
    "mappings/prices/b", "Prices/b", "/a.csv", ".a", "README.md", "prices\u{1}/b", String(repeating: "a", count: 201),
  ])
  func `no file lies elsewhere`(file: String) {
    #expect(
      read(Self.header + Self.first.replacing("a.csv", with: file)).diagnostics.map(\.code) == ["journal-file"])
  }
}
