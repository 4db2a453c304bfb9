import ReportCore
import Testing

@testable import CostExports

private func records(
  _ text: String, pageKeys: [StaticString] = ["data"]
) throws -> (objects: [String], pages: [String], problems: [Diagnostic]) {
  var problems = ProblemLog(file: "a.json")
  let source = try PeekedSource(MemorySource(text, chunk: 7))
  let records = try JSONRecords(source, file: "a.json", pageKeys: pageKeys, keeping: "more", problems: &problems)
  var objects: [String] = []
  while let slice = try records.next(&problems) { objects.append("\(records.line) \(slice.shown)") }
  return (objects, records.pages.map(\.shown), problems.diagnostics)
}

extension MemorySource {
  fileprivate init(_ text: String, chunk: Int) { self.init(Array(text.utf8), chunk: chunk) }
}

struct JSONRecordsTests {
  @Test(arguments: [
    ("{\"a\":1}\n\n{\"a\":2}\n", ["1 {\"a\":1}", "3 {\"a\":2}"]), ("[]", []), ("[\n]\n", []),
    ("[{\"a\":1},\n {\"a\":2}]", ["1 {\"a\":1}", "2 {\"a\":2}"]), ("\u{FEFF}\n[{}]", ["2 {}"]),
    ("{\"data\":[]}", []),
    ("{\"n\":2,\"data\":[{\"a\":1},{\"a\":[2]}],\"more\":true}", ["1 {\"a\":1}", "1 {\"a\":[2]}"]),
    ("{\"data\":[{\"a\":1}]}\n{\"data\":[{\"a\":2}]}\n", ["1 {\"a\":1}", "2 {\"a\":2}"]),
    ("[{\"data\":[{\"a\":1}]},{\"data\":[{\"a\":2}]}]", ["1 {\"a\":1}", "1 {\"a\":2}"]),
    ("{\n\"a\":1\n}\n{\n\"a\":2\n}", ["1 {\n\"a\":1\n}", "4 {\n\"a\":2\n}"]),
    ("{\"data\":7}", ["1 {\"data\":7}"]), ("{\"a\":{\"data\":[1]}}", ["1 {\"a\":{\"data\":[1]}}"]),
  ])
  func `hands out the objects, however they are packed`(_ text: String, _ objects: [String]) throws {
    let result = try records(text)
    #expect(result.problems.isEmpty)
    #expect(result.objects == objects)
  }

  @Test func `lines are counted before escapes bring line breaks`() throws {
    let file = "[\n{\"a\":\"x\\ny\\n\"},\n{\"a\":\"z\"}\n]"
    var problems = ProblemLog(file: "a.json")
    let records = try JSONRecords(try PeekedSource(MemorySource(file)), file: "a.json", problems: &problems)
    var lines: [Int] = []
    while let slice = try records.next(&problems) {
      var scanner = try #require(JSONScanner(slice))
      try scanner.members { (value, _) throws(JSONProblem) in _ = try value.value() }
      lines.append(records.line)
    }
    #expect(lines == [2, 3] && problems.isEmpty)
  }

  @Test func `what a page says beside its rows is kept, before and behind them`() throws {
    let result = try records(
      "{\"more\":{\"p\":1},\"data\":[{\"more\":9}]}\n{\"data\":[],\"more\":false}\n{\"data\":[]}")
    #expect(result.objects == ["1 {\"more\":9}"] && result.pages == ["{\"p\":1}", "false", ""])
  }

  @Test(arguments: [
    ("[{\"a\":1}", 1), ("[{\"a\":1}\n{\"a\":2}]", 2), ("[1]", 1), ("[{\"a\":1},\n\n3]", 3), ("{\"data\":[{}]", 1),
    ("{\"data\":[{}]} x", 1), ("[[[[[[[[[{}]]]]]]]]]", 1), ("{\n\"a\" 1}", 2), ("[{\"a\":1},\n{\"a\":tru}]", 2),
    ("[{\"a\":1}]]", 1),
  ])
  func `says where the packing goes wrong, and stops`(_ text: String, _ line: Int) throws {
    let result = try records(text)
    #expect(result.problems.map(\.code) == ["bad-json"])
    #expect(result.problems.first?.place?.line == line)
  }

  @Test func `a document that is too large is refused with another way`() throws {
    var problems = ProblemLog(file: "a.json")
    let source = MemorySource(Array(repeating: 0x20, count: 11))
    #expect(try WholeFile(source, file: "a.json", limit: 10, remedy: "jq", problems: &problems) == nil)
    #expect(problems.diagnostics.map(\.code) == ["file-too-large"])
    #expect(problems.diagnostics.first?.remedy == "jq")
    var none = ProblemLog(file: "a.json")
    let whole = try WholeFile(MemorySource("\u{FEFF}[]"), file: "a", limit: 10, remedy: "", problems: &none)
    #expect(whole?.bytes.shown == "[]" && none.isEmpty)
  }
}
