import ReportCore

/// Checks the cells of one journal line and the order of all.
struct JournalActReading {
  let file: String
  private(set) var acts: [JournalAct] = []
  private(set) var problems: [Diagnostic] = []
  /// The lines of imports that stand, by file and by digest.
  private var lines: [String: Int] = [:]
  private var digests: [String: Int] = [:]
  /// The digests of files in the folder: a file that was withdrawn stays there.
  private var kept: [String: String] = [:]
  /// The numbers of imports that were withdrawn.
  private var withdrawals: Set<Int> = []

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
    if act == nil { report("journal-act", line, "act", "is not a known act", cells[2], "import, withdraw or re-rate") }
    checkFile(cells[3], line: line)
    checkDigest(cells[4], line: line)
    let importer = cells[5].split(separator: "/", omittingEmptySubsequences: false)
    if importer.count != 2 || importer[0].isEmpty || Int(importer[1]) == nil {
      report("journal-importer", line, "importer", "is not a format and its version", cells[5], "litellm-spend-logs/1")
    }
    guard problems.count == before, let number, let moment, let act else { return }
    let read = JournalAct(
      number: number, moment: moment, act: act, file: cells[3], sha256: cells[4], importer: cells[5], note: cells[6])
    switch act {
    case .importFile: checkImport(read, line: line)
    case .withdraw: checkWithdrawal(read, line: line)
    case .rerate: checkRerating(read, line: line)
    }
    guard problems.count == before else { return }
    acts.append(read)
  }

  private mutating func checkFile(_ name: String, line: Int) {
    guard ContentPlace.parse(name) == nil else { return }
    report(
      "journal-file", line, "file", "is not a file of the ledger", name,
      "a name without a dot in front and without folders but prices/ or mappings/")
  }

  private mutating func checkDigest(_ digest: String, line: Int) {
    let isDigest = digest.utf8.count == 64 && digest.utf8.allSatisfy { "0123456789abcdef".utf8.contains($0) }
    guard !isDigest else { return }
    report("journal-digest", line, "sha256", "is not a SHA-256 digest", digest, "64 lower-case hexadecimal digits")
  }

  /// The same bytes and the same file are imported once, unless that import was withdrawn.
  private mutating func checkImport(_ act: JournalAct, line: Int) {
    if act.isKept {
      if let first = lines.updateValue(line, forKey: act.file) {
        report("journal-file", line, "file", "was already imported on line \(first)", act.file, "each file once")
      } else if let digest = kept.updateValue(act.sha256, forKey: act.file), digest != act.sha256 {
        report(
          "journal-digest", line, "sha256", "the file had another digest when it was imported before", act.sha256,
          digest)
      }
    }
    if let first = digests.updateValue(line, forKey: act.sha256) {
      report(
        "journal-digest", line, "sha256", "the same file was already imported on line \(first)", act.sha256,
        "each file once")
    }
  }

  /// A withdrawal names an import that stands, as that import's own line does.
  private mutating func checkWithdrawal(_ act: JournalAct, line: Int) {
    guard let number = act.withdraws, acts.indices.contains(number - 1), acts[number - 1].act == .importFile else {
      return report(
        "journal-withdraw", line, "note", "does not name an earlier import", act.note, "12: and the reason")
    }
    let withdrawn = acts[number - 1]
    guard (act.file, act.sha256, act.importer) == (withdrawn.file, withdrawn.sha256, withdrawn.importer) else {
      return report(
        "journal-withdraw", line, "file", "is not the file of the import that is withdrawn", act.file, withdrawn.file)
    }
    guard withdrawals.insert(number).inserted else {
      return report(
        "journal-withdraw", line, "note", "the import was withdrawn before", act.note, "each import once")
    }
    lines[act.file] = nil
    digests[act.sha256] = nil
  }

  /// A re-rating names days, and a price book or an agreement that stands.
  private mutating func checkRerating(_ act: JournalAct, line: Int) {
    guard act.rerates != nil else {
      return report(
        "journal-re-rate", line, "note", "does not name days and a reason", act.note,
        "2026-10-01/2026-10-31: and the reason")
    }
    let isStanding = acts.contains {
      $0.act == .importFile && ($0.file, $0.sha256, $0.importer) == (act.file, act.sha256, act.importer)
        && !withdrawals.contains($0.number)
    }
    guard isStanding, ContentPlace.parse(act.file)?.place == .prices else {
      return report(
        "journal-re-rate", line, "file", "is not a file with prices that was imported before", act.file,
        "the file of an earlier import, prices/…")
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
