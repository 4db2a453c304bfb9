import ReportCore
import Testing

@testable import CostExports

private struct Outcome: Equatable {
  var records: [[String]] = []
  var lines: [Int] = []
  var problems: [String] = []
}

private func outcome(_ bytes: [UInt8], capacity: Int = 4096, limit: Int = 1 << 20, width: Int? = nil) throws -> Outcome
{
  let reader = CSVReader(MemorySource(bytes), file: "a.csv", capacity: capacity, limit: limit)
  reader.width = width
  var problems = ProblemLog(file: "a.csv")
  var outcome = Outcome()
  while try reader.next(&problems) {
    outcome.records.append((0..<reader.cellCount).map { reader.text($0) ?? "?" })
    outcome.lines.append(reader.line)
  }
  outcome.problems = problems.diagnostics.map { "\($0.place?.line ?? 0) \($0.code)" }
  return outcome
}

private struct Case: Sendable, CustomTestStringConvertible {
  var text: String
  var records: [[String]]
  var lines: [Int]
  var problems: [String] = []
  var testDescription: String { text.debugDescription }
}

private let cases: [Case] = [
  Case(text: "", records: [], lines: []),
  Case(text: "\n\r\n", records: [], lines: []),
  Case(text: "a,b\n1,2\n", records: [["a", "b"], ["1", "2"]], lines: [1, 2]),
  Case(text: "a,b\n1,2", records: [["a", "b"], ["1", "2"]], lines: [1, 2]),
  Case(text: "a,b\r\n1,2\r\n", records: [["a", "b"], ["1", "2"]], lines: [1, 2]),
  Case(text: "a,b\r\n1,2\r", records: [["a", "b"], ["1", "2"]], lines: [1, 2]),
  Case(text: "\u{FEFF}a,b\n1,2\n", records: [["a", "b"], ["1", "2"]], lines: [1, 2]),
  Case(text: "\u{FEFF}\"a\",b\n", records: [["a", "b"]], lines: [1]),
  Case(text: "a,\n,b\n,\n", records: [["a", ""], ["", "b"], ["", ""]], lines: [1, 2, 3]),
  Case(text: "a,b,", records: [["a", "b", ""]], lines: [1]),
  Case(text: "\"a,b\",c\n", records: [["a,b", "c"]], lines: [1]),
  Case(text: "\"a \"\"b\"\" c\",\"\"\"\"\n", records: [["a \"b\" c", "\""]], lines: [1]),
  Case(text: "\"\",x\n\"\"\n", records: [["", "x"], [""]], lines: [1, 2]),
  Case(text: "\"a\nb\",c\nd,e\n", records: [["a\nb", "c"], ["d", "e"]], lines: [1, 3]),
  Case(text: "\"a\r\n\r\nb\",c\r\nd,e", records: [["a\r\n\r\nb", "c"], ["d", "e"]], lines: [1, 4]),
  Case(text: "a\n\n\nb\n", records: [["a"], ["b"]], lines: [1, 4]),
  Case(text: "é,≤ 200k,🪑\n", records: [["é", "≤ 200k", "🪑"]], lines: [1]),
  Case(text: " a , b \n", records: [[" a ", " b "]], lines: [1]),
  Case(text: "a;b\tc\n", records: [["a;b\tc"]], lines: [1]),
  Case(
    text: "a,b\nx\"y,z\nc,d\n", records: [["a", "b"], ["c", "d"]], lines: [1, 3], problems: ["2 csv-stray-quote"]),
  Case(text: "\"x\"y,z\nc,d\n", records: [["c", "d"]], lines: [2], problems: ["1 csv-stray-quote"]),
  Case(text: "\"x\" ,z\nc\n", records: [["c"]], lines: [2], problems: ["1 csv-stray-quote"]),
  Case(text: "\"1\n2\",\"x\"y\nc\n", records: [["c"]], lines: [3], problems: ["2 csv-stray-quote"]),
  Case(text: "a\rb\nc\n", records: [["c"]], lines: [2], problems: ["1 csv-stray-return"]),
  Case(text: "a\n\"b\nc\nd\n", records: [["a"]], lines: [1], problems: ["2 csv-unclosed-quote"]),
  Case(text: "a\n\"b\"\"", records: [["a"]], lines: [1], problems: ["2 csv-unclosed-quote"]),
  Case(text: "x\"", records: [], lines: [], problems: ["1 csv-stray-quote"]),
]

struct CSVReaderTests {
  @Test(arguments: cases)
  private func `reads every shape of RFC 4180 and names what breaks it`(_ item: Case) throws {
    let expected = Outcome(records: item.records, lines: item.lines, problems: item.problems)
    #expect(try outcome(Array(item.text.utf8)) == expected)
  }

  @Test(arguments: cases)
  private func `the window's border may fall on any byte`(_ item: Case) throws {
    let expected = Outcome(records: item.records, lines: item.lines, problems: item.problems)
    for capacity in 4...max(4, item.text.utf8.count + 1) {
      #expect(try outcome(Array(item.text.utf8), capacity: capacity) == expected, "capacity \(capacity)")
    }
  }

  @Test func `the sample files read alike whatever the chunk`() throws {
    for text in [Sample.manual, Sample.openAICost, Sample.spendLogsTable, Sample.rates] {
      let bytes = Array(text.utf8)
      let whole = try outcome(bytes)
      #expect(whole.problems.isEmpty && whole.records.count >= 4)
      for capacity in 4...bytes.count where capacity < 300 || capacity % 17 == 0 {
        #expect(try outcome(bytes, capacity: capacity) == whole, "capacity \(capacity)")
      }
    }
  }

  @Test func `a cell may be asked for twice and stays the same`() throws {
    let reader = CSVReader(MemorySource("\"a\"\"b\"\"c\",d\n"), file: "a.csv")
    var problems = ProblemLog(file: "a.csv")
    #expect(try reader.next(&problems))
    #expect(reader.text(0) == "a\"b\"c")
    #expect(reader.text(0) == "a\"b\"c")
    #expect(reader.text(1) == "d")
    #expect(reader.text(2)?.isEmpty == true)
  }

  @Test func `a row may be shorter than the header and not longer`() throws {
    let result = try outcome(Array("1,2\n3\n4,5,6\n7,8\n9,,\n".utf8), width: 2)
    #expect(result.records == [["1", "2"], ["3"], ["7", "8"]])
    #expect(result.problems == ["3 csv-too-many-cells", "5 csv-too-many-cells"])
  }

  @Test func `a record without end is refused at the limit, and memory with it`() throws {
    let long = Array("a,b\n".utf8) + [UInt8](repeating: UInt8(ascii: "x"), count: 5000)
    let result = try outcome(long, capacity: 16, limit: 1024)
    #expect(result == Outcome(records: [["a", "b"]], lines: [1], problems: ["2 record-too-long"]))
    let open = Array("a,b\n\"".utf8) + [UInt8](repeating: UInt8(ascii: "\n"), count: 5000)
    #expect(try outcome(open, capacity: 16, limit: 1024).problems == ["2 csv-unclosed-quote"])
  }

  @Test func `a cell that is not UTF-8 has no text`() throws {
    let reader = CSVReader(MemorySource([0x61, 0xFF, 0x2C, 0x62, 0x0A]), file: "a.csv")
    var problems = ProblemLog(file: "a.csv")
    #expect(try reader.next(&problems))
    #expect(reader.text(0) == nil)
    #expect(reader.text(1) == "b")
  }

  @Test func `says what is wrong in full`() throws {
    let reader = CSVReader(MemorySource("a,b\n1,\"2\n"), file: "kosten.csv")
    var problems = ProblemLog(file: "kosten.csv")
    while try reader.next(&problems) {}
    #expect(
      problems.diagnostics.map(\.description) == [
        """
        kosten.csv:2: error: a quote opened in the row that starts here is never closed [csv-unclosed-quote]
          remedy:   Download the export again; the file may have been cut short.
        """
      ])
  }
}
