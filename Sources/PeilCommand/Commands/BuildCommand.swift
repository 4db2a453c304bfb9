import ArgumentParser
import Editions
import LedgerStore
import OutputTree
import Registers
import ReportCore
import ReportSite
import SitePublishing

/// `peil build`: what is new in `content/ledger/` → ledger → editions → `public/`.
struct BuildCommand: PeilSubcommand {
  static let configuration = CommandConfiguration(
    commandName: "build", abstract: Messages.buildAbstract, discussion: Messages.buildDiscussion)

  @OptionGroup var options: SiteOptions
  @Option(
    name: .customLong("as-of"), help: ArgumentHelp(Messages.asOfHelp, valueName: "instant"),
    transform: MomentOptions.instant) var asOf: Instant?

  func run(in surroundings: Surroundings) throws -> CommandStatus {
    let folder = options.folder(in: surroundings)
    try folder.requireSite()
    // Everything people wrote is read before anything is changed.
    let (site, templates) = try Self.load(folder)
    let update = try LedgerWork(folder, surroundings).bringUpToDate()
    for outcome in update.outcomes { surroundings.say(Messages.outcome(outcome, surroundings.fromHere)) }
    let editions = try Self.editions(try site.editions(update.ledger, asOf: asOf))
    let tree = try templates.builder.outputTree(for: editions)
    let counts = try SiteWriter.write(tree, to: folder.publicFolder)
    if try LedgerWork.wasMadeAgain(update) { surroundings.say(Messages.ledgerRebuilt) }
    if update.outcomes.isEmpty { surroundings.say(Messages.nothingNew) }
    surroundings.say(Messages.written(counts, files: tree.count))
    if let current = editions.last {
      surroundings.say(Messages.verdict(current, try templates.builder.verdict(of: current)))
    }
    surroundings.say(Messages.lookAt(options.site))
    return PeilProgram.report(site.warnings + update.warnings, in: surroundings)
  }

  private static func load(_ folder: SiteFolder) throws(DiagnosticList) -> (LoadedSite, LoadedTemplates) {
    let site = try LoadedSite(folder)
    return (site, try LoadedTemplates(folder, languages: site.registers.site.languages))
  }

  /// Every week's edition, oldest first. Throws when there is none, or when a checklist asserts something about a
  /// figure that does not exist.
  static func editions(_ builder: EditionBuilder) throws -> [Edition] {
    guard !builder.weeks.isEmpty else { throw Messages.noWeek }
    let editions = try builder.editions(of: builder.weeks)
    let problems = editions.last.map(builder.diagnostics(for:)) ?? []
    guard problems.isEmpty else { throw DiagnosticList(problems) }
    return editions
  }
}
