public import ReportCore

extension EditionsLog {
  /// Reads what `text` writes. `file` names it in the diagnostics `editions-header`, `editions-cells`, `editions-gap`,
  /// `editions-cell`, `editions-twice` and `editions-chain`. With complaints, the value holds the lines before the
  /// first of them.
  public static func read(_ text: String, file: String) -> Checked<EditionsLog> {
    var lines = text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    if lines.last?.isEmpty == true { lines.removeLast() }
    guard let first = lines.first, CSVLine.cells(first) == columns else {
      let found = lines.first.flatMap { String($0) } ?? "an empty file"
      return Checked(
        EditionsLog(),
        [
          problem(
            "editions-header", SourcePlace(file: file, line: 1), "This is not a list of editions.", found,
            columns.joined(separator: ","))
        ])
    }
    var reading = EntryReading(file: file)
    for (index, line) in lines.enumerated().dropFirst() { reading.read(line, line: index + 1) }
    guard reading.problems.isEmpty else {
      let sound = reading.entries.prefix(reading.sound).reduce(EditionsLog()) { $0.appending($1) }
      return Checked(sound, reading.problems)
    }
    return Checked(EditionsLog(entries: reading.entries, text: text))
  }

  fileprivate static func problem(
    _ code: String, _ place: SourcePlace, _ summary: String, _ found: String?, _ expected: String
  ) -> Diagnostic {
    Diagnostic(
      code: code, at: place, summary, found: found, expected: expected,
      remedy: "restore \(path) from version control; only the program writes it")
  }
}

/// Checks the cells of each line, and what must hold between lines.
private struct EntryReading {
  let file: String
  var entries: [EditionsLog.Entry] = []
  var problems: [Diagnostic] = []
  /// How many lines came before the first complaint.
  private(set) var sound = 0
  private var links: [EditionsLog.Entry] = []

  init(file: String) { self.file = file }

  mutating func read(_ bytes: Substring.UTF8View, line: Int) {
    let before = problems.count
    guard let cells = CSVLine.cells(bytes), cells.count == EditionsLog.columns.count else {
      report("editions-cells", line, nil, "This line does not have the header's columns.", String(bytes), "13 cells")
      return
    }
    if Int(cells[0]) != line - 1 {
      report("editions-gap", line, "sequence", "The lines are numbered without gaps.", cells[0], "\(line - 1)")
    }
    let entry = entry(cells, line: line)
    guard problems.count == before, let entry else { return }
    checkOrder(entry, line: line)
    if entry.act.isLink { links.append(entry) }
    entries.append(entry)
    if problems.isEmpty { sound = entries.count }
  }

  private mutating func entry(_ cells: [String], line: Int) -> EditionsLog.Entry? {
    let acts = EditionsLog.Act.allCases.map(\.rawValue).joined(separator: ", ")
    let act = value(cells[1], line, "act", acts) { EditionsLog.Act(rawValue: $0) }
    let week = value(cells[2], line, "week", "2026-W47") { ISOWeek($0) }
    let least = act == .published ? 0...0 : 1...9999
    let revision = value(cells[3], line, "revision", act == .published ? "0" : "1, 2, …") { text in
      Int(text).flatMap { least.contains($0) && String($0) == text ? $0 : nil }
    }
    let moment = value(cells[4], line, "moment", "2026-11-23T06:00:00Z") { Instant($0) }
    let asOf = value(cells[5], line, "as-of", "2026-11-23T06:00:00Z") { Instant($0) }
    let digest = value(cells[6], line, "digest", "64 lower-case hexadecimal digits") { ContentDigest($0) }
    let previous = optional(cells[7], line, "previous", "64 lower-case hexadecimal digits") { ContentDigest($0) }
    let signer = value(cells[8], line, "signer", "16 upper-case hexadecimal digits or nothing") { text in
      let isID = text.utf8.count == 16 && text.utf8.allSatisfy { "0123456789ABCDEF".utf8.contains($0) }
      return text.isEmpty || isID ? text : nil
    }
    let until = optional(cells[9], line, "retain-until", "2033-12-31 or nothing") { CalendarDay($0) }
    let spend = value(cells[11], line, "spend", "a decimal number or nothing") { text in
      text.isEmpty || ExactDecimal(text.utf8) != nil ? text : nil
    }
    guard let act, let week, let revision, let moment, let asOf, let digest, let signer, let spend else { return nil }
    var entry = EditionsLog.Entry(
      act, week: week, revision: revision, moment: moment, asOf: asOf, digest: digest, previous: previous,
      signer: signer, retainUntil: until, basis: cells[10], spend: spend, note: cells[12])
    entry.sequence = line - 1
    return entry
  }

  /// Every link names the one before it; a bag is archived once, verified and disposed of afterwards.
  private mutating func checkOrder(_ entry: EditionsLog.Entry, line: Int) {
    if entry.act.isLink, entry.previous != links.last?.digest {
      report(
        "editions-chain", line, "previous", "This line does not name the bag before it.", entry.previous?.description,
        links.last?.digest.description ?? "nothing, for the first bag")
    }
    guard entry.act != .published else { return }
    let same = links.filter { $0.week == entry.week && $0.revision == entry.revision }
    let isArchived = same.contains { $0.act == .archived }
    let isDisposed = same.contains { $0.act == .disposed }
    if entry.act == .archived ? isArchived : entry.act == .disposed && isDisposed {
      report("editions-twice", line, "act", "This happened to this bag before.", entry.act.rawValue, "once for a bag")
    }
    if entry.act == .disposed, !isArchived {
      report("editions-twice", line, "act", "This bag was never archived.", entry.act.rawValue, "archived before it")
    }
  }

  private mutating func value<Value>(
    _ cell: String, _ line: Int, _ field: String, _ expected: String, _ read: (String) -> Value?
  ) -> Value? {
    if let value = read(cell) { return value }
    report("editions-cell", line, field, "This cannot be read.", cell, expected)
    return nil
  }

  private mutating func optional<Value>(
    _ cell: String, _ line: Int, _ field: String, _ expected: String, _ read: (String) -> Value?
  ) -> Value? {
    cell.isEmpty ? nil : value(cell, line, field, expected, read)
  }

  private mutating func report(
    _ code: String, _ line: Int, _ field: String?, _ summary: String, _ found: String?, _ expected: String
  ) {
    let place = SourcePlace(file: file, line: line, field: field)
    problems.append(EditionsLog.problem(code, place, summary, found, expected))
  }
}
