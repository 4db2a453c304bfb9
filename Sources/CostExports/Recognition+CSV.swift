import ReportCore

extension Recognition {
  func csv() throws(Diagnostic) -> RecognisedFormat {
    let names: [String]
    do {
      names = try header(separator: UInt8(ascii: ","))
    } catch {
      // Quotes around cells with other separators between them are no good header with commas.
      if let mapped = try mappedOrResaved() { return mapped }
      throw error
    }
    let present = Set(names)
    let matching = Recognition.tables
      .filter { $0.signature.missing(in: names).isEmpty && hasFirstRow($0.signature.firstRow, names) }
      .max { $0.signature.weight < $1.signature.weight }
    if let matching {
      try refuseRoundedIDs(matching)
      return matching.format
    }
    if let mapped = try mappedOrResaved() { return mapped }
    // An OpenAI export of a time without traffic has these four columns and no row that says more.
    if present == ["start_time", "end_time", "start_time_iso", "end_time_iso"] { return .costs(OpenAICostCSV.self) }
    throw unknown(names)
  }

  private func mappedOrResaved() throws(Diagnostic) -> RecognisedFormat? {
    if let mapping = mappings.first(where: { $0.fits(head) }) { return .mapped(mapping) }
    try refuseOtherSeparator(UInt8(ascii: ";"), "semicolons", "semicolon-separated")
    try refuseOtherSeparator(UInt8(ascii: "\t"), "tabs", "tab-separated")
    return nil
  }

  /// True when the cells below the header contain these texts.
  private func hasFirstRow(_ wanted: [String: String], _ names: [String]) -> Bool {
    guard !wanted.isEmpty else { return true }
    var problems = ProblemLog(file: file)
    let reader = CSVReader(MemorySource(head.bytes), file: file, capacity: FileHead.size)
    guard (try? reader.next(&problems)) == true, (try? reader.next(&problems)) == true else { return false }
    return wanted.allSatisfy { name, text in
      names.firstIndex(of: name).flatMap(reader.text)?.contains(text) ?? false
    }
  }

  static var tables: [Candidate] { candidates.filter(\.signature.isCSV) }

  /// The nearest format is the one with the largest share of its columns, at least half of them and two.
  private func unknown(_ names: [String]) -> Diagnostic {
    let nearest = Recognition.tables
      .filter(\.signature.firstRow.isEmpty)
      .map { (candidate: $0, missing: $0.signature.missing(in: names), wanted: $0.signature.required.count) }
      .filter { $0.missing.count * 2 <= $0.wanted && $0.missing.count + 2 <= $0.wanted }
      .min { $0.missing.count * $1.wanted < $1.missing.count * $0.wanted }
    guard let nearest else {
      return refusal(
        "unknown-format", "no format has these columns", line: 1, found: names.joined(separator: ","),
        expected: Recognition.known,
        remedy:
          "Check that this is the right file; describe its columns in a mapping (content/mappings/), or enter the "
          + "amounts in a manual entries CSV.")
    }
    let missing = nearest.missing.map { name in
      NearestName.of(name, among: names.prefix(200)).map { "\(name) (the file has \($0))" } ?? name
    }
    let list = missing.joined(separator: ", ")
    return refusal(
      "unknown-format",
      "this looks like \(nearest.candidate.title), but column \(list) is missing", line: 1,
      found: names.joined(separator: ","), expected: nearest.candidate.signature.required.joined(separator: ","),
      remedy: "Download the export again with all its columns.")
  }

  /// The format whose columns are all there when the cells stand between `separator`s.
  func candidate(_ bytes: [UInt8], separator: UInt8) -> Candidate? {
    var problems = ProblemLog(file: file)
    let reader = CSVReader(MemorySource(bytes), file: file, separator: separator, capacity: max(4, bytes.count))
    guard (try? reader.next(&problems)) == true, reader.cellCount > 1 else { return nil }
    let names = (0..<min(reader.cellCount, ByteLimits.cells)).map { reader.text($0) ?? "\u{FFFD}" }
    let fitting = Recognition.tables.filter { $0.signature.missing(in: names).isEmpty }
    let hasRow = (try? reader.next(&problems)) == true
    let best = fitting.filter { candidate in
      candidate.signature.firstRow.allSatisfy { name, text in
        hasRow && names.firstIndex(of: name).flatMap(reader.text)?.contains(text) ?? false
      }
    }
    return best.max { $0.signature.weight < $1.signature.weight }
  }

  /// A spreadsheet of a country with decimal commas writes semicolons, and `sep=;` above them.
  private func refuseOtherSeparator(_ separator: UInt8, _ name: String, _ code: String) throws(Diagnostic) {
    let bytes = withoutHint
    let line = bytes.prefix { $0 != 0x0A && $0 != 0x0D }
    let count = line.count { $0 == separator }
    guard count > 0, count > line.count(where: { $0 == UInt8(ascii: ",") }) else { return }
    guard let original = candidate(Array(bytes), separator: separator) else {
      throw refusal(
        code, "the cells are separated by \(name), which no format does", line: 1,
        found: String(decoding: line.prefix(100), as: UTF8.self), expected: "commas and decimal points",
        remedy: "Give the file as downloaded; if it is, describe its columns in a mapping (content/mappings/).")
    }
    let signs = SpreadsheetSigns(Array(bytes), separator: separator, file: file)
    throw refusal(
      code, "this looks like \(original.title), saved again by a spreadsheet", line: 1,
      found: signs.words(separator: name), expected: "commas and decimal points", remedy: Recognition.original)
  }

  /// The text behind a byte order mark and a first line such as `sep=;`.
  private var withoutHint: ArraySlice<UInt8> {
    var bytes = head.bytes[...]
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes = bytes.dropFirst(3) }
    guard bytes.starts(with: Array("sep=".utf8)), let end = bytes.firstIndex(of: 0x0A) else { return bytes }
    return bytes[(end + 1)...]
  }

  /// An export with the right columns whose ids are no longer ids: two requests would look like one.
  private func refuseRoundedIDs(_ matching: Candidate) throws(Diagnostic) {
    let signs = SpreadsheetSigns(head.bytes, separator: UInt8(ascii: ","), file: file)
    guard let id = signs.roundedID else { return }
    throw Diagnostic(
      code: "mangled-id", at: SourcePlace(file: file, line: id.line, field: Diagnostic.shortened(id.column)),
      "this is \(matching.title), saved again by a spreadsheet that took ids for numbers and rounded them",
      found: signs.words(separator: "commas"), expected: "ids with all their digits", remedy: Recognition.original)
  }

  private func header(separator: UInt8) throws(Diagnostic) -> [String] {
    var problems = ProblemLog(file: file)
    let reader = CSVReader(MemorySource(head.bytes), file: file, separator: separator, capacity: FileHead.size)
    // The source is memory: it cannot fail.
    let hasHeader = (try? reader.next(&problems)) ?? false
    if let problem = problems.diagnostics.first { throw problem }
    guard hasHeader else { throw Recognition.emptyFile(file) }
    return (0..<min(reader.cellCount, ByteLimits.cells)).map { reader.text($0) ?? "\u{FFFD}" }
  }
}
