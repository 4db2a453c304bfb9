import Editions
import LedgerStore
import Registers
import ReportCore
import ReportSite
import SitePublishing

/// `public/` brought up to date, and what is then published.
struct PublishBuild {
  let site: LoadedSite
  let edition: PublishedEdition
  let warnings: [Diagnostic]

  init(_ folder: SiteFolder, _ surroundings: Surroundings, asOf: Instant?) throws {
    site = try LoadedSite(folder)
    let templates = try LoadedTemplates(folder, languages: site.registers.site.languages)
    let update = try LedgerWork(folder, surroundings).bringUpToDate()
    for outcome in update.outcomes { surroundings.warn(Messages.outcome(outcome, surroundings.fromHere)) }
    let editions = try BuildCommand.editions(try site.editions(update.ledger, asOf: asOf))
    _ = try SiteWriter.write(try templates.builder.outputTree(for: editions), to: folder.publicFolder)
    guard let current = editions.last else { throw Messages.noWeek }
    edition = PublishedEdition(week: current.week, asOf: current.asOf)
    warnings = update.warnings
  }
}
