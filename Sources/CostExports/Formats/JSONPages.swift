import ReportCore

/// Pages of an API that reports by buckets of time, as OpenAI's and Anthropic's do (formats.md 3.1 and 4.1):
/// `{"data": [{start, end, "results": [{…}]}], "has_more": …}`. One page or several, one after another or in an
/// array, on any number of lines.
struct JSONPages {
  /// A result, or a bucket without any.
  struct Item {
    /// Which page it stands on, from 0.
    let page: Int
    /// 1-based.
    let line: Int
    /// When the bucket starts, as written.
    let start: ByteSlice
    /// When it ends, exclusive.
    let end: ByteSlice
    /// False for a bucket without results.
    let hasResult: Bool
  }

  private struct Bucket {
    var start = ByteSlice.empty
    var end = ByteSlice.empty
    var line = 1
    var results: [ByteSlice] = []
  }

  private let file: String
  private let whole: WholeFile
  private let lines: LineIndex
  private let names: JSONNames
  private var pages: [ByteSlice] = []
  private var page = 0
  private var buckets: [ByteSlice] = []
  private var bucket = 0
  private var current = Bucket()
  private var result = 0
  private var lastHasMore = false
  /// The values of the result handed out last.
  private(set) var fields = JSONFields()

  /// How many pages there are.
  var pageCount: Int { pages.count }

  /// Reads the pages of `source`; `names` are those of a result. Nil, with a complaint, when they are no JSON.
  init?(
    _ source: any ByteSource, file: String, names: [String], ignored: Set<String>, problems: inout ProblemLog,
    limit: Int = WholeFile.limit
  ) throws {
    guard
      let whole = try WholeFile(
        source, file: file, limit: limit, remedy: "Fetch fewer days at a time, and import the files one by one.",
        problems: &problems)
    else { return nil }
    self.file = file
    self.whole = whole
    self.names = JSONNames(names, ignored: ignored)
    lines = LineIndex(whole.bytes)
    guard whole.bytes.isUTF8 else {
      problems.add(
        Diagnostic(
          code: "not-utf-8", at: SourcePlace(file: file), "the file is not UTF-8",
          remedy: "Save the answers of the API as they come."))
      return nil
    }
    guard var scanner = JSONScanner(whole.bytes), scanner.peek() != nil else {
      problems.add(Recognition.emptyFile(file))
      return nil
    }
    do throws(JSONProblem) {
      while let byte = scanner.peek() {
        guard byte == UInt8(ascii: "[") else {
          pages.append(try scanner.skipValue())
          continue
        }
        try scanner.elements { value throws(JSONProblem) in pages.append(try value.skipValue()) }
      }
    } catch {
      problems.add(badJSON(error, in: whole.bytes))
      return nil
    }
  }

  /// The next result or empty bucket; nil behind the last one. What is wrong with a page, bucket or result between
  /// is added to `problems`.
  mutating func next(_ problems: inout ProblemLog) -> Item? {
    while true {
      if result < current.results.count {
        let slice = current.results[result]
        result += 1
        guard read(slice, &problems) else { continue }
        return Item(
          page: page - 1, line: lines.line(of: slice.start), start: current.start, end: current.end, hasResult: true)
      }
      if bucket < buckets.count {
        bucket += 1
        guard open(bucket: buckets[bucket - 1], &problems), current.results.isEmpty else { continue }
        return Item(
          page: page - 1, line: current.line, start: current.start, end: current.end, hasResult: false)
      }
      guard page < pages.count else { return nil }
      page += 1
      open(page: pages[page - 1], &problems)
    }
  }

  /// Names that no one reads, and a last page that says there is another.
  var warnings: [Diagnostic] {
    var warnings = fields.unknown.flatMap { UnknownNames.warnings([$0.name], file: file, line: $0.line) }
    if lastHasMore {
      warnings.append(
        Diagnostic(
          .warning, code: "page-missing", at: SourcePlace(file: file, field: "has_more"),
          "the last page says that there is another one", found: "has_more: true", expected: "all pages",
          remedy: "Fetch on with page= the value of next_page until has_more is false."))
    }
    return warnings
  }
}

// MARK: - Levels

extension JSONPages {
  private mutating func open(page slice: ByteSlice, _ problems: inout ProblemLog) {
    buckets = []
    bucket = 0
    var found: [ByteSlice] = []
    var hasData = false
    var hasMore = false
    parse(slice, &problems) { scanner throws(JSONProblem) in
      try scanner.members { (value, key) throws(JSONProblem) in
        if key.equals("data"), !hasData {
          hasData = true
          try value.elements { element throws(JSONProblem) in found.append(try element.skipValue()) }
        } else if key.equals("has_more") {
          hasMore = try value.value().equals("true")
        } else {
          try value.skipValue()
        }
      }
      if !hasData { throw JSONProblem(offset: 0, expected: "a page with its results under \"data\"") }
    }
    buckets = found
    lastHasMore = hasMore
  }

  private mutating func open(bucket slice: ByteSlice, _ problems: inout ProblemLog) -> Bool {
    var opened = Bucket()
    opened.line = lines.line(of: slice.start)
    let isGood = parse(slice, &problems) { scanner throws(JSONProblem) in
      try scanner.members { (value, key) throws(JSONProblem) in
        if key.equals("start_time") || key.equals("starting_at") {
          opened.start = try value.value()
        } else if key.equals("end_time") || key.equals("ending_at") {
          opened.end = try value.value()
        } else if key.equals("results") || key.equals("result"), value.peek() == UInt8(ascii: "[") {
          try value.elements { element throws(JSONProblem) in opened.results.append(try element.skipValue()) }
        } else {
          try value.skipValue()
        }
      }
    }
    current = isGood ? opened : Bucket()
    result = 0
    return isGood
  }

  private mutating func read(_ slice: ByteSlice, _ problems: inout ProblemLog) -> Bool {
    let line = lines.line(of: slice.start)
    var fields = self.fields
    let isGood = parse(slice, &problems) { scanner throws(JSONProblem) in
      try fields.read(&scanner, names, line: line)
    }
    self.fields = fields
    return isGood
  }

  @discardableResult
  private func parse(
    _ slice: ByteSlice, _ problems: inout ProblemLog, _ body: (inout JSONScanner) throws(JSONProblem) -> Void
  ) -> Bool {
    guard var scanner = JSONScanner(slice) else { return false }
    do throws(JSONProblem) {
      try body(&scanner)
      return true
    } catch {
      problems.add(badJSON(error, in: slice))
      return false
    }
  }

  private func badJSON(_ problem: JSONProblem, in slice: ByteSlice) -> Diagnostic {
    let line = lines.line(of: slice.start.map { $0 + problem.offset })
    return Diagnostic(
      code: "bad-json", at: SourcePlace(file: file, line: line), "this is not a page of the API",
      expected: problem.expected, remedy: "Save the answers of the API as they come; the file may have been cut short.")
  }
}
