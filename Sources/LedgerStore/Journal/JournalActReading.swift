import ReportCore

/// Checks the cells of one journal line and the order of all.
struct JournalActReading {
  let file: String
  private(set) var acts: [JournalAct] = []
  private(set) var problems: [Diagnostic] = []
  private var lines: [String: Int] = [:]
  private var digests: [String: Int] = [:]

  init(file: String) { self.file = file }

  /// Reads a record that has exactly the header's cells.
  mutating func read(_ cells: [String], line: Int) {
    let before = problems.count
    let number = Int(cells[0])
    if number != acts.count + 1, problems.isEmpty {
      report("journal-gap", line, "number", "the acts are numbered without gaps", cells[0], "\(acts.count + 1)")
    }
    let moment = Instant(cells[1])
    if let moment {
      if let last = acts.last, moment <= last.moment {
        report(
          "journal-order", line, "moment", "an act must be later than the one before it", cells[1],
          "later than \(last.moment)")
      }
    } else {
      report("journal-moment", line, "moment", "is not a moment", cells[1], "such as 2026-11-23T06:00:00Z")
    }
    let act = JournalAct.Act(rawValue: cells[2])
    if act == nil { report("journal-act", line, "act", "is not a known act", cells[2], "import") }
    checkFile(cells[3], note: cells[6], line: line)
    checkDigest(cells[4], line: line)
    let importer = cells[5].split(separator: "/", omittingEmptySubsequences: false)
    if importer.count != 2 || importer[0].isEmpty || Int(importer[1]) == nil {
      report("journal-importer", line, "importer", "is not a format and its version", cells[5], "litellm-spend-logs/1")
    }
    guard problems.count == before, let number, let moment, let act else { return }
    acts.append(
      JournalAct(
        number: number, moment: moment, act: act, file: cells[3], sha256: cells[4], importer: cells[5], note: cells[6]))
  }

  private mutating func checkFile(_ name: String, note: String, line: Int) {
    guard ContentPlace.parse(name) != nil else {
      report(
        "journal-file", line, "file", "is not a file of the ledger", name,
        "a name without a dot in front and without folders but prices/ or mappings/")
      return
    }
    guard note != Journal.notKept else { return }
    if let first = lines.updateValue(line, forKey: name) {
      report("journal-file", line, "file", "was already imported on line \(first)", name, "each file once")
    }
  }

  private mutating func checkDigest(_ digest: String, line: Int) {
    let isDigest = digest.utf8.count == 64 && digest.utf8.allSatisfy { "0123456789abcdef".utf8.contains($0) }
    guard isDigest else {
      report("journal-digest", line, "sha256", "is not a SHA-256 digest", digest, "64 lower-case hexadecimal digits")
      return
    }
    if let first = digests.updateValue(line, forKey: digest) {
      report(
        "journal-digest", line, "sha256", "the same file was already imported on line \(first)", digest,
        "each file once")
    }
  }

  private mutating func report(
    _ code: String, _ line: Int, _ field: String, _ summary: String, _ found: String, _ expected: String
  ) {
    problems.append(
      Diagnostic(
        code: code, at: SourcePlace(file: file, line: line, field: field), summary, found: found, expected: expected,
        remedy: "Restore the journal from version control; only the program writes it."))
  }
}
