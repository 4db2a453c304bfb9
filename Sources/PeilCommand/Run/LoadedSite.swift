import CostExports
import Editions
import LedgerStore
import OutputTree
import Registers
import ReportCore
import ReportSite
import Roadmaps
import SafeFiles

/// What people wrote, read and found in order. Made before the ledger is touched: a mistake in a register stops a
/// command before it changes anything.
struct LoadedSite {
  let registers: Registers
  let checklists: Checklists
  let calendar: SiteCalendar
  /// As of when each archived week was first archived.
  let firstKnownAt: [ISOWeek: Instant]
  /// Warnings; errors are thrown.
  let warnings: [Diagnostic]

  init(_ folder: SiteFolder) throws(DiagnosticList) {
    try self.init(files: try folder.contentFiles())
  }

  /// Throws the complaints of all registers and checklists together.
  init(files: [String: String]) throws(DiagnosticList) {
    let registers = RegisterReader.read(files: files, formats: LoadedSite.formats(files))
    let checklists = ChecklistReader.read(files: files, registers: registers.value)
    let calendar = SiteCalendar(identifier: registers.value.site.timeZone)
    let log = files[EditionsLog.path].map { EditionsLog.read($0, file: EditionsLog.path) } ?? Checked(EditionsLog())
    let found = registers.diagnostics + checklists.diagnostics + log.diagnostics
    guard let calendar, !registers.hasErrors, !checklists.hasErrors, !log.hasErrors else {
      throw DiagnosticList(found)
    }
    let archived = log.value.entries.filter { $0.act == .archived }
    firstKnownAt = Dictionary(archived.map { ($0.week, $0.asOf) }) { first, _ in first }
    self.registers = registers.value
    self.checklists = checklists.value
    self.calendar = calendar
    warnings = found
  }

  /// The registry names, and what mappings call the exports they read. A mapping with mistakes is refused when it is
  /// imported, not here.
  private static func formats(_ files: [String: String]) -> [String] {
    let mappings = files.filter { $0.key.hasPrefix("content/mappings/") }
    let sources = mappings.compactMap { CSVMapping.read($0.value, file: $0.key).value?.source }
    return LedgerFolder.formats + Set(sources).sorted()
  }

  /// The editions of a ledger, as known at `asOf`.
  func editions(_ ledger: Ledger, asOf: Instant?) throws -> EditionBuilder {
    try EditionBuilder(
      registers: registers, checklists: checklists, calendar: calendar, ledger: ledger, asOf: asOf,
      firstKnownAt: firstKnownAt)
  }
}

/// Templates, sentences and stylesheet, ready to make pages.
struct LoadedTemplates {
  private let templates: TemplateSet
  private let strings: [Strings]
  private let styleSheet: String
  private let log: EditionsLog

  /// Makes pages that know what was archived.
  var builder: SiteBuilder { builder(log) }

  /// Makes pages that know what `log` says.
  func builder(_ log: EditionsLog) -> SiteBuilder {
    SiteBuilder(templates: templates, strings: strings, styleSheet: styleSheet, log: log)
  }

  init(_ folder: SiteFolder, languages: [String]) throws(DiagnosticList) {
    try self.init(
      files: try folder.templateFiles(), languages: languages, log: try EditionsLogFile.read(site: folder.root))
  }

  /// `files` by path below `templates/`. Throws the complaints of all files together.
  init(
    files: [String: String], languages: [String], log: EditionsLog = EditionsLog()
  ) throws(DiagnosticList) {
    var problems: [Diagnostic] = []
    var templates: TemplateSet?
    do throws(DiagnosticList) {
      templates = try TemplateSet(files: LoadedTemplates.named(files))
    } catch {
      problems += error.diagnostics
    }
    var strings: [Strings] = []
    for language in languages {
      let path = "strings/\(language).yml"
      guard let text = files[path] else {
        problems.append(Messages.missingTemplate(path))
        continue
      }
      do throws(DiagnosticList) {
        strings.append(try Strings(yaml: text, file: "templates/\(path)", reference: strings.first))
      } catch {
        problems += error.diagnostics
      }
    }
    if files[styleSheetName] == nil { problems.append(Messages.missingTemplate(styleSheetName)) }
    guard let templates, let style = files[styleSheetName], problems.isEmpty else { throw DiagnosticList(problems) }
    self.templates = templates
    self.strings = strings
    styleSheet = style
    self.log = log
  }

  /// `parts/metric.mustache` is the template `parts/metric`.
  private static func named(_ files: [String: String]) -> [String: String] {
    let ending = ".mustache"
    let templates = files.filter { $0.key.hasSuffix(ending) && !$0.key.hasPrefix("starter/") }
    return Dictionary(uniqueKeysWithValues: templates.map { (String($0.key.dropLast(ending.count)), $0.value) })
  }
}

private let styleSheetName = "style.css"
