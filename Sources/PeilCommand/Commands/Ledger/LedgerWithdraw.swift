import ArgumentParser
import LedgerStore
import ReportCore

extension LedgerCommand {
  /// `peil ledger withdraw N --reason …`: takes a wrong import back.
  struct Withdraw: PeilSubcommand {
    static let configuration = CommandConfiguration(
      commandName: "withdraw", abstract: Messages.withdrawAbstract, discussion: Messages.withdrawDiscussion)

    @Argument(help: ArgumentHelp(Messages.actNumberHelp)) var number: Int
    @Option(help: ArgumentHelp(Messages.reasonHelp, valueName: "text")) var reason: String
    @OptionGroup var options: SiteOptions

    func run(in surroundings: Surroundings) throws -> CommandStatus {
      let work = LedgerWork(try options.site(in: surroundings), surroundings)
      let (report, update) = try work.withdraw(number, reason: reason)
      let effect = try update.ledger.act(report.record.number)
      surroundings.say(Messages.withdrew(report, effect))
      return PeilProgram.report(update.warnings, in: surroundings)
    }
  }

  /// `peil ledger re-rate N --days …`: applies a price book or an agreement to what was estimated.
  struct Rerate: PeilSubcommand {
    static let configuration = CommandConfiguration(
      commandName: "re-rate", abstract: Messages.rerateAbstract, discussion: Messages.rerateDiscussion)

    @Argument(help: ArgumentHelp(Messages.priceActHelp)) var number: Int
    @Option(help: ArgumentHelp(Messages.daysHelp, valueName: "days"), transform: DayRange.init) var days: DayRange
    @Option(help: ArgumentHelp(Messages.reasonHelp, valueName: "text")) var reason: String
    @Flag(name: .customLong("dry-run"), help: ArgumentHelp(Messages.dryRunHelp)) var dryRun = false
    @OptionGroup var options: SiteOptions

    func run(in surroundings: Surroundings) throws -> CommandStatus {
      let work = LedgerWork(try options.site(in: surroundings), surroundings)
      let (report, update) = try work.rerate(number, days: days.days, reason: reason, dryRun: dryRun)
      surroundings.say(Messages.rerated(report))
      return PeilProgram.report(update.warnings, in: surroundings)
    }
  }
}
