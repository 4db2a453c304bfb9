import ArgumentParser
import LedgerStore
import ReportCore

/// `peil ledger …`: the acts on the ledger; without a word behind it, their list.
struct LedgerCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "ledger", abstract: Messages.ledgerAbstract, discussion: Messages.ledgerDiscussion,
    subcommands: [List.self, Show.self, Compare.self, Withdraw.self, Rerate.self], defaultSubcommand: List.self)

  /// `peil ledger`: one line for each act.
  struct List: PeilSubcommand {
    static let configuration = CommandConfiguration(commandName: "list", abstract: Messages.ledgerListAbstract)

    @OptionGroup var options: SiteOptions
    @OptionGroup var moment: AsOfOption
    @Flag(help: ArgumentHelp(Messages.jsonHelp)) var json = false

    func run(in surroundings: Surroundings) throws -> CommandStatus {
      let update = try LedgerWork(options.site(in: surroundings), surroundings).bringInStep()
      let acts = try update.ledger.history(asOf: moment.asOf)
      surroundings.say(json ? try JSONText.of(ActList(acts: acts.map(ActText.init))) : Messages.acts(acts))
      return PeilProgram.report(update.warnings, in: surroundings)
    }
  }

  /// `peil ledger show N`: one act with all it did.
  struct Show: PeilSubcommand {
    static let configuration = CommandConfiguration(commandName: "show", abstract: Messages.ledgerShowAbstract)

    @Argument(help: ArgumentHelp(Messages.actNumberHelp)) var number: Int
    @OptionGroup var options: SiteOptions
    @OptionGroup var moment: AsOfOption
    @Flag(help: ArgumentHelp(Messages.jsonHelp)) var json = false

    func run(in surroundings: Surroundings) throws -> CommandStatus {
      let update = try LedgerWork(options.site(in: surroundings), surroundings).bringInStep()
      guard let detail = try update.ledger.act(number, asOf: moment.asOf) else {
        throw Messages.noSuchAct("\(number)", try update.ledger.history(asOf: moment.asOf).count)
      }
      surroundings.say(json ? try JSONText.of(ActDetailText(detail)) : Messages.act(detail))
      return PeilProgram.report(update.warnings, in: surroundings)
    }
  }
}

/// The ledger as it was at a moment.
struct AsOfOption: ParsableArguments {
  @Option(
    name: .customLong("as-of"), help: ArgumentHelp(Messages.asOfHelp, valueName: "instant"),
    transform: MomentOptions.instant)
  var asOf: Instant?
}

extension SiteOptions {
  /// The folder, which must be a site.
  func site(in surroundings: Surroundings) throws -> SiteFolder {
    let folder = folder(in: surroundings)
    try folder.requireSite()
    return folder
  }
}
