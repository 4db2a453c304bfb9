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
    let built = try SiteBuild(folder: folder, surroundings: surroundings, asOf: asOf).run()
    for outcome in built.update.outcomes { surroundings.warn(Messages.outcome(outcome, surroundings.fromHere)) }
    site = try LoadedSite(folder)
    edition = PublishedEdition(week: built.week, asOf: built.editionAsOf)
    warnings = built.update.warnings
  }
}
