import ArgumentParser
import LedgerStore
import ReportCore

/// `peil import FILE…`.
struct ImportCommand: PeilSubcommand {
  static let configuration = CommandConfiguration(
    commandName: "import", abstract: Messages.importAbstract, discussion: Messages.importDiscussion)

  @Argument(help: ArgumentHelp(Messages.importFilesHelp, valueName: "file")) var files: [String]
  @Flag(name: .customLong("no-copy"), help: ArgumentHelp(Messages.noCopyHelp)) var noCopy = false
  @OptionGroup var options: SiteOptions

  func run(in surroundings: Surroundings) throws -> CommandStatus {
    let folder = options.folder(in: surroundings)
    try folder.requireSite()
    let paths = files.map(surroundings.path)
    let update = try LedgerWork(folder, surroundings).importFiles(paths, copy: !noCopy)
    for outcome in update.outcomes { surroundings.say(Messages.outcome(outcome, surroundings.fromHere)) }
    if try LedgerWork.wasMadeAgain(update) { surroundings.say(Messages.ledgerRebuilt) }
    return PeilProgram.report(update.warnings, in: surroundings)
  }
}
