import ArgumentParser
import Editions
import LedgerStore
import PlaybookRules
import ReportCore

/// `peil status`: the week in a few lines.
struct StatusCommand: PeilSubcommand {
  static let configuration = CommandConfiguration(commandName: "status", abstract: Messages.statusAbstract)

  @OptionGroup var options: SiteOptions
  @OptionGroup var moment: MomentOptions
  @Flag(help: ArgumentHelp(Messages.jsonHelp)) var json = false

  func run(in surroundings: Surroundings) throws -> CommandStatus {
    let folder = options.folder(in: surroundings)
    try folder.requireSite()
    let site = try LoadedSite(folder)
    let update = try LedgerWork(folder, surroundings).bringInStep()
    let builder = try site.editions(update.ledger, asOf: moment.asOf)
    let edition = try builder.edition(of: try moment.week(of: builder))
    let status = WeekStatus(edition)
    surroundings.say(json ? try JSONText.of(status) : Messages.status(status))
    return PeilProgram.report(site.warnings + update.warnings, in: surroundings)
  }
}

/// What `peil status --json` prints; fields are only ever added.
struct WeekStatus: Encodable {
  let schema = "peil.status/1"
  let week: String
  let asOf: String
  /// The verdict's state.
  let state: String
  let imports: Int
  /// The figures of the first screen, as in `numbers.json`.
  let figures: [FigureText]

  /// The figures a reader of the first screen sees.
  private static let headline = [
    "spend.total", "budget.used-week", "attribution.share", "coverage.sources", "mt.cost-per-1000-calls",
    "mt.cost-per-session", "mt.efficiency", "mt.roi",
  ]

  init(_ edition: Edition) {
    week = edition.week.description
    asOf = edition.asOf.description
    state = edition.verdict.state.rawValue
    imports = edition.ledger.imports
    figures = WeekStatus.headline.compactMap { edition.figures.figure($0, [:], .week(edition.week)) }.map(
      FigureText.init)
  }
}
