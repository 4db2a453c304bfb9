import ReportCore

extension Recognition {
  func csv() throws(Diagnostic) -> RecognisedFormat {
    let names = try header(separator: UInt8(ascii: ","))
    let present = Set(names)
    let matching = Recognition.tables
      .filter { $0.signature.missing(in: names).isEmpty && hasFirstRow($0.signature.firstRow, names) }
      .max { $0.signature.weight < $1.signature.weight }
    if let matching { return matching.format }
    if let mapping = mappings.first(where: { $0.fits(head) }) { return .mapped(mapping) }
    try refuseOtherSeparator(UInt8(ascii: ";"), "semicolons", "semicolon-separated")
    try refuseOtherSeparator(UInt8(ascii: "\t"), "tabs", "tab-separated")
    // An OpenAI export of a time without traffic has these four columns and no row that says more.
    if present == ["start_time", "end_time", "start_time_iso", "end_time_iso"] { return .costs(OpenAICostCSV.self) }
    throw unknown(names)
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

  private static var tables: [Candidate] { candidates.filter(\.signature.isCSV) }

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
        remedy: "Check that this is the right file, or enter the amounts in a manual entries CSV.")
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

  private func refuseOtherSeparator(_ separator: UInt8, _ name: String, _ code: String) throws(Diagnostic) {
    let line = head.bytes.prefix { $0 != 0x0A && $0 != 0x0D }
    let count = line.count { $0 == separator }
    guard count > 0, count > line.count(where: { $0 == UInt8(ascii: ",") }) else { return }
    let names = try header(separator: separator)
    let original = Recognition.tables.first { $0.signature.missing(in: names).isEmpty }
    throw refusal(
      code,
      original.map { "this looks like \($0.title), saved again by a spreadsheet with \(name)" }
        ?? "the cells are separated by \(name)",
      line: 1, found: String(decoding: line.prefix(100), as: UTF8.self), expected: "commas and decimal points",
      remedy: "Give the file as downloaded: a spreadsheet changes numbers, dates and ids when it saves.")
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
