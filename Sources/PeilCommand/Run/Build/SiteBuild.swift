import Editions
import Foundation
import LedgerStore
import OutputTree
import Registers
import ReportCore
import ReportSite
import SafeFiles
import SitePublishing

/// Brings `public/` up to date: ledger, editions, pages. What was made before and is made from the same things is left
/// alone; the result is that of a clean build, byte for byte.
struct SiteBuild {
  let folder: SiteFolder
  let surroundings: Surroundings
  var asOf: Instant?

  /// What was done, and what the person should know.
  struct Outcome {
    var update: LedgerUpdate
    var counts: WriteCounts
    /// The current edition.
    var week: ISOWeek
    /// The newest moment among the acts its figures depend on.
    var editionAsOf: Instant
    /// Its verdict in the site's first language.
    var verdict: String
    /// Of registers, checklists and exports.
    var warnings: [Diagnostic]

    var files: Int { counts.written + counts.unchanged }
  }

  /// Everything people wrote is read before anything is changed.
  func run() throws -> Outcome {
    let inputs = try BuildInputs(folder, program: surroundings.program(), asOf: asOf)
    let file = BuildRecordFile(folder: folder)
    var kept = file.read()
    var sources: BuildSources?
    if kept?.record.inputs != inputs.digest || kept?.record.hasWarnings ?? true { sources = try BuildSources(folder) }
    let update = try LedgerWork(folder, surroundings).bringUpToDate()
    let site = try SiteUpdate(of: folder.publicFolder)
    // From here on nobody else builds; before, somebody may have.
    if let read = kept, file.stamp() != read.stamp { kept = file.read() }
    let journal = JournalMark(folder)
    let warnings = (sources?.site.warnings ?? []) + update.warnings
    let state = try BuiltFiles(site, kept?.record, writtenAt: kept?.stamp.modified)
    if let record = kept?.record, let current = record.currentWeek, record.inputs == inputs.digest,
      record.journal == journal, state.isWhole(record)
    {
      if state.wasReadAgain { file.write(state.refreshed(record)) }
      return Outcome(
        update: update, counts: WriteCounts(unchanged: record.fileCount), week: current,
        editionAsOf: record.currentCard?.asOf ?? record.moment, verdict: record.verdict, warnings: warnings)
    }
    let loaded: BuildSources
    if let sources { loaded = sources } else { loaded = try BuildSources(folder) }
    let editions = try loaded.site.editions(update.ledger, asOf: asOf)
    guard !editions.weeks.isEmpty else { throw Messages.noWeek }
    let ledger = LedgerStates(folder: folder, ledger: update.ledger, editions: editions, journal: journal)
    let plan = BuildPlan(
      weeks: editions.weeks, inputs: inputs, builder: loaded.templates.builder,
      ledgerStates: try ledger.states(since: kept?.record), windows: ledger.windows, firstDay: editions.firstDay,
      firstKnownAt: loaded.site.firstKnownAt)
    let work = SiteMaking(
      plan: plan, editions: editions, site: site, state: state, earlier: kept?.record, now: surroundings.now())
    var record = try work.make(journal: journal, hasWarnings: !loaded.site.warnings.isEmpty)
    let manifest = record.manifest
    let counts = try site.finish(manifest, modes: state.modes)
    record.manifestDigest = ContentDigest(of: Array(manifest.text.utf8)).description
    try record.takeStamps(site)
    file.write(record)
    return Outcome(
      update: update, counts: counts, week: plan.weeks[plan.weeks.count - 1],
      editionAsOf: record.currentCard?.asOf ?? record.moment, verdict: record.verdict,
      warnings: loaded.site.warnings + update.warnings)
  }
}

/// Registers, checklists, templates and sentences, all of them sound.
struct BuildSources {
  let site: LoadedSite
  let templates: LoadedTemplates

  init(_ folder: SiteFolder) throws(DiagnosticList) {
    site = try LoadedSite(folder)
    templates = try LoadedTemplates(folder, languages: site.registers.site.languages)
  }
}

extension BuildRecord {
  var fileCount: Int { groups.reduce(0) { $0 + $1.files.count } }
  var currentWeek: ISOWeek? { ledgerStates.keys.max() }
  var currentCard: EditionCard? {
    cards.last.flatMap { try? JSONDecoder().decode(EditionCard.self, from: Data($0.utf8)) }
  }

  /// What `public/` must hold.
  var manifest: OutputManifest {
    OutputManifest(
      Dictionary(groups.flatMap(\.files).map { ($0.path, $0.digest) }) { _, last in last })
  }

  /// Looks at the files that were put in their places.
  mutating func takeStamps(_ site: SiteUpdate) throws(Diagnostic) {
    for index in groups.indices where groups[index].files.contains(where: { $0.stamp == nil }) {
      let stamps = try site.stamps(of: groups[index].files.map(\.path))
      for (file, stamp) in stamps.enumerated() { groups[index].files[file].stamp = stamp }
    }
  }
}
