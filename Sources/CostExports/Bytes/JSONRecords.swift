import ReportCore

/// The objects of a JSON file one after another, however they are packed: one a line, as they stream by; or in arrays,
/// in pages (`{"data": […]}`) and in documents on any number of lines, which are held in memory (`WholeFile`).
final class JSONRecords {
  /// 1-based line the object handed out last starts on.
  private(set) var line = 0
  /// What each page said under the key to keep, in file order; nothing where it did not.
  private(set) var pages: [ByteSlice] = []

  private enum Level { case array(hasMore: Bool), page }

  private let file: String
  private let pageKeys: [StaticString]
  private let kept: StaticString?
  private var lines: LineReader?
  private var whole: WholeFile?
  private var scanner: JSONScanner?
  private var levels: [Level] = []
  private var nextLine = 1
  private var counted = 0

  /// True when the file holds one object a line, as far as its beginning shows.
  static func isLines(_ head: FileHead, pageKeys: [StaticString] = []) -> Bool {
    var bytes = head.bytes[...]
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes = bytes.dropFirst(3) }
    let text = bytes.drop { $0 <= 0x20 }
    guard text.first == UInt8(ascii: "{") else { return false }
    let outline = JSONOutline(Array(text), isWhole: head.isWholeFile)
    if pageKeys.contains(where: { outline.keys.contains($0.description) }) { return false }
    // A first line that is cut short goes wrong at its end, or where the next one begins.
    let firstLine = text.prefix { $0 != 0x0A }.count
    return !outline.firstHasLineBreaks || outline.problem.map { $0.offset <= firstLine + 1 } ?? false
  }

  /// Reads `source`; objects with an array under one of `pageKeys` are pages of records, and of them the value under
  /// `kept` is kept. Throws what the source throws.
  init(
    _ source: PeekedSource, file: String, pageKeys: [StaticString] = [], keeping kept: StaticString? = nil,
    problems: inout ProblemLog
  ) throws {
    self.file = file
    self.pageKeys = pageKeys
    self.kept = kept
    if JSONRecords.isLines(source.head, pageKeys: pageKeys) {
      lines = LineReader(source, file: file)
      return
    }
    whole = try WholeFile(
      source, file: file, remedy: "Rewrite it as one row a line: `jq -c '.[]'`, or `jq -c '.data[]'` for pages.",
      problems: &problems)
    guard let bytes = whole?.bytes else { return }
    guard bytes.isUTF8 else {
      problems.add(badJSON(JSONProblem(offset: 0, expected: "UTF-8"), nil))
      return
    }
    scanner = JSONScanner(bytes)
  }

  /// The next object as bytes, well-formed only in documents: a line is for the caller to check. Nil at the end. What is
  /// wrong between the objects is added to `problems` and ends the reading.
  func next(_ problems: inout ProblemLog) throws -> ByteSlice? {
    if let lines {
      while let slice = try lines.next(&problems) {
        line = lines.line
        if slice.isUTF8 { return slice }
        problems.add(badJSON(JSONProblem(offset: 0, expected: "UTF-8"), line))
      }
      return nil
    }
    guard var scanner else { return nil }
    defer { if self.scanner != nil { self.scanner = scanner } }
    do throws(JSONProblem) {
      guard let record = try record(&scanner) else {
        self.scanner = nil
        return nil
      }
      return record
    } catch {
      problems.add(badJSON(error, nextLine + breaks(counted, error.offset)))
      self.scanner = nil
      return nil
    }
  }

  /// Complains about the object handed out last.
  func complain(_ problem: JSONProblem, _ problems: inout ProblemLog) { problems.add(badJSON(problem, line)) }

  private func badJSON(_ problem: JSONProblem, _ line: Int?) -> Diagnostic {
    Diagnostic(
      code: "bad-json", at: SourcePlace(file: file, line: line), "this is not the JSON it should be",
      expected: problem.expected, remedy: "Export the rows again; the file may have been cut short.")
  }
}

// MARK: - Documents

extension JSONRecords {
  private func record(_ scanner: inout JSONScanner) throws(JSONProblem) -> ByteSlice? {
    while true {
      switch levels.last {
      case nil: if scanner.peek() == nil { return nil }
      case .array(let hasMore):
        if scanner.peek() == UInt8(ascii: "]") {
          scanner.step()
          levels.removeLast()
          continue
        }
        if hasMore { try comma(&scanner, "a comma or ]") }
        levels[levels.count - 1] = .array(hasMore: true)
      case .page:
        if scanner.peek() == UInt8(ascii: "}") {
          scanner.step()
          levels.removeLast()
        } else {
          try comma(&scanner, "a comma or }")
          try member(&scanner)
        }
        continue
      }
      if scanner.peek() == UInt8(ascii: "[") {
        try open(&scanner, .array(hasMore: false))
      } else if let slice = try object(&scanner) {
        return slice
      }
    }
  }

  /// The object that stands here; nil when it is a page, whose array has then been opened.
  private func object(_ scanner: inout JSONScanner) throws(JSONProblem) -> ByteSlice? {
    guard scanner.peek() == UInt8(ascii: "{") else { throw scanner.problem("an object") }
    let start = scanner.index
    let depth = levels.count
    try open(&scanner, .page)
    pages.append(.empty)
    if scanner.peek() != UInt8(ascii: "}") { try member(&scanner) }
    while levels.count == depth + 1, scanner.peek() == UInt8(ascii: ",") {
      scanner.step()
      try member(&scanner)
    }
    guard levels.count == depth + 1 else { return nil }
    guard scanner.peek() == UInt8(ascii: "}") else { throw scanner.problem("a comma or }") }
    scanner.step()
    levels.removeLast()
    pages.removeLast()
    // Counted before the caller resolves escapes in it, which can bring line breaks.
    nextLine += breaks(counted, start)
    line = nextLine
    nextLine += breaks(start, scanner.index)
    counted = scanner.index
    return ByteSlice(start: scanner.base + start, count: scanner.index - start)
  }

  /// Passes a key and its value, or opens the array of a page. Keys are compared as written: resolving their escapes
  /// would change bytes that the caller reads again.
  private func member(_ scanner: inout JSONScanner) throws(JSONProblem) {
    guard scanner.peek() == UInt8(ascii: "\"") else { throw scanner.problem("a name in quotes") }
    let quoted = try scanner.skipValue()
    let key = quoted.dropFirst(1).prefix(quoted.count - 2)
    try scanner.colon()
    if scanner.peek() == UInt8(ascii: "["), pageKeys.contains(where: { key.equals($0) }) {
      return try open(&scanner, .array(hasMore: false))
    }
    let value = try scanner.skipValue()
    if let kept, key.equals(kept), !pages.isEmpty { pages[pages.count - 1] = value }
  }

  private func comma(_ scanner: inout JSONScanner, _ expected: String) throws(JSONProblem) {
    guard scanner.peek() == UInt8(ascii: ",") else { throw scanner.problem(expected) }
    scanner.step()
  }

  private func open(_ scanner: inout JSONScanner, _ level: Level) throws(JSONProblem) {
    guard levels.count < 8 else { throw scanner.problem("at most 8 levels around the rows") }
    scanner.step()
    levels.append(level)
  }

  private func breaks(_ from: Int, _ to: Int) -> Int {
    guard let bytes = whole?.bytes, from < to, to <= bytes.count else { return 0 }
    return bytes.dropFirst(from).prefix(to - from).buffer.count { $0 == 0x0A }
  }
}
