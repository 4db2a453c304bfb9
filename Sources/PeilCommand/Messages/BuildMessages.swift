import CostExports
import LedgerStore
import ReportCore
import SitePublishing

/// About `peil import`, `build` and `check`.
extension Messages {
  static let importAbstract = "Read exports into the cost ledger."
  static let importDiscussion = """
    Each file is copied to content/ledger/ and recorded in its journal. All files are read, or, when one has errors, \
    none. What lies in content/ledger/ already needs no import: "peil build" finds it. A file ending in .gz is read \
    as it is.

    Recognised by their content, not by their name:
    \(formats)
    """

  /// One line for each format: its registry name, and what a person calls it.
  private static var formats: String {
    let known =
      CostExportFormats.all.map { ($0.name, $0.title) } + RateFormats.all.map { ($0.name, $0.title) } + [
        (PriceBookJSON.name, PriceBookJSON.title), (PriceAgreementsDocument.name, "price agreements of your own"),
        (CSVMapping.format, "how to read a CSV that no format knows"),
      ]
    let width = known.map(\.0.count).max() ?? 0
    return known.map { "  \($0)\(String(repeating: " ", count: width - $0.count))  \($1)" }.joined(separator: "\n")
  }

  static let importFilesHelp = "Exports as they were downloaded; - is standard input."
  static let nameHelp = "The name under which standard input is kept, such as litellm-2026-w47.csv."
  static let inputTwice = "Standard input can be read once: give - once."
  static let inputWithoutName = "Standard input has no name: give one with --name, such as --name costs.csv."
  static let inputNotKept = "Standard input comes once and must be kept: leave out --no-copy."
  static let nameWithoutInput = "--name is for standard input, which is given as -."

  static func cannotReadInput(_ reason: String) -> Diagnostic {
    Diagnostic(
      code: "input-output", at: nil, "Standard input cannot be read.", found: reason,
      remedy: "write to a file first, then import that file")
  }

  static let noCopyHelp = "Leave the file where it is; the journal says that it was not kept."

  static let buildAbstract = "Import what is new and write the site to public/."
  static let buildDiscussion = """
    Reads content/, imports the exports in content/ledger/ that the journal does not know, and writes the pages that \
    changed. A mistake in a file is reported with its line, and nothing is written.
    """

  static let whyHelp = "Say why the last build made this page, such as 2026/w47/index.html, and build nothing."

  static func noSuchPage(_ path: String) -> Diagnostic {
    Diagnostic(
      code: "no-such-page", at: nil, "The last build made no such file.", found: path,
      expected: "a path below public/, such as 2026/w47/index.html")
  }

  static let noRecord = Diagnostic(
    code: "no-record", at: SourcePlace(file: ".peil/build"), "There is no record of an earlier build.",
    remedy: "run peil build first")

  static func madeNew(_ path: String, _ moment: Instant) -> String {
    "\(path) is new: it was made on \(moment), from:"
  }

  static func madeAgain(_ path: String, _ moment: Instant) -> String {
    "\(path) was made again on \(moment), because of:"
  }

  static func madeDamaged(_ path: String, _ moment: Instant) -> String {
    "\(path) was made again on \(moment): it, or a file made with it, was missing or altered."
  }

  static func unchangedSince(_ path: String, _ made: Instant, _ last: Instant) -> String {
    "\(path): unchanged since \(made); the last build, on \(last), left it alone. It was made then because of:"
  }

  /// `before` is nil for something that was not there.
  static func ingredient(_ name: String, _ before: String?, _ now: String?) -> String {
    let short = { (state: String?) in state.map { shortened($0) } ?? "none" }
    return before == nil && now != nil ? "  \(name): \(short(now))" : "  \(name): \(short(before)) → \(short(now))"
  }

  /// Digests to eight digits; words as they are.
  private static func shortened(_ state: String) -> String {
    state.utf8.count == 32 && state.allSatisfy(\.isHexDigit) ? String(state.prefix(8)) : state
  }

  static let checkAbstract = "Say whether everything can be read and built, and write nothing."
  static let checkDiscussion = """
    Reads registers, checklists, templates, the journal and its files, and makes all pages in memory. What was built \
    before is held against the publishing gates: sums of the ledger, links, figures, secrets and personal data; \
    content/waivers.yml says what may pass. Exit status 1 when something is wrong.
    """
  /// `public/: 1 finding stops a publication, 2 waived, 0 warnings.`
  static func gates(_ report: GateReport) -> String {
    let stopping = report.stopping.count
    return
      "public/: \(stopping == 0 ? "nothing stops" : "\(counted(stopping, "finding")) \(stopping == 1 ? "stops" : "stop")")"
      + " a publication, \(report.waived.count) waived, \(counted(report.warnings.count, "warning"))."
  }

  static let checkPassed = "All is well."
  static let checkFailed = "Not everything is well; see above."

  static let ledgerRebuilt = "The ledger was made from the journal."
  static let nothingNew = "No new exports."

  /// `shown` names a file as the person sees it.
  static func outcome(_ outcome: ImportOutcome, _ shown: (String) -> String) -> String {
    switch outcome {
    case .imported(let report):
      var parts = [counted(report.record.rows, "row")]
      if report.superseded > 0 { parts.append("\(counted(report.superseded, "earlier row")) replaced") }
      if report.waiting > 0 {
        parts.append(
          "\(counted(report.waiting, "row")) waiting for an exchange rate: import the ECB's eurofxref-hist.csv")
      }
      if report.estimated > 0 {
        parts.append("\(counted(report.estimated, "row")) without an amount priced from content/prices/")
      }
      if !report.unpriced.isEmpty { parts.append(unpriced(report.unpriced)) }
      if report.bookedLate > 0 { parts.append("\(counted(report.bookedLate, "waiting row")) now in euro") }
      if isMapping(report) {
        return "Imported \(report.record.file): from now on it reads the CSV files it describes."
      }
      return "Imported \(report.record.file) (\(report.record.format)): \(parts.joined(separator: ", "))."
    case .alreadyImported(let file, let record):
      return "\(shown(file)) was imported before, as act \(record.number) on \(record.moment.utcDay); nothing changed."
    }
  }

  private static func isMapping(_ report: ImportReport) -> Bool { report.record.format == CSVMapping.format }

  /// `12 rows whose cost is unknown: no price for openai gpt-9, mistral medium (search)`.
  private static func unpriced(_ use: [UnpricedUse]) -> String {
    let names = use.prefix(3).map { use in
      let model = [use.provider, use.model].filter { !$0.isEmpty }.joined(separator: " ")
      return use.missing.map { "\(model) (\($0))" } ?? (model.isEmpty ? "use that names no model" : model)
    }
    let more = use.count > 3 ? " and \(use.count - 3) more" : ""
    let rows = use.reduce(0) { $0 + $1.rows }
    return "\(counted(rows, "row")) whose cost is unknown: no price for \(names.joined(separator: ", "))\(more)"
  }

  static func written(_ counts: WriteCounts, files: Int) -> String {
    "public/: \(counted(files, "file")), \(counts.written) written, \(counts.unchanged) unchanged, \(counts.removed) removed."
  }

  /// `verdict` is the edition's own sentence.
  static func verdict(_ week: ISOWeek, _ verdict: String) -> String { "\(week): \(verdict)" }

  static func lookAt(_ site: String) -> String {
    "Look at \(site == "." ? "" : site.hasSuffix("/") ? site : site + "/")public/index.html"
  }

  static func progress(_ progress: LedgerProgress) -> String {
    let verb =
      switch progress.phase {
      case .verifying: "Checking"
      case .repeating: "Repeating"
      case .importing: "Reading"
      }
    let share = progress.totalBytes > 0 ? min(100, progress.bytes * 100 / progress.totalBytes) : 100
    return "\(verb) \(progress.file) \(share) %"
  }

  static let noWeek = Diagnostic(
    code: "no-week", at: SourcePlace(file: "content/ledger"), "There is no week to report on yet.",
    expected: "exports with costs of at least one ISO week that has ended",
    remedy: "import the exports of your providers with: peil import FILE…")

  static func missingTemplate(_ path: String) -> Diagnostic {
    Diagnostic(
      code: "template-missing", at: SourcePlace(file: "templates/\(path)"), "This file is needed and is not there.",
      remedy: "put it back, or remove the whole folder templates to use those of the program")
  }
}
