import CostExports
public import ReportCore

extension Journal {
  /// Reads a journal's bytes. Gaps, unknown acts, wrong digests and moments out of order are complaints with their
  /// line; with complaints, the value holds the acts up to the first of them at most.
  public static func read(_ bytes: [UInt8], file: String) -> Checked<Journal> {
    var log = ProblemLog(file: file)
    var reading = JournalActReading(file: file)
    let reader = CSVReader(MemorySource(bytes), file: file)
    do {
      guard try reader.next(&log) else {
        return Checked(Journal(), log.diagnostics + [headerProblem(file, found: "an empty file")])
      }
      let names = (0..<reader.cellCount).map { reader.text($0) ?? "" }
      guard names == header else {
        return Checked(Journal(), log.diagnostics + [headerProblem(file, found: names.joined(separator: ","))])
      }
      reader.width = header.count
      while try reader.next(&log) {
        let cells = (0..<reader.cellCount).compactMap { reader.text($0) }
        guard cells.count == header.count else {
          log.add(
            Diagnostic(
              code: "journal-cells", at: SourcePlace(file: file, line: reader.line),
              "the line does not have the header's columns in UTF-8", found: "\(cells.count) cells",
              expected: "\(header.count)",
              remedy: "Restore the journal from version control; only the program writes it."))
          continue
        }
        reading.read(cells, line: reader.line)
      }
    } catch {
      // Bytes in memory cannot fail to be read; whatever it was, it must not pass for a good journal.
      log.add(Diagnostic(code: "journal-unreadable", at: SourcePlace(file: file), "cannot be read: \(error)"))
    }
    let problems = log.diagnostics + reading.problems
    return Checked(
      Journal(acts: reading.acts), problems.sorted { ($0.place?.line ?? 0) < ($1.place?.line ?? 0) })
  }

  private static func headerProblem(_ file: String, found: String) -> Diagnostic {
    Diagnostic(
      code: "journal-header", at: SourcePlace(file: file, line: 1), "is not a journal", found: found,
      expected: header.joined(separator: ","),
      remedy: "Restore the journal from version control; only the program writes it.")
  }
}
