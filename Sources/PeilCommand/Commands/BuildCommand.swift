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
  @Option(help: ArgumentHelp(Messages.whyHelp, valueName: "path")) var why: String?

  func run(in surroundings: Surroundings) throws -> CommandStatus {
    let folder = options.folder(in: surroundings)
    try folder.requireSite()
    if let why {
      for line in try BuildReasons(folder, surroundings).reasons(for: why) { surroundings.say(line) }
      return .done
    }
    let built = try SiteBuild(folder: folder, surroundings: surroundings, asOf: asOf).run()
    for outcome in built.update.outcomes { surroundings.say(Messages.outcome(outcome, surroundings.fromHere)) }
    if try LedgerWork.wasMadeAgain(built.update) { surroundings.say(Messages.ledgerRebuilt) }
    if built.update.outcomes.isEmpty { surroundings.say(Messages.nothingNew) }
    surroundings.say(Messages.written(built.counts, files: built.files))
    surroundings.say(Messages.verdict(built.week, built.verdict))
    surroundings.say(Messages.lookAt(options.site))
    return PeilProgram.report(built.warnings, in: surroundings)
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
