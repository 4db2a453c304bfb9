import ReportCore
import Testing

@testable import CostExports

/// Walks over a document; nil when it is good.
private func problem(_ text: String) -> JSONProblem? {
  var bytes = Array(text.utf8)
  return bytes.withUnsafeMutableBufferPointer { buffer -> JSONProblem? in
    guard var scanner = JSONScanner(ByteSlice(start: buffer.baseAddress, count: buffer.count)) else {
      return JSONProblem(offset: 0, expected: "bytes")
    }
    do throws(JSONProblem) {
      try scanner.skipValue()
      try scanner.finish()
      return nil
    } catch {
      return error
    }
  }
}

/// Reads a text value, escapes resolved; nil when it is refused.
private func string(_ text: String) -> String? {
  var bytes = Array(text.utf8)
  return bytes.withUnsafeMutableBufferPointer { buffer -> String? in
    guard var scanner = JSONScanner(ByteSlice(start: buffer.baseAddress, count: buffer.count)) else { return nil }
    return (try? scanner.string())?.text
  }
}

struct JSONScannerTests {
  @Test(arguments: [
    "0", "-0", "1", "-12.50", "1.82e-05", "35.2E-7", "6e+09", "true", "false", "null", "\"\"", "\"a\"", "[]", "{}",
    " [ ] ",
    "[1,2, 3]", "{\"a\":1}", "{\"a\":{\"b\":[{},[],\"}\"]},\"c\":null}", "\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e9\"",
    "\"éé🪑 plain and longer than eight bytes\"", "\t{\r\n\"a\" : [ true , false ] }\n", "[[[[[[[[[[1]]]]]]]]]]",
    "\"lone \\ud83e is grammar, though not text\"",
  ])
  func `passes good JSON`(_ text: String) {
    #expect(problem(text) == nil)
  }

  @Test(arguments: [
    "", " ", "{", "}", "[", "]", "[1,]", "[,1]", "{\"a\"}", "{\"a\":}", "{\"a\":1,}", "{,}", "{a:1}", "{'a':1}",
    "[1 2]",
    "{\"a\":1 \"b\":2}", "[1}", "{\"a\":1]", "01", "-", "+1", "1.", ".5", "1e", "1e+", "0x10", "NaN", "Infinity",
    "-Infinity",
    "tru", "True", "None", "nul", "\"", "\"a", "\"a\\\"", "\"\\x\"", "\"\\u12g4\"", "\"\\u12\"", "\"tab\there\"",
    "\"line\nbreak\"", "\"nul\u{0}\"", "1 1", "{} {}", "[1]]", "\"a\"b", "\"12345678\u{1}\"",
  ])
  func `refuses everything else`(_ text: String) {
    #expect(problem(text) != nil)
  }

  @Test func `says where and what was expected`() {
    #expect(problem("{\"a\":1,}") == JSONProblem(offset: 7, expected: "a name in quotes"))
    #expect(problem("[1 2]") == JSONProblem(offset: 3, expected: "a comma or ]"))
    #expect(problem("{\"a\" 1}") == JSONProblem(offset: 5, expected: "a colon"))
    #expect(problem("\"abc") == JSONProblem(offset: 4, expected: "a closing quote"))
  }

  @Test func `depth has a limit, and a million brackets are no danger`() {
    let limit = JSONScanner.depthLimit
    #expect(problem(String(repeating: "[", count: limit) + "1" + String(repeating: "]", count: limit)) == nil)
    let deeper = String(repeating: "[", count: limit + 1) + "1" + String(repeating: "]", count: limit + 1)
    #expect(problem(deeper)?.expected == "at most 120 levels")
    #expect(problem(String(repeating: "[{\"a\":", count: 500_000)) != nil)
  }

  @Test(arguments: [
    ("\"plain\"", "plain"), ("\"\\u00e9\\u20ac\"", "é€"), ("\"\\ud83e\\ude91!\"", "🪑!"), ("\"\\\\u0041\"", "\\u0041"),
    ("\"a\\/b\\\"c\\n\"", "a/b\"c\n"), ("\"\\u0000\"", "\u{0}"),
  ])
  func `resolves escapes`(_ text: String, _ expected: String) {
    #expect(string(text) == expected)
  }

  @Test(arguments: ["\"\\ud83e\"", "\"\\ude91\\ud83e\"", "\"\\ud83e\\u0041\"", "\"\\ud83ex\""])
  func `refuses half a pair of surrogates where text is needed`(_ text: String) {
    #expect(string(text) == nil)
  }

  @Test func `a control character is found at every place of a word`() {
    for position in 0..<24 {
      var bytes = Array(repeating: UInt8(ascii: "x"), count: 24)
      bytes[position] = 0x1F
      let bad = String(decoding: [0x22] + bytes + [0x22], as: UTF8.self)
      #expect(problem(bad)?.offset == position + 1)
      bytes[position] = 0x7F
      #expect(problem(String(decoding: [0x22] + bytes + [0x22], as: UTF8.self)) == nil)
    }
  }

  @Test func `lines are cut alike whatever the chunk`() throws {
    let text = "\u{FEFF}{\"a\":1}\r\n\n  \n{\"b\":\"é\"}\n{\"c\":3}"
    for capacity in 4...40 {
      let reader = LineReader(MemorySource(text), file: "a.jsonl", capacity: capacity)
      var problems = ProblemLog(file: "a.jsonl")
      var lines: [String] = []
      while let line = try reader.next(&problems) { lines.append("\(reader.line) \(line.text ?? "?")") }
      #expect(lines == ["1 {\"a\":1}", "4 {\"b\":\"é\"}", "5 {\"c\":3}"], "capacity \(capacity)")
      #expect(problems.isEmpty)
    }
  }

  @Test func `a line without end is refused at the limit`() throws {
    let reader = LineReader(
      MemorySource("{}\n" + String(repeating: "x", count: 5000)), file: "a.jsonl", capacity: 16, limit: 1024)
    var problems = ProblemLog(file: "a.jsonl")
    var count = 0
    while try reader.next(&problems) != nil { count += 1 }
    #expect(count == 1)
    #expect(problems.diagnostics.map { "\($0.place?.line ?? 0) \($0.code)" } == ["2 record-too-long"])
  }
}
